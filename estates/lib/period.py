"""The interval of time of which a statement speaks, with the precision it was given in."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from estates.lib import jalali


class Precision(StrEnum):
    """How precisely a period is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNDATED = "undated"


class Calendar(StrEnum):
    """The calendar in whose whole months or years a period was given."""

    JALALI = "jalali"
    GREGORIAN = "gregorian"


@dataclass(frozen=True)
class Period:
    """A closed interval of days; both ends are None where the source gives no date.

    Raises ValueError where one end is missing, the ends are in the wrong order, or the
    precision does not fit the interval.
    """

    start: date | None
    end: date | None
    precision: Precision

    def __post_init__(self) -> None:
        if self.start is None or self.end is None:
            if self.start or self.end or self.precision is not Precision.UNDATED:
                raise ValueError("a period has both ends, or none and the precision undated")
            return
        if self.precision is Precision.UNDATED:
            raise ValueError("an undated period has no start and no end")
        if self.end < self.start:
            raise ValueError("a period does not end before it begins")
        if self.precision is Precision.DAY and self.start != self.end:
            raise ValueError("a period of one day starts and ends on it")

    @classmethod
    def undated(cls) -> "Period":
        """The period of a statement without a date."""
        return cls(None, None, Precision.UNDATED)

    @classmethod
    def day(cls, day: date) -> "Period":
        """The period of one day."""
        return cls(day, day, Precision.DAY)

    @property
    def dated(self) -> bool:
        """Whether anything is known of the time."""
        return self.precision is not Precision.UNDATED

    @property
    def calendar(self) -> Calendar:
        """The calendar whose whole months or years the period is made of.

        Days, and periods that fit neither calendar, count as Gregorian.
        """
        if self.start is None or self.end is None or self.precision is Precision.DAY:
            return Calendar.GREGORIAN
        if jalali.is_month_start(self.start) and jalali.is_month_end(self.end):
            return Calendar.JALALI
        return Calendar.GREGORIAN

    @property
    def days(self) -> int | None:
        """How many days the period lasts; None where it is undated."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    @property
    def latest(self) -> date:
        """The last day, for ordering; a time before all others where there is none."""
        return self.end or date.min

    def overlaps(self, other: "Period") -> bool:
        """Whether both may speak of the same time; an undated period overlaps every other."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return True
        return self.start <= other.end and other.start <= self.end


def end_of(start: date, precision: Precision) -> date:
    """The last day of the Gregorian day, month or year that begins on ``start``."""
    match precision:
        case Precision.YEAR:
            return start.replace(month=12, day=31)
        case Precision.MONTH:
            return start.replace(day=monthrange(start.year, start.month)[1])
        case _:
            return start


def whole_months(start: date, end: date) -> bool:
    """Whether the interval is made of whole months of one of the two calendars."""
    if jalali.is_month_start(start) and jalali.is_month_end(end):
        return True
    return start.day == 1 and (end + timedelta(days=1)).day == 1


def whole_years(start: date, end: date) -> bool:
    """Whether the interval is made of whole years of one of the two calendars."""
    if jalali.is_year_start(start) and jalali.is_year_end(end):
        return True
    return (start.month, start.day) == (1, 1) and (end.month, end.day) == (12, 31)
