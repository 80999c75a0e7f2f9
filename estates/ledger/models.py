"""Fields, sources and claims as they are stored."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.database import Base, ExactDecimal, UtcDateTime, WordsType
from estates.lib.bilingual import Words
from estates.lib.period import Period, Precision, end_of
from estates.lib.quantity import Qualifier, Value

PROVINCE = "qom"  # the subject of claims that speak of the whole province


class Nature(StrEnum):
    """What a field measures."""

    STOCK = "stock"  # a state at a time
    FLOW = "flow"  # an amount over a period
    PLAN = "plan"  # something announced


class Scope(StrEnum):
    """Whose figure a field is."""

    ESTATE = "estate"
    PROVINCE = "province"
    BOTH = "both"


class Level(StrEnum):
    """How much a profile is expected to say about a field."""

    CORE = "core"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"


class Extent(StrEnum):
    """How much of its subject a claim covers."""

    WHOLE = "whole"
    PART = "part"
    SHARED = "shared"


class Confidence(StrEnum):
    """How far a claim is trusted, by who compiled it."""

    HIGH = "high"
    MEDIUM = "medium"


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """A named constraint that holds ``column`` to the members of an enum."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Field(Base):
    """A figure that a profile can carry, with its unit and the bounds of what is plausible."""

    __tablename__ = "field"
    __table_args__ = (one_of("nature", Nature), one_of("scope", Scope), one_of("level", Level))

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    group: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str] = mapped_column(String(10))
    label: Mapped[Words] = mapped_column(WordsType)
    nature: Mapped[str] = mapped_column(String(10))
    unit: Mapped[str] = mapped_column(String(20))
    definition: Mapped[Words] = mapped_column(WordsType)
    level: Mapped[str] = mapped_column(String(15))
    review_every_days: Mapped[int]
    plausible_min: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    plausible_max: Mapped[Decimal | None] = mapped_column(ExactDecimal)

    @property
    def path(self) -> str:
        """The key as it stands in addresses: with hyphens."""
        return self.key.replace("_", "-")

    def concerns(self, subject: str) -> bool:
        """Whether ``subject`` can carry this figure."""
        own = Scope.PROVINCE if subject == PROVINCE else Scope.ESTATE
        return self.scope in (own, Scope.BOTH)


class Source(Base):
    """Something that was read, and from which claims were taken."""

    __tablename__ = "source"
    __table_args__ = (
        # A link leads to the web and nowhere else: no script, no file.
        CheckConstraint(
            "url IS NULL OR url LIKE 'http://%' OR url LIKE 'https://%'", name="url_web"
        ),
    )

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    publisher: Mapped[Words] = mapped_column(WordsType)
    title: Mapped[str]
    language: Mapped[str] = mapped_column(String(8))
    url: Mapped[str | None]
    published_on: Mapped[date | None]
    published_precision: Mapped[str] = mapped_column(String(10))
    accessed_note: Mapped[Words] = mapped_column(WordsType)

    @property
    def published(self) -> Period:
        """When it was published, as precisely as that is known."""
        start = self.published_on
        if start is None:
            return Period.undated()
        precision = Precision(self.published_precision)
        return Period(start, end_of(start, precision), precision)

    @property
    def described(self) -> bool:
        """Whether the title is our own description, not the headline as printed."""
        return self.title.startswith("[")

    @property
    def plain_title(self) -> str:
        """The title without the brackets that mark our own descriptions."""
        return self.title[1:-1] if self.described else self.title


class Claim(Base):
    """One statement of a field by one source. Never deleted: superseded or withdrawn."""

    __tablename__ = "claim"
    __table_args__ = (
        one_of("qualifier", Qualifier),
        one_of("precision", Precision),
        one_of("extent", Extent),
        one_of("confidence", Confidence),
        CheckConstraint("(period_start IS NULL) = (period_end IS NULL)", name="period_whole"),
        CheckConstraint(
            "(period_start IS NULL) = (precision = 'undated')", name="undated_or_dated"
        ),
        CheckConstraint("(value_max IS NULL) = (qualifier <> 'range')", name="range_has_end"),
        Index(None, "subject", "field_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(60))
    field_key: Mapped[str] = mapped_column(ForeignKey("field.key"))
    value: Mapped[Decimal] = mapped_column(ExactDecimal)
    value_max: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    qualifier: Mapped[str] = mapped_column(String(10))
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    precision: Mapped[str] = mapped_column(String(10))
    date_inferred: Mapped[bool]
    due_on: Mapped[date | None]  # the day by which the source promises it
    unit_presumed: Mapped[bool] = mapped_column(default=False)
    qualifier_word: Mapped[Words] = mapped_column(
        WordsType
    )  # the source's own, where it is not ours
    extent: Mapped[str] = mapped_column(String(10))
    confidence: Mapped[str] = mapped_column(String(10))
    superseded: Mapped[bool]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[Words] = mapped_column(WordsType)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    # Why it was superseded or withdrawn, by whoever did it.
    reason: Mapped[Words] = mapped_column(WordsType, default=lambda: Words())
    revision: Mapped[int | None]  # of its subject, in which staff published it
    confirms_id: Mapped[int | None]  # the claim of which it says that nothing has changed
    seed_key: Mapped[str | None] = mapped_column(String(40), unique=True)

    field: Mapped[Field] = relationship(lazy="raise")
    source: Mapped[Source] = relationship(lazy="raise")

    @property
    def stated(self) -> Value:
        """The value with its qualifier."""
        return Value(self.value, Qualifier(self.qualifier), self.value_max)

    @property
    def period(self) -> Period:
        """The time of which the claim speaks."""
        return Period(self.period_start, self.period_end, Precision(self.precision))

    @property
    def live(self) -> bool:
        """Whether the claim still stands: neither superseded nor withdrawn."""
        return not self.superseded and self.withdrawn_at is None


class Ruling(Base):
    """What staff decided about one figure: which claim leads, or that there is none and why."""

    __tablename__ = "ruling"
    __table_args__ = (
        CheckConstraint("state IN ('unknown', 'not_applicable', 'none')", name="state_known"),
        CheckConstraint("(lead_id IS NULL) <> (state IS NULL)", name="lead_or_state"),
        CheckConstraint("state IS NULL OR source_id IS NOT NULL", name="state_has_source"),
    )

    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    field_key: Mapped[str] = mapped_column(ForeignKey("field.key"), primary_key=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    state: Mapped[str | None] = mapped_column(String(15))
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    reason: Mapped[Words] = mapped_column(WordsType)

    source: Mapped[Source | None] = relationship(lazy="raise")


class Lead(Base):
    """The lead of one figure as a row of its own, so that SQL can filter and sort by it.

    It follows from claims and rulings: `ledger.leads` keeps it in step. ``low`` and ``high`` are
    the interval that the claim leaves open, None where it has no end there. The figure counts as
    overdue from ``overdue_from`` on; always where that is None, because nothing dates it.
    """

    __tablename__ = "lead"
    __table_args__ = (
        Index(None, "field_key", "number", "subject"),
        # Every column that a filter or the matcher reads: the table itself is not touched.
        Index("ix_lead_weighed", "field_key", "low", "high", "overdue_from", "planned", "subject"),
    )

    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    field_key: Mapped[str] = mapped_column(ForeignKey("field.key"), primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="CASCADE"))
    number: Mapped[Decimal] = mapped_column(ExactDecimal)
    low: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    high: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    overdue_from: Mapped[date | None]
    planned: Mapped[bool]
