"""How old a claim is, and whether it should have been reviewed (DESIGN §3)."""

from dataclasses import dataclass
from datetime import date, timedelta

from estates.ledger.models import Claim, Field


@dataclass(frozen=True)
class Age:
    """Time since a claim was true: whole days, or None where nothing dates it."""

    days: int | None

    @property
    def known(self) -> bool:
        """Whether anything dates the claim."""
        return self.days is not None

    @property
    def years(self) -> int:
        """Whole years; 0 where the age is not known."""
        return int((self.days or 0) / 365.2425)

    @property
    def months(self) -> int:
        """Whole months; 0 where the age is not known."""
        return int((self.days or 0) / 30.436875)


UNKNOWN_AGE = Age(None)


def age(claim: Claim, today: date) -> Age:
    """Days since the end of the claim's period, else since its source was published."""
    since = _since(claim)
    return Age(None if since is None else max(0, (today - since).days))


def overdue_from(claim: Claim, field: Field) -> date | None:
    """The first day on which a claim is older than its field allows; None if nothing dates it."""
    since = _since(claim)
    return None if since is None else since + timedelta(days=field.review_every_days + 1)


def overdue(claim: Claim, field: Field, today: date) -> bool:
    """Whether a claim is older than its field allows; one of unknown age is."""
    start = overdue_from(claim, field)
    return start is None or today >= start


def _since(claim: Claim) -> date | None:
    return claim.period_end or claim.source.published.end


def past_due(claim: Claim, today: date) -> bool:
    """Whether the claim is a promise whose day has gone by."""
    return claim.due_on is not None and claim.due_on < today
