"""A comparison: what is published of a few sites, in rows of one cell for each."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.directory.distances import QOM_CITY, distance
from estates.directory.models import Estate, Place
from estates.directory.words import KINDS, QUALITIES, SPECIALISMS
from estates.ledger.figures import Figure, State
from estates.ledger.models import Source
from estates.ledger.statement import Statement, computed
from estates.ledger.words import GROUPS
from estates.lib.bilingual import Words
from estates.pages import profile
from estates.pages.compare_query import Query
from estates.web.formatting import num

ORDER = ("land", "price", "activity", "utilities", "connectivity", "distances", "history")
PLACE, DISTANCES = "place", "distances"
LABELS = GROUPS | {PLACE: _l("Place"), DISTANCES: _l("Straight-line distances")}
Label = Words | LazyString | str


# --- rows ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Something said in words: its ``code`` for machines, where it has one, and its source."""

    words: Label
    code: str = ""
    source: Source | None = None
    note: Label = ""


@dataclass(frozen=True)
class Cell:
    """What one row has of one site: a figure, a distance, or texts; nothing where all are empty.

    ``share`` is the length of its bar, 0 to 100; None where it has none.
    """

    figure: Figure | None = None
    distance: Statement | None = None
    texts: Sequence[Text] = ()
    share: int | None = None

    @cached_property
    def standings(self) -> list[tuple[str, Statement]]:
        """Each value that the cell shows, after what it is: lead, rival, former, part, computed."""
        if self.distance:
            return [("computed", self.distance)]
        if self.figure is None:
            return []
        figure, lead = self.figure, self.figure.lead_statement
        shown = [("lead", lead)] if lead else []
        shown += [("rival", one) for one in self.rivals if not lead or one.value != lead.value]
        if figure.former_statement:
            shown.append(("former", figure.former_statement))
        return shown + [("part", one) for one in figure.part_statements]

    @property
    def rivals(self) -> Sequence[Statement]:
        """The statements of a dispute, one for each value."""
        return self.figure.rival_statements if self.figure else ()

    @property
    def main(self) -> Statement | None:
        """The value that stands for the cell: the lead, else the one that no longer holds."""
        if self.figure is None:
            return self.distance
        return self.figure.lead_statement or self.figure.former_statement

    @cached_property
    def said(self) -> Hashable:
        """What the cell says, so that cells can be compared; None where nothing is published."""
        if self.texts:
            return frozenset(text.code or text.words for text in self.texts)
        values = tuple((standing, statement.value) for standing, statement in self.standings)
        state = self.figure.state if self.figure else State.NOT_PUBLISHED
        return (state, values) if values or state is not State.NOT_PUBLISHED else None


@dataclass(frozen=True)
class Row:
    """One thing compared. ``told`` is what its head says for all of its cells."""

    key: str
    label: Label
    cells: Sequence[Cell]
    told: Statement | None = None

    @property
    def published(self) -> bool:
        """Whether anybody publishes it of any of the sites."""
        return any(cell.said is not None for cell in self.cells)

    @property
    def differs(self) -> bool:
        """Whether the sites differ in it; one of which nothing is known differs from the rest."""
        return len({cell.said for cell in self.cells}) > 1


@dataclass(frozen=True)
class Group:
    """Rows of one subject. ``told`` is what its head says for all of its rows."""

    key: str
    rows: Sequence[Row]
    told: Statement | None = None

    @property
    def label(self) -> LazyString:
        """What the group is called."""
        return LABELS[self.key]


def groups(
    estates: Sequence[Estate],
    figures: Mapping[str, Mapping[str, Figure]],
    places: Sequence[Place],
) -> list[Group]:
    """Everything that can be compared of the sites; ``figures`` go by reference and field."""
    found = [Group(PLACE, _place_rows(estates)), Group(DISTANCES, _distances(estates, places))]
    own = [figures[estate.ref] for estate in estates]
    for key, members in groupby(own[0].values(), key=lambda figure: figure.field.group):
        columns = [[one[figure.field.key] for one in own] for figure in members]
        rows = [
            _figure_row(column)
            for column in columns
            if column[0].wanted or not all(figure.empty for figure in column)
        ]
        found.append(_with_told(key, rows))
    rank = {key: n for n, key in enumerate(ORDER, 1)} | {PLACE: 0}
    return sorted((group for group in found if group.rows), key=lambda g: rank.get(g.key, 99))


def narrowed(found: Sequence[Group], query: Query) -> tuple[list[Group], int]:
    """The groups with the rows that the query asks for, and how many rows it hides."""

    def asked(row: Row) -> bool:
        return (row.differs or not query.differ) and (row.published or not query.published)

    kept = [replace(group, rows=[row for row in group.rows if asked(row)]) for group in found]
    hidden = sum(len(group.rows) for group in found) - sum(len(group.rows) for group in kept)
    return [group for group in kept if group.rows], hidden


