"""The ground of the maps: outlines, towns and airports that are shipped, and what operators add.

A layer is a GeoJSON file of a known name. One in an operator's folder stands before the shipped
one. The main routes are those that sources of the ledger name, drawn as straight lines between
towns: a schematic, which real roads replace where an operator has added them.
"""

import csv
import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from estates.lib.bilingual import Words
from estates.maps.projection import LonLat

PROVINCE = "Qom"
# In the order in which they are drawn, the lowest first.
NAMES = ("provinces", "water", "counties", "roads", "routes", "railways", "places", "airports")
ADDABLE = tuple(name for name in NAMES if name != "routes")
ADDED = "basemap"  # the folder of what operators add, in that of the site's own data
DECIMALS = 4  # of a degree: 11 m, finer than any outline here

# Classes of OpenStreetMap by how broad they are drawn; every other class is a minor road.
MAIN, SECONDARY, MINOR = 1, 2, 3
_RANKS = {"motorway": MAIN, "trunk": MAIN, "primary": SECONDARY, "secondary": SECONDARY}

Document = dict[str, Any]  # of GeoJSON
Stamp = tuple[tuple[int, int, int] | None, ...]

_log = logging.getLogger(__name__)


class UnknownLayer(LookupError):
    """There is no layer of that name."""


@dataclass(frozen=True)
class Town:
    """A town that maps name; ``rank`` is 1 for the largest."""

    name: Words
    place: LonLat
    rank: int


@dataclass(frozen=True)
class Credit:
    """Whose work an added layer is, and under which licence."""

    attribution: str
    licence: str


@dataclass(frozen=True)
class Layer:
    """A layer as browsers get it; ``digest`` names this state of it."""

    name: str
    body: bytes
    digest: str


class Basemaps:
    """The basemap of a running site: read anew whenever an operator has changed a file of it."""

    def __init__(self, shipped: Path, added: Path) -> None:
        self._shipped, self._added = shipped, added
        self._kept: tuple[Stamp, Basemap] | None = None

    @property
    def present(self) -> "Basemap":
        """The basemap as its files are now. Asking costs one look at each file of the operator."""
        stamp = tuple(map(_stamp, _paths(self._added)))  # first: a file may change while it is read
        kept = self._kept
        if kept is None or kept[0] != stamp:
            kept = self._kept = stamp, Basemap(self._shipped, self._added)
        return kept[1]


