"""The province and its sites as an inline SVG, drawn on the server: a map that needs no script.

Colours come from classes alone (`static/css/55-locator.css`), so that one drawing serves the light
and the dark scheme, and print. Nothing in it is random: the same marks give the same bytes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log10
from typing import Literal

from markupsafe import Markup, escape

from estates.directory.models import Kind, Quality
from estates.lib.bilingual import Words
from estates.maps import layers, shapes
from estates.maps.cells import Cell
from estates.maps.ground import Budget, ground
from estates.maps.layers import MAIN, MINOR, SECONDARY
from estates.maps.marks import Mark, Size, placed
from estates.maps.placement import Box, Label, Wanted, is_right_to_left, place
from estates.maps.projection import XY, Frame, lon_lat
from estates.maps.shapes import number

Variant = Literal["province", "small", "near"]

SELECTED_GAP = 5.0  # from a mark to the ring that says it is selected
HALO_GAP = 2.0  # by which a circle that would be too small to see outgrows the disc
LARGEST_GAP = 6.0  # a label stands outside of a circle that is no further from the disc than this
LABEL_GAP = 1.5
TOWN_REACH = 4.0  # of a town's dot with the room around it
NEAR_AT_LEAST_KM = 44.0  # so that the nearest town is in sight
NEAR_RADII = 6.0  # the near drawing is so many radii of uncertainty wide
CELL_REACH = 7.0  # of a cell with one site; it grows with the digits of its count
SCALE_BARS_KM = (50, 20, 10, 5, 2, 1)


@dataclass(frozen=True)
class _Plan:
    """The measures of a variant, in units of its drawing."""

    width: float
    height: float
    scale: float  # of the marks
    font_size: float
    town_ranks: int  # towns up to this rank are named, besides the province's own centre
    budget: Budget  # of the ground


_PLANS: dict[Variant, _Plan] = {
    "province": _Plan(480, 360, 1.0, 14, 3, Budget(letters=2_000, roads=SECONDARY)),
    "small": _Plan(240, 180, 0.55, 11, 0, Budget(letters=900, roads=MAIN)),
    "near": _Plan(320, 280, 0.8, 13, 3, Budget(letters=1_500, roads=MINOR)),
}


@dataclass
class _Drawing:
    """What all parts of one drawing need to know."""

    plan: _Plan
    frame: Frame
    basemap: layers.Basemap
    language: str
    selected: str | None
    marks: Sequence[Mark]
    labels: dict[str, Label] = field(default_factory=dict)  # by ref of the site

    def centre(self, mark: Mark) -> XY:
        assert mark.point is not None  # the caller drew only placed marks
        return self.frame.xy(lon_lat(mark.point))

    def disc(self, mark: Mark) -> float:
        """The radius of the light disc under a mark."""
        return shapes.radius(mark, self.plan.scale) + shapes.DISC_GAP * self.plan.scale

    def halo(self, mark: Mark) -> float | None:
        """The radius of the circle in which the site lies, to scale but outside of its mark."""
        if mark.radius_m is None or mark.quality not in (Quality.APPROXIMATE, Quality.SETTLEMENT):
            return None
        return max(self.frame.units(mark.radius_m / 1000), self._ringed(mark) + HALO_GAP)

    def reach(self, mark: Mark) -> float:
        """How far a label keeps away from a mark, with its ring and with a small circle."""
        reach, halo = self._ringed(mark), self.halo(mark)
        if halo is not None and halo <= reach + LARGEST_GAP:
            reach = halo
        return reach + LABEL_GAP

    def _ringed(self, mark: Mark) -> float:
        """The radius of a mark's disc with the ring around the selected one."""
        return self.disc(mark) + (SELECTED_GAP if mark.ref == self.selected else 0.0)


