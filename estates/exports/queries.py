"""Reads of the export figures."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from estates.database import db
from estates.exports.models import ExportBase, ExportPeriod, Market, ProductGroup
from estates.ledger.statement import Statement
from estates.lib.period import Period, Precision, whole_years
from estates.lib.quantity import Value


@dataclass(frozen=True)
class ExportRow:
    """The exports of one period as a page shows them; None for what its source does not say."""

    period: ExportPeriod
    value: Statement | None
    weight: Statement | None
    declarations: Statement | None
    kinds: Statement | None


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


def row(period: ExportPeriod) -> ExportRow:
    """One period as a page shows it."""
    return ExportRow(
        period=period,
        value=_statement(period, period.value, "USD"),
        weight=_statement(period, period.weight, "t"),
        declarations=_statement(period, _counted(period.declarations), "count"),
        kinds=_statement(period, _counted(period.kinds), "count"),
    )


def _counted(count: int | None) -> Value | None:
    return None if count is None else Value(Decimal(count))


def _statement(period: ExportPeriod, value: Value | None, unit: str) -> Statement | None:
    if value is None:
        return None
    return Statement(
        value=value,
        unit=unit,
        source=period.source,
        period=_period(period),
        date_inferred=period.date_inferred,
        note=period.note,
        confidence=period.confidence,
    )


def _period(period: ExportPeriod) -> Period:
    start, end = period.period_start, period.period_end
    if start is None or end is None:
        return Period.undated()
    return Period(start, end, Precision.YEAR if whole_years(start, end) else Precision.MONTH)


def counts_by_source() -> Counter[str]:
    """How many rows of periods, markets and product groups rest on each source."""
    counts: Counter[str] = Counter()
    for table in (ExportPeriod, Market, ProductGroup):
        counted = select(table.source_id, func.count()).group_by(table.source_id)
        counts.update(dict(db.session.execute(counted).all()))
    return counts
