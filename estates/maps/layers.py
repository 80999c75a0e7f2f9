"""The ground of the maps: outlines, towns and airports that are shipped, and what operators add.

A layer is a GeoJSON file of a known name. One in an operator's folder stands before the shipped
one. The main routes are those that sources of the ledger name, drawn as straight lines between
towns: a schematic, which real roads replace where an operator has added them.
"""

import csv
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from estates.lib.bilingual import Words
from estates.maps.projection import LonLat

PROVINCE = "Qom"
# In the order in which they are drawn, the lowest first.
NAMES = ("provinces", "counties", "water", "roads", "routes", "railways", "places", "airports")
MAIN_ROADS = ("motorway", "trunk")  # classes of OpenStreetMap; the rest is too much for drawings
DECIMALS = 4  # of a degree: 11 m, finer than any outline here


class UnknownLayer(LookupError):
    """There is no layer of that name."""


@dataclass(frozen=True)
class Town:
    """A town that maps name; ``rank`` is 1 for the largest."""

    name: Words
    place: LonLat
    rank: int


class Basemap:
    """The layers in the folder ``shipped``, and those that an operator has ``added``.

    Of two files with one name the added one counts. Files are read when first needed, and kept.
    """

    def __init__(self, shipped: Path, added: Path | None = None) -> None:
        self._shipped, self._added = shipped, added
        self._layers: dict[str, tuple[bytes, str]] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The layers there are, in the order in which they are drawn."""
        present = {name for name in NAMES if self._path(name)}
        if "places" in present and "roads" not in present:
            present.add("routes")
        return tuple(name for name in NAMES if name in present)

    @cached_property
    def credits(self) -> tuple[str, ...]:
        """The attributions that added files name, each once; what is shipped, pages name."""
        paths = [path for name in self.names if (path := self._path(name))]
        found = (_load(path).get("metadata", {}) for path in paths if path.parent == self._added)
        return tuple(dict.fromkeys(text for data in found if (text := data.get("attribution"))))

    @cached_property
    def outline(self) -> tuple[LonLat, ...]:
        """The outer ring of the province, closed."""
        for feature in self._read("provinces")["features"]:
            if _is_home(feature):
                return tuple((float(lon), float(lat)) for lon, lat in _outer_ring(feature))
        raise UnknownLayer(PROVINCE)

    @cached_property
    def towns(self) -> tuple[Town, ...]:
        """The towns, the largest first."""
        features = self._read("places")["features"] if self._path("places") else []
        return tuple(sorted((_town(feature) for feature in features), key=lambda t: t.rank))

    @cached_property
    def routes(self) -> tuple[tuple[LonLat, ...], ...]:
        """The main routes as lines between towns; one of which a town is missing is left out."""
        places = {town.name.get("en", ""): town.place for town in self.towns}
        named = [towns for towns in self._routes if set(towns) <= set(places)]
        return tuple(tuple(places[town] for town in towns) for towns in named)

    @cached_property
    def roads(self) -> tuple[tuple[LonLat, ...], ...]:
        """The main roads as lines; empty where no operator has added roads."""
        features = self._read("roads")["features"] if self._path("roads") else []
        main = (f for f in features if (f.get("properties") or {}).get("class") in MAIN_ROADS)
        return tuple(line for feature in main for line in _lines(feature["geometry"]))

    @cached_property
    def _routes(self) -> list[list[str]]:
        """The towns of each route that a source names, in order."""
        path = self._shipped / "routes.csv"
        if not path.is_file():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return [row["towns"].split(";") for row in csv.DictReader(file)]

    def layer(self, name: str) -> tuple[bytes, str]:
        """A layer as GeoJSON, and the digest that names this state of it.

        Raises UnknownLayer.
        """
        if name not in self.names:
            raise UnknownLayer(name)
        if name not in self._layers:
            document = self._document(name)
            body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
            self._layers[name] = body, hashlib.sha256(body).hexdigest()[:32]
        return self._layers[name]

    def _document(self, name: str) -> dict[str, Any]:
        if name == "routes":
            features = [_line(route) for route in self.routes]
        else:
            features = [_lean(feature) for feature in self._read(name)["features"]]
        return {"type": "FeatureCollection", "features": features}

    def _path(self, name: str) -> Path | None:
        folders = (folder for folder in (self._added, self._shipped) if folder)
        paths = (folder / f"{name}.geojson" for folder in folders)
        return next((path for path in paths if path.is_file()), None)

    def _read(self, name: str) -> dict[str, Any]:
        path = self._path(name)
        if path is None:
            raise UnknownLayer(name)
        return _load(path)


def _load(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _is_home(feature: dict[str, Any]) -> bool:
    return feature["properties"].get("name_en") == PROVINCE


def _outer_ring(feature: dict[str, Any]) -> list[list[float]]:
    """The longest outer ring: of a province in several pieces that is the main one."""
    geometry = feature["geometry"]
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return max((polygon[0] for polygon in polygons), key=len)


def _town(feature: dict[str, Any]) -> Town:
    traits = feature["properties"]
    lon, lat = feature["geometry"]["coordinates"]
    name = Words({"fa": traits["name_fa"], "en": traits["name_en"]})
    return Town(name, (lon, lat), int(traits["rank"]))


def _lines(geometry: dict[str, Any]) -> list[tuple[LonLat, ...]]:
    """The lines of a line or of several; of other shapes none."""
    match geometry["type"]:
        case "LineString":
            lines = [geometry["coordinates"]]
        case "MultiLineString":
            lines = geometry["coordinates"]
        case _:
            lines = []
    return [tuple((float(place[0]), float(place[1])) for place in line) for line in lines]


def _line(route: tuple[LonLat, ...]) -> dict[str, Any]:
    geometry = {"type": "LineString", "coordinates": _rounded([list(place) for place in route])}
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def _lean(feature: dict[str, Any]) -> dict[str, Any]:
    """A feature with what maps draw of it and nothing else."""
    traits = feature.get("properties") or {}
    kept = {key: traits[key] for key in ("name_fa", "name_en", "rank", "class") if key in traits}
    if _is_home({"properties": traits}):
        kept["home"] = True
    geometry = feature["geometry"]
    lean = {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}
    return {"type": "Feature", "properties": kept, "geometry": lean}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, (int, float)):
        return round(coordinates, DECIMALS)
    return [_rounded(part) for part in coordinates]
