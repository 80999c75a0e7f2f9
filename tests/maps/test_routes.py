"""The schematic routes rest on sources of the ledger and on towns of the basemap."""

import csv
import json

from estates.settings import ROOT

SEED = ROOT / "seed"


def rows(name: str) -> list[dict[str, str]]:
    with (SEED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_route_names_a_source_and_towns_that_are_there() -> None:
    sources = {row["id"] for row in rows("sources.csv")}
    places = json.loads((SEED / "basemap/places.geojson").read_text("utf-8"))["features"]
    towns = {place["properties"]["name_en"] for place in places}
    for route in rows("basemap/routes.csv"):
        assert route["source_id"] in sources
        assert len(route["towns"].split(";")) >= 2
        assert set(route["towns"].split(";")) <= towns
