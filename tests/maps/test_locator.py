"""The drawing: small, the same every time, and safe with any name."""

import re
from xml.etree import ElementTree

import brotli
import pytest

from estates.directory.models import Kind, Quality
from estates.lib.bilingual import Words
from estates.maps import shapes
from estates.maps.cells import Bounds, Cell
from estates.maps.layers import Basemap
from estates.maps.locator import halo_symbol, locator, symbol
from estates.maps.marks import Size
from estates.settings import ROOT
from tests.maps.sites import HOSTILE, SHIPPED, hostile, mark, seeded
from tests.maps.test_layers import roads

LARGEST = 2_200  # bytes, brotli


def parsed(drawing: str) -> ElementTree.Element:
    """The drawing as XML: it carries no namespace, as inline SVG need not."""
    return ElementTree.fromstring(drawing)


def drawn(**options: object) -> str:
    arguments = {"language": "fa", "title": "نقشهٔ استان قم", "basemap": SHIPPED} | options
    marks = arguments.pop("marks", seeded())
    return locator(marks, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("variant", ["province", "small", "near"])
def test_the_drawing_of_all_sites_is_light_with_names(language: str, variant: str) -> None:
    drawing = drawn(
        language=language,
        variant=variant,
        selected="shokuhiyeh",
    )
    assert len(brotli.compress(drawing.encode())) <= LARGEST


def test_two_calls_give_the_same_bytes() -> None:
    assert drawn() == drawn()
    assert drawn(marks=seeded()[::-1]) == drawn()


def test_it_is_well_formed_and_has_neither_style_nor_id_nor_script() -> None:
    attributes = {name for part in parsed(drawn()).iter() for name in part.attrib}
    assert not attributes & {"style", "id", "onclick", "onload"}
    assert "fill" not in attributes
    assert "stroke" not in attributes


def test_coordinates_have_at_most_one_decimal() -> None:
    assert not re.search(r"\d\.\d\d", drawn())


def test_every_placed_site_is_drawn_and_named_and_no_other() -> None:
    for language in ("fa", "en"):
        root = parsed(drawn(language=language))
        names = {text.text for text in root.iter("text") if text.get("class") == "name"}
        placed = {m.short_name[language] for m in seeded() if m.point}
        assert names == placed
        assert len(root.findall(".//path[@class='m-zone']")) == 4


def test_a_site_without_a_position_leaves_no_trace() -> None:
    unknown = mark(point=None, radius_m=None, quality=Quality.UNKNOWN)
    assert drawn(marks=[unknown], language="en") == drawn(marks=[], language="en")


def test_hostile_names_stay_text() -> None:
    drawing = drawn(
        marks=[hostile()],
        title=HOSTILE,
        variant="near",
        selected="hostile",
        kilometres=lambda _km: HOSTILE,
    )
    root = parsed(drawing)
    assert root.get("aria-label") == HOSTILE
    assert not list(root.iter("script"))
    assert not list(root.iter("b"))


def test_it_is_one_image_with_a_name() -> None:
    root = parsed(drawn())
    assert (root.get("role"), root.get("aria-label")) == ("img", "نقشهٔ استان قم")
    assert not list(root.iter("a"))


def test_what_is_known_of_a_position_shows_as_a_thin_or_a_dashed_circle() -> None:
    root = parsed(drawn())
    assert len(root.findall(".//circle[@class='halo halo-approximate']")) == 4
    assert len(root.findall(".//circle[@class='halo halo-settlement']")) == 4
    surveyed = mark(quality=Quality.SURVEYED, radius_m=0)
    assert "halo" not in drawn(marks=[surveyed])


def test_a_circle_is_to_scale_but_never_hidden_by_its_mark() -> None:
    def reach(radius_m: int) -> float:
        root = parsed(drawn(marks=[mark(radius_m=radius_m)], variant="near", selected="site"))
        circle = root.find(".//circle[@class='halo halo-approximate']")
        assert circle is not None
        return float(circle.get("r", 0))

    assert reach(6000) == pytest.approx(2 * reach(3000), abs=0.2)
    assert reach(10) > shapes.RADIUS[Size.SMALL] * 0.8


def test_the_near_drawing_has_a_scale_bar_in_the_words_of_the_page() -> None:
    said = []
    near = drawn(variant="near", selected="siro", kilometres=lambda km: said.append(km) or "ده")
    assert said == [10]
    assert ">ده</text>" in near
    assert "scale" not in drawn()


def test_there_is_no_country_near_a_site_that_has_no_position() -> None:
    with pytest.raises(ValueError, match="shahab"):
        drawn(variant="near", selected="shahab")


def test_a_name_that_is_missing_in_the_language_is_marked_with_its_own() -> None:
    only_persian = mark(short_name=Words({"fa": "نمونه"}))
    (name,) = [
        text
        for text in parsed(drawn(marks=[only_persian], language="en")).iter("text")
        if text.get("class") == "name"
    ]
    assert (name.get("lang"), name.get("direction"), name.text) == ("fa", "rtl", "نمونه")


def test_the_shape_alone_tells_the_kind() -> None:
    outlines = {kind: shapes.path(kind, 10, filled=False) for kind in Kind}
    assert outlines[Kind.ESTATE].count("L") == 15
    assert outlines[Kind.ZONE].count("L") == 1
    assert "A" in outlines[Kind.PRIVATE]
    assert len(set(outlines.values())) == 3


@pytest.mark.parametrize("kind", list(Kind))
def test_a_symbol_is_hidden_from_assistive_technology(kind: Kind) -> None:
    for filled in (True, False):
        root = parsed(symbol(kind, filled))
        assert root.get("aria-hidden") == "true"
        (path,) = root.iter("path")
        assert path.get("class") == f"m-{kind}{' filled' if filled else ''}"


def test_the_symbols_of_circles_are_those_of_the_drawing() -> None:
    assert "halo-settlement" in halo_symbol("settlement")


def test_real_roads_stand_in_for_the_schematic_where_they_run_through_the_drawing(tmp_path) -> None:
    real = Basemap(ROOT / "seed" / "basemap", roads(tmp_path))
    drawing = parsed(drawn(basemap=real))
    (way,) = drawing.findall(".//path[@class='road road-1']")
    assert way.get("d", "").count("M") == 1
    assert not drawing.findall(".//path[@class='route']")
    (schematic,) = parsed(drawn()).findall(".//path[@class='route']")
    assert schematic.get("d", "").count("M") >= 1
    elsewhere = drawn(basemap=real, variant="near", selected="toghrud")
    assert "route" not in elsewhere
    assert "road-1" not in elsewhere


def test_many_sites_are_drawn_as_counts() -> None:
    cell = Cell((50.9, 34.6), 0b111, Bounds(50.8, 34.5, 51.0, 34.7))
    root = parsed(drawn(marks=[], cells=[cell], numerals=lambda count: "x" * count))
    assert len(root.findall(".//circle[@class='cell']")) == 1
    assert [text.text for text in root.iter("text") if text.get("class") == "cell-count"] == ["xxx"]
