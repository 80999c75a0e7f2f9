"""Layers of the ground: lean, named, and an operator's before those that are shipped."""

import json
from pathlib import Path

import pytest

from estates.lib.geo import contains
from estates.maps.layers import Basemap, UnknownLayer
from estates.settings import ROOT
from tests.databases import Databases
from tests.maps.sites import SHIPPED, seeded
from tests.site import Site

FOLDER = ROOT / "seed" / "basemap"


def roads(folder: Path) -> Path:
    line = {"type": "LineString", "coordinates": [[50.123456789, 34.1], [50.2, 34.2]]}
    feature = {"type": "Feature", "properties": {"class": "trunk", "osm": 1}, "geometry": line}
    lane = feature | {"properties": {"class": "residential"}}
    document = {
        "type": "FeatureCollection",
        "metadata": {"attribution": "© OpenStreetMap contributors"},
        "features": [feature, lane],
    }
    (folder / "roads.geojson").write_text(json.dumps(document), encoding="utf-8")
    return folder


def test_the_shipped_layers_are_drawn_from_the_lowest_to_the_highest() -> None:
    assert SHIPPED.names == ("provinces", "routes", "places", "airports")


def test_a_layer_is_geojson_with_short_coordinates_and_a_digest_of_its_content() -> None:
    body, digest = SHIPPED.layer("provinces")
    document = json.loads(body)
    assert document["type"] == "FeatureCollection"
    assert sum(bool(f["properties"].get("home")) for f in document["features"]) == 1
    assert Basemap(FOLDER).layer("provinces") == (body, digest)
    assert SHIPPED.layer("places")[1] != digest


@pytest.mark.parametrize("name", ["", "roads", "../provinces", "estates"])
def test_an_unknown_layer_is_refused(name: str) -> None:
    with pytest.raises(UnknownLayer):
        SHIPPED.layer(name)


def test_every_placed_site_lies_in_the_outline_of_the_province() -> None:
    outline = [SHIPPED.outline]
    assert all(contains(outline, site.point) for site in seeded() if site.point)


def test_real_roads_replace_the_schematic_routes_and_bring_their_credit(tmp_path: Path) -> None:
    basemap = Basemap(FOLDER, roads(tmp_path))
    assert basemap.names == ("provinces", "roads", "places", "airports")
    assert basemap.credits == ("© OpenStreetMap contributors",)
    feature = json.loads(basemap.layer("roads")[0])["features"][0]
    assert feature["properties"] == {"class": "trunk"}
    assert feature["geometry"]["coordinates"][0] == [50.1235, 34.1]


def test_what_is_shipped_needs_no_credit_of_an_operator() -> None:
    assert SHIPPED.credits == ()


def test_every_shipped_route_is_drawn() -> None:
    assert len(SHIPPED.routes) == 5


def test_drawings_get_the_main_ones_of_the_roads(tmp_path: Path) -> None:
    assert SHIPPED.roads == ()
    assert Basemap(FOLDER, roads(tmp_path)).roads == (((50.123456789, 34.1), (50.2, 34.2)),)


def test_an_operators_roads_reach_the_pages(databases: Databases, tmp_path: Path) -> None:
    (tmp_path / "basemap").mkdir()
    roads(tmp_path / "basemap")
    site = Site(databases.copy("sqlite"), tmp_path)
    for path in ("", "map/"):
        page = site.get(f"/en/{path}")
        assert str(page.one("svg.locator-province .route")["d"]).count("M") == 1
    assert "Main routes are straight lines" not in page.text
    site.close()
