"""The Solar Hijri calendar at the points that tables of it give."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estates.lib import jalali
from estates.lib.jalali import Jalali

KNOWN = [
    (date(2025, 8, 22), Jalali(1404, 5, 31)),
    (date(2025, 3, 20), Jalali(1403, 12, 30)),  # a leap day
    (date(2021, 3, 21), Jalali(1400, 1, 1)),
    (date(2015, 5, 18), Jalali(1394, 2, 28)),
    (date(2009, 7, 21), Jalali(1388, 4, 30)),
]


@pytest.mark.parametrize(("gregorian", "expected"), KNOWN)
def test_known_days_convert(gregorian: date, expected: Jalali) -> None:
    assert jalali.to_jalali(gregorian) == expected


@given(st.dates(date(1940, 1, 1), date(2060, 1, 1)))
def test_each_day_follows_the_one_before(day: date) -> None:
    today, tomorrow = jalali.to_jalali(day), jalali.to_jalali(day + timedelta(days=1))
    assert tomorrow == today._replace(day=today.day + 1) or tomorrow.day == 1
    assert tomorrow.day > 1 or today.day in (29, 30, 31)


def test_the_leap_day_ends_its_year() -> None:
    assert jalali.is_year_end(date(2025, 3, 20))
    assert not jalali.is_year_end(date(2025, 3, 19))
