"""`flask basemap`: an operator's layer is taken whole or not at all, and says what it became."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.site import Site

Feature = dict[str, object]


def road(*places: list[Any], **traits: object) -> Feature:
    """An invented road."""
    geometry = {"type": "LineString", "coordinates": list(places)}
    return {"type": "Feature", "properties": {"class": "trunk"} | traits, "geometry": geometry}


NORTH = road([51.0, 34.2], [51.0, 34.4], [51.0, 34.6])
ABROAD = road([10.0, 50.0], [11.0, 50.0])
LONG = road([51.0, 34.2], [60.0, 34.2])


def written(folder: Path, *features: object) -> Path:
    """A GeoJSON file of ``features``."""
    file = folder / "invented.geojson"
    document = {"type": "FeatureCollection", "features": list(features)}
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def run(site: Site, *arguments: object) -> Result:
    """What `flask basemap` answers."""
    return site.app.test_cli_runner().invoke(args=["basemap", *map(str, arguments)])


def add(site: Site, file: Path, layer: str = "roads", credit: str = "© Nobody & Co") -> Result:
    """What `flask basemap add` answers."""
    options = ("--layer", layer, "--licence", "None-1.0", "--attribution", credit)
    return run(site, "add", file, *options)


def folder_of(site: Site) -> Path:
    """Where added layers are kept."""
    return site.app.extensions["settings"].instance_dir / "basemap"


def test_a_layer_is_cut_simplified_kept_with_its_credit_and_shown_at_once(
    own_site: Site, tmp_path: Path
) -> None:
    assert "© Nobody & Co" not in own_site.get("/en/map/").text
    answer = add(own_site, written(tmp_path, NORTH, ABROAD, LONG))
    assert answer.exit_code == 0, answer.output
    assert "2 features, 7 points before and 4 after simplifying" in answer.output
    assert "1 features were cut at the edge" in answer.output
    assert "1 features outside of it or too small were left out" in answer.output
    kept = json.loads((folder_of(own_site) / "roads.geojson").read_text("utf-8"))
    assert kept["metadata"]["attribution"] == "© Nobody & Co"
    assert kept["metadata"]["licence"] == "None-1.0"
    assert kept["metadata"]["source"] == "invented.geojson"
    ends = [feature["geometry"]["coordinates"] for feature in kept["features"]]
    assert ends == [[[51.0, 34.2], [51.0, 34.6]], [[51.0, 34.2], [53.5, 34.2]]]
    assert "© Nobody & Co, None-1.0" in own_site.get("/en/map/").text


def test_layers_are_listed_and_taken_away(own_site: Site, tmp_path: Path) -> None:
    assert "No layer was added" in run(own_site, "list").output
    add(own_site, written(tmp_path, NORTH))
    listed = run(own_site, "list").output
    assert listed.startswith("roads: 1 features, © Nobody & Co, None-1.0; from invented.geojson")
    assert run(own_site, "remove", "roads").exit_code == 0
    assert not list(folder_of(own_site).iterdir())
    again = run(own_site, "remove", "roads")
    assert again.exit_code == 1
    assert "there is nothing to remove" in again.output


@pytest.mark.parametrize(
    ("features", "finding"),
    [
        ([NORTH, road([51.0, 34.2])], "Feature 2: a line needs two positions or more."),
        ([road([551.0, 34.2], [51.0, 34.3])], "Feature 1: 551.0, 34.2 is not on the globe"),
        ([road([51.0, "x"], [51.0, 34.3])], "Feature 1: [51.0, 'x'] is no position"),
        ([road([51.0, 34.2], [51.0, 34.3], **{"class": "canal"})], "its property class has to be"),
        ([{"type": "Feature", "geometry": None}], "Feature 1: it has no geometry: leave it out."),
        (["road"], "Feature 1: it is no Feature"),
        (
            [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [51, 34]}}],
            "Feature 1: its geometry is Point: this layer takes LineString, MultiLineString.",
        ),
        ([road([34.2, 51.0], [34.6, 51.0])], "Latitude and longitude seem swapped"),
        ([ABROAD], "No feature lies in the country that maps show"),
        ([], "bring at least one feature"),
    ],
)
def test_what_does_not_fit_is_named_with_its_cure_and_nothing_is_written(
    own_site: Site, tmp_path: Path, features: list[object], finding: str
) -> None:
    add(own_site, written(tmp_path, NORTH))
    before = (folder_of(own_site) / "roads.geojson").read_bytes()
    answer = add(own_site, written(tmp_path, *features))
    assert answer.exit_code == 1
    assert finding in answer.output
    assert "Nothing was written." in answer.output
    assert [path.read_bytes() for path in folder_of(own_site).iterdir()] == [before]


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"road", "not JSON"),
        (b'{"type": "Feature"}', "no FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN is no number of JSON"),
        (b"[" * 100_000, "not JSON"),
        (
            b'{"type": "FeatureCollection", "features": [1], "crs": {"name": "EPSG:32639"}}',
            "not WGS 84",
        ),
    ],
)
def test_a_file_of_another_format_is_refused(
    own_site: Site, tmp_path: Path, content: bytes, finding: str
) -> None:
    file = tmp_path / "invented.geojson"
    file.write_bytes(content)
    answer = add(own_site, file)
    assert answer.exit_code == 1
    assert finding in answer.output
    assert not folder_of(own_site).exists()


def test_a_layer_needs_a_credit(own_site: Site, tmp_path: Path) -> None:
    answer = add(own_site, written(tmp_path, NORTH), credit="  ")
    assert answer.exit_code == 2
    assert "give a text of 1 to 200 letters" in answer.output


def test_the_home_province_cannot_be_lost(own_site: Site, tmp_path: Path) -> None:
    ring = [[50.0, 34.0], [51.0, 34.0], [51.0, 35.0], [50.0, 34.0]]
    other: Feature = {
        "type": "Feature",
        "properties": {"name_fa": "نمونه", "name_en": "Sampleland"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    answer = add(own_site, written(tmp_path, other), layer="provinces")
    assert answer.exit_code == 1
    assert "exactly one feature with name_en = Qom" in answer.output
