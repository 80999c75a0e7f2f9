"""The comparison: as a page, as a file, and the choice of what to compare."""

from flask import Response, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from estates.directory import queries as directory
from estates.directory.catalogue import catalogue
from estates.directory.models import Estate
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.pages import compare as gather
from estates.pages import compare_file as file
from estates.pages import compare_query as asking
from estates.pages.blueprint import bp
from estates.web.access import public
from estates.web.clock import today
from estates.web.errors import BadParameter
from estates.web.formatting import num
from estates.web.languages import current
from estates.web.tables import csv_answer

OFFERED = 50  # sites among which the choice lets choose; the list has them all


@bp.get("/compare/")
@public
def compare() -> str | tuple[str, int]:
    """Two to four sites side by side; fewer or more: the choice, with what was chosen."""
    query = asking.read(request.args)
    chosen = asking.named(query.refs[:OFFERED])
    mistake = _mistake(query, chosen)
    if mistake:
        return _choice(chosen, mistake), 400
    if len(chosen) < 2:
        return _choice(chosen)
    figures = _figures(chosen)
    everything = gather.groups(chosen, figures, directory.places())
    shown, hidden = gather.narrowed(everything, query)
    return render_template(
        "pages/compare.html",
        query=query,
        estates=chosen,
        filled=[ref for ref, own in figures.items() if own["jobs_direct"].lead],
        groups=shown,
        hidden=hidden,
        most=asking.MOST,
        shortlisted=query.refs,
    )


@bp.get("/compare/compare.csv")
@public
def compare_csv() -> Response:
    """The rows of the comparison as a file; `compare_file.lines` says what they hold."""
    query = asking.read(request.args)
    chosen = asking.named(query.refs[:OFFERED])
    if not chosen or _mistake(query, chosen):
        raise BadParameter("e")
    everything = gather.groups(chosen, _figures(chosen), directory.places())
    shown, _hidden = gather.narrowed(everything, query)
    lines = file.lines(shown, chosen, current().code)
    rows = ([line.get(name) for name in file.HEADER] for line in lines)
    return csv_answer(file.HEADER, rows, "compare.csv")


def _figures(chosen: list[Estate]) -> dict[str, dict[str, Figure]]:
    return ledger.figures_of([estate.ref for estate in chosen], today())


def _mistake(query: asking.Query, chosen: list[Estate]) -> str:
    """What is wrong with the sites that an address names, in a sentence; empty if nothing is."""
    if len(query.refs) > asking.MOST:
        return ngettext(
            "%(n)s site is chosen; at most four can stand side by side. Untick some.",
            "%(n)s sites are chosen; at most four can stand side by side. Untick some.",
            len(query.refs),
            n=num(len(query.refs)),
        )
    if len(chosen) < len(query.refs):
        return _("The address names a site that this directory does not have.")
    return ""


def _choice(chosen: list[Estate], mistake: str = "") -> str:
    """The form that asks which sites to compare: the chosen ones first, then some of all."""
    known = catalogue()
    refs = known.named(known.by_name(current().code)[:OFFERED])
    picked = [estate.ref for estate in chosen]
    others = asking.named(ref for ref in refs if ref not in picked)
    return render_template(
        "pages/compare_choice.html",
        estates=[*chosen, *others],
        picked=picked,
        total=len(known.refs),
        mistake=mistake,
        shortlisted=picked[: asking.MOST],
    )
