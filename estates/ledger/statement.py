"""One value as a page may show it: with its source, its time, and the tags it has earned.

Claims, export figures, costs of steps and distances all become statements; the figure component
shows nothing else.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from estates.ledger import freshness
from estates.ledger.models import Claim, Extent, Field, Nature, Source
from estates.lib.bilingual import Words
from estates.lib.period import Period
from estates.lib.quantity import Qualifier, Value


class Tag(StrEnum):
    """A word of caution or origin beside a value."""

    STALE = "stale"
    AGE_UNKNOWN = "age_unknown"
    EXPIRED = "expired"
    PAST_DUE = "past_due"
    PLANNED = "planned"
    COMPUTED = "computed"
    INFERRED = "inferred"
    BORROWED = "borrowed"
    PART = "part"
    SHARED = "shared"
    FORMER = "former"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Statement:
    """A value with everything that a reader needs in order to judge it.

    ``value`` is None for a statement in words alone (an inferred link). ``anchor`` names the
    row of the statement on its ledger page.
    """

    value: Value | None
    unit: str
    source: Source | None = None
    period: Period = field(default_factory=Period.undated)
    date_inferred: bool = False
    tags: tuple[Tag, ...] = ()
    age: freshness.Age = freshness.UNKNOWN_AGE
    due_on: date | None = None
    unit_presumed: bool = False
    qualifier_word: Words = field(default_factory=Words)
    borrowed_from: Words = field(default_factory=Words)
    note: Words = field(default_factory=Words)
    confidence: str | None = None
    live: bool = True
    claim_id: int | None = None

    @property
    def computed(self) -> bool:
        """Whether this site made the value; such a value has a method and no source."""
        return Tag.COMPUTED in self.tags

    @property
    def dated(self) -> bool:
        """Whether the source tells the time of the value."""
        return self.period.dated


def claim_statement(claim: Claim, of: Field, today: date) -> Statement:
    """``claim`` of the field ``of`` as a page shows it on the day ``today``."""
    return Statement(
        value=claim.stated,
        unit=of.unit,
        source=claim.source,
        period=claim.period,
        date_inferred=claim.date_inferred,
        tags=tuple(_tags(claim, of, today)),
        age=freshness.age(claim, today),
        due_on=claim.due_on,
        unit_presumed=claim.unit_presumed,
        qualifier_word=claim.qualifier_word,
        note=claim.note,
        confidence=claim.confidence,
        live=claim.live,
        claim_id=claim.id,
    )


def _tags(claim: Claim, of: Field, today: date) -> list[Tag]:
    tags = []
    if claim.withdrawn_at is not None:
        tags.append(Tag.WITHDRAWN)
    elif claim.superseded:
        # Prices hold for a stated time and then lapse; other figures are merely overtaken.
        tags.append(Tag.EXPIRED if of.group == "price" else Tag.FORMER)
    if claim.qualifier == Qualifier.PLANNED or of.nature == Nature.PLAN:
        tags.append(Tag.PLANNED)
    if freshness.past_due(claim, today):
        tags.append(Tag.PAST_DUE)
    if claim.extent == Extent.PART:
        tags.append(Tag.PART)
    if claim.extent == Extent.SHARED:
        tags.append(Tag.SHARED)
    if claim.live and freshness.overdue(claim, of, today):
        tags.append(Tag.STALE if freshness.age(claim, today).known else Tag.AGE_UNKNOWN)
    return tags


def computed(value: Value, unit: str, note: Words | None = None) -> Statement:
    """A value that this site worked out itself (a distance, a count of rows)."""
    return Statement(value, unit, tags=(Tag.COMPUTED,), note=note or Words())
