"""Export figures, markets and product groups as sources name them."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.database import Base, ExactDecimal, WordsType
from estates.ledger.models import Confidence, Source, one_of
from estates.lib.bilingual import Words
from estates.lib.period import Period, Precision, whole_years
from estates.lib.quantity import Qualifier, Value


class ExportBase(StrEnum):
    """What was counted. Figures of different bases are never put in one series."""

    CUSTOMS_OF_QOM = "customs_of_qom"
    GOODS_OF_QOM_ORIGIN = "goods_of_qom_origin"
    NOT_STATED = "not_stated"


class ExportPeriod(Base):
    """The exports of one period by one source."""

    __tablename__ = "export_period"
    __table_args__ = (one_of("base", ExportBase), one_of("confidence", Confidence))

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    base: Mapped[str] = mapped_column(String(20))
    base_inferred: Mapped[bool]
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    months: Mapped[int | None]
    label: Mapped[Words] = mapped_column(WordsType)
    value_usd: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    value_qualifier: Mapped[str | None] = mapped_column(String(10))
    weight_t: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    weight_qualifier: Mapped[str | None] = mapped_column(String(10))
    declarations: Mapped[int | None]
    kinds: Mapped[int | None]
    countries: Mapped[int | None]
    date_inferred: Mapped[bool]
    confidence: Mapped[str] = mapped_column(String(10))
    note: Mapped[Words] = mapped_column(WordsType)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    seed_key: Mapped[str | None] = mapped_column(String(40), unique=True)

    source: Mapped[Source] = relationship(lazy="raise")

    @property
    def value(self) -> Value | None:
        """The value in US dollars."""
        return _stated(self.value_usd, self.value_qualifier)

    @property
    def weight(self) -> Value | None:
        """The weight in tonnes."""
        return _stated(self.weight_t, self.weight_qualifier)

    @property
    def period(self) -> Period:
        """The time that the figures cover."""
        return _period(self.period_start, self.period_end)


class Market(Base):
    """A country that a source names as a destination or target of Qom's exports."""

    __tablename__ = "market"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(2))
    name: Mapped[Words] = mapped_column(WordsType)
    role: Mapped[str] = mapped_column(String(15))
    rank: Mapped[int | None]
    value_usd: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    value_qualifier: Mapped[str | None] = mapped_column(String(10))
    weight_t: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    weight_qualifier: Mapped[str | None] = mapped_column(String(10))
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    label: Mapped[Words] = mapped_column(WordsType)
    date_inferred: Mapped[bool]
    note: Mapped[Words] = mapped_column(WordsType)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    seed_key: Mapped[str | None] = mapped_column(String(40), unique=True)

    source: Mapped[Source] = relationship(lazy="raise")

    @property
    def value(self) -> Value | None:
        """The value in US dollars."""
        return _stated(self.value_usd, self.value_qualifier)

    @property
    def weight(self) -> Value | None:
        """The weight in tonnes."""
        return _stated(self.weight_t, self.weight_qualifier)

    @property
    def period(self) -> Period:
        """The time that the source speaks of."""
        return _period(self.period_start, self.period_end)


class ProductGroup(Base):
    """A group of goods that a source names as exported."""

    __tablename__ = "product_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[Words] = mapped_column(WordsType)
    subject: Mapped[str] = mapped_column(String(60))
    note: Mapped[Words] = mapped_column(WordsType)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    seed_key: Mapped[str | None] = mapped_column(String(40), unique=True)

    source: Mapped[Source] = relationship(lazy="raise")


def _stated(number: Decimal | None, qualifier: str | None) -> Value | None:
    return None if number is None else Value(number, Qualifier(qualifier or Qualifier.EXACT))


def _period(start: date | None, end: date | None) -> Period:
    if start is None or end is None:
        return Period.undated()
    if start == end:
        return Period.day(start)
    return Period(start, end, Precision.YEAR if whole_years(start, end) else Precision.MONTH)
