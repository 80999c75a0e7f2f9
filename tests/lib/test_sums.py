"""Totals of what is partly known: the table of cases."""

from decimal import Decimal

import pytest

from estates.lib.quantity import Qualifier, Value
from estates.lib.sums import total, total_days


def v(text: str) -> Value:
    """``7``, ``~7``, ``≥7``, ``≤7`` or ``3-7``."""
    signs = {"~": Qualifier.ABOUT, "≥": Qualifier.AT_LEAST, "≤": Qualifier.AT_MOST}
    if text[0] in signs:
        return Value(Decimal(text[1:]), signs[text[0]])
    low, dash, high = text.partition("-")
    return Value(Decimal(low), Qualifier.RANGE, Decimal(high)) if dash else Value(Decimal(low))


@pytest.mark.parametrize(
    ("parts", "unknown", "expected"),
    [
        ("", False, None),
        ("", True, None),
        ("5", False, "5"),
        ("5", True, "≥5"),
        ("5 7", False, "12"),
        ("5 7", True, "≥12"),
        ("~10 ~20", False, "~30"),
        ("~10 ~20", True, "≥27"),
        ("5 ~10", False, "14-16"),
        ("≤7", False, "≤7"),
        ("≤7 ≤3", False, "≤10"),
        ("≤7 ≤3", True, None),
        ("5 ≤7", False, "5-12"),
        ("5 ≤7", True, "≥5"),
        ("≥7", False, "≥7"),
        ("≥7 5", False, "≥12"),
        ("≤7 ≥5", False, "≥5"),
        ("3-4 10", False, "13-14"),
        ("3-4 10", True, "≥13"),
        ("0", False, "0"),
        ("0", True, None),
        ("2500000.5 1", False, "2500001.5"),
    ],
)
def test_a_total_says_no_more_than_its_parts(
    parts: str, unknown: bool, expected: str | None
) -> None:
    found = total([v(part) for part in parts.split()], unknown=unknown)
    assert found == (v(expected) if expected else None)


@pytest.mark.parametrize(
    ("parts", "unknown", "expected"),
    [
        ("", False, None),
        ("10d", False, "10"),
        ("2w 3d", False, "17"),
        ("~1w", False, "~7"),
        ("~1w ~3d", False, "~10"),
        ("≤7d ~1w", False, "6-15"),
        ("1m", False, "28-31"),
        ("1m 1w", False, "35-38"),
        ("2m", True, "≥56"),
        ("≤1m", False, "≤31"),
        ("≤1m", True, None),
        ("≥1m", False, "≥28"),
        ("~1m", False, "25-35"),
        ("1-2m", False, "28-62"),
        ("15b", False, "≥15"),
        ("15b 1m", False, "≥43"),
        ("≤15b", False, None),
        ("≤15b 3d", False, "≥3"),
        ("15b", True, "≥15"),
    ],
)
def test_days_of_different_units_are_added_with_what_is_not_known_of_them(
    parts: str, unknown: bool, expected: str | None
) -> None:
    units = {"d": "days", "w": "weeks", "m": "months", "b": "working_days"}
    found = total_days([(v(part[:-1]), units[part[-1]]) for part in parts.split()], unknown=unknown)
    assert found == (v(expected) if expected else None)
