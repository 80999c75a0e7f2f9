"""Numbers, days and periods in both languages."""

from datetime import date
from decimal import Decimal as D

import pytest

from estates.lib.period import Period, Precision
from estates.lib.quantity import Qualifier, Value
from estates.web import days, formatting
from tests.site import Site


def say(site: Site, language: str, what) -> str:
    with site.app.test_request_context(f"/{language}/"):
        site.app.preprocess_request()
        return str(what())


NUMBERS = [
    (D(57000), "۵۷٬۰۰۰", "57,000"),
    (D("34368710"), "۳۴٬۳۶۸٬۷۱۰", "34,368,710"),
    (D("12.5"), "۱۲٫۵", "12.5"),
    (D("-3"), "-۳", "-3"),
    (D(0), "۰", "0"),
]


@pytest.mark.parametrize(("number", "fa", "en"), NUMBERS)
def test_numbers_have_the_digits_and_separators_of_the_page(site, number, fa, en) -> None:
    assert say(site, "fa", lambda: formatting.num(number)) == fa
    assert say(site, "en", lambda: formatting.num(number)) == en


def test_percent_follows_the_number(site: Site) -> None:
    assert say(site, "fa", lambda: formatting.pct(30)) == "۳۰٪"
    assert say(site, "en", lambda: formatting.pct(30)) == "30%"


def test_money_is_named_as_each_language_names_it(site: Site) -> None:
    dollars = Value(D(34368710))
    assert say(site, "en", lambda: formatting.quantity_words(dollars, "USD")) == "US$34,368,710"
    assert (
        say(site, "fa", lambda: formatting.quantity_words(dollars, "USD"))
        == "۳۴٬۳۶۸٬۷۱۰ دلار آمریکا"
    )


def test_a_qualifier_stands_before_the_number(site: Site) -> None:
    jobs = Value(D(57000), Qualifier.AT_LEAST)
    assert (
        say(site, "fa", lambda: formatting.quantity_words(jobs, "persons")) == "بیش از ۵۷٬۰۰۰ نفر"
    )
    assert (
        say(site, "en", lambda: formatting.quantity_words(jobs, "persons")) == "over 57,000 people"
    )


def test_days_are_of_the_calendar_of_the_page(site: Site) -> None:
    day = date(2025, 8, 22)
    assert say(site, "fa", lambda: days.day_words(day)) == "۳۱ مرداد ۱۴۰۴"
    assert say(site, "en", lambda: days.day_words(day)) == "22 Aug 2025"


PERIODS = [
    (date(2018, 3, 21), date(2019, 3, 20), Precision.YEAR, "۱۳۹۷", "1397 (2018/19)"),
    (date(2025, 8, 23), date(2025, 9, 22), Precision.MONTH, "شهریور ۱۴۰۴", "Shahrivar 1404 (Aug–Sept 2025)"),
    (date(2013, 3, 1), date(2013, 3, 31), Precision.MONTH, "مارس ۲۰۱۳ میلادی", "Mar 2013"),
    (date(2019, 1, 1), date(2021, 12, 31), Precision.YEAR, "۲۰۱۹ تا ۲۰۲۱ میلادی", "2019–2021"),
    (date(2024, 3, 20), date(2024, 12, 20), Precision.MONTH, "فروردین تا آذر ۱۴۰۳", "Farvardin–Azar 1403 (Mar–Dec 2024)"),
    (date(2025, 8, 22), date(2025, 8, 22), Precision.DAY, "۳۱ مرداد ۱۴۰۴", "22 Aug 2025"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end", "precision", "fa", "en"), PERIODS)
def test_a_period_is_said_as_precisely_as_it_was_given(site, start, end, precision, fa, en) -> None:
    of = Period(start, end, precision)
    assert say(site, "fa", lambda: days.period_words(of)) == fa
    assert say(site, "en", lambda: days.period_words(of)).replace("Sep ", "Sept ") == en


def test_an_undated_figure_says_so(site: Site) -> None:
    undated = Period.undated()
    assert say(site, "en", lambda: days.as_of_words(undated, False)) == (
        "date not given by the source"
    )


def test_a_persian_year_on_an_english_page_names_the_years_it_overlaps(site: Site) -> None:
    assert say(site, "en", lambda: days.jalali_year(1388)) == "1388 (2009/10)"
    assert say(site, "en", lambda: days.jalali_year(1378)) == "1378 (1999/00)"


@pytest.mark.parametrize(
    ("days", "fa", "en"),
    [
        (365, "هر سال", "every year"),
        (1825, "هر ۵ سال", "every 5 years"),
        (90, "هر ۹۰ روز", "every 90 days"),
    ],
)
def test_an_interval_is_said_in_years_where_it_is_that(site: Site, days, fa, en) -> None:
    assert say(site, "fa", lambda: formatting.interval_words(days)) == fa
    assert say(site, "en", lambda: formatting.interval_words(days)) == en


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("شرکت (khiec.ir)", "khiec.ir"),
        ("نشریهٔ Trend (News)", "Trend (News)"),
        ("سازمان (OIETAI)، قم", "OIETAI"),
    ],
)
def test_a_bracket_around_foreign_words_stays_with_what_stands_around_them(
    site: Site, text: str, marked: str
) -> None:
    found = say(site, "fa", lambda: formatting.mixed(text))
    assert f'<bdi lang="en" dir="ltr">{marked}</bdi>' in found


@pytest.mark.parametrize(
    ("value", "unit", "fa", "en"),
    [
        (Value(D(1), Qualifier.ABOUT), "weeks", "حدود ۱ هفته", "about 1 week"),
        (Value(D(1), Qualifier.AT_MOST), "months", "حداکثر ۱ ماه", "at most 1 month"),
        (
            Value(D(15), Qualifier.AT_MOST),
            "working_days",
            "حداکثر ۱۵ روز کاری",
            "at most 15 working days",
        ),
        (Value(D(1), Qualifier.RANGE, D(2)), "weeks", None, "1–2 weeks"),
        (Value(D(2500000)), "IRR", "۲٬۵۰۰٬۰۰۰ ریال", "2,500,000 rials"),
    ],
)
def test_durations_and_rials_agree_with_their_number(site: Site, value, unit, fa, en) -> None:
    assert say(site, "en", lambda: formatting.quantity_words(value, unit)) == en
    if fa:
        assert say(site, "fa", lambda: formatting.quantity_words(value, unit)) == fa
