"""Ages, overdue figures and promises (DESIGN §3)."""

from datetime import date

from estates.ledger import freshness
from tests.ledger.cast import TODAY, claim, field, source

YEARLY = field(review_every_days=365)


def test_age_counts_from_the_end_of_the_period() -> None:
    assert freshness.age(claim(day="2026-11-24"), TODAY).days == 1


def test_without_a_period_age_counts_from_the_publication() -> None:
    undated = claim(day=None, by=source(published="2026-11-15"))
    assert freshness.age(undated, TODAY).days == 10


def test_without_both_the_age_is_unknown_and_that_counts_as_overdue() -> None:
    undated = claim(day=None)
    assert not freshness.age(undated, TODAY).known
    assert freshness.overdue(undated, YEARLY, TODAY)


def test_a_figure_is_overdue_the_day_after_its_interval() -> None:
    assert not freshness.overdue(claim(day="2025-11-25"), YEARLY, TODAY)
    assert freshness.overdue(claim(day="2025-11-24"), YEARLY, TODAY)


def test_whole_years_are_counted() -> None:
    assert freshness.age(claim(day="2018-09-21"), TODAY).years == 8


def test_a_promise_is_past_due_the_day_after() -> None:
    promise = claim(due_on=date(2026, 11, 24))
    assert freshness.past_due(promise, TODAY)
    assert not freshness.past_due(promise, date(2026, 11, 24))
    assert not freshness.past_due(claim(), TODAY)
