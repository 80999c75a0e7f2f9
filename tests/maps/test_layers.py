"""Layers of the ground: lean, named, and an operator's before those that are shipped."""

import json
from pathlib import Path

import pytest

from estates.lib.geo import contains
from estates.maps.layers import MAIN, Basemap, Basemaps, Credit, UnknownLayer
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
        "metadata": {"attribution": "© Nobody & Co", "licence": "None-1.0"},
        "features": [feature, lane],
    }
    (folder / "roads.geojson").write_text(json.dumps(document), encoding="utf-8")
    return folder


def test_the_shipped_layers_are_drawn_from_the_lowest_to_the_highest() -> None:
    assert SHIPPED.names == ("provinces", "routes", "places", "airports")


def test_a_layer_is_geojson_with_short_coordinates_and_a_digest_of_its_content() -> None:
    layer = SHIPPED.layer("provinces")
    document = json.loads(layer.body)
    assert document["type"] == "FeatureCollection"
    assert sum(bool(f["properties"].get("home")) for f in document["features"]) == 1
    assert Basemap(FOLDER).layer("provinces") == layer
    assert SHIPPED.layer("places").digest != layer.digest


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
    assert basemap.credits == (Credit("© Nobody & Co", "None-1.0"),)
    feature = json.loads(basemap.layer("roads").body)["features"][0]
    assert feature["properties"] == {"rank": MAIN}
    assert feature["geometry"]["coordinates"][0] == [50.1235, 34.1]


def test_what_is_shipped_needs_no_credit_of_an_operator() -> None:
    assert SHIPPED.credits == ()


def test_every_shipped_route_is_drawn() -> None:
    assert len(SHIPPED.routes) == 5


def test_a_running_site_sees_a_layer_that_is_added_and_one_that_is_taken_away(
    tmp_path: Path,
) -> None:
    basemaps = Basemaps(FOLDER, tmp_path)
    shipped = basemaps.present
    assert basemaps.present is shipped
    roads(tmp_path)
    assert "roads" in basemaps.present.names
    (tmp_path / "roads.geojson").unlink()
    assert basemaps.present.names == shipped.names


@pytest.mark.parametrize("text", ["", "{", "[]", '{"features": [], "metadata": {}}'])
def test_a_layer_that_cannot_be_read_is_as_if_it_were_not_there(tmp_path: Path, text: str) -> None:
    (tmp_path / "roads.geojson").write_text(text, encoding="utf-8")
    assert Basemap(FOLDER, tmp_path).names == SHIPPED.names


def test_an_operators_roads_reach_the_pages_with_their_credit(
    databases: Databases, tmp_path: Path
) -> None:
    (tmp_path / "basemap").mkdir()
    roads(tmp_path / "basemap")
    site = Site(databases.copy("sqlite"), tmp_path)
    for path, drawing in {
        "": "province",
        "map/": "province",
        "estates/": "small",
    }.items():
        page = site.get(f"/en/{path}")
        assert page.all(f"svg.locator-{drawing} .road-1")
        assert not page.all(f"svg.locator-{drawing} .route")
        assert "© Nobody & Co, None-1.0" in page.text
    assert "Main routes are straight lines" not in site.get("/en/map/").text
    assert "© Nobody & Co, None-1.0" in site.get("/en/estates/salafchegan/").text
    site.close()


def test_a_layer_is_kept_for_ever_under_the_digest_of_its_content(site: Site) -> None:
    page = site.get("/en/map/")
    for address in str(page.one("[data-map]")["data-layers"]).split():
        answer = site.fetch(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    earlier = site.fetch("/map/layers/places.0000000000000000.geojson", 302)
    assert earlier.headers["Location"].startswith("/map/layers/places.")