# --- place -----------------------------------------------------------------------------------


def _place_rows(estates: Sequence[Estate]) -> list[Row]:
    told = {
        "kind": (_l("Kind"), lambda one: [Text(KINDS[one.kind], one.kind)]),
        "address": (_l("Address"), lambda one: _text(one.access, one.access_source)),
        "county": (_l("County"), lambda one: _text(one.county, one.county_source)),
        "specialism": (_l("Specialism"), _specialism),
        "sectors": (_l("Sectors"), _sectors),
        "position": (_l("Position"), _position),
    }
    return [
        Row(key, label, [Cell(texts=texts(estate)) for estate in estates])
        for key, (label, texts) in told.items()
    ]


def _text(words: Words, source: Source | None) -> list[Text]:
    return [Text(words, source=source)] if words else []


def _specialism(estate: Estate) -> list[Text]:
    key = estate.specialism
    return [Text(SPECIALISMS[key], key)] if key != "unknown" else []


def _sectors(estate: Estate) -> list[Text]:
    return [Text(one.name, one.key, one.source, one.note) for one in estate.sectors]


def _position(estate: Estate) -> list[Text]:
    if estate.point is None:
        return []
    metres = num(estate.location_radius_m or 0)
    # Translators: how far from the position given a site may lie
    within = _("within %(metres)s m of it", metres=metres)
    quality = estate.location_quality
    return [Text(QUALITIES[quality], quality, estate.location_source, within)]


# --- figures ---------------------------------------------------------------------------------


def _figure_row(column: Sequence[Figure]) -> Row:
    cells = [Cell(figure) for figure in column]
    if column[0].field.key == profile.PRICE:
        cells = _with_shares(cells, _longest(cells))
    row = Row(column[0].field.key, column[0].field.label, cells)
    return replace(row, told=_told([row]))


def _with_told(key: str, rows: list[Row]) -> Group:
    """A group whose head says what all rows have in common, so that they need not."""
    told = _told(rows)
    if told is None or sum(row.published for row in rows) < 2:
        return Group(key, rows)
    return Group(key, [replace(row, told=told) for row in rows], told)


def _told(rows: Sequence[Row]) -> Statement | None:
    """A statement with the source, time and tags of every value of ``rows``; None if they differ.

    None also where only one cell has a value: that may say all of it itself.
    """
    cells = [cell.standings for row in rows for cell in row.cells if cell.standings]
    shown = [one for cell in cells for one in cell]
    common = {
        (one.source, one.period, one.date_inferred, one.tags, one.due_on)
        for _standing, one in shown
    }
    alone = len(cells) < 2 or any(standing == "rival" for standing, _one in shown)
    return None if alone or len(common) > 1 else shown[0][1]


# --- distances -------------------------------------------------------------------------------


def _distances(estates: Sequence[Estate], places: Sequence[Place]) -> list[Row]:
    """A row for Qom city and each landmark of any of the sites; their bars have one scale."""
    points = [estate.point for estate in estates if estate.point]
    marks = {place.id: place for point in points for place in profile.landmarks(places, point)}
    ordered = sorted(marks.values(), key=lambda place: (place.id != QOM_CITY, place.kind != "town"))
    rows = [[Cell(distance=_distance(one, place)) for one in estates] for place in ordered]
    longest = _longest([cell for row in rows for cell in row])
    return [
        Row(place.id, place.name, _with_shares(row, longest))
        for place, row in zip(ordered, rows, strict=True)
    ]


def _distance(estate: Estate, place: Place) -> Statement | None:
    if estate.point is None:
        return None
    return computed(distance(estate.point, place.point, estate.location_radius_m or 0), "km")


def _with_shares(cells: Sequence[Cell], longest: Decimal) -> list[Cell]:
    """The cells with bars in proportion to the longest of them."""
    ends = [_end(cell) for cell in cells]
    return [
        cell if end is None or not longest else replace(cell, share=round(100 * end / longest))
        for cell, end in zip(cells, ends, strict=True)
    ]


def _longest(cells: Iterable[Cell]) -> Decimal:
    return max((end for cell in cells if (end := _end(cell)) is not None), default=Decimal(0))


def _end(cell: Cell) -> Decimal | None:
    """How far the bar of a cell reaches; a dispute has none: no number is drawn as right."""
    if cell.rivals or cell.main is None or cell.main.value is None:
        return None
    return cell.main.value.maximum or cell.main.value.number
