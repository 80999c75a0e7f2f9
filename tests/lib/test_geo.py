"""Distances and outlines."""

from decimal import Decimal

from estates.lib.geo import Point, contains, distance_km

QOM = Point(Decimal("34.6401"), Decimal("50.8764"))
TEHRAN = Point(Decimal("35.69439"), Decimal("51.42151"))
SQUARE = [[(50.0, 34.0), (52.0, 34.0), (52.0, 35.0), (50.0, 35.0), (50.0, 34.0)]]


def test_qom_and_tehran_are_as_far_as_an_atlas_says() -> None:
    assert 126 < distance_km(QOM, TEHRAN) < 129


def test_a_distance_is_the_same_both_ways_and_nothing_to_itself() -> None:
    assert distance_km(QOM, TEHRAN) == distance_km(TEHRAN, QOM)
    assert distance_km(QOM, QOM) == 0


def test_an_outline_holds_what_lies_in_it() -> None:
    assert contains(SQUARE, QOM)
    assert not contains(SQUARE, TEHRAN)
    assert not contains(SQUARE, QOM.swapped())
