"""Rules for the periods of rows."""

from collections.abc import Iterator
from datetime import date

from estates.lib.period import Period, Precision, whole_months, whole_years
from estates.seeding.finding import Flaw

_DAYS_OF_A_MONTH = 30.44


def period_flaws(start: date | None, end: date | None, precision: Precision) -> Iterator[Flaw]:
    """What is wrong with an interval and the precision it claims."""
    try:
        Period(start, end, precision)
    except ValueError as error:
        cure = "Give both ends, or none and the precision undated"
        if start and end:
            cure = "Check both days against the source and set the precision that fits"
        yield Flaw(str(error), cure, "period_start")
        return
    if start is None or end is None:
        return
    cure = "Begin and end it with whole ones of the Solar Hijri or the Gregorian calendar"
    if precision is Precision.MONTH and not whole_months(start, end):
        yield Flaw("the period is not made of whole months of one calendar", cure, "period_start")
    if precision is Precision.YEAR and not whole_years(start, end):
        yield Flaw("the period is not made of whole years of one calendar", cure, "period_start")


def ends_flaws(start: date | None, end: date | None) -> Iterator[Flaw]:
    """What is wrong with an interval that states no precision."""
    if (start is None) != (end is None):
        yield Flaw("one end of the period is missing", "Give both ends or none", "period_start")
    elif start and end and end < start:
        yield Flaw("the period ends before it begins", "Check both days", "period_end")


def months_flaws(start: date | None, end: date | None, months: int | None) -> Iterator[Flaw]:
    """What is wrong with the number of months that a period is said to have."""
    if start is None or end is None or months is None or end < start:
        return
    counted = round(((end - start).days + 1) / _DAYS_OF_A_MONTH)
    if counted != months or not whole_months(start, end):
        cure = "Make the period whole months of one calendar, or leave the count empty"
        yield Flaw(f"{months} months do not fit the period", cure, "months")
