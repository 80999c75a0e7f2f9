"""Sets of small numbers behave as sets do."""

from hypothesis import given
from hypothesis import strategies as st

from estates.lib import bits

SETS = st.sets(st.integers(min_value=0, max_value=3000))


@given(SETS)
def test_a_set_gives_its_members_back_in_order(numbers: set[int]) -> None:
    assert list(bits.members(bits.of(numbers))) == sorted(numbers)
    assert bits.of(numbers).bit_count() == len(numbers)


@given(SETS, SETS)
def test_cuts_and_unions_are_those_of_sets(one: set[int], other: set[int]) -> None:
    assert bits.of(one) & bits.of(other) == bits.of(one & other)
    assert bits.of(one) | bits.of(other) == bits.of(one | other)
    assert bits.of(one) & ~bits.of(other) == bits.of(one - other)


@given(st.lists(st.integers(min_value=0, max_value=3000), unique=True), SETS)
def test_an_order_keeps_its_order_and_loses_what_is_no_member(
    order: list[int], numbers: set[int]
) -> None:
    assert list(bits.in_order(order, bits.of(numbers))) == [n for n in order if n in numbers]


def test_the_first_numbers_start_at_nought() -> None:
    assert list(bits.members(bits.first(3))) == [0, 1, 2] and bits.first(0) == 0
