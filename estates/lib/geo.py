"""Points on the globe: distances, and whether a point lies in an outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import asin, cos, dist, pi, radians, sin

EARTH_RADIUS_KM = 6371.0088  # mean radius R1 of the GRS 80 ellipsoid (IUGG)

Ring = Sequence[Sequence[float]]
Direction = tuple[float, float, float]  # from the centre of the globe, of length 1


@dataclass(frozen=True)
class Point:
    """A WGS 84 position in decimal degrees."""

    latitude: Decimal
    longitude: Decimal

    @property
    def degrees(self) -> tuple[float, float]:
        """Latitude and longitude as floats, for calculating."""
        return float(self.latitude), float(self.longitude)

    @property
    def direction(self) -> Direction:
        """Where it lies as seen from the centre of the globe."""
        latitude, longitude = (radians(one) for one in self.degrees)
        flat = cos(latitude)
        return flat * cos(longitude), flat * sin(longitude), sin(latitude)

    def swapped(self) -> "Point":
        """The point whose latitude and longitude were mistaken for each other."""
        return Point(self.longitude, self.latitude)


def distance_km(one: Point, other: Point) -> float:
    """The great-circle distance in kilometres."""
    return great_circle_km(one.direction, other.direction)


def great_circle_km(one: Direction, other: Direction) -> float:
    """The great-circle distance between two directions, by the chord between them.

    It is the haversine formula, whose parts are those of the chord: as exact for what is near.
    """
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, dist(one, other) / 2))


def chord(km: float) -> float:
    """How far apart two directions are whose places are so many kilometres from each other."""
    return 2 * sin(min(max(km, 0.0) / EARTH_RADIUS_KM, pi) / 2)


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
