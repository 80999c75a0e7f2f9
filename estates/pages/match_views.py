"""Requirements against sites."""

from flask import Response, redirect, render_template, request, url_for

from estates.pages import facets, match
from estates.pages.blueprint import bp
from estates.pages.criteria import refuse_problems
from estates.web.access import public
from estates.web.errors import BadParameter
from estates.web.languages import current
from estates.web.pagination import Pagination, whole_number
from estates.web.tables import csv_answer

PER_PAGE = 15  # a site has a line for each requirement: a page of the list's length is too long


@bp.get("/match/", endpoint="match")
@public
def match_page() -> tuple[str, int]:
    """The form, and every site against what it requires."""
    found = match.matching(request.args)
    values = found.asked.values
    pages = Pagination(
        page=whole_number("page", request.args.get("page"), 1, 100_000),
        per_page=PER_PAGE,
        total=len(found.catalogue.refs) if found.any else 0,
        url=lambda page: url_for(".match", **values, page=page if page > 1 else None),
    )
    if pages.page > pages.pages:
        raise BadParameter("page")
    refs = found.refs(current().code, pages.start, PER_PAGE) if found.any else []
    page = render_template(
        "pages/match.html",
        asked=found.asked,
        requirements=found.requirements if found.any else [],
        results=list(found.results(refs)),
        pagination=pages,
        kinds=facets.plain_options(found.asked, "kind"),
        specialisms=facets.plain_options(found.asked, "specialism"),
        usual=match.usual_fields(found.asked),
        others=match.other_fields(found.asked),
        others_in_use=facets.in_use(found.asked, match.other_fields(found.asked)),
        places=[(facets.place_value(place), place.name) for place in found.places],
        list_url=url_for(".estates", **values),
        file_url=url_for(".match_csv", **values),
    )
    return page, 400 if found.asked.problems else 200


@bp.get("/match/match.csv")
@public
def match_csv() -> Response:
    """Every site and requirement as a line of a table."""
    if "page" in request.args:
        raise BadParameter("page")
    found = match.matching(request.args)
    refuse_problems(found.asked)
    return csv_answer(match.HEADER, match.file_rows(found, current().code), "qom-match.csv")


@bp.get("/match.csv", endpoint="match_csv_short")
@public
def match_csv_short() -> Response:
    """The address of the file that the contract's brackets may be read to name."""
    values = request.args.to_dict(flat=False)
    return redirect(url_for(".match_csv", **values), 308)  # type: ignore[return-value]
