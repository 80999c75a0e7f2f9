"""Periods as people type them: a day, a month, a year or a span, Jalali or Gregorian."""

import re
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from estates.lib.jalali import to_jalali
from estates.lib.period import Calendar, Period, Precision, end_of
from estates.lib.persian import to_ascii_digits

# Years of the Solar Hijri and of the Gregorian calendar that somebody may mean.
FIRST_JALALI, LAST_JALALI = 1200, 1500
FIRST_GREGORIAN, LAST_GREGORIAN = 1800, 2200
_ONE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_SPAN = re.compile(r"\s+(?:to|until|تا|-|–|—)\s+|\s*[–—]\s*")


def period_from(typed: str) -> Period:
    """The period that somebody typed; the precision is that of what was typed.

    «۱۴۰۴/۵/۳۱», ``1404-05-31`` and ``2025-08-22`` are one day; ``1404/05`` is a month, ``1404``
    a year, ``1403/01 to 1404/03`` a span of months; nothing typed is no date. Raises ValueError.
    """
    plain = to_ascii_digits(typed).strip()
    if not plain:
        return Period.undated()
    parts = _SPAN.split(plain)
    if len(parts) > 2:
        raise ValueError(f"{typed!r} is no period")
    first = _one(parts[0])
    last = _one(parts[-1])
    if first.precision is not last.precision:
        raise ValueError("both ends are given equally precisely")
    if len(parts) == 2 and first.precision is Precision.DAY and first != last:
        # The ledger knows no span of single days; whole months say what is meant.
        raise ValueError("a span is given in months or years")
    return Period(first.start, last.end, first.precision)


def day_from(typed: str) -> date:
    """The one day that somebody typed. Raises ValueError for everything else."""
    period = period_from(typed)
    if period.precision is not Precision.DAY or period.start is None:
        raise ValueError(f"{typed!r} is no day")
    return period.start


def typed(period: Period) -> str:
    """What somebody would type to mean ``period``; '' where it is undated."""
    if period.start is None or period.end is None:
        return ""
    if period.precision is Precision.DAY:
        return period.start.isoformat()
    by_jalali = period.calendar is Calendar.JALALI
    ends = [to_jalali(day) if by_jalali else day for day in (period.start, period.end)]
    months = period.precision is Precision.MONTH
    first, last = (f"{d.year}-{d.month:02}" if months else f"{d.year}" for d in ends)
    return first if first == last else f"{first} – {last}"


def _one(text: str) -> Period:
    found = _ONE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no date")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    if FIRST_GREGORIAN <= year <= LAST_GREGORIAN:
        start = date(year, month if month is not None else 1, day if day is not None else 1)
        if day == 0 or month == 0:
            raise ValueError(f"{text!r} is no date")
        return Period(start, end_of(start, precision), precision)
    if not FIRST_JALALI <= year <= LAST_JALALI:
        raise ValueError(f"{text!r} is no date of our time")
    return _jalali(year, month, day, precision)


def _jalali(year: int, month: int | None, day: int | None, precision: Precision) -> Period:
    try:
        first = JalaliDate(
            year, 1 if month is None else month, 1 if day is None else day
        ).to_gregorian()
        if precision is Precision.DAY:
            return Period.day(first)
        beyond = (
            JalaliDate(year + 1, 1, 1)
            if month is None or month == 12
            else JalaliDate(year, month + 1, 1)
        )
    except (TypeError, AttributeError) as error:
        raise ValueError(str(error)) from None
    return Period(first, beyond.to_gregorian() - timedelta(days=1), precision)
