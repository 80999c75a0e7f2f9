"""The Solar Hijri calendar, by persiantools."""

from datetime import date, timedelta
from typing import NamedTuple

from persiantools.jdatetime import JalaliDate

MONTHS_FA = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
MONTHS_EN = (
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
    "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
)  # fmt: skip


class Jalali(NamedTuple):
    """A day of the Solar Hijri calendar."""

    year: int
    month: int
    day: int


def to_jalali(day: date) -> Jalali:
    """The Solar Hijri day that begins on the Gregorian ``day``."""
    converted = JalaliDate.to_jalali(day)
    return Jalali(converted.year, converted.month, converted.day)


def year_start(year: int) -> date:
    """The Gregorian day of Nowruz, on which the Solar Hijri ``year`` begins."""
    return JalaliDate(year, 1, 1).to_gregorian()


def is_month_start(day: date) -> bool:
    """Whether a Solar Hijri month begins on ``day``."""
    return to_jalali(day).day == 1


def is_month_end(day: date) -> bool:
    """Whether a Solar Hijri month ends on ``day``."""
    return is_month_start(day + timedelta(days=1))


def is_year_start(day: date) -> bool:
    """Whether ``day`` is Nowruz, the first of Farvardin."""
    return to_jalali(day)[1:] == (1, 1)


def is_year_end(day: date) -> bool:
    """Whether ``day`` is the last of Esfand."""
    return is_year_start(day + timedelta(days=1))
