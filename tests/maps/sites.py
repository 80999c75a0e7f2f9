"""The sites of the seed as marks, and one site with names that try to do harm."""

import csv
from decimal import Decimal

from estates.directory.models import Kind, Quality
from estates.lib.bilingual import Words
from estates.lib.geo import Point
from estates.maps.layers import Basemap
from estates.maps.marks import Mark
from estates.settings import ROOT

SHIPPED = Basemap(ROOT / "seed" / "basemap")

# What a template, a script and a page would each take for their own.
HOSTILE = "{{ 7*7 }} {% raw %} `${1}` </script><b onclick='x'>&amp; \"\u2028"


def seeded() -> list[Mark]:
    """The thirteen sites of the seed; one of them with published employment."""
    with (ROOT / "seed" / "estates.csv").open(encoding="utf-8", newline="") as file:
        return [_mark(position, row) for position, row in enumerate(csv.DictReader(file))]


def mark(ref: str = "site", **traits: object) -> Mark:
    """A mark in the middle of the province, other than the rest by ``traits``."""
    usual = {
        "ref": ref,
        "kind": Kind.ESTATE,
        "name": Words({"fa": "شهرک نمونه", "en": "Sample Estate"}),
        "short_name": Words({"fa": "نمونه", "en": "Sample"}),
        "point": Point(Decimal("34.7"), Decimal("50.8")),
        "quality": Quality.APPROXIMATE,
        "radius_m": 1000,
        "jobs": None,
        "position": 0,
    }
    return Mark(**(usual | traits))  # type: ignore[arg-type]


def hostile() -> Mark:
    """A site whose every text is hostile."""
    words = Words({"fa": HOSTILE, "en": HOSTILE})
    return mark("hostile", name=words, short_name=words)


def _mark(position: int, row: dict[str, str]) -> Mark:
    point = None
    if row["latitude"]:
        point = Point(Decimal(row["latitude"]), Decimal(row["longitude"]))
    return Mark(
        ref=row["ref"],
        kind=Kind(row["kind"]),
        name=Words({"fa": row["name_fa"], "en": row["name_en"]}),
        short_name=Words({"fa": row["short_fa"], "en": row["short_en"]}),
        point=point,
        quality=Quality(row["location_quality"]),
        radius_m=int(row["location_radius_m"]) if row["location_radius_m"] else None,
        jobs=Decimal(40_000) if row["ref"] == "shokuhiyeh" else None,
        position=position,
    )
