"""The countries around Iran, coarse, for a small drawing: called by `python -m tools.vendor`.

Natural Earth's outlines come as a topology from the package world-atlas. Its arcs are simplified
before they are joined, so that two countries still share one border; what lies outside of the
window is cut off. Countries keep their ISO code; all others are one piece of land.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely

WINDOW = (25.0, 13.0, 89.0, 55.0)  # degrees: west, south, east, north
EDGE = 1.0  # degree by which shapes run beyond the window, so that their cut sides do not show
SIMPLIFIED_BY = 0.15  # degrees: about a unit of the drawing
SMALLEST = 0.4  # square degrees: of an island worth drawing
DECIMALS = 1

# ISO 3166-1: the numbers that the package knows, and the letters that the facts use.
CODES = {
    "004": "AF", "031": "AZ", "051": "AM", "100": "BG", "112": "BY", "144": "LK", "156": "CN",
    "196": "CY", "231": "ET", "232": "ER", "262": "DJ", "268": "GE", "300": "GR", "356": "IN",
    "364": "IR", "368": "IQ", "398": "KZ", "400": "JO", "414": "KW", "417": "KG", "422": "LB",
    "498": "MD", "512": "OM", "524": "NP", "586": "PK", "634": "QA", "642": "RO", "643": "RU",
    "682": "SA", "729": "SD", "760": "SY", "762": "TJ", "784": "AE", "792": "TR", "795": "TM",
    "804": "UA", "818": "EG", "860": "UZ", "887": "YE",
}  # fmt: skip

Places = list[tuple[float, float]]


def countries(topology: dict[str, Any]) -> dict[str, Any]:
    """The shapes of the window: rings by ISO code, where each is labelled, and other land."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    found, others = {}, []
    for geometry in topology["objects"]["countries"]["geometries"]:
        shape = _cut(_shape(geometry, arcs), EDGE)
        code, inside = CODES.get(geometry.get("id", "")), _cut(shape, 0)
        if code is None or inside.is_empty:
            others.append(shape)
            continue
        middle = shapely.maximum_inscribed_circle(inside)
        found[code] = {
            "rings": list(_rings(shape)),
            "at": [round(part, DECIMALS) for part in middle.coords[0]],
            "reach": round(middle.length, 2),
        }
    land = list(_rings(shapely.union_all(others)))
    return {"window": WINDOW, "countries": dict(sorted(found.items())), "land": land}


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Places:
    """An arc of whole steps as simplified degrees."""
    (scale_x, scale_y), (left, top) = transform["scale"], transform["translate"]
    x = y = 0
    places = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        places.append((x * scale_x + left, y * scale_y + top))
    # A ring of one arc is halved: its ends are one place, and it would shrink to a line.
    if places[0] == places[-1] and len(places) > 3:
        half = len(places) // 2
        return [*_simple(places[: half + 1]), *_simple(places[half:])[1:]]
    return _simple(places)


def _simple(places: Places) -> Places:
    return [(x, y) for x, y in shapely.LineString(places).simplify(SIMPLIFIED_BY).coords]


def _shape(geometry: dict[str, Any], arcs: list[Places]) -> shapely.Geometry:
    polygons = geometry["arcs"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    shapes = []
    for polygon in polygons:
        outer, *holes = [_ring(ring, arcs) for ring in polygon]
        if len(outer) > 3:
            shapes.append(shapely.Polygon(outer, [hole for hole in holes if len(hole) > 3]))
    return shapely.make_valid(shapely.MultiPolygon(shapes))


def _ring(ring: list[int], arcs: list[Places]) -> Places:
    places: Places = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        places.extend(arc[1:] if places else arc)
    return places


def _cut(shape: shapely.Geometry, edge: float) -> shapely.MultiPolygon:
    """What of a shape lies in the window and ``edge`` degrees around it."""
    west, south, east, north = WINDOW
    cut = shapely.clip_by_rect(shape, west - edge, south - edge, east + edge, north + edge)
    parts = [part for part in shapely.get_parts(cut) if part.geom_type == "Polygon"]
    # The largest part stays however small it is: small countries are countries.
    least = min(SMALLEST, max((part.area for part in parts), default=0))
    return shapely.MultiPolygon([part for part in parts if part.area >= least])


def _rings(shape: shapely.Geometry) -> Iterator[list[list[float]]]:
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            yield [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords[:-1]]


def write(source: Path, target: Path) -> None:
    """Read the package's topology, and write the shapes of the window."""
    shapes = countries(json.loads(source.read_text("utf-8")))
    target.write_text(json.dumps(shapes, separators=(",", ":"), sort_keys=True), "utf-8")
