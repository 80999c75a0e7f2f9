"""A figure: all that is known of one field of one subject, with what follows from it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from estates.ledger import agreement, freshness
from estates.ledger.models import Claim, Extent, Field, Level, Nature, Ruling
from estates.ledger.statement import Statement, claim_statement
from estates.lib.quantity import Qualifier


class State(StrEnum):
    """What can be said of a figure."""

    KNOWN = "known"
    NOT_PUBLISHED = "not_published"
    # Entered by staff, with a source:
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NONE = "none"


@dataclass(frozen=True)
class Figure:
    """One field of one subject. ``claims`` holds every claim, oldest first."""

    subject: str
    field: Field
    claims: Sequence[Claim]
    today: date
    ruling: Ruling | None = None

    @cached_property
    def lead(self) -> Claim | None:
        """The claim that stands for the figure where one number is needed."""
        if self.ruling and self.ruling.state:
            return None
        chosen = self.ruling.lead_id if self.ruling else None
        return agreement.lead(self.field, self.claims, chosen)

    @property
    def state(self) -> State:
        """Known where a claim leads; else what staff entered; else not published."""
        if self.lead:
            return State.KNOWN
        if self.ruling and self.ruling.state:
            return State(self.ruling.state)
        return State.NOT_PUBLISHED

    @cached_property
    def rivals(self) -> Sequence[Claim]:
        """The claims that cannot all be true, oldest first."""
        return agreement.rivals(self.field, self.claims) if self.lead else ()

    @property
    def disputed(self) -> bool:
        """Whether sources disagree."""
        return bool(self.rivals)

    @property
    def overdue(self) -> bool:
        """Whether the lead should have been reviewed by now."""
        return self.lead is not None and freshness.overdue(self.lead, self.field, self.today)

    @cached_property
    def parts(self) -> Sequence[Claim]:
        """Live claims that may not stand for the whole: of a part, shared, or only planned."""
        able = {id(claim) for claim in agreement.candidates(self.field, self.claims)}
        return [claim for claim in self.claims if claim.live and id(claim) not in able]

    @property
    def partial(self) -> bool:
        """Whether nothing leads although something of it is known."""
        return self.state is State.NOT_PUBLISHED and bool(self.parts)

    @cached_property
    def former(self) -> Claim | None:
        """The latest superseded claim of the whole, where nothing leads and nothing is ruled."""
        if self.lead or (self.ruling and self.ruling.state):
            return None
        past = [c for c in self.claims if c.superseded and c.withdrawn_at is None]
        whole = [c for c in past if c.extent == Extent.WHOLE]
        return max(whole, key=lambda c: c.period.latest, default=None)

    @property
    def wanted(self) -> bool:
        """Whether a profile names this figure even where nothing is known of it."""
        return self.field.level == Level.CORE

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all to show."""
        return not self.claims and self.state is State.NOT_PUBLISHED

    @cached_property
    def lead_statement(self) -> Statement | None:
        """The lead as a page shows it."""
        return self._shown(self.lead) if self.lead else None

    @cached_property
    def rival_statements(self) -> list[Statement]:
        """The disagreeing claims, one for each value, that of the lead first.

        Where the lead is not one of them (it speaks of another time) and none says what it
        says, it stands before them.
        """
        if not self.rivals or self.lead is None:
            return []
        agreed = self.lead.stated
        ordered = sorted(self.rivals, key=lambda claim: claim.stated != agreed)
        if ordered[0].stated != agreed:
            ordered.insert(0, self.lead)
        shown: dict[object, Statement] = {}
        for claim in ordered:
            shown.setdefault(claim.stated, self._shown(claim))
        return list(shown.values())

    @cached_property
    def part_statements(self) -> list[Statement]:
        """The parts as a page shows them."""
        return [self._shown(claim) for claim in self.parts]

    @cached_property
    def former_statement(self) -> Statement | None:
        """The former claim as a page shows it: expired or historic, never used to calculate."""
        return self._shown(self.former) if self.former else None

    @cached_property
    def history(self) -> list[Statement]:
        """Every claim as a ledger page shows it, oldest first, undated ones at the end."""
        return [self._shown(claim) for claim in self.claims]

    @cached_property
    def series(self) -> list[Statement]:
        """Dated claims of the whole that a chart can compare; empty where fewer than two are.

        Amounts are comparable only over periods of the same length: the commonest is taken.
        """
        dated = [
            claim
            for claim in self.claims
            if claim.withdrawn_at is None
            and claim.extent == Extent.WHOLE
            and claim.period.dated
            and (claim.qualifier != Qualifier.PLANNED or self.field.nature == Nature.PLAN)
        ]
        if self.field.nature == Nature.FLOW:
            dated = _of_one_length(dated)
        return [self._shown(claim) for claim in dated] if len(dated) > 1 else []

    def _shown(self, claim: Claim) -> Statement:
        return claim_statement(claim, self.field, self.today)


def figures(
    subject: str,
    fields: Iterable[Field],
    claims: Iterable[Claim],
    today: date,
    rulings: Mapping[str, Ruling] | None = None,
) -> dict[str, Figure]:
    """The figures of ``subject`` by field key, in the order of ``fields``.

    ``claims`` are those of the subject, with their sources loaded; ``rulings`` go by field key.
    """
    by_field: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_field[claim.field_key].append(claim)
    ruled = rulings or {}
    return {
        field.key: Figure(
            subject, field, _oldest_first(by_field[field.key]), today, ruled.get(field.key)
        )
        for field in fields
        if field.concerns(subject)
    }


def _of_one_length(claims: list[Claim]) -> list[Claim]:
    """The claims whose periods last as many months as most do; of equal numbers the longest."""
    months = [round((claim.period.days or 0) / 30.44) for claim in claims]
    if not months:
        return []
    length = max(months, key=lambda n: (months.count(n), n))
    return [claim for claim, n in zip(claims, months, strict=True) if n == length]


def _oldest_first(claims: list[Claim]) -> list[Claim]:
    """By the end of the period, undated claims last, then by source."""
    return sorted(claims, key=lambda c: (not c.period.dated, c.period.latest, c.source_id))
