"""Sources, the guide, policy, exports and the calendar at the desk: from typing to the public."""

from tests.staff.kinds_cast import approve, editor
from tests.site import Site

SOURCE = "source:invented-1"
TYPED = {
    "title": "Invented headline",
    "texts/publisher/fa": "ناشر آزمون",
    "texts/publisher/en": "Invented publisher",
    "kind": "press",
    "language": "en",
    "url": "https://example.org/1",
    "published": "۱۴۰۴/۰۵/۳۱",
}


def test_a_new_source_goes_from_the_form_to_its_page(own_site: Site) -> None:
    sara = editor(own_site)
    answer = sara.someone.post("/fa/staff/source/", key="invented-1")
    assert answer.status_code == 303
    sara.someone.page(answer.location)
    answer = sara.submit(SOURCE, TYPED, "fa")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert "/staff/drafts/" in answer.location
    assert own_site.client.get("/en/sources/invented-1/").status_code == 404
    assert approve(own_site, SOURCE).number == 1
    page = own_site.get("/fa/sources/invented-1/")
    assert "ناشر آزمون" in page.text and "۳۱ مرداد ۱۴۰۴" in page.text
    changes = own_site.get("/en/changes/")
    assert "Invented headline" in changes.text
    assert "ناشر آزمون" in own_site.get("/fa/changes/source/invented-1/1/").text
    assert "invented-1/1/" in own_site.fetch("/en/changes.atom").get_data(as_text=True)
