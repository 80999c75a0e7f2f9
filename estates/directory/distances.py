"""Straight-line distances that this site works out from the positions it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from estates.directory.catalogue import Catalogue
from estates.directory.models import Estate, Place
from estates.directory.queries import estates_named
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
    estate: Estate, sites: Catalogue, places: Sequence[Place]
) -> tuple[Neighbour | None, Neighbour | None]:
    """The estates before and after this one in the order of distance from Qom city.

    Estates whose position is not known have no neighbours and are nobody's neighbour.
    """
    centre = next((place.point for place in places if place.id == QOM_CITY), None)
    if estate.point is None or centre is None:
        return None, None
    order = sites.by_distance(centre)
    at = order.index(sites.numbers[estate.ref])
    beside = [sites.refs[order[i]] for i in (at - 1, at + 1) if 0 <= i < len(order)]
    found = {other.ref: other for other in estates_named(beside)}
    before = found.get(beside[0]) if at > 0 else None
    after = found.get(beside[-1]) if at + 1 < len(order) else None
    return _neighbour(estate, before), _neighbour(estate, after)


def _neighbour(estate: Estate, other: Estate | None) -> Neighbour | None:
    if other is None or estate.point is None or other.point is None:
        return None
    radius = (estate.location_radius_m or 0) + (other.location_radius_m or 0)
    return Neighbour(other, computed(distance(estate.point, other.point, radius), "km"))


def _far_end(value: Value) -> Decimal:
    return value.maximum or value.number
