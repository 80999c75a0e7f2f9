"""Which claims disagree (DESIGN §3)."""

import pytest

from estates.ledger import agreement
from tests.ledger.cast import claim, field

STOCK, FLOW = field(), field(nature="flow")


def disputed(of, *claims) -> bool:
    return bool(agreement.rivals(of, claims))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (claim(4), claim(5), True),
        (claim(4), claim(4), False),
        (claim(57000, qualifier="at_least"), claim(60000), False),
        (claim(57000, qualifier="at_least"), claim(50000), True),
        (claim(100, qualifier="about"), claim(109), False),
        (claim(100, qualifier="about"), claim(111), True),
        (claim(1, qualifier="range", value_max=5), claim(5), False),
        (claim(1, qualifier="range", value_max=5), claim(6), True),
        (claim(10, qualifier="at_most"), claim(20, qualifier="at_least"), True),
    ],
)
def test_claims_disagree_where_no_single_number_satisfies_both(one, other, expected) -> None:
    assert disputed(STOCK, one, other) is expected


def test_values_of_different_times_are_a_history() -> None:
    assert not disputed(STOCK, claim(4, day="2013-01-01"), claim(5, day="2025-01-01"))


def test_an_undated_value_may_be_of_any_time() -> None:
    assert disputed(STOCK, claim(4, day=None), claim(5, day="2025-01-01"))


@pytest.mark.parametrize("change", [{"extent": "part"}, {"superseded": True}])
def test_what_may_not_lead_does_not_disagree(change) -> None:
    assert not disputed(STOCK, claim(4), claim(5, **change))


def test_amounts_are_compared_over_the_same_period_only() -> None:
    from datetime import date

    year = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    half = {"period_start": date(2025, 1, 1), "period_end": date(2025, 6, 30)}
    whole_year = claim(10, precision="year", **year)
    assert not disputed(FLOW, whole_year, claim(5, precision="month", **half))
    assert disputed(FLOW, whole_year, claim(12, precision="year", **year))


def test_only_those_that_disagree_are_named() -> None:
    four, five, between = claim(4), claim(5), claim(1, qualifier="at_least")
    assert list(agreement.rivals(STOCK, [four, between, five])) == [four, five]
