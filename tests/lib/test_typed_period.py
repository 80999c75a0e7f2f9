"""Periods as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estates.lib.jalali import to_jalali
from estates.lib.period import Calendar, Precision
from estates.lib.typed_period import day_from, period_from

CASES = [
    ("", None, None, "undated"),
    ("۱۴۰۴/۰۵/۳۱", "2025-08-22", "2025-08-22", "day"),
    ("1404-5-31", "2025-08-22", "2025-08-22", "day"),
    ("٢٠٢٥-٠٨-٢٢", "2025-08-22", "2025-08-22", "day"),
    ("2025/8", "2025-08-01", "2025-08-31", "month"),
    ("۱۴۰۳/۱۲", "2025-02-19", "2025-03-20", "month"),
    ("1403", "2024-03-20", "2025-03-20", "year"),
    ("2024", "2024-01-01", "2024-12-31", "year"),
    ("۱۴۰۴/۰۱ تا ۱۴۰۴/۰۲", "2025-03-21", "2025-05-21", "month"),
    ("1400 – 1402", "2021-03-21", "2024-03-19", "year"),
]


@pytest.mark.parametrize(("typed", "start", "end", "precision"), CASES)
def test_what_is_typed_is_understood(typed, start, end, precision) -> None:
    found = period_from(typed)
    ends = (found.start and found.start.isoformat(), found.end and found.end.isoformat())
    assert (*ends, found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "typed",
    ["yesterday", "1404/13", "1404/0/1", "1404/12/31", "2025-02-30", "140", "99999", "1404/1/1/1",
     "1404 to 1404/05", "1404/05/01 to 1404/05/09", "1404 to 1402", "1650", "0000", "2025-00"],
)  # fmt: skip
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        period_from(typed)


@given(st.dates(date(1925, 1, 1), date(2100, 1, 1)))
def test_every_day_can_be_typed_in_both_calendars(day: date) -> None:
    jalali = to_jalali(day)
    assert (
        day_from(day.isoformat()) == day_from(f"{jalali.year}/{jalali.month}/{jalali.day}") == day
    )


@given(st.integers(1300, 1450), st.integers(1, 12))
def test_a_jalali_month_is_whole(year: int, month: int) -> None:
    found = period_from(f"{year}/{month:02}")
    assert found.precision is Precision.MONTH and found.calendar is Calendar.JALALI
