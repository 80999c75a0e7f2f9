"""From degrees to the units of a drawing: equirectangular, true to shape in the middle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, dist, radians

from estates.lib.geo import EARTH_RADIUS_KM, Point

KM_PER_DEGREE = radians(1) * EARTH_RADIUS_KM  # of latitude

LonLat = tuple[float, float]  # degrees, in the order of GeoJSON
XY = tuple[float, float]  # units of a drawing; y grows downwards


@dataclass(frozen=True)
class Frame:
    """A drawing of ``width`` by ``height`` units around ``centre``.

    ``scale`` is the number of units in a degree of latitude.
    """

    width: float
    height: float
    centre: LonLat
    scale: float

    @classmethod
    def around_outline(
        cls, outline: Iterable[LonLat], width: float, height: float, margin: float
    ) -> "Frame":
        """The frame in which all of ``outline`` just fits, ``margin`` units from the edges."""
        points = list(outline)
        west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
        south, north = min(lat for _, lat in points), max(lat for _, lat in points)
        centre = ((west + east) / 2, (south + north) / 2)
        across = (east - west) * cos(radians(centre[1]))
        scale = min((width - 2 * margin) / across, (height - 2 * margin) / (north - south))
        return cls(width, height, centre, scale)

    @classmethod
    def around_point(cls, point: Point, width: float, height: float, km_across: float) -> "Frame":
        """The frame with ``point`` in the middle and ``km_across`` kilometres from edge to edge."""
        scale = width / km_across * KM_PER_DEGREE
        return cls(width, height, lon_lat(point), scale)

    def xy(self, place: LonLat) -> XY:
        """Where a place is drawn."""
        lon, lat = place
        across = (lon - self.centre[0]) * cos(radians(self.centre[1]))
        x = self.width / 2 + across * self.scale
        return x, self.height / 2 - (lat - self.centre[1]) * self.scale

    def units(self, km: float) -> float:
        """How long ``km`` kilometres are drawn."""
        return km / KM_PER_DEGREE * self.scale

    def shows(self, place: LonLat, margin: float = 0.0) -> bool:
        """Whether a place lies in the drawing, at least ``margin`` units from its edges."""
        x, y = self.xy(place)
        inside = margin <= x <= self.width - margin
        return inside and margin <= y <= self.height - margin

    def meets(self, line: Sequence[LonLat]) -> bool:
        """Whether a line may run through the drawing: where its box does."""
        xs, ys = zip(*(self.xy(place) for place in line), strict=True)
        beside = max(xs) < 0 or min(xs) > self.width
        return not (beside or max(ys) < 0 or min(ys) > self.height)


def lon_lat(point: Point) -> LonLat:
    """A point as a pair of floats, in the order of GeoJSON."""
    return float(point.longitude), float(point.latitude)


def simplified(line: list[XY], tolerance: float) -> list[XY]:
    """``line`` without the points that lie within ``tolerance`` of it (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    gaps = [_gap(point, line[0], line[-1]) for point in line[1:-1]]
    widest = max(gaps)
    if widest <= tolerance:
        return [line[0], line[-1]]
    cut = gaps.index(widest) + 1
    return simplified(line[: cut + 1], tolerance)[:-1] + simplified(line[cut:], tolerance)


def _gap(point: XY, start: XY, end: XY) -> float:
    """The distance of ``point`` from the segment, or from its one point if it has no length."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    across = (point[0] - start[0]) * dx + (point[1] - start[1]) * dy
    along = min(1.0, max(0.0, across / length)) if length else 0.0
    return dist(point, (start[0] + along * dx, start[1] + along * dy))
