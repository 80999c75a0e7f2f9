"""Bounds, order of areas, position and slips of unit."""

from decimal import Decimal as D

import pytest

from estates.ledger.plausibility import Doubt, Severity, check_bounds, check_order, check_point
from estates.lib.geo import Point
from estates.lib.quantity import Qualifier, Value
from tests.ledger.cast import field

AREA = field("area", unit="ha", plausible_min=D(1), plausible_max=D(3000))
PLOT = field("plot", unit="m2", plausible_min=D(50), plausible_max=D(100_000))
SQUARE = [[(50.0, 34.0), (52.0, 34.0), (52.0, 35.5), (50.0, 35.5), (50.0, 34.0)]]


def doubts(remarks) -> list[tuple[Severity, Doubt]]:
    return [(remark.severity, remark.doubt) for remark in remarks]


def test_a_value_within_the_bounds_raises_no_doubt() -> None:
    assert not list(check_bounds(AREA, Value(D(553))))


def test_at_least_reaches_beyond_the_bound_without_doubt() -> None:
    assert not list(check_bounds(AREA, Value(D(2000), Qualifier.AT_LEAST)))


def test_a_value_outside_is_an_error() -> None:
    assert doubts(check_bounds(AREA, Value(D(4000)))) == [(Severity.ERROR, Doubt.ABOVE_BOUND)]
    assert doubts(check_bounds(AREA, Value(D("0.5")))) == [(Severity.ERROR, Doubt.BELOW_BOUND)]


def test_about_a_little_outside_is_only_a_warning() -> None:
    remarks = check_bounds(AREA, Value(D(3200), Qualifier.ABOUT))
    assert doubts(remarks) == [(Severity.WARNING, Doubt.ABOVE_BOUND)]


def test_square_metres_written_as_hectares_are_recognised() -> None:
    remarks = check_bounds(AREA, Value(D(5_530_000)))
    assert doubts(remarks) == [(Severity.ERROR, Doubt.SQUARE_METRES_FOR_HECTARES)]


def test_hectares_written_as_square_metres_are_recognised() -> None:
    remarks = check_bounds(PLOT, Value(D("0.2")))
    assert doubts(remarks) == [(Severity.ERROR, Doubt.HECTARES_FOR_SQUARE_METRES)]


@pytest.mark.parametrize(
    ("gross", "industrial", "allotted", "expected"),
    [
        (Value(D(553)), Value(D(233)), None, []),
        (Value(D(200)), Value(D(233)), None, [Severity.ERROR]),
        (Value(D(1000), Qualifier.AT_LEAST), None, Value(D(1200)), [Severity.WARNING]),
        (Value(D(1000), Qualifier.AT_MOST), None, Value(D(1200)), [Severity.ERROR]),
        (Value(D(220), Qualifier.ABOUT), Value(D(233)), None, [Severity.WARNING]),
        (Value(D(553)), Value(D(300), Qualifier.AT_LEAST), Value(D(600)), [Severity.ERROR]),
    ],
)
def test_gross_holds_industrial_holds_allotted(gross, industrial, allotted, expected) -> None:
    given = {"area_gross": gross, "area_industrial": industrial, "area_allotted": allotted}
    remarks = check_order({key: value for key, value in given.items() if value})
    assert [remark.severity for remark in remarks] == expected


def test_the_order_holds_through_a_middle_that_nobody_published() -> None:
    remarks = list(check_order({"area_gross": Value(D(100)), "area_allotted": Value(D(200))}))
    assert remarks[0].fields == ("area_gross", "area_allotted")


def test_a_point_outside_the_province_is_an_error() -> None:
    outside = Point(D("36.0"), D("50.5"))
    assert doubts(check_point(outside, SQUARE)) == [(Severity.ERROR, Doubt.OUTSIDE_PROVINCE)]


def test_swapped_coordinates_are_recognised() -> None:
    swapped = Point(D("50.81765"), D("34.79557"))
    assert doubts(check_point(swapped, SQUARE)) == [(Severity.ERROR, Doubt.COORDINATES_SWAPPED)]


def test_a_point_inside_raises_no_doubt() -> None:
    assert not list(check_point(Point(D("34.79557"), D("50.81765")), SQUARE))
