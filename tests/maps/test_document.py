"""The document of marks: list order, ready texts, and nothing where no position is known."""

from decimal import Decimal

from estates.lib.bilingual import Words
from estates.maps.document import CardFigure, Entry, marks_document
from estates.maps.marks import Mark
from tests.maps.sites import mark, seeded


def entry(site: Mark) -> Entry:
    figures = [CardFigure("Employed", "over 40,000 people", "as of 22 Aug 2025")]
    return Entry(site, "Industrial estate", "position mapped", f"/en/{site.ref}/", figures=figures)


def test_the_sites_with_a_position_come_in_the_order_of_the_list() -> None:
    marks = seeded()
    document = marks_document([entry(site) for site in marks[::-1]], language="en")
    assert [item["ref"] for item in document["marks"]] == [m.ref for m in marks if m.point]


def test_a_mark_carries_its_shape_and_its_texts() -> None:
    site = mark(jobs=Decimal(40_000))
    (item,) = marks_document([entry(site)], language="fa")["marks"]
    assert item["icon"]["class"] == "m-estate filled"
    assert item["icon"]["path"].startswith("M0 -")
    assert item["point"] == [34.7, 50.8]
    assert item["name"] == {"text": "شهرک نمونه", "language": "fa"}
    assert item["figures"] == [
        {
            "label": "Employed",
            "value": "over 40,000 people",
            "note": "as of 22 Aug 2025",
            "tag": "",
            "published": True,
        }
    ]


def test_a_name_in_another_language_says_which() -> None:
    site = mark(name=Words({"fa": "شهرک"}))
    (item,) = marks_document([entry(site)], language="en")["marks"]
    assert item["name"] == {"text": "شهرک", "language": "fa"}
