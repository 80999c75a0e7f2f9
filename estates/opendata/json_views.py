"""The JSON answers. Digits are ASCII, days ISO, unknown is null with its state."""

from typing import Any

from flask import (
    Response,
    abort,
)

from estates.directory import queries as directory
from estates.directory.models import Estate
from estates.directory.record import figure_rows, record, words
from estates.exports import queries as trade
from estates.exports.rows import group_record, market_record, period_record
from estates.history.fresh import validated
from estates.history.queries import site_revision
from estates.ledger import queries as ledger
from estates.ledger.models import PROVINCE
from estates.ledger.rows import claim_row, field_record, source_record
from estates.licensing import procedure_queries as guide
from estates.licensing.procedures import Step
from estates.licensing.queries import EXPORT_PRIORITY, policy
from estates.opendata import licensing as licensing_records
from estates.opendata.asking import LIST_PARAMETERS, address, all_of, answer, listed, refuse_unknown
from estates.opendata.blueprint import bp
from estates.web.access import public
from estates.web.clock import today
from estates.web.languages import languages
from estates.web.pagination import Pagination


@bp.get("/estates")
@public
@validated
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
@validated
def estate(ref: str) -> Response:
    """One estate, the same as in the list."""
    refuse_unknown()
    found = directory.estate(ref) or abort(404)
    return answer(document(found, ledger.figures_of_one(ref, today())))


@bp.get("/estates/<slug:ref>/claims")
@public
@validated
def claims(ref: str) -> Response:
    """Every claim that speaks of an estate."""
    refuse_unknown()
    if directory.estate(ref) is None:
        abort(404)
    return _claims(ref)


@bp.get("/province")
@public
@validated
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
@validated
def province_claims() -> Response:
    """Every claim that speaks of the province."""
    refuse_unknown()
    return _claims(PROVINCE)


def _claims(subject: str) -> Response:
    figures = ledger.figures_of_one(subject, today()).values()
    return all_of([claim_row(claim, figure.field) for figure in figures for claim in figure.claims])


@bp.get("/exports")
@public
@validated
def exports() -> Response:
    """Every export figure, market and product group. Figures of two bases are never one series."""
    refuse_unknown()
    periods = [period_record(period) for period in trade.every_period()]
    return answer(
        {
            "items": periods,
            "total": len(periods),
            "markets": [market_record(market) for market in trade.every_market()],
            "product_groups": [group_record(group) for group in trade.every_group()],
            "links": {
                "self": address("opendata.exports"),
                "html": {code: address("pages.exports", lang=code) for code in languages()},
            },
        }
    )


@bp.get("/fields")
@public
@validated
def fields() -> Response:
    """The registered fields: the data dictionary."""
    refuse_unknown()
    return all_of([field_record(field) for field in ledger.fields()])


@bp.get("/sources")
@public
@validated
def sources() -> Response:
    """Everything that was read."""
    refuse_unknown()
    return all_of([source_record(source) for source in ledger.sources()])


@bp.get("/licensing")
@public
@validated
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