class Basemap:
    """The layers in the folder ``shipped``, and those that an operator has ``added``.

    Of two files with one name the added one counts, unless it cannot be read: then it is as if it
    were not there, and the log says so. All files are read at once, and never again.
    """

    def __init__(self, shipped: Path, added: Path | None = None) -> None:
        self._ground = {path.stem: _read(path) for path in _paths(shipped) if path.is_file()}
        self._added: dict[str, Document] = {}
        for path in _paths(added) if added else ():
            if document := _read_added(path):
                self._added[path.stem] = document
        self._ground |= self._added
        self._routes = _read_routes(shipped / "routes.csv")
        self._layers: dict[str, Layer] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The layers there are, in the order in which they are drawn."""
        present = set(self._ground)
        if "places" in present and "roads" not in present:
            present.add("routes")
        return tuple(name for name in NAMES if name in present)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """Whose work the added layers are, each once; what is shipped, pages name."""
        found = (self._added[name]["metadata"] for name in self.names if name in self._added)
        return tuple(dict.fromkeys(Credit(m["attribution"], m["licence"]) for m in found))

    @cached_property
    def outline(self) -> tuple[LonLat, ...]:
        """The outer ring of the province, closed."""
        for feature in self.features("provinces"):
            if is_home(feature):
                return tuple((float(place[0]), float(place[1])) for place in _outer_ring(feature))
        raise UnknownLayer(PROVINCE)

    @cached_property
    def towns(self) -> tuple[Town, ...]:
        """The towns, the largest first."""
        return tuple(sorted(map(_town, self.features("places")), key=lambda town: town.rank))

    @cached_property
    def routes(self) -> tuple[tuple[LonLat, ...], ...]:
        """The main routes as lines between towns; one of which a town is missing is left out."""
        places = {town.name.get("en", ""): town.place for town in self.towns}
        named = [towns for towns in self._routes if set(towns) <= set(places)]
        return tuple(tuple(places[town] for town in towns) for towns in named)

    def features(self, name: str) -> Sequence[Document]:
        """The features of a layer; none where there is no such layer."""
        if name == "routes" and name in self.names:
            return [_line(route) for route in self.routes]
        document = self._ground.get(name)
        return document["features"] if document else ()

    def layer(self, name: str) -> Layer:
        """A layer as GeoJSON. Raises UnknownLayer."""
        if name not in self.names:
            raise UnknownLayer(name)
        if name not in self._layers:
            document: Document = {"type": "FeatureCollection"}
            if name in self._added:
                metadata = self._added[name]["metadata"]
                document["metadata"] = {key: metadata[key] for key in ("licence", "attribution")}
            document["features"] = [_lean(name, feature) for feature in self.features(name)]
            body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
            self._layers[name] = Layer(name, body, hashlib.sha256(body).hexdigest()[:16])
        return self._layers[name]


def road_rank(traits: Mapping[str, Any]) -> int:
    """How important a road is by its class: MAIN, SECONDARY or MINOR."""
    return _RANKS.get(str(traits.get("class", "")).removesuffix("_link"), MINOR)


def is_home(feature: Document) -> bool:
    """Whether a feature is the province of this site, or its centre."""
    return (feature.get("properties") or {}).get("name_en") == PROVINCE


def _paths(folder: Path) -> list[Path]:
    return [folder / f"{name}.geojson" for name in ADDABLE]


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read(path: Path) -> Document:
    document: Document = json.loads(path.read_text(encoding="utf-8"))
    return document


def _read_added(path: Path) -> Document | None:
    """A file of the operator, or None where it is not as `flask basemap add` writes it."""
    try:
        document = _read(path)
        credit = document["metadata"]["licence"], document["metadata"]["attribution"]
        shapes = [feature["geometry"]["coordinates"] for feature in document["features"]]
        if path.stem == "provinces" and not any(map(is_home, document["features"])):
            raise ValueError(f"{PROVINCE} is missing")
        towns = map(_town, document["features"]) if path.stem == "places" else ()
        sound = all(credit) and all(shapes) and all(town.name for town in towns)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        _log.warning("the layer %s is left out, it cannot be read: %r", path, error)
        return None
    return document if sound else None


def _read_routes(path: Path) -> list[list[str]]:
    """The towns of each route that a source names, in order."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [row["towns"].split(";") for row in csv.DictReader(file)]


def _outer_ring(feature: Document) -> list[list[float]]:
    """The longest outer ring: of a province in several pieces that is the main one."""
    geometry = feature["geometry"]
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return max((polygon[0] for polygon in polygons), key=len)


def _town(feature: Document) -> Town:
    traits = feature["properties"]
    lon, lat = feature["geometry"]["coordinates"][:2]
    name = Words({"fa": traits["name_fa"], "en": traits["name_en"]})
    return Town(name, (lon, lat), int(traits["rank"]))


def _line(route: Sequence[LonLat]) -> Document:
    geometry = {"type": "LineString", "coordinates": [list(place) for place in route]}
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def _lean(layer: str, feature: Document) -> Document:
    """A feature with what maps draw of it and nothing else."""
    traits = feature.get("properties") or {}
    kept = {key: traits[key] for key in ("name_fa", "name_en", "rank") if key in traits}
    if layer == "roads":
        kept["rank"] = road_rank(traits)
    if is_home(feature):
        kept["home"] = True
    geometry = feature["geometry"]
    lean = {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}
    return {"type": "Feature", "properties": kept, "geometry": lean}


def rounded(coordinates: Any) -> Any:
    """Coordinates of any depth with as many decimals as maps need."""
    if isinstance(coordinates, (int, float)):
        return round(coordinates, DECIMALS)
    return [rounded(part) for part in coordinates]
