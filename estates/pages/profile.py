"""What a profile shows, gathered from the directory and the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from estates.directory.models import Estate, Name, NameRole, Place
from estates.ledger.figures import Figure
from estates.ledger.plausibility import check_order
from estates.ledger.statement import Statement
from estates.lib.bilingual import Words
from estates.lib.geo import Point, distance_km

KEY_FIGURES = (
    "area_gross",
    "jobs_direct",
    "units_operating",
    "area_available",
    "power_capacity",
    "water_capacity",
    "gas_capacity",
    "usage_right_price",
)
PRICE = "usage_right_price"
NEAREST_AIRPORTS = 1


@dataclass(frozen=True)
class Bar:
    """One bar of a list chart; ``share`` is its length, 0 to 100."""

    label: Words
    statement: Statement
    share: int
    current: bool
    ref: str


def shown_groups(figures: Mapping[str, Figure]) -> list[tuple[str, list[Figure]]]:
    """The figures of a page by group: what is known, and every core field that is not."""
    shown = [figure for figure in figures.values() if figure.wanted or not figure.empty]
    return [(key, list(group)) for key, group in groupby(shown, lambda f: f.field.group)]


def misfits(figures: Mapping[str, Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of leads of which the one should hold the other but is printed as smaller."""
    values = {key: figure.lead.stated for key, figure in figures.items() if figure.lead}
    return [
        (figures[remark.fields[0]], figures[remark.fields[1]]) for remark in check_order(values)
    ]


def price_bars(estates: Sequence[Estate], prices: Mapping[str, Figure], current: str) -> list[Bar]:
    """The price of each estate that has one, dearest first; the lead, else the expired one."""
    priced = [
        (estate, statement)
        for estate in estates
        if (statement := prices[estate.ref].lead_statement or prices[estate.ref].former_statement)
    ]
    priced.sort(key=lambda pair: -_number(pair[1]))
    most = max((_number(statement) for _, statement in priced), default=0)
    return [
        Bar(
            estate.short_name, statement, _share(statement, most), estate.ref == current, estate.ref
        )
        for estate, statement in priced
    ]


def series_bars(figure: Figure) -> list[tuple[Statement, int]]:
    """The dated values of a figure with the length of their bars, oldest first."""
    most = max((_number(statement) for statement in figure.series), default=0)
    return [(statement, _share(statement, most)) for statement in figure.series]


def _number(statement: Statement) -> float:
    value = statement.value
    return 0 if value is None else float(value.maximum or value.number)


def _share(statement: Statement, most: float) -> int:
    return round(100 * _number(statement) / most) if most else 0


def landmarks(places: Sequence[Place], near: Point | None) -> list[Place]:
    """The places whose distance a profile tells: the principal towns and the nearest airport."""
    towns = [place for place in places if place.kind == "town" and place.rank == 1]
    airports = [place for place in places if place.kind == "airport"]
    if near is not None:
        airports.sort(key=lambda place: distance_km(near, place.point))
    return towns + airports[:NEAREST_AIRPORTS]


def names_by_role(estate: Estate) -> dict[str, list[Name]]:
    """The further names of an estate by what they are."""
    return {
        role: [name for name in estate.names if name.role == role]
        for role in (NameRole.ALIAS, NameRole.FORMER, NameRole.SPELLING, NameRole.NOT_TO_CONFUSE)
    }
