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

    @property
    def degrees(self) -> tuple[float, float]:
        """Latitude and longitude as floats, for calculating."""
        return float(self.latitude), float(self.longitude)

    def swapped(self) -> "Point":
        """The point whose latitude and longitude were mistaken for each other."""
        return Point(self.longitude, self.latitude)


def distance_km(one: Point, other: Point) -> float:
    """The great-circle distance in kilometres, by the haversine formula."""
    return great_circle_km(one.degrees, other.degrees)


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two pairs of latitude and longitude in degrees."""
    lat1, lat2 = radians(one[0]), radians(other[0])
    half_lon = radians(other[1] - one[1]) / 2
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
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
