"""Which claim leads (DESIGN §3)."""

from datetime import UTC, datetime

import pytest

from estates.ledger import agreement
from tests.ledger.cast import claim, field, source

STOCK, PLAN = field(), field(nature="plan")


def test_higher_confidence_leads_whatever_the_dates() -> None:
    old, new = claim(confidence="high", day="2020-01-01"), claim(day="2026-01-01")
    assert agreement.lead(STOCK, [new, old]) is old


def test_of_equal_confidence_the_later_period_leads() -> None:
    old, new = claim(day="2020-01-01"), claim(day="2026-01-01")
    assert agreement.lead(STOCK, [new, old]) is new


def test_a_dated_claim_leads_before_an_undated_one() -> None:
    undated, dated = claim(day=None), claim(day="2013-01-01")
    assert agreement.lead(STOCK, [undated, dated]) is dated


def test_of_equal_periods_the_later_publication_leads() -> None:
    early = claim(by=source("test-a", "2026-06-02"))
    late = claim(by=source("test-b", "2026-07-01"))
    assert agreement.lead(STOCK, [early, late]) is late


def test_of_all_else_equal_the_source_id_decides_the_same_way_in_any_order() -> None:
    first, second = claim(by=source("test-a")), claim(by=source("test-b"))
    assert agreement.lead(STOCK, [first, second]) is first
    assert agreement.lead(STOCK, [second, first]) is first


@pytest.mark.parametrize(
    "unable",
    [
        claim(extent="part"),
        claim(extent="shared"),
        claim(superseded=True),
        claim(withdrawn_at=datetime(2026, 1, 1, tzinfo=UTC)),
        claim(qualifier="planned"),
    ],
)
def test_a_claim_that_may_not_stand_for_the_whole_never_leads(unable) -> None:
    assert agreement.lead(STOCK, [unable]) is None


def test_a_planned_claim_leads_a_field_that_is_itself_a_plan() -> None:
    planned = claim(qualifier="planned")
    assert agreement.lead(PLAN, [planned]) is planned


def test_the_choice_of_staff_wins_while_it_stands() -> None:
    chosen, other = claim(id=1, day="2013-01-01"), claim(id=2, confidence="high")
    assert agreement.lead(STOCK, [chosen, other], chosen=1) is chosen
    chosen.superseded = True
    assert agreement.lead(STOCK, [chosen, other], chosen=1) is other
