"""Reading the basemap: the outline of the province, and towns and airports."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from estates.lib.bilingual import Words
from estates.lib.geo import Point, Ring
from estates.seeding.finding import Finding, Flaw

FOLDER = "basemap"
PROVINCES, TOWNS, AIRPORTS = "provinces.geojson", "places.geojson", "airports.geojson"
# Airports have no rank of their own: the five are all worth a mark.
AIRPORT_RANK = 1


@dataclass(frozen=True)
class PlaceRow:
    """A town or airport."""

    id: str
    kind: str
    name: Words
    point: Point
    rank: int


@dataclass
class Basemap:
    """What the seed knows of the land: outline rings of the province, and places."""

    outline: list[Ring]
    places: list[PlaceRow]
    findings: list[Finding]


def read_basemap(folder: Path, province_en: str) -> Basemap:
    """The basemap of a seed folder. What cannot be read becomes a finding."""
    basemap = Basemap([], [], [])
    for feature in _features(folder, PROVINCES, basemap):
        if feature["properties"].get("name_en") == province_en:
            basemap.outline.extend(_rings(feature["geometry"]))
    if not basemap.outline:
        cure = f"Add a polygon with name_en {province_en}"
        _report(basemap, PROVINCES, "the outline of the province is missing", cure)
    _read_places(folder, TOWNS, "town", basemap)
    _read_places(folder, AIRPORTS, "airport", basemap)
    return basemap


def _report(basemap: Basemap, name: str, message: str, cure: str) -> None:
    basemap.findings.append(Finding.of(Flaw(message, cure), f"{FOLDER}/{name}", 1))


def _features(folder: Path, name: str, basemap: Basemap) -> list[dict[str, Any]]:
    try:
        text = (folder / FOLDER / name).read_text(encoding="utf-8")
        # Coordinates are kept as printed: a float would invent digits.
        features = json.loads(text, parse_float=Decimal, parse_int=int)["features"]
        return [f for f in features if f["geometry"] and f["properties"] is not None]
    except OSError:
        _report(basemap, name, "the file cannot be read", "Put it back into the basemap folder")
    except (ValueError, KeyError, TypeError):
        _report(basemap, name, "the file is not GeoJSON", "Write a FeatureCollection (RFC 7946)")
    return []


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [[[float(x), float(y)] for x, y in ring] for polygon in polygons for ring in polygon]


def _read_places(folder: Path, name: str, kind: str, basemap: Basemap) -> None:
    for index, feature in enumerate(_features(folder, name, basemap)):
        try:
            basemap.places.append(_place(feature, kind))
        except (KeyError, TypeError, ValueError, ArithmeticError):
            _report(
                basemap,
                name,
                f"feature {index} is not a named point",
                "Give it name_fa, name_en, its identifier and a Point with two coordinates",
            )


def _place(feature: dict[str, Any], kind: str) -> PlaceRow:
    properties = feature["properties"]
    longitude, latitude = (Decimal(x) for x in feature["geometry"]["coordinates"])
    if not (properties["name_fa"] and properties["name_en"]):
        raise ValueError("a name is empty")
    number = f"geonames:{properties['geonameid']}" if kind == "town" else None
    return PlaceRow(
        id=number or f"airport:{properties['iata']}",
        kind=kind,
        name=Words({"fa": properties["name_fa"], "en": properties["name_en"]}),
        point=Point(latitude, longitude),
        rank=int(properties["rank"]) if kind == "town" else AIRPORT_RANK,
    )
