"""Working days, medians and what is overdue."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from estates.database import db
from estates.enquiries import desk, queries
from estates.enquiries.clock import Rest, median_of, working_days
from estates.enquiries.models import Holiday, RestDay
from estates.web import clock
from tests.enquiries.cast import MOMENT, sent
from tests.site import Site

FRIDAYS = Rest(frozenset({4}), frozenset())


def at(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (at("2026-11-25"), at("2026-11-25", 15), 0),
        (at("2026-11-25"), at("2026-11-26"), 1),
        (at("2026-11-25"), at("2026-11-27"), 1),  # a Friday
        (at("2026-11-25"), at("2026-11-28"), 2),
        (at("2026-11-27"), at("2026-11-28"), 1),  # asked on the Friday
        (at("2026-11-25"), at("2026-12-09"), 12),
        # 21:00 in London is the next day in Tehran.
        (at("2026-11-25", 19), at("2026-11-25", 21), 1),
        (at("2026-11-26"), at("2026-11-25"), 0),
    ],
)
def test_fridays_do_not_count(start: datetime, end: datetime, days: int) -> None:
    assert working_days(start, end, FRIDAYS) == days


def test_holidays_do_not_count() -> None:
    rest = Rest(frozenset({4}), frozenset({date(2026, 11, 26)}))
    assert working_days(at("2026-11-25"), at("2026-11-28"), rest) == 1


def test_where_nobody_ever_works_no_time_passes() -> None:
    assert (
        working_days(at("2026-01-01"), at("2026-12-01"), Rest(frozenset(range(7)), frozenset()))
        == 0
    )


def test_the_median_of_two_may_lie_between_them() -> None:
    assert median_of([1, 4, 2]) == 2 and median_of([1, 2]) == Decimal("1.5")
    assert median_of([]) is None


def test_the_weekend_is_a_row_that_staff_can_change(own_site: Site) -> None:
    with own_site.app.app_context():
        assert queries.rest_days() == FRIDAYS
        db.session.add(RestDay(weekday=5))
        db.session.add(Holiday(day=date(2026, 12, 1)))
        assert queries.rest_days() == Rest(frozenset({4, 5}), frozenset({date(2026, 12, 1)}))
        db.session.rollback()


def answer_all(site: Site, moment: datetime) -> None:
    with site.app.app_context():
        for enquiry in queries.all_of(waiting=True):
            desk.answer(enquiry, "پاسخ آزمون", moment)
        db.session.commit()


def test_a_page_says_that_there_are_no_enquiries_yet(site: Site) -> None:
    for path in ("enquire/", "estates/siro/", "about/"):
        assert "No enquiries yet." in site.get(f"/en/{path}").text


def test_the_public_sees_the_median_and_the_number_of_answers(own_site: Site) -> None:
    sent(own_site)
    assert "has an answer yet. 1 waits for its first answer." in own_site.get("/en/enquire/").text
    answer_all(own_site, MOMENT + timedelta(days=6))  # Tuesday: five working days
    sent(own_site, message="دومین پرسش آزمون")
    answer_all(own_site, MOMENT + timedelta(hours=1))
    with clock.stopped_at(MOMENT + timedelta(days=7)):
        for path in ("enquire/", "estates/siro/", "about/"):
            text = own_site.get(f"/en/{path}").text
            assert "in working days: 2.5 (number of answers: 2)." in text
        assert "به روز کاری: ۲٫۵ (شمار پاسخ‌ها: ۲)." in own_site.get("/fa/enquire/").text
    with clock.stopped_at(MOMENT + timedelta(days=120)):
        assert "No enquiries in the last 90 days." in own_site.get("/en/enquire/").text


def test_a_second_answer_does_not_change_the_time_of_the_first(own_site: Site) -> None:
    sent(own_site)
    answer_all(own_site, MOMENT + timedelta(days=1))
    with own_site.app.app_context():
        [enquiry] = queries.all_of()
        desk.add(enquiry, "افزوده", "post", MOMENT + timedelta(days=2))
        db.session.commit()
    answer_all(own_site, MOMENT + timedelta(days=9))
    with own_site.app.app_context():
        assert queries.answer_times(MOMENT + timedelta(days=10)).median == 1


def test_without_a_promise_none_is_printed_and_nothing_is_overdue(own_site: Site) -> None:
    sent(own_site)
    assert "promises" not in own_site.get("/en/enquire/").text
    with own_site.app.app_context():
        assert queries.overdue(MOMENT + timedelta(days=99), None) == []


def test_what_waits_longer_than_promised_is_overdue(own_site: Site) -> None:
    sent(own_site)
    with own_site.app.app_context():
        assert queries.overdue(MOMENT + timedelta(days=3), 2) == []  # Saturday: two days
        assert len(queries.overdue(MOMENT + timedelta(days=4), 2)) == 1


def test_a_promise_is_printed_where_the_operator_made_one(databases, tmp_path) -> None:
    site = Site(databases.copy("sqlite"), tmp_path, ENQUIRY_PROMISE_DAYS="3")
    assert "within 3 working days." in site.get("/en/enquire/").text
    assert "ظرف ۳ روز کاری" in site.get("/fa/enquire/").text
    site.close()
