"""The exports as their page shows them: a section for each basis, goods, and markets on a map.

Figures of two bases never meet: each basis has a table and drawings of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup

from estates.exports import queries
from estates.exports.models import ExportBase, ExportPeriod, Market, ProductGroup
from estates.exports.queries import ExportRow, MarketRow
from estates.exports.rows import flat, group_record, market_record, period_record
from estates.exports.words import BASES
from estates.ledger.models import Source
from estates.ledger.statement import Statement
from estates.lib.bilingual import Words
from estates.maps.world import Named, drawing, in_window
from estates.pages.timeline import Axis, Plotted, Timeline, axis, timeline
from estates.web.digits import digits
from estates.web.formatting import num
from estates.web.languages import current
from estates.web.tables import Cell

FEWEST_DRAWN = 2  # one figure alone is no series
DESTINATION = "destination"

# What is drawn: the column, what one unit of the drawing's amounts holds, and its title.
MEASURES: tuple[tuple[Callable[[ExportRow], Statement | None], int, Any], ...] = (
    (lambda row: row.value, 10**6, _l("Value, million US dollars")),
    (lambda row: row.weight, 10**3, _l("Weight, thousand tonnes")),
    (lambda row: row.declarations, 1, _l("Customs declarations")),
)


@dataclass(frozen=True)
class Chart:
    """A drawing of one measure of one basis, with its title and what it is said to be."""

    drawn: Timeline
    title: str
    described: str


@dataclass(frozen=True)
class Section:
    """The figures of one basis; those without a date stand in the table alone."""

    base: ExportBase
    rows: list[ExportRow]
    undated: list[ExportRow]
    charts: list[Chart]


def sections(periods: Sequence[ExportPeriod]) -> list[Section]:
    """A section for each basis of which there are figures, in the order of the bases."""
    by_base = {base: [p for p in periods if p.base == base] for base in ExportBase}
    spans = [(p.period_start, p.period_end) for p in periods if p.period_start and p.period_end]
    over = axis(spans, current().traits.calendar, digits) if spans else None
    return [_section(base, of, over) for base, of in by_base.items() if of]


def _section(base: ExportBase, periods: Sequence[ExportPeriod], over: Axis | None) -> Section:
    rows = [queries.row(period) for period in periods]
    return Section(
        base=base,
        rows=rows,
        undated=[row for row in rows if not row.period.period.dated],
        charts=list(_charts(base, rows, over)) if over else [],
    )


def _charts(base: ExportBase, rows: Sequence[ExportRow], over: Axis) -> Iterator[Chart]:
    for measure, per, title in MEASURES:
        figures = [
            Plotted(stated, row.period.months, row.period.base_inferred)
            for row in rows
            if (stated := measure(row))
        ]
        dated = sum(figure.statement.dated for figure in figures)
        if dated < FEWEST_DRAWN:
            continue
        drawn = timeline(
            figures,
            over,
            per=per,
            right_to_left=current().direction == "rtl",
            numerals=num,
            length=_length,
        )
        described = _(
            "%(title)s, %(basis)s: %(n)s figures over time. The table says the same in words.",
            title=title, basis=BASES[base], n=num(dated),
        )  # fmt: skip
        yield Chart(drawn, str(title), described)


def _length(months: int | None) -> str:
    if months is None:
        # Translators: stands for the unknown length of a period in a small drawing
        return _("? months")
    # Translators: the length of a period in months, as short as can be, in a small drawing
    return ngettext("%(n)s mo", "%(n)s mo", months, n=num(months))


# --- goods -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Goods:
    """The groups of goods that one source names, with what it says of all of them."""

    source: Source
    note: Words
    names: list[Words]


def goods(groups: Iterable[ProductGroup]) -> list[Goods]:
    """The product groups by source and note, in file order."""
    return [
        Goods(of[0].source, of[0].note, [group.name for group in of])
        for _key, run in groupby(groups, key=lambda group: (group.source_id, group.note))
        for of in [list(run)]
    ]


# --- markets ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Country:
    """A country that sources name; ``place`` is its number in the table and on the map."""

    code: str
    name: Words
    place: int
    on_map: bool
    reached: bool  # named as a destination, and not as an aim alone


@dataclass(frozen=True)
class Mentions:
    """The countries that one source names in one role for one time, with one note for them all."""

    first: Market
    ranked: bool
    named: list[tuple[Country, MarketRow]]


def countries(markets: Sequence[Market], static_dir: Path) -> list[Country]:
    """The countries that sources name: those of the latest list first, in its order."""
    shown = in_window(static_dir)
    reached = {market.code for market in markets if market.role == DESTINATION}
    latest = {market.code: market.name for market in sorted(markets, key=_latest_first)}
    return [
        Country(code, name, place, code in shown, code in reached)
        for place, (code, name) in enumerate(latest.items(), 1)
    ]


def mentions(markets: Sequence[Market], known: Iterable[Country]) -> list[Mentions]:
    """What sources say of the countries, the latest first, each list in its source's order."""
    by_code = {country.code: country for country in known}
    runs = groupby(sorted(markets, key=_latest_first), key=_same_list)
    return [
        Mentions(
            first=of[0],
            ranked=all(market.rank for market in of),
            named=[(by_code[market.code], queries.market_row(market)) for market in of],
        )
        for _key, run in runs
        for of in [list(run)]
    ]


def _same_list(market: Market) -> tuple[object, ...]:
    return (market.source_id, market.role, market.period, market.date_inferred, market.note)


def _latest_first(market: Market) -> tuple[object, ...]:
    note = sorted(market.note.items())
    return (
        -market.period.latest.toordinal(), market.source_id, market.role,
        market.rank or 10**6, note, market.id,
    )  # fmt: skip


def market_map(found: Sequence[Country], static_dir: Path) -> Markup | None:
    """The small map of the countries, or None where it cannot be drawn."""
    return drawing(
        static_dir,
        [
            Named(country.code, num(country.place), "lines" if country.reached else "dots")
            for country in found
        ],
        title=_("Map of the countries around Iran that sources name as markets of Qom"),
        home=_("Iran"),
    )


# --- files -----------------------------------------------------------------------------------


TABLES: dict[str, tuple[Any, Callable[[], Sequence[dict[str, Any]]]]] = {
    "exports": (_l("Export figures"), lambda: list(map(period_record, queries.every_period()))),
    "markets": (_l("Markets"), lambda: list(map(market_record, queries.every_market()))),
    "product-groups": (
        _l("Groups of goods"),
        lambda: list(map(group_record, queries.every_group())),
    ),
}


def file_of(name: str, codes: tuple[str, ...]) -> tuple[list[str], list[list[Cell]]]:
    """Header and rows of one of `TABLES` as a file, with texts in the languages ``codes``."""
    rows = [flat(record, codes) for record in TABLES[name][1]()]
    header = list(rows[0]) if rows else []
    return header, [[row[column] for column in header] for row in rows]
