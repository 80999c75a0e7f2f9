"""Export figures, markets and goods as plain documents."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from estates.exports.models import ExportPeriod, Market, ProductGroup
from estates.exports.words import BASES
from estates.ledger.models import PROVINCE
from estates.ledger.plain.columns import (
    Amount,
    Choice,
    Column,
    Count,
    Day,
    Ground,
    SourceOf,
    Text,
    Tick,
)
from estates.ledger.plain.shape import Flat, Naming, Shape
from estates.ledger.plain.storing import after_last
from estates.ledger.plain.words import MEASURED
from estates.ledger.reading import Problem
from estates.ledger.words import CONFIDENCES
from estates.lib.bilingual import Words

EXPORT_GROUP = "export"
ROLES = {"destination": _l("Destination: goods went there"), "target": _l("Target market: an aim")}
MOST_RANK = 300
MOST_NUMBER = 2**31  # of rows

SOURCE_COLUMN = SourceOf(key="source", attribute="source_id", label=_l("Source"), needed=True)
NOTE = Text(key="note", label=_l("Note"))
PERIOD = (
    Text(
        key="label",
        label=_l("Period in the words of the source"),
        needed=True,
        paired=True,
        long=False,
    ),
    Day(key="period_start", label=_l("First day"), hint=_l("Empty, if no source dates it.")),
    Day(key="period_end", label=_l("Last day")),
    Tick(key="date_inferred", label=_l("The dates are our inference")),
)
AMOUNTS = (
    Amount(key="value_usd", label=_l("Value in US dollars")),
    Choice(key="value_qualifier", label=_l("Reservation about the value"), options=MEASURED),
    Amount(key="weight_t", label=_l("Weight in tonnes")),
    Choice(key="weight_qualifier", label=_l("Reservation about the weight"), options=MEASURED),
)


def _measured(after: Flat) -> Iterator[Problem]:
    """A reservation belongs to a number; days come in pairs."""
    for number, qualifier in (("value_usd", "value_qualifier"), ("weight_t", "weight_qualifier")):
        if after.get(qualifier) and not after.get(number):
            yield Problem(qualifier, "", "qualifier_without")
    start, end = after.get("period_start"), after.get("period_end")
    if (start is None) != (end is None) or (start and end and start > end):
        yield Problem("period_end", "", "period_order")


class _Numbered(Shape):
    """Rows that the database numbers, or, where staff add them, the desk."""

    group = EXPORT_GROUP
    naming = Naming.COUNTED
    table: Any

    def find(self, session: Session, key: str) -> Any:
        """By number."""
        sound = key.isdigit() and int(key) < MOST_NUMBER
        return session.get(self.table, int(key)) if sound else None


class PeriodShape(_Numbered):
    """The exports of one period by one source, of one basis: bases are never put together."""

    family = "export"
    label = _l("Export figures")
    one = _l("A new export figure")
    table = ExportPeriod
    columns = (
        Choice(key="base", label=_l("What was counted"), needed=True, options=BASES),
        Tick(key="base_inferred", label=_l("What was counted is our inference")),
        *PERIOD,
        Count(key="months", label=_l("Number of months"), hint=_l("Empty, if not known.")),
        *AMOUNTS,
        Count(key="declarations", label=_l("Declarations")),
        Count(key="kinds", label=_l("Kinds of goods")),
        Count(key="countries", label=_l("Countries")),
        SOURCE_COLUMN,
        Choice(key="confidence", label=_l("How far it is trusted"), needed=True,
               options=CONFIDENCES),
        NOTE,
        Count(key="position", label=_l("Place in the list"), hint=_l("Empty puts it last.")),
    )  # fmt: skip

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """In the order of the table; a source says whose figure it is."""
        rows = session.scalars(
            select(ExportPeriod).order_by(ExportPeriod.position, ExportPeriod.id)
        )
        return [(str(row.id), self.name(row)) for row in rows]

    def make(self, session: Session, key: str) -> ExportPeriod:
        """The last of the table."""
        return ExportPeriod(id=int(key), position=after_last(session, ExportPeriod.position))

    def name(self, row: Any) -> Words:
        """The period."""
        return row.label

    def check(self, ground: Ground, after: Flat, changes: Flat) -> Iterator[Problem]:
        """Something is measured, and days come in pairs."""
        yield from _measured(after)
        numbers = ("value_usd", "weight_t", "declarations", "kinds", "countries")
        if all(after.get(one) is None for one in numbers):
            yield Problem("value_usd", "", "nothing_measured")
        months = after.get("months")
        if months is not None and not 1 <= months <= 12 * 20:
            yield Problem("months", "", "out_of_bounds")


class MarketShape(_Numbered):
    """A country that a source names as a destination or an aim of exports."""

    family = "market"
    label = _l("Markets")
    one = _l("A new market")
    table = Market
    columns = (
        Column(
            key="code",
            label=_l("Code of the country"),
            needed=True,
            hint=_l("Two capital Latin letters, such as IQ."),
        ),
        Text(key="name", label=_l("Country"), needed=True, paired=True, long=False),
        Choice(key="role", label=_l("Named as"), needed=True, options=ROLES),
        Count(key="rank", label=_l("Rank in the source"), hint=_l("Empty, if it ranks nothing.")),
        *AMOUNTS,
        *PERIOD,
        SOURCE_COLUMN,
        NOTE,
    )

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """As the file has them."""
        rows = session.scalars(select(Market).order_by(Market.id))
        return [(str(row.id), self.name(row)) for row in rows]

    def make(self, session: Session, key: str) -> Market:
        """With its number."""
        return Market(id=int(key))

    def name(self, row: Any) -> Words:
        """The country, with the period."""
        return Words(
            {code: f"{name} · {row.label.get(code, '')}".strip(" ·")
             for code, name in row.name.items()}
        )  # fmt: skip

    def check(self, ground: Ground, after: Flat, changes: Flat) -> Iterator[Problem]:
        """A code of two letters."""
        yield from _measured(after)
        code = after.get("code") or ""
        if not (len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()):
            yield Problem("code", "", "country_code")
        if not 1 <= (after.get("rank") or 1) <= MOST_RANK:
            yield Problem("rank", "", "out_of_bounds")


class GoodsShape(_Numbered):
    """A group of goods that a source names as exported."""

    family = "goods"
    label = _l("Exported goods")
    one = _l("A new group of goods")
    table = ProductGroup
    columns = (
        Text(key="name", label=_l("Goods"), needed=True, paired=True, long=False),
        Column(
            key="key",
            label=_l("Short name in files"),
            needed=True,
            hint=_l("Small Latin letters, such as carpets. The same goods have the same name."),
        ),
        SOURCE_COLUMN,
        NOTE,
    )

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """As the file has them."""
        rows = session.execute(select(ProductGroup.id, ProductGroup.name).order_by(ProductGroup.id))
        return [(str(key), name) for key, name in rows]

    def make(self, session: Session, key: str) -> ProductGroup:
        """Of the province."""
        return ProductGroup(id=int(key), subject=PROVINCE)

    def name(self, row: Any) -> Words:
        """The goods."""
        return row.name

    def check(self, ground: Ground, after: Flat, changes: Flat) -> Iterator[Problem]:
        """A short name is one word of small letters."""
        key = after.get("key") or ""
        sound = key.replace("_", "").isalnum() and key.isascii() and key == key.lower()
        if "key" in changes and not (sound and len(key) <= 40):
            yield Problem("key", "", "not_a_slug")


PERIODS, MARKETS, GOODS = PeriodShape(), MarketShape(), GoodsShape()