def locator(
    marks: Sequence[Mark],
    basemap: layers.Basemap,
    *,
    language: str,
    title: str,
    selected: str | None = None,
    labels: bool = True,
    variant: Variant = "province",
    cells: Sequence[Cell] = (),
    numerals: Callable[[int], str] = str,
    kilometres: Callable[[int], str] = "{} km".format,
) -> Markup:
    """The drawing of ``marks`` on ``basemap``, those without a position left out.

    ``title`` is its short name. ``cells`` stand for sites that are too many to be drawn one by
    one, each with its count in ``numerals``.

    ``variant`` is the whole province, the same for a narrow column, or the country ``near`` the
    selected mark with a scale bar, whose length ``kilometres`` puts into words. The drawing is
    one image without parts that can be reached: the list beside it is the way to the profiles.
    Raises ValueError where ``near`` is asked for without a selected mark that has a position.
    """
    shown, plan = placed(marks), _PLANS[variant]
    frame = _frame(variant, plan, basemap, shown, selected)
    visible = [mark for mark in shown if mark.point and frame.shows(lon_lat(mark.point))]
    drawing = _Drawing(plan, frame, basemap, language, selected, visible)
    # The labels of sites are placed before those of towns, which are the first to go.
    names = _labels(drawing) if labels else []
    parts = [
        ground(basemap, frame, plan.budget),
        *(_halo(drawing, mark) for mark in visible),
        *(_towns(drawing, names) if labels else ()),
        *(_cell(drawing, cell, numerals) for cell in cells),
        *(_mark(drawing, mark) for mark in visible),
        *([_scale_bar(drawing, kilometres)] if variant == "near" else ()),
    ]
    box = f"0 0 {number(plan.width)} {number(plan.height)}"
    return Markup(
        f'<svg class="locator locator-{variant}" viewBox="{box}" direction="ltr"'
        f' role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )


def symbol(kind: str, filled: bool = True, size: str = Size.MIDDLE) -> Markup:
    """The mark of a kind for lists and legends, hidden from assistive technology."""
    classes = f"m-{Kind(kind)}{' filled' if filled else ''}"
    path = shapes.path(Kind(kind), shapes.RADIUS[Size(size)], filled)
    return _symbol(f'<path class="{classes}" d="{path}"/>')


def halo_symbol(quality: str) -> Markup:
    """The circle that says how well a position is known, for legends."""
    return _symbol(f'<circle class="halo halo-{Quality(quality)}" r="11"/>')


def _symbol(shape: str) -> Markup:
    return Markup(
        '<svg class="symbol" viewBox="-14 -14 28 28" width="24" height="24" aria-hidden="true"'
        f' focusable="false">{shape}</svg>'
    )


def _frame(
    variant: Variant,
    plan: _Plan,
    basemap: layers.Basemap,
    marks: Sequence[Mark],
    selected: str | None,
) -> Frame:
    if variant != "near":
        return Frame.around_outline(basemap.outline, plan.width, plan.height, plan.width / 40)
    for mark in marks:
        if mark.ref == selected and mark.point is not None:
            across = max(NEAR_AT_LEAST_KM, (mark.radius_m or 0) / 1000 * NEAR_RADII)
            return Frame.around_point(mark.point, plan.width, plan.height, across)
    raise ValueError(f"{selected} has no position to draw the country near it")


# --- labels ----------------------------------------------------------------------------------


def _labels(drawing: _Drawing) -> list[Box]:
    """Place the names of the sites; returns the room that names and marks take up."""
    discs = [Box.around(*drawing.centre(mark), drawing.reach(mark)) for mark in drawing.marks]
    wanted = [
        Wanted(
            mark.short_name.best(drawing.language)[0],
            *drawing.centre(mark),
            drawing.reach(mark),
            drawing.plan.font_size,
        )
        for mark in drawing.marks
    ]
    found = place(wanted, discs, _bounds(drawing))
    drawing.labels = {
        mark.ref: label for mark, label in zip(drawing.marks, found, strict=True) if label
    }
    return discs + [label.box for label in drawing.labels.values()]


def _towns(drawing: _Drawing, taken: Sequence[Box]) -> Iterator[str]:
    """The towns for which there is room, besides those that bear the name of a site."""
    sites = {label.text for label in drawing.labels.values()}
    towns = [
        (town, drawing.frame.xy(town.place))
        for town in drawing.basemap.towns
        if town.rank <= drawing.plan.town_ranks
        and drawing.frame.shows(town.place, TOWN_REACH)
        and town.name.best(drawing.language)[0] not in sites
    ]
    size = drawing.plan.font_size * 0.85
    wanted = [Wanted(t.name.best(drawing.language)[0], *xy, TOWN_REACH, size) for t, xy in towns]
    dots = [Box.around(*xy, TOWN_REACH / 2) for _, xy in towns]
    labels = place(wanted, [*taken, *dots], _bounds(drawing))
    for (town, (x, y)), label in zip(towns, labels, strict=True):
        if label:
            centre = " centre" if town.rank == 1 and town.name.get("en") == layers.PROVINCE else ""
            yield f'<circle class="town" cx="{number(x)}" cy="{number(y)}" r="1.8"/>'
            yield _text(label, f"town-name{centre}", town.name, drawing.language)


def _bounds(drawing: _Drawing) -> Box:
    edge = 2.0
    return Box(edge, edge, drawing.plan.width - edge, drawing.plan.height - edge)


def _text(label: Label, css_class: str, words: Words, language: str) -> str:
    _, code = words.best(language)
    lang = "" if code == language else f' lang="{escape(code)}"'
    rtl = is_right_to_left(label.text)
    # An anchor counts in the direction of the text, a side is one of the screen.
    anchor = {0: "middle", 1: "end" if rtl else "", -1: "" if rtl else "end"}[label.side]
    return (
        f'<text class="{css_class}" x="{number(label.x)}" y="{number(label.y)}"'
        + (f' text-anchor="{anchor}"' if anchor else "")
        + (' direction="rtl"' if rtl else "")
        + f"{lang}>{escape(label.text)}</text>"
    )


# --- marks -----------------------------------------------------------------------------------


def _halo(drawing: _Drawing, mark: Mark) -> str:
    reach = drawing.halo(mark)
    if reach is None:
        return ""
    x, y = drawing.centre(mark)
    return (
        f'<circle class="halo halo-{mark.quality}" cx="{number(x)}" cy="{number(y)}"'
        f' r="{number(reach)}"/>'
    )


def _mark(drawing: _Drawing, mark: Mark) -> str:
    x, y = drawing.centre(mark)
    disc, size = drawing.disc(mark), shapes.radius(mark, drawing.plan.scale)
    ring = ""
    if mark.ref == drawing.selected:
        ring = f'<circle class="selected" r="{number(disc + SELECTED_GAP / 2)}"/>'
    label = drawing.labels.get(mark.ref)
    return (
        f'<g transform="translate({number(x)} {number(y)})">{ring}'
        f'<circle class="disc" r="{number(disc)}"/>'
        f'<path class="{shapes.css_class(mark)}" d="{shapes.path(mark.kind, size, mark.filled)}"/>'
        "</g>" + (_text(label, "name", mark.short_name, drawing.language) if label else "")
    )


def _cell(drawing: _Drawing, cell: Cell, numerals: Callable[[int], str]) -> str:
    x, y = map(number, drawing.frame.xy(cell.place))
    reach = CELL_REACH * drawing.plan.scale * (1 + log10(cell.count) / 2)
    text = numerals(cell.count)
    return (
        f'<circle class="cell" cx="{x}" cy="{y}" r="{number(reach)}"/>'
        f'<text class="cell-count" x="{x}" y="{y}">{escape(text)}</text>'
    )


def _scale_bar(drawing: _Drawing, kilometres: Callable[[int], str]) -> str:
    """A bar of a round length, at most a quarter of the width, in the lower left corner."""
    plan = drawing.plan
    fitting = (km for km in SCALE_BARS_KM if drawing.frame.units(km) <= plan.width / 4)
    km = next(fitting, SCALE_BARS_KM[-1])
    right, base = 10 + drawing.frame.units(km), plan.height - 10
    text = kilometres(km)
    turn = ' direction="rtl" text-anchor="end"' if is_right_to_left(text) else ""
    return (
        f'<path class="scale" d="M10 {number(base - 5)}V{number(base)}H{number(right)}v-5"/>'
        f'<text class="scale-name" x="{number(right + 5)}" y="{number(base)}"{turn}>'
        f"{escape(text)}</text>"
    )
