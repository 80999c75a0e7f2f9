"""Typed units become those of the figure."""

from decimal import Decimal

import pytest

from estates.lib.conversion import converted, convertible


@pytest.mark.parametrize(
    ("number", "typed", "unit", "expected"),
    [("5530000", "m2", "ha", "553"), ("5.53", "km2", "ha", "553"), ("1.5", "ha", "m2", "15000"),
     ("3.6", "m3/h", "l/s", "1"), ("86.4", "m3/day", "l/s", "1"), ("100", "m3/day", "l/s", "1.157407"),
     ("63000", "kVA", "MVA", "63"), ("12", "MW", "MW", "12"), ("1500", "kg", "t", "1.5")],
)  # fmt: skip
def test_numbers_are_converted(number: str, typed: str, unit: str, expected: str) -> None:
    assert converted(Decimal(number), typed, unit) == Decimal(expected)


def test_what_measures_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be made"):
        converted(Decimal(1), "MW", "ha")
    assert convertible("ha")[0] == "ha" and convertible("persons") == ["persons"]
