"""The map: its page, and the document of its marks."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from flask import Response, jsonify, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from estates.directory.catalogue import Catalogue, catalogue
from estates.directory.models import Kind
from estates.directory.selection import Selection, select
from estates.lib import bits
from estates.maps.cells import MOST_MARKS, Bounds
from estates.maps.document import marks_document
from estates.pages import criteria, sites
from estates.pages.blueprint import bp
from estates.web.access import public
from estates.web.errors import BadParameter
from estates.web.formatting import num
from estates.web.languages import current
from estates.web.pagination import PER_PAGE, Pagination, whole_number

FIGURES = ("jobs_direct", "area_gross")
FORM = ("q", "kind")  # what the form of the panel asks by itself
TRAY = 12  # sites without a position that are named; of more there is a link to the list
MOST_PAGES = 100_000


@dataclass(frozen=True)
class Asked:
    """What an address of the map asks: sites by the list's parameters, and one to open."""

    asked: criteria.Asked
    selection: Selection
    site: int | None

    @property
    def catalogue(self) -> Catalogue:
        """All sites."""
        return self.selection.catalogue

    @cached_property
    def placed(self) -> int:
        """The sites that have a mark; the one to open is among them whatever else is asked."""
        own = 0 if self.site is None else 1 << self.site
        return (self.selection.sites | own) & self.catalogue.placed

    @property
    def missing(self) -> int:
        """The sites whose position is not known."""
        return self.selection.sites & ~self.catalogue.placed

    @property
    def ref(self) -> str | None:
        """The reference of the site to open."""
        return None if self.site is None else self.catalogue.refs[self.site]

    @property
    def values(self) -> dict[str, Any]:
        """The parameters as addresses have them."""
        own = {"site": [self.ref]} if self.ref else {}
        return {**self.asked.values, **own}


def read(args: MultiDict[str, str]) -> Asked:
    """What ``args`` ask. Raises BadParameter, which names the parameter."""
    known = catalogue()
    asked = criteria.read(args, criteria.estate_fields(), known)
    criteria.refuse_problems(asked)
    ref = args.get("site")
    if ref and ref not in known.numbers:
        raise BadParameter("site")
    return Asked(asked, select(asked.criteria, known), known.numbers[ref] if ref else None)


def bounds(text: str | None) -> Bounds | None:
    """Bounds written as west,south,east,north in degrees. Raises BadParameter."""
    if not text:
        return None
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        raise BadParameter("bbox") from None
    # Written so that what is not a number fails as well.
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise BadParameter("bbox")
    return Bounds(west, south, east, north)


@bp.get("/map/", endpoint="map")
@public
def map_page() -> str:
    """The map, full width, with the list as its equal."""
    asked = read(request.args)
    order = list(bits.members(asked.placed))
    pagination = _pagination(asked, order)
    shown = order[pagination.start : pagination.last]
    known = asked.catalogue
    tray = list(bits.members(asked.missing))
    return render_template(
        "pages/map.html",
        asked=asked,
        kinds=asked.asked.values.get("kind", list(Kind)),
        kept=_kept(asked),
        entries=sites.entries(known, shown, *FIGURES),
        pagination=pagination,
        tray=sites.entries(known, tray[:TRAY]),
        untold=len(tray),
        opened=_opened(asked),
        marks_url=url_for(".map_marks", **asked.values),
        locator_svg=sites.overview(
            known, asked.placed, _("Map of the estates and zones of Qom"), selected=asked.ref
        ),
    )


def _pagination(asked: Asked, order: list[int]) -> Pagination:
    """The page of the panel: the one asked for, else that with the site to open, else the first."""
    at = order.index(asked.site) // PER_PAGE + 1 if asked.site in order else 1
    page = whole_number("page", request.args.get("page"), at, MOST_PAGES)
    url = partial(url_for, ".map", **asked.asked.values)
    found = Pagination(page, PER_PAGE, len(order), lambda page: url(page=page))
    if page > found.pages:
        raise BadParameter("page")
    return found


def _opened(asked: Asked) -> sites.Entry | None:
    """The site to open."""
    if asked.site is None:
        return None
    return sites.entries(asked.catalogue, [asked.site], *FIGURES)[0]


def _kept(asked: Asked) -> list[tuple[str, str]]:
    """What else was asked, which the form of the panel carries along."""
    rest = ((name, values) for name, values in asked.asked.values.items() if name not in FORM)
    return [(name, value) for name, values in rest for value in values]


@bp.get("/map/marks.json")
@public
def map_marks() -> Response:
    """The marks of the map, or of a part of it, as one document: many as cells with counts."""
    asked = read(request.args)
    part = bounds(request.args.get("bbox"))
    known = sites.grids(asked.catalogue)
    shown = part or known.bounds(asked.placed)
    inside = known.within(asked.placed, shown) if shown else 0
    cells = []
    if shown and inside.bit_count() > MOST_MARKS:
        cells = known.cells(inside, shown)
        inside = 0
        if part:  # of a part that a reader looks at, what stands alone is shown as itself
            inside = sum(cell.sites for cell in cells if cell.count == 1)
            cells = [cell for cell in cells if cell.count > 1]
    return jsonify(
        marks_document(
            sites.marks(asked.catalogue, inside),
            cells,
            language=current().code,
            numerals=num,
        )
    )
