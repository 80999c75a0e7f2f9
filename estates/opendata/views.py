"""The JSON answers. Digits are ASCII, days ISO, unknown is null with its state."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    request,
    stream_with_context,
    url_for,
)

from estates.directory import queries as directory
from estates.directory.models import Estate
from estates.directory.record import figure_rows, record, words
from estates.history.queries import site_revision
from estates.ledger import queries as ledger
from estates.ledger.models import PROVINCE
from estates.ledger.rows import claim_row, field_record, source_record
from estates.licensing import procedure_queries as guide
from estates.licensing.procedures import Step
from estates.licensing.queries import EXPORT_PRIORITY, policy
from estates.opendata import files
from estates.opendata import licensing as licensing_records
from estates.pages import criteria, listing
from estates.web.access import public
from estates.web.clock import today
from estates.web.errors import BadParameter
from estates.web.languages import DEFAULT_LANGUAGE, languages
from estates.web.page import absolute
from estates.web.pagination import Pagination
from estates.web.tables import csv_answer

bp = Blueprint("opendata", __name__, url_prefix="/api/v1")

FILE_PARAMETERS = frozenset({"sort"})
LIST_PARAMETERS = FILE_PARAMETERS | {"page", "per_page"}


def refuse_unknown(known: Collection[str] = ()) -> None:
    """Answer 400, naming it, for a parameter that this address does not know."""
    for name in request.args:
        if name not in known:
            raise BadParameter(name)


def address(endpoint: str, **values: Any) -> str:
    """The address of an endpoint with the host of this site."""
    return absolute(url_for(endpoint, **values))


def answer(document: dict[str, Any]) -> Response:
    """``document`` as JSON with real letters."""
    text = current_app.json.dumps(document, ensure_ascii=False, sort_keys=False)
    return Response(text, content_type="application/json")


def all_of(items: list[dict[str, Any]]) -> Response:
    """A list that is not cut into pages."""
    return answer({"items": items, "total": len(items), "links": {"self": absolute(request.path)}})


def listed(endpoint: str, own: frozenset[str], *, whole: bool) -> listing.Listing:
    """The list that the filters of this request ask for. Raises BadParameter."""
    refuse_unknown(own | criteria.parameters(criteria.estate_fields()))
    shown = listing.read(request.args, partial(address, endpoint), DEFAULT_LANGUAGE, whole=whole)
    criteria.refuse_problems(shown.asked)
    return shown


@bp.get("/estates")
@public
def estates() -> Response:
    """The list of estates, with its filters, its order and its pages."""
    shown = listed("opendata.estates", LIST_PARAMETERS, whole=True)
    return answer(
        {
            "items": [document(row.estate, row.figures) for row in shown.rows],
            "total": shown.pagination.total,
            "links": page_links(shown.pagination),
        }
    )


@bp.get("/estates.csv")
@public
def estates_csv() -> Response:
    """All rows of the list as a table."""
    shown = listed("opendata.estates_csv", FILE_PARAMETERS, whole=False)
    fields = shown.asked.fields
    found = files.sites(_all_of(shown))
    return csv_answer(files.header(fields), files.rows(found, fields), "qom-estates.csv")


@bp.get("/estates.geojson")
@public
def estates_geojson() -> Response:
    """All rows of the list as features of a map."""
    shown = listed("opendata.estates_geojson", FILE_PARAMETERS, whole=False)
    found = files.sites(_all_of(shown))
    return Response(
        stream_with_context(_collection(files.feature(*site) for site in found)),
        content_type="application/geo+json",
    )


def _all_of(shown: listing.Listing) -> list[str]:
    selection = shown.selection
    return selection.refs(shown.query.sort, DEFAULT_LANGUAGE, 0, selection.total)


def _collection(features: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A GeoJSON collection, sent feature by feature."""
    yield '{"type":"FeatureCollection","features":['
    for number, feature in enumerate(features):
        text = current_app.json.dumps(feature, ensure_ascii=False, sort_keys=False)
        yield f",\n{text}" if number else f"\n{text}"
    yield "\n]}\n"


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
        "self": address("opendata.estate", ref=ref),
        "claims": address("opendata.claims", ref=ref),
        "html": {code: address("pages.profile", ref=ref, lang=code) for code in languages()},
    }


@bp.get("/estates/<slug:ref>")
@public
def estate(ref: str) -> Response:
    """One estate, the same as in the list."""
    refuse_unknown()
    found = directory.estate(ref) or abort(404)
    return answer(document(found, ledger.figures_of_one(ref, today())))


@bp.get("/estates/<slug:ref>/claims")
@public
def claims(ref: str) -> Response:
    """Every claim that speaks of an estate."""
    refuse_unknown()
    if directory.estate(ref) is None:
        abort(404)
    return _claims(ref)


@bp.get("/province")
@public
def province() -> Response:
    """The province and its figures."""
    refuse_unknown()
    found = directory.province()
    return answer(
        {
            "ref": found.ref,
            "name": words(found.name),
            "figures": figure_rows(ledger.figures_of_one(PROVINCE, today())),
            "revision": site_revision(),
            "reviewed_on": found.reviewed_on.isoformat(),
            "links": {
                "self": address("opendata.province"),
                "claims": address("opendata.province_claims"),
                "html": {code: address("pages.province", lang=code) for code in languages()},
            },
        }
    )


@bp.get("/province/claims")
@public
def province_claims() -> Response:
    """Every claim that speaks of the province."""
    refuse_unknown()
    return _claims(PROVINCE)


def _claims(subject: str) -> Response:
    figures = ledger.figures_of_one(subject, today()).values()
    return all_of([claim_row(claim, figure.field) for figure in figures for claim in figure.claims])


@bp.get("/fields")
@public
def fields() -> Response:
    """The registered fields: the data dictionary."""
    refuse_unknown()
    return all_of([field_record(field) for field in ledger.fields()])


@bp.get("/sources")
@public
def sources() -> Response:
    """Everything that was read."""
    refuse_unknown()
    return all_of([source_record(source) for source in ledger.sources()])


@bp.get("/licensing")
@public
def licensing() -> Response:
    """The licensing guide: procedures with their steps, what it leaves out, the policy."""
    refuse_unknown()
    procedures = guide.procedures()
    priority = policy(EXPORT_PRIORITY)
    return answer(
        {
            "about": words(guide.about()),
            "items": [
                licensing_records.procedure_record(procedure, _step_pages)
                | {"links": {"html": _pages("pages.procedure", procedure=procedure.path)}}
                for procedure in procedures
            ],
            "total": len(procedures),
            "not_covered": [licensing_records.gap_record(gap) for gap in guide.gaps()],
            "policy": licensing_records.policy_record(priority) if priority else None,
            "revision": site_revision(),
            "links": {"self": address("opendata.licensing"), "html": _pages("pages.licensing")},
        }
    )


def _step_pages(step: Step) -> dict[str, str]:
    return _pages("pages.step", procedure=step.procedure.path, step=step.path)


def _pages(endpoint: str, **values: str) -> dict[str, str]:
    """The page of an endpoint in each language."""
    return {code: address(endpoint, lang=code, **values) for code in languages()}
