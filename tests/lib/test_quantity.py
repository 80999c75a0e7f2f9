"""What a qualifier leaves open (DESIGN §3)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estates.lib.quantity import Interval, Qualifier, Value, json_number, number_from, plain

D = Decimal
OPEN = [
    (Value(D(100)), Interval(D(100), D(100))),
    (Value(D(100), Qualifier.ABOUT), Interval(D(90), D(110))),
    (Value(D(100), Qualifier.AT_LEAST), Interval(D(100), None)),
    (Value(D(100), Qualifier.AT_MOST), Interval(None, D(100))),
    (Value(D(100), Qualifier.RANGE, D(200)), Interval(D(100), D(200))),
    (Value(D(100), Qualifier.PLANNED), Interval(D(100), D(100))),
]


@pytest.mark.parametrize(("value", "interval"), OPEN)
def test_each_qualifier_has_its_interval(value: Value, interval: Interval) -> None:
    assert value.interval == interval


def test_at_least_and_a_larger_number_can_both_be_true() -> None:
    assert Value(D(57000), Qualifier.AT_LEAST).interval.intersects(Value(D(60000)).interval)


def test_four_and_five_cannot_both_be_true() -> None:
    assert not Value(D(4)).interval.intersects(Value(D(5)).interval)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=0, max_value=10**9))
def test_about_holds_its_own_number(number: Decimal) -> None:
    assert Value(number).interval.within(Value(number, Qualifier.ABOUT).interval)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=0, max_value=10**8))
def test_a_number_survives_json(number: Decimal) -> None:
    assert D(repr(json_number(number))) == number


@pytest.mark.parametrize(
    "make",
    [
        lambda: Value(D(1), Qualifier.RANGE),
        lambda: Value(D(2), Qualifier.RANGE, D(1)),
        lambda: Value(D(1), Qualifier.EXACT, D(2)),
        lambda: Value(D("NaN")),
        lambda: Value(D("Infinity")),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(make) -> None:
    with pytest.raises(ValueError, match=r"range|finite"):
        make()


def test_plain_numbers_have_no_exponent_and_no_idle_zeros() -> None:
    assert [plain(D("1E+3")), plain(D("0.500")), plain(D("10"))] == ["1000", "0.5", "10"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1200", "1200"), ("1,200", "1200"), ("۱٬۲۰۰", "1200"), ("١٢٠٠", "1200"), (" ۱۲٫۵ ", "12.5"),
        ("0.000001", "0.000001"), ("-3", "-3"), ("1,200.5", "1200.5"),
    ],
)  # fmt: skip
def test_a_typed_number_is_read_in_every_digit_set(typed: str, number: str) -> None:
    assert number_from(typed) == D(number)


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "NaN", "Infinity", "1e309", "1_000", "1,20", "12,0000", "1.2.3", "0x1F", "½", "²",
     "9" * 16, "0.0000001", "--1", "1 2"],
)  # fmt: skip
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        number_from(typed)
