"""A period keeps the precision it was given in."""

from datetime import date

import pytest

from estates.lib.period import Calendar, Period, Precision, whole_months, whole_years

YEAR_1397 = Period(date(2018, 3, 21), date(2019, 3, 20), Precision.YEAR)
MARCH_2013 = Period(date(2013, 3, 1), date(2013, 3, 31), Precision.MONTH)


def test_a_persian_year_is_known_as_one() -> None:
    assert YEAR_1397.calendar is Calendar.JALALI
    assert whole_years(date(2018, 3, 21), date(2019, 3, 20))


def test_a_gregorian_month_is_known_as_one() -> None:
    assert MARCH_2013.calendar is Calendar.GREGORIAN
    assert whole_months(date(2013, 3, 1), date(2013, 3, 31))


def test_an_undated_period_overlaps_every_other() -> None:
    assert Period.undated().overlaps(YEAR_1397)
    assert YEAR_1397.overlaps(Period.undated())


def test_periods_overlap_where_they_share_a_day() -> None:
    last_day = Period.day(date(2019, 3, 20))
    assert YEAR_1397.overlaps(last_day)
    assert not YEAR_1397.overlaps(Period.day(date(2019, 3, 21)))


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        (date(2020, 1, 2), date(2020, 1, 1), Precision.MONTH),
        (date(2020, 1, 1), None, Precision.DAY),
        (None, None, Precision.DAY),
        (date(2020, 1, 1), date(2020, 1, 2), Precision.DAY),
        (date(2020, 1, 1), date(2020, 1, 2), Precision.UNDATED),
    ],
)
def test_a_period_that_contradicts_itself_is_refused(start, end, precision) -> None:
    with pytest.raises(ValueError, match="period"):
        Period(start, end, precision)
