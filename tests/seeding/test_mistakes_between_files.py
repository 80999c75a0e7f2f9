"""What one file says of another is held together."""

import json

import pytest

from tests.seeding.conftest import SeedCopy

CASES = [
    ("claims.csv", 14, {"source_id": "nobody-1"}, "source_id: 'nobody-1' is not in sources.csv."),
    ("claims.csv", 14, {"subject": "atlantis"}, "subject: 'atlantis' is not in estates.csv."),
    ("claims.csv", 14, {"field": "beauty"}, "field: 'beauty' is not in fields.csv."),
    ("claims.csv", 14, {"field": "grace_months"}, "field: grace_months is not a figure of the pro"),
    ("claims.csv", 14, {"value": "31"}, "value: 31 is not plausible for estates_state. Check numb"),
    ("claims.csv", 14, {"value": "7.5"}, "value: a number of count has decimals."),
    ("estates.csv", 2, {"summary_sources": "seed;gone"}, "summary_sources: 'gone' is not in sour"),
    ("estates.csv", 2, {"location_source": "gone"}, "location_source: 'gone' is not in sources"),
    ("names.csv", 2, {"ref": "atlantis"}, "ref: 'atlantis' is not in estates.csv."),
    ("names.csv", 2, {"name": "شهرک صنعتی شکوهیه"}, "name: the name is the official name already"),
    ("markets.csv", 2, {"name_en": "Irak"}, "name_en: a country has two names."),
    ("estates.csv", 2, {"longitude": "49"}, "latitude: the position is outside the province."),
    (
        "estates.csv",
        2,
        {"latitude": "50.81765", "longitude": "34.79557"},
        "latitude: latitude and longitude are swapped. Exchange the two.",
    ),
]


@pytest.mark.parametrize(("file", "line", "cells", "expected"), CASES)
def test_a_broken_tie_is_reported_where_it_stands(
    copied: SeedCopy, file: str, line: int, cells: dict[str, str], expected: str
) -> None:
    copied.set(file, line, **cells)
    # A country's second name is found where it differs from the first.
    place = f"seed/{file}:" if file == "markets.csv" else f"seed/{file}:{line}: "
    assert any(found.startswith(place) and expected in found for found in copied.findings())


def test_a_figure_of_both_sides_is_bounded_for_one_estate_only(copied: SeedCopy) -> None:
    line = copied.line_of("claims.csv", "shokuhiyeh,area_gross")
    copied.set("claims.csv", line, value="3001")
    assert copied.findings() == [
        f"seed/claims.csv:{line}: value: 3001 is not plausible for area_gross."
        " Check number and unit: 1 to 3000 ha are plausible."
    ]


def test_a_row_that_stands_twice_is_found(copied: SeedCopy) -> None:
    line = copied.repeat("claims.csv", 14)
    assert copied.findings() == [
        f"seed/claims.csv:{line}: subject: the same subject and field and value and source_id and"
        " period_start as in line 14. Remove one of the rows or correct it."
    ]


def test_a_source_that_nothing_rests_on_is_found(copied: SeedCopy) -> None:
    line = copied.repeat("sources.csv", 3, id="lonely-1")
    assert copied.findings() == [
        f"seed/sources.csv:{line}: id: no row rests on 'lonely-1'. Use the source or remove it."
    ]


def test_a_place_too_many_is_found(copied: SeedCopy) -> None:
    copied.set("estates.csv", 9, kind="estate")
    cure = "Keep a row for each place of the press text, also where its name is unknown."
    assert copied.findings() == [
        f"seed/estates.csv:1: kind: 3 rows are of kind zone, not 4. {cure}",
        f"seed/estates.csv:1: kind: 8 rows are of kind estate, not 7. {cure}",
    ]


def test_a_lost_outline_of_the_province_is_found(copied: SeedCopy) -> None:
    path = copied.folder / "basemap" / "provinces.geojson"
    outline = json.loads(path.read_text(encoding="utf-8"))
    outline["features"] = [f for f in outline["features"] if f["properties"]["name_en"] != "Qom"]
    path.write_text(json.dumps(outline), encoding="utf-8")
    assert copied.findings() == [
        "seed/basemap/provinces.geojson:1: the outline of the province is missing."
        " Add a polygon with name_en Qom."
    ]


def test_a_town_without_a_persian_name_is_found(copied: SeedCopy) -> None:
    copied.replace("basemap/places.geojson", '"name_fa":"تهران"', '"name_fa":""')
    assert copied.findings() == [
        "seed/basemap/places.geojson:1: feature 1 is not a named point. Give it name_fa, name_en,"
        " its identifier and a Point with two coordinates."
    ]
