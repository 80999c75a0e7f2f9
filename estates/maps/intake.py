"""What an operator brings as a layer: checked, cut to the country that maps show, and simplified.

The format is GeoJSON by RFC 7946. Nothing is guessed: what does not fit is named by the number of
its feature, counted from 1, with the cure, and then nothing of the file is taken.
"""

import json
import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from estates.maps.layers import PROVINCE, Document, is_home, rounded

WEST, SOUTH, EAST, NORTH = 48.5, 33.0, 53.5, 36.5  # the country that maps show
LARGEST_FILE = 64 * 1024 * 1024
MOST_POINTS = 2_000_000
LARGEST_LAYER = 1024 * 1024  # of what browsers get, before compression
LONGEST_TEXT = 200
MOST_FINDINGS = 12
# Half a pixel at zoom 13, the closest that maps without tiles come: 15.6 m at this latitude.
TOLERANCE = 0.00008  # degrees

LINES = frozenset({"LineString", "MultiLineString"})
AREAS = frozenset({"Polygon", "MultiPolygon"})
POINTS = frozenset({"Point"})
_DIMENSION = {"Point": 0, "LineString": 1, "MultiLineString": 1, "Polygon": 2, "MultiPolygon": 2}
_DEPTH = {"Point": 0, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_REPROJECT = "reproject it with: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES out.geojson FILE"
ROAD_CLASSES = (
    *("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential"),
    *("living_street", "service", "track", "road", "pedestrian", "path", "footway", "cycleway"),
)


class BadLayer(ValueError):
    """A file cannot become a layer; ``findings`` say where and what to do, one sentence each."""

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__("; ".join(findings))
        self.findings = list(findings)


@dataclass(frozen=True)
class Prepared:
    """A layer ready to be kept, and what was done to it."""

    features: Sequence[Document]
    points_before: int
    points_after: int
    cut: int  # features of which a part lay outside the country shown
    left_out: int  # features that lay outside it, or became too small to see


@dataclass(frozen=True)
class _Rule:
    """What a layer is made of: the shapes allowed, and the properties needed with their checks."""

    shapes: frozenset[str]
    needs: Mapping[str, Callable[[Any], str | None]] = field(default_factory=dict)


# --- properties ------------------------------------------------------------------------------


def _name(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return "a text that is not empty"
    if len(value) > LONGEST_TEXT or any(unicodedata.category(letter) == "Cc" for letter in value):
        return f"a text of at most {LONGEST_TEXT} letters without control characters"
    return None


def _rank(value: Any) -> str | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5
    return None if fits else "a whole number from 1 (the largest towns) to 5"


def _road_class(value: Any) -> str | None:
    fits = isinstance(value, str) and value.removesuffix("_link") in ROAD_CLASSES
    return None if fits else f"a road class of OpenStreetMap ({', '.join(ROAD_CLASSES[:5])}, …)"


_NAMES = {"name_fa": _name, "name_en": _name}
RULES: Mapping[str, _Rule] = {
    "provinces": _Rule(AREAS, _NAMES),
    "counties": _Rule(AREAS, _NAMES),
    "water": _Rule(AREAS | LINES),
    "roads": _Rule(LINES, {"class": _road_class}),
    "railways": _Rule(LINES),
    "places": _Rule(POINTS, _NAMES | {"rank": _rank}),
    "airports": _Rule(POINTS, _NAMES),
}
KEPT = ("name_fa", "name_en", "rank", "class")  # properties; maps show no other


# --- reading ---------------------------------------------------------------------------------


def parse(content: bytes) -> Document:
    """The bytes of a file as a FeatureCollection. Raises BadLayer."""
    if len(content) > LARGEST_FILE:
        raise BadLayer([f"The file has more than {LARGEST_FILE // 1024**2} MB: cut it smaller."])
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise BadLayer(["The file is not UTF-8: save it as UTF-8."]) from error
    except (ValueError, RecursionError) as error:
        raise BadLayer([f"The file is not JSON ({error}): bring GeoJSON."]) from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise BadLayer(["The file is no FeatureCollection: wrap its features into one."])
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise BadLayer(["The member features is no list, or is empty: bring at least one feature."])
    if "crs" in document and not _is_wgs84(document["crs"]):
        raise BadLayer([f"The file names a reference system that is not WGS 84: {_REPROJECT}"])
    return document


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _is_wgs84(crs: Any) -> bool:
    """Whether the member that GeoJSON once had names longitude and latitude on WGS 84."""
    return "CRS84" in str(crs) or str(crs).endswith(("EPSG::4326'}}", "EPSG:4326'}}"))


def prepare(documents: Sequence[Document], layer: str) -> Prepared:
    """The features of parsed files as one layer. Raises BadLayer, and then nothing is taken."""
    features = [feature for document in documents for feature in document["features"]]
    findings = [text for text in _findings(features, RULES[layer]) if text]
    if findings:
        more = len(findings) - MOST_FINDINGS
        raise BadLayer(findings[:MOST_FINDINGS] + ([f"… and {more} more."] if more > 0 else []))
    before = sum(_count(feature["geometry"]["coordinates"]) for feature in features)
    if before > MOST_POINTS:
        raise BadLayer([f"{before:,} points are more than {MOST_POINTS:,}: cut the file smaller."])
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    inside = [_clipped(shape) for shape in shapes]
    simple = _simplified(inside, layer)
    kept = [
        {"type": "Feature", "properties": _kept(feature), "geometry": geometry}
        for feature, shape in zip(features, simple, strict=True)
        if (geometry := _geometry(shape, _DIMENSION[feature["geometry"]["type"]]))
    ]
    _refuse_useless(kept, features, layer)
    return Prepared(
        features=kept,
        points_before=before,
        points_after=sum(_count(feature["geometry"]["coordinates"]) for feature in kept),
        cut=sum(
            not part.is_empty and not _is_inside(shape)
            for part, shape in zip(inside, shapes, strict=True)
        ),
        left_out=len(features) - len(kept),
    )


def _refuse_useless(kept: Sequence[Document], features: Sequence[Document], layer: str) -> None:
    """Raise BadLayer where nothing, too much or the wrong thing is left."""
    if not kept:
        frame = f"{WEST}–{EAST} E, {SOUTH}–{NORTH} N"
        hint = ""
        if _would_fit_if_swapped(features):
            hint = " Latitude and longitude seem swapped: GeoJSON has longitude first."
        raise BadLayer([f"No feature lies in the country that maps show ({frame}).{hint}"])
    if layer == "provinces" and sum(map(is_home, kept)) != 1:
        raise BadLayer(
            [
                f"The layer provinces needs exactly one feature with name_en = {PROVINCE}, which "
                "maps draw as the home province: name more than one FILE if it stands in another."
            ]
        )
    size = len(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())
    if size > LARGEST_LAYER:
        raise BadLayer(
            [
                f"Simplified, the layer still has {size / 1024**2:.1f} MB, more than "
                f"{LARGEST_LAYER / 1024**2:.0f} MB: leave out what is small or minor."
            ]
        )


def _kept(feature: Document) -> dict[str, Any]:
    traits = feature.get("properties") or {}
    return {key: traits[key] for key in KEPT if traits.get(key) is not None}


# --- checks ----------------------------------------------------------------------------------


def _findings(features: Sequence[Any], rule: _Rule) -> Iterator[str | None]:
    for number, feature in enumerate(features, start=1):
        problem = _problem(feature, rule)
        yield f"Feature {number}: {problem}" if problem else None


def _problem(feature: Any, rule: _Rule) -> str | None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return "it is no Feature: give it the type Feature."
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return "it has no geometry: leave it out."
    shape = geometry.get("type")
    if shape not in rule.shapes:
        return f"its geometry is {shape}: this layer takes {', '.join(sorted(rule.shapes))}."
    coordinates = geometry.get("coordinates")
    return _shape_problem(coordinates, _DEPTH[shape], shape) or _trait_problem(feature, rule)


def _trait_problem(feature: Document, rule: _Rule) -> str | None:
    traits = feature.get("properties")
    if traits is not None and not isinstance(traits, dict):
        return "its properties are no object."
    for name, check in rule.needs.items():
        if wanted := check((traits or {}).get(name)):
            return f"its property {name} has to be {wanted}."
    return None


def _shape_problem(coordinates: Any, depth: int, shape: str) -> str | None:
    if depth == 0:
        return _position_problem(coordinates)
    if not isinstance(coordinates, list) or not coordinates:
        return "its coordinates are no list, or are empty."
    if depth == 1 and (problem := _line_problem(coordinates, shape in AREAS)):
        return problem
    problems = (_shape_problem(part, depth - 1, shape) for part in coordinates)
    return next((problem for problem in problems if problem), None)


def _line_problem(line: Sequence[Any], is_ring: bool) -> str | None:
    if is_ring and (len(line) < 4 or line[0] != line[-1]):
        return "a ring needs four positions or more, the last one the same as the first."
    return "a line needs two positions or more." if len(line) < 2 else None


def _position_problem(position: Any) -> str | None:
    if not isinstance(position, list) or len(position) < 2 or not all(map(_is_number, position)):
        return f"{str(position)[:40]} is no position: it takes a longitude and a latitude."
    lon, lat = position[:2]
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        return f"{lon}, {lat} is not on the globe; degrees are needed: {_REPROJECT}"
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _would_fit_if_swapped(features: Sequence[Document]) -> bool:
    places = (_first_place(feature["geometry"]["coordinates"]) for feature in features)
    return all(WEST <= lat <= EAST and SOUTH <= lon <= NORTH for lon, lat in places)


def _first_place(coordinates: Any) -> tuple[float, float]:
    while not isinstance(coordinates[0], (int, float)):
        coordinates = coordinates[0]
    return coordinates[0], coordinates[1]


def _count(coordinates: Any) -> int:
    return 1 if isinstance(coordinates[0], (int, float)) else sum(map(_count, coordinates))


# --- shapes ----------------------------------------------------------------------------------


def _is_inside(shape: BaseGeometry) -> bool:
    west, south, east, north = shape.bounds
    return west >= WEST and east <= EAST and south >= SOUTH and north <= NORTH


def _clipped(shape: BaseGeometry) -> BaseGeometry:
    """What of a shape lies in the country shown, without height; an area is mended first."""
    shape = shapely.force_2d(shape)
    if _DIMENSION[shape.geom_type] == 2 and not shape.is_valid:
        shape = shapely.make_valid(shape)
    if _is_inside(shape):
        return shape
    return shape.intersection(shapely.box(WEST, SOUTH, EAST, NORTH))


def _simplified(shapes: Sequence[BaseGeometry], layer: str) -> Sequence[BaseGeometry]:
    """The shapes with fewer points. Neighbours that share a border still share it afterwards."""
    if layer in ("provinces", "counties"):
        there = [shape for shape in shapes if not shape.is_empty]
        if shapely.coverage_is_valid(there):
            # Its tolerance is the side of the triangle by which an area may change.
            simple = iter(shapely.coverage_simplify(there, 2 * TOLERANCE))
            return [shape if shape.is_empty else next(simple) for shape in shapes]
    return [shape.simplify(TOLERANCE, preserve_topology=True) for shape in shapes]


def _geometry(shape: BaseGeometry, dimension: int) -> Document | None:
    """A shape as GeoJSON with short coordinates; None where nothing of its dimension is left.

    An area that only touches the edge of the country shown would otherwise leave a line there.
    """
    parts = [
        part
        for part in _parts(shape)
        if part["coordinates"] and _DIMENSION[part["type"]] == dimension
    ]
    if len(parts) < 2:
        return parts[0] if parts else None
    kind = parts[0]["type"]
    return {"type": f"Multi{kind}", "coordinates": [part["coordinates"] for part in parts]}


def _parts(shape: BaseGeometry) -> Iterator[Document]:
    """The points, lines and areas of a shape one by one; what rounding has closed up is empty."""
    if shape.is_empty:
        return
    if hasattr(shape, "geoms"):
        for part in shape.geoms:  # type: ignore[attr-defined]
            yield from _parts(part)
        return
    found = rounded(shapely.geometry.mapping(shape)["coordinates"])
    match shape.geom_type:
        case "Point":
            yield {"type": "Point", "coordinates": found}
        case "LineString":
            line = _without_repeats(found)
            yield {"type": "LineString", "coordinates": line if len(line) > 1 else []}
        case "Polygon":
            rings = [_without_repeats(ring) for ring in found]
            whole = [ring for ring in rings if len(ring) > 3]
            yield {"type": "Polygon", "coordinates": whole if len(rings[0]) > 3 else []}


def _without_repeats(line: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    return [place for at, place in enumerate(line) if at == 0 or place != line[at - 1]]
