"""From degrees to the units of a drawing: equirectangular, true to shape in the middle."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

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

    def place(self, xy: XY) -> LonLat:
        """Which place is drawn at a point: the reverse of ``xy``."""
        across = (xy[0] - self.width / 2) / self.scale
        lon = self.centre[0] + across / cos(radians(self.centre[1]))
        return lon, self.centre[1] - (xy[1] - self.height / 2) / self.scale

    def units(self, km: float) -> float:
        """How long ``km`` kilometres are drawn."""
        return km / KM_PER_DEGREE * self.scale

    def shows(self, place: LonLat, margin: float = 0.0) -> bool:
        """Whether a place lies in the drawing, at least ``margin`` units from its edges."""
        x, y = self.xy(place)
        inside = margin <= x <= self.width - margin
        return inside and margin <= y <= self.height - margin


def lon_lat(point: Point) -> LonLat:
    """A point as a pair of floats, in the order of GeoJSON."""
    return float(point.longitude), float(point.latitude)
