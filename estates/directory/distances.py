"""Straight-line distances that this site works out from the positions it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from estates.directory.models import Estate, Place
from estates.ledger.statement import Statement, computed
from estates.lib.geo import Point, distance_km
from estates.lib.quantity import Qualifier, Value

QOM_CITY = "geonames:119208"


@dataclass(frozen=True)
class PlaceDistance:
    """How far an estate is from a place; ``share`` is the length of its line, 0 to 100."""

    place: Place
    statement: Statement
    share: int


@dataclass(frozen=True)
class Neighbour:
    """Another estate, and how far it is."""

    estate: Estate
    statement: Statement


def distance(one: Point, other: Point, radius_m: int) -> Value:
    """The distance in whole kilometres, widened by the radius of the uncertain positions.

    ``radius_m`` is the sum of the radii of both ends, in metres.
    """
    middle, reach = distance_km(one, other), radius_m / 1000
    low, high = max(0, floor(middle - reach)), ceil(middle + reach)
    if low == high:
        return Value(Decimal(low))
    return Value(Decimal(low), Qualifier.RANGE, Decimal(high))


def to_places(estate: Estate, places: Sequence[Place]) -> list[PlaceDistance]:
    """Distances to each place, nearest first; empty where the position is not known."""
    point = estate.point
    if point is None:
        return []
    radius = estate.location_radius_m or 0
    measured = sorted(places, key=lambda place: distance_km(point, place.point))
    values = [distance(point, place.point, radius) for place in measured]
    longest = max((_far_end(value) for value in values), default=Decimal(1)) or Decimal(1)
    return [
        PlaceDistance(place, computed(value, "km"), int(_far_end(value) * 100 / longest))
        for place, value in zip(measured, values, strict=True)
    ]


def neighbours(
    estate: Estate, everyone: Sequence[Estate], places: Sequence[Place]
) -> tuple[Neighbour | None, Neighbour | None]:
    """The estates before and after this one in the order of distance from Qom city.

    Estates whose position is not known have no neighbours and are nobody's neighbour.
    """
    centre = next((place.point for place in places if place.id == QOM_CITY), None)
    if estate.point is None or centre is None:
        return None, None
    placed = [(other, other.point) for other in everyone if other.point]
    placed.sort(key=lambda pair: (distance_km(pair[1], centre), pair[0].position))
    at = next(i for i, (other, _) in enumerate(placed) if other.ref == estate.ref)
    before = placed[at - 1] if at > 0 else None
    after = placed[at + 1] if at + 1 < len(placed) else None
    return _neighbour(estate, before), _neighbour(estate, after)


def _neighbour(estate: Estate, other: tuple[Estate, Point] | None) -> Neighbour | None:
    if other is None or estate.point is None:
        return None
    return Neighbour(other[0], _between(estate, other[0], estate.point, other[1]))


def _between(estate: Estate, other: Estate, here: Point, there: Point) -> Statement:
    radius = (estate.location_radius_m or 0) + (other.location_radius_m or 0)
    return computed(distance(here, there, radius), "km")


def _far_end(value: Value) -> Decimal:
    return value.maximum or value.number
