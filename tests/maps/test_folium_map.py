"""Folium's script: the same everywhere, self-contained, and closed to texts of others."""

import json
import re
import subprocess
import sys

import folium
import pytest

from estates.maps.document import marks_document
from estates.maps.folium_map import CONTAINER_ID, MapOptions, inert_json, map_script
from estates.settings import ROOT
from tests.maps.sites import HOSTILE, hostile

PLAIN = MapOptions(right_to_left=False)
TILES = MapOptions(False, "https://tiles.example/{z}/{x}/{y}.png", "© Tiles & Co")


def test_two_maps_give_the_same_script() -> None:
    first = map_script(PLAIN)
    map_script.cache_clear()
    assert map_script(PLAIN) == first


def test_another_process_gives_the_same_script() -> None:
    program = (
        "import sys; from estates.maps.folium_map import MapOptions, map_script;"
        "sys.stdout.write(map_script(MapOptions(False)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == map_script(PLAIN)


@pytest.mark.parametrize("options", [PLAIN, MapOptions(right_to_left=True), TILES])
def test_the_script_has_no_random_id_no_eval_and_no_tag(options: MapOptions) -> None:
    script = map_script(options)
    assert not re.search(r"[0-9a-f]{16}", script)
    assert not re.search(r"\beval\b|\bFunction\b|innerHTML|<|document\.write", script)


def test_the_script_names_no_foreign_host() -> None:
    assert "//" not in map_script(PLAIN)


def test_the_script_makes_the_map_and_hands_it_over() -> None:
    script = map_script(PLAIN)
    assert f'L.map(\n                "{CONTAINER_ID}"' in script
    assert ".getContainer().leafletMap = " in script
    assert '"maxZoom": 13' in script
    assert "imperial: false" in script


def test_the_zoom_buttons_are_at_the_corner_where_reading_starts() -> None:
    assert 'position: "topleft"' in map_script(PLAIN)
    assert 'position: "topright"' in map_script(MapOptions(right_to_left=True))


def test_making_the_map_changes_nothing_for_other_maps_of_the_process() -> None:
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    map_script.cache_clear()
    map_script(PLAIN)
    assert (folium.Map.default_js, folium.Map.default_css) == before


def test_tiles_come_with_their_attribution() -> None:
    script = map_script(TILES)
    url, attribution = (json.loads(text) for text in re.findall(r'"[^"]*\\u[^"]*"', script))
    assert url == TILES.tile_url
    assert attribution == "© Tiles &amp; Co"


def test_a_hostile_address_of_tiles_neither_runs_on_the_server_nor_ends_its_string() -> None:
    options = MapOptions(False, f"https://tiles.example/{{z}}/{HOSTILE}", HOSTILE)
    script = map_script(options)
    for danger in ("{{", "{%", "`", "${", "</script", "49 "):
        assert danger not in script


@pytest.mark.parametrize("text", [HOSTILE, "", "\\\"'\n\u2028𝄞", "۱۲ قم"])
def test_an_inert_string_is_the_same_text_and_has_no_sign_of_any_language(text: str) -> None:
    literal = inert_json(text)
    assert json.loads(literal) == text
    assert re.fullmatch(r"[\w\\ /:.,\-?=;]*", literal[1:-1], re.ASCII)


def test_hostile_names_reach_the_browser_as_data_alone() -> None:
    document = json.loads(json.dumps(marks_document([hostile()], language="en")))
    (item,) = document["marks"]
    assert item["short_name"] == {"text": HOSTILE, "language": "en"}
    for options in (PLAIN, TILES):
        assert "7*7" not in map_script(options)
        assert "49" not in map_script(options)


def test_folium_is_imported_in_one_file() -> None:
    importing = [
        path.name
        for path in (ROOT / "estates").rglob("*.py")
        if re.search(r"^(?:import|from) (?:folium|branca)", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert importing == ["folium_map.py"]
