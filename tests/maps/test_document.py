"""The document of marks: list order, what drawing needs, and nothing where no position is known."""

from decimal import Decimal

from estates.lib.bilingual import Words
from estates.maps.document import marks_document
from estates.maps.marks import Mark
from tests.maps.sites import mark, seeded
from tests.site import LANGUAGES, Site


def document(*marks: Mark, language: str = "en") -> list[dict]:
    """The marks of the document, in their order."""
    return marks_document(marks, language=language)["marks"]


def test_the_sites_with_a_position_come_in_the_order_of_the_list() -> None:
    marks = seeded()
    refs = [item["ref"] for item in document(*marks[::-1])]
    assert refs == [m.ref for m in marks if m.point]


def test_a_mark_carries_what_drawing_needs_and_no_more() -> None:
    (item,) = document(mark(jobs=Decimal(40_000)), language="fa")
    assert item.keys() == {
        *("ref", "kind", "kind_name", "short_name", "point", "quality", "radius_m", "icon")
    }
    assert item["icon"]["class"] == "m-estate filled"
    assert item["icon"]["path"].startswith("M0 -")
    assert item["point"] == [34.7, 50.8]
    assert item["short_name"] == {"text": "نمونه", "language": "fa"}


def test_a_name_in_another_language_says_which() -> None:
    (item,) = document(mark(short_name=Words({"fa": "شهرک"})))
    assert item["short_name"] == {"text": "شهرک", "language": "fa"}


def test_a_mark_names_its_kind_in_the_language_of_the_page(site: Site) -> None:
    kinds = {
        language: site.fetch(f"/{language}/map/marks.json").get_json()["marks"][0]["kind_name"]
        for language in LANGUAGES
    }
    assert kinds == {"fa": "شهرک صنعتی", "en": "Industrial estate"}
