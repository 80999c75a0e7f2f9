"""Points on the globe: distances, and whether a point lies in an outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # mean radius R1 of the GRS 80 ellipsoid (IUGG)

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Point:
    """A WGS 84 position in decimal degrees."""

    latitude: Decimal
    longitude: Decimal

    def swapped(self) -> "Point":
        """The point whose latitude and longitude were mistaken for each other."""
        return Point(self.longitude, self.latitude)


def distance_km(one: Point, other: Point) -> float:
    """The great-circle distance in kilometres, by the haversine formula."""
    lat1, lat2 = radians(float(one.latitude)), radians(float(other.latitude))
    half_lat = (lat2 - lat1) / 2
    half_lon = radians(float(other.longitude) - float(one.longitude)) / 2
    chord = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def contains(rings: Sequence[Ring], point: Point) -> bool:
    """Whether ``point`` lies in the area of ``rings`` (outer rings and holes, even-odd rule).

    Rings are sequences of (longitude, latitude), as in GeoJSON.
    """
    x, y = float(point.longitude), float(point.latitude)
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside
