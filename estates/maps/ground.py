"""The ground of a drawing as SVG paths: the province, and of added layers what has room in it.

The country is the same for every reader, so a drawing of it is made once for a state of the basemap
and kept. However many layers an operator adds, a drawing stays small: lines are joined, simplified
as far as the drawing can show, and the least of them go until all fit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from estates.maps.layers import MAIN, MINOR, SECONDARY, Basemap, road_rank
from estates.maps.projection import Frame
from estates.maps.shapes import number

SIMPLIFIED_BY = 0.6  # units: less than the outline is thick
COARSEST = 8.0  # units: beyond it a layer that still does not fit is cut short
SHORTEST = 3.0  # units: of a line worth drawing
SMALLEST = 4.0  # square units: of an area worth drawing
EDGE = 4.0  # units by which lines run beyond a drawing, so that their ends do not show
DRAWINGS_KEPT = 512
ROAD_RANKS = (MAIN, SECONDARY, MINOR)

Shapes = NDArray[Any]  # of shapely


@dataclass(frozen=True)
class Budget:
    """How many letters the paths of one drawing may have, by layer, and the least road drawn."""

    letters: int  # of each path
    roads: int  # the rank of a road up to which it is drawn


@lru_cache(maxsize=DRAWINGS_KEPT)
def ground(basemap: Basemap, frame: Frame, budget: Budget) -> str:
    """The ground of ``frame``, from the lowest layer to the highest."""
    return "".join(_parts(basemap, frame, budget))


def _parts(basemap: Basemap, frame: Frame, budget: Budget) -> Iterator[str]:
    def drawn(css_class: str, shapes: Shapes) -> str:
        path = _path(_within(shapes, frame), budget.letters)
        return f'<path class="{css_class}" d="{path}"/>' if path else ""

    shapes = _shapes(basemap)
    home = _rings(_in_units(np.array([shapely.Polygon(basemap.outline)]), frame)[0], SIMPLIFIED_BY)
    yield f'<rect class="outside" width="{number(frame.width)}" height="{number(frame.height)}"/>'
    yield f'<path class="land" d="{home}"/>'
    yield drawn("water", shapes.lakes)
    yield drawn("river", shapes.rivers)
    yield drawn("county", shapes.counties)
    yield drawn("route", shapes.routes)
    for rank in range(budget.roads, 0, -1):
        yield drawn(f"road road-{rank}", shapes.roads[rank])
    yield drawn("railway", shapes.railways)
    yield f'<path class="border" d="{home}"/>'


@dataclass(frozen=True)
class _Ground:
    """The layers of a basemap as shapes, in degrees."""

    lakes: Shapes
    rivers: Shapes
    counties: Shapes  # borders: one that two counties share is there once
    routes: Shapes
    roads: Mapping[int, Shapes]  # by rank
    railways: Shapes


@lru_cache(maxsize=2)  # the present basemap, and in tests the one before
def _shapes(basemap: Basemap) -> _Ground:
    def of(name: str, wanted: Callable[[Any], bool] = lambda _: True) -> Shapes:
        found = [shapely.geometry.shape(f["geometry"]) for f in basemap.features(name) if wanted(f)]
        return np.array([one if one.is_valid else shapely.make_valid(one) for one in found])

    borders = shapely.boundary(of("counties"))
    return _Ground(
        lakes=of("water", _is_area),
        rivers=of("water", lambda feature: not _is_area(feature)),
        counties=np.array([shapely.union_all(borders)]),
        routes=of("routes"),
        roads={rank: of("roads", lambda f, rank=rank: _rank(f) == rank) for rank in ROAD_RANKS},
        railways=of("railways"),
    )


def _is_area(feature: Any) -> bool:
    return feature["geometry"]["type"].endswith("Polygon")


def _rank(feature: Any) -> int:
    return road_rank(feature.get("properties") or {})


def _within(shapes: Shapes, frame: Frame) -> Shapes:
    """What of shapes lies in a drawing, in its units."""
    if not len(shapes):
        return shapes
    (west, north), (east, south) = (
        frame.place((-EDGE, -EDGE)),
        frame.place((frame.width + EDGE, frame.height + EDGE)),
    )
    clipped = shapely.clip_by_rect(shapes, west, south, east, north)
    return _in_units(clipped[~shapely.is_empty(clipped)], frame)


def _in_units(shapes: Shapes, frame: Frame) -> Shapes:
    origin, step = np.array(frame.xy((0, 0))), np.array(frame.xy((1, 1)))
    return shapely.transform(shapes, lambda places: places * (step - origin) + origin)


def _path(shapes: Shapes, letters: int) -> str:
    """The path of shapes in at most so many letters: coarser until it fits, then the least go."""
    if not len(shapes):
        return ""
    parts = shapely.get_parts(shapes)
    areas = shapely.area(parts) > 0
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all(parts[~areas])))
    tolerance = SIMPLIFIED_BY
    while True:
        pieces = [*_lines(lines, tolerance), *_areas(parts[areas], tolerance)]
        if sum(map(len, pieces)) <= letters:
            return "".join(pieces)
        if tolerance >= COARSEST:
            return "".join(_fitting(pieces, letters))
        tolerance *= 1.5


def _fitting(pieces: Sequence[str], letters: int) -> Iterator[str]:
    """The pieces that fit, the longest first."""
    for piece in sorted(pieces, key=len, reverse=True):
        if len(piece) <= letters:
            letters -= len(piece)
            yield piece


def _lines(lines: Shapes, tolerance: float) -> Iterator[str]:
    long = lines[shapely.length(lines) > max(SHORTEST, 2 * tolerance)]
    for line in shapely.simplify(long, tolerance):
        yield _line(line.coords)


def _areas(areas: Shapes, tolerance: float) -> Iterator[str]:
    for area in areas[shapely.area(areas) > max(SMALLEST, tolerance**2)]:
        yield _rings(area, tolerance)


def _rings(area: shapely.Polygon, tolerance: float) -> str:
    simple = area.simplify(tolerance)
    assert isinstance(simple, shapely.Polygon)  # a simplified polygon is one
    rings = [simple.exterior, *simple.interiors]
    return "".join(_line(list(ring.coords)[:-1]) + "Z" for ring in rings)


def _line(places: Any) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in places)
