"""The JSON answers. Digits are ASCII, days ISO, unknown is null with its state."""

from collections.abc import Collection
from typing import Any

from flask import Blueprint, Response, abort, current_app, request, url_for

from estates.directory import queries as directory
from estates.directory.models import Estate
from estates.directory.record import figure_rows, record, words
from estates.history.queries import site_revision
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.ledger.models import PROVINCE
from estates.ledger.rows import claim_row, field_record, source_record
from estates.pages import listing
from estates.web.access import public
from estates.web.clock import today
from estates.web.errors import BadParameter
from estates.web.languages import DEFAULT_LANGUAGE, languages
from estates.web.pagination import Pagination

bp = Blueprint("opendata", __name__, url_prefix="/api/v1")

LIST_PARAMETERS = frozenset({"sort", "page", "per_page"})  # of the page, not of the record


def refuse_unknown(known: Collection[str] = ()) -> None:
    """Answer 400, naming it, for a parameter that this address does not know."""
    for name in request.args:
        if name not in known:
            raise BadParameter(name)


def answer(document: dict[str, Any]) -> Response:
    """``document`` as JSON with real letters."""
    text = current_app.json.dumps(document, ensure_ascii=False, sort_keys=False)
    return Response(text, content_type="application/json")


def all_of(items: list[dict[str, Any]]) -> Response:
    """A list that is not cut into pages."""
    return answer({"items": items, "total": len(items), "links": {"self": request.base_url}})


@bp.get("/estates")
@public
def estates() -> Response:
    refuse_unknown(LIST_PARAMETERS)
    query = listing.parse(request.args, ledger.fields())
    everyone = directory.estates()
    figures = ledger.figures_of([estate.ref for estate in everyone], today())
    rows = [listing.Row(estate, figures[estate.ref]) for estate in everyone]
    pagination = Pagination(
        page=query.page,
        per_page=query.per_page,
        total=len(rows),
        url=lambda page: url_for(".estates", _external=True, **listing.address(query, page=page)),
    )
    if query.page > pagination.pages:
        raise BadParameter("page")
    shown = pagination.of(listing.arrange(rows, query, DEFAULT_LANGUAGE))
    return answer(
        {
            "items": [document(row.estate, row.figures) for row in shown],
            "total": len(rows),
            "links": page_links(pagination),
        }
    )


def page_links(pagination: Pagination) -> dict[str, str]:
    """Addresses of this page and, where there are any, of those beside it."""
    links = {"self": pagination.url(pagination.page)}
    if pagination.page > 1:
        links["prev"] = pagination.url(pagination.page - 1)
    if pagination.page < pagination.pages:
        links["next"] = pagination.url(pagination.page + 1)
    return links


def document(estate: Estate, figures: Any) -> dict[str, Any]:
    """The record of an estate with its addresses on this site."""
    return record(estate, figures) | {"links": _links(estate.ref)}


def _links(ref: str) -> dict[str, Any]:
    return {
        "self": url_for("opendata.estate", ref=ref, _external=True),
        "claims": url_for("opendata.claims", ref=ref, _external=True),
        "html": {
            code: url_for("pages.profile", ref=ref, lang=code, _external=True)
            for code in languages()
        },
    }


@bp.get("/estates/<slug:ref>")
@public
def estate(ref: str) -> Response:
    refuse_unknown()
    found = directory.estate(ref) or abort(404)
    return answer(document(found, _figures(ref)))


@bp.get("/estates/<slug:ref>/claims")
@public
def claims(ref: str) -> Response:
    refuse_unknown()
    if directory.estate(ref) is None:
        abort(404)
    return all_of(
        [
            claim_row(claim, figure.field)
            for figure in _figures(ref).values()
            for claim in figure.claims
        ]
    )


@bp.get("/province")
@public
def province() -> Response:
    refuse_unknown()
    found = directory.province()
    return answer(
        {
            "ref": found.ref,
            "name": words(found.name),
            "figures": figure_rows(_figures(PROVINCE)),
            "revision": site_revision(),
            "reviewed_on": found.reviewed_on.isoformat(),
            "links": {
                "self": url_for(".province", _external=True),
                "html": {
                    code: url_for("pages.province", lang=code, _external=True)
                    for code in languages()
                },
            },
        }
    )


def _figures(subject: str) -> dict[str, Figure]:
    return ledger.figures_of([subject], today())[subject]


@bp.get("/fields")
@public
def fields() -> Response:
    refuse_unknown()
    return all_of([field_record(field) for field in ledger.fields()])


@bp.get("/sources")
@public
def sources() -> Response:
    refuse_unknown()
    return all_of([source_record(source) for source in ledger.sources()])
