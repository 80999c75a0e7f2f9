"""How long people wait: in working days, by tables of what is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median

from estates.web.clock import TEHRAN

WINDOW = timedelta(days=90)


@dataclass(frozen=True)
class Rest:
    """The days on which nobody works: weekdays (Monday is 0) and single days."""

    weekdays: frozenset[int]
    days: frozenset[date]

    def working(self, day: date) -> bool:
        """Whether ``day`` is a working day."""
        return day.weekday() not in self.weekdays and day not in self.days


@dataclass(frozen=True)
class AnswerTimes:
    """What the public may know of the last 90 days.

    ``median`` is in working days, over the ``answered`` enquiries whose first answer was given in
    that time; ``received`` came in that time; ``waiting`` have no answer yet, whenever they came;
    ``ever`` says whether there was any enquiry at all.
    """

    median: Decimal | None
    answered: int
    received: int
    waiting: int
    ever: bool


def working_days(start: datetime, end: datetime, rest: Rest) -> int:
    """The working days after that of ``start`` up to that of ``end``, in Tehran.

    An answer of the same day took none; one of the next working day took one, whatever the hour.
    """
    first, last = start.astimezone(TEHRAN).date(), end.astimezone(TEHRAN).date()
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(map(rest.working, days))


def median_of(waits: Sequence[int]) -> Decimal | None:
    """The median of whole days; None where there are none."""
    return Decimal(median(waits)) if waits else None
