"""Reads of the export figures."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from estates.database import db
from estates.exports.models import ExportBase, ExportPeriod, Market, ProductGroup
from estates.ledger.statement import Statement
from estates.lib.quantity import Value


@dataclass(frozen=True)
class ExportRow:
    """The exports of one period as a page shows them; None for what its source does not say."""

    period: ExportPeriod
    value: Statement | None
    weight: Statement | None
    declarations: Statement | None
    kinds: Statement | None
    countries: Statement | None


@dataclass(frozen=True)
class MarketRow:
    """A mention of a country as a page shows it, with what its source measures there."""

    market: Market
    value: Statement | None
    weight: Statement | None


def periods(base: ExportBase, limit: int) -> list[ExportRow]:
    """Periods of one base that state a value and a count of declarations, in file order.

    Bases that were only inferred are left out.
    """
    chosen = (
        select(ExportPeriod)
        .where(ExportPeriod.base == base, ExportPeriod.base_inferred.is_(False))
        .where(ExportPeriod.value_usd.is_not(None), ExportPeriod.declarations.is_not(None))
        .options(joinedload(ExportPeriod.source))
        .order_by(ExportPeriod.position)
        .limit(limit)
    )
    return [row(period) for period in db.session.scalars(chosen)]


def every_period() -> list[ExportPeriod]:
    """All export figures with their sources, in file order. Their bases are not to be mixed."""
    loaded = select(ExportPeriod).options(joinedload(ExportPeriod.source))
    return list(db.session.scalars(loaded.order_by(ExportPeriod.position, ExportPeriod.id)))


def every_market() -> list[Market]:
    """All mentions of countries with their sources, in file order."""
    loaded = select(Market).options(joinedload(Market.source)).order_by(Market.id)
    return list(db.session.scalars(loaded))


def every_group() -> list[ProductGroup]:
    """All product groups that sources name as exported, with their sources, in file order."""
    loaded = select(ProductGroup).options(joinedload(ProductGroup.source))
    return list(db.session.scalars(loaded.order_by(ProductGroup.id)))


def row(period: ExportPeriod) -> ExportRow:
    """One period as a page shows it."""
    return ExportRow(
        period=period,
        value=_statement(period, period.value, "USD"),
        weight=_statement(period, period.weight, "t"),
        declarations=_statement(period, _counted(period.declarations), "count"),
        kinds=_statement(period, _counted(period.kinds), "count"),
        countries=_statement(period, _counted(period.countries), "count"),
    )


def market_row(market: Market) -> MarketRow:
    """A mention of a country as a page shows it."""
    return MarketRow(
        market=market,
        value=_statement(market, market.value, "USD"),
        weight=_statement(market, market.weight, "t"),
    )


def _counted(count: int | None) -> Value | None:
    return None if count is None else Value(Decimal(count))


def _statement(of: ExportPeriod | Market, value: Value | None, unit: str) -> Statement | None:
    if value is None:
        return None
    return Statement(
        value=value,
        unit=unit,
        source=of.source,
        period=of.period,
        date_inferred=of.date_inferred,
        note=of.note,
        confidence=of.confidence if isinstance(of, ExportPeriod) else None,
    )


def counts_by_source() -> Counter[str]:
    """How many rows of periods, markets and product groups rest on each source."""
    counts: Counter[str] = Counter()
    for table in (ExportPeriod, Market, ProductGroup):
        counted = select(table.source_id, func.count()).group_by(table.source_id)
        counts.update(dict(db.session.execute(counted).all()))
    return counts
