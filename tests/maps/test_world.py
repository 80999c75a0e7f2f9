"""The small map of countries: cut from a topology at set-up, drawn the same every time."""

import json
from pathlib import Path
from xml.etree import ElementTree

import brotli
import pytest

from estates.maps.world import SHAPES, Named, drawing, in_window
from estates.settings import ROOT
from tools import world

STATIC = ROOT / "static"
LARGEST = 3_500  # bytes, brotli
CODES = [
    "IQ", "AE", "AF", "RU", "TR", "AZ", "SY", "PK", "GE", "AM", "UZ", "QA", "IN", "CN", "KZ", "TM",
    "OM", "BG", "KW", "RO", "LB", "TJ",
]  # fmt: skip
ALL = [Named(code, str(n), "lines") for n, code in enumerate(CODES, 1)]

# Two squares that share a side, and a third far away; whole steps of a tenth of a degree.
TOPOLOGY = {
    "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
    "arcs": [
        [[500, 300], [0, 50]],  # the shared side
        [[500, 350], [-50, 0], [0, -50], [50, 0]],
        [[500, 300], [50, 0], [0, 50], [-50, 0]],
        [[-1000, 0], [10, 0], [0, 10], [-10, 0], [0, -10]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "364", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "586", "arcs": [[[2, ~0]]]},
                {"type": "Polygon", "id": "076", "arcs": [[3]]},
            ]
        }
    },
}


def drawn(countries: list[Named] = ALL) -> str:
    found = drawing(STATIC, countries, title="A <test>", home="ایران")
    assert found is not None
    return str(found)


def test_the_shapes_were_set_up() -> None:
    assert set(CODES) <= in_window(STATIC), "run `make setup`"


def test_the_drawing_is_well_formed_light_and_the_same_every_time() -> None:
    root = ElementTree.fromstring(drawn())
    assert root.get("aria-label") == "A <test>"
    assert drawn() == drawn() and len(brotli.compress(drawn().encode())) <= LARGEST


def test_every_country_of_the_list_is_marked_and_numbered() -> None:
    root = ElementTree.fromstring(drawn())
    assert len(root.findall("path[@class='named']")) == len(CODES)
    assert {text.text for text in root.findall("g/text")} == {one.label for one in ALL} | {"ایران"}


def test_countries_that_are_not_of_the_list_have_no_borders() -> None:
    root = ElementTree.fromstring(drawn(ALL[:1]))
    assert [path.get("class") for path in root.findall("path")] == ["land", "home", "named"]


def test_no_country_of_the_window_is_no_drawing(tmp_path: Path) -> None:
    assert drawing(STATIC, [Named("DE", "1", "lines")], title="t", home="h") is None
    assert drawing(tmp_path, ALL, title="t", home="h") is None


def test_neighbours_keep_one_border_and_the_rest_is_cut_off() -> None:
    found = world.countries(TOPOLOGY)
    assert set(found["countries"]) == {"IR", "PK"} and not found["land"]
    sides = [
        {tuple(place) for ring in found["countries"][code]["rings"] for place in ring}
        for code in ("IR", "PK")
    ]
    assert sides[0] & sides[1] == {(50.0, 30.0), (50.0, 35.0)}
    assert found["countries"]["IR"]["at"] == pytest.approx([47.5, 32.5], abs=0.2)


def test_what_is_written_can_be_drawn(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text(json.dumps(TOPOLOGY), "utf-8")
    (tmp_path / SHAPES).parent.mkdir(parents=True)
    world.write(tmp_path / "t.json", tmp_path / SHAPES)
    assert drawing(tmp_path, [Named("PK", "1", "dots")], title="t", home="h") is not None
