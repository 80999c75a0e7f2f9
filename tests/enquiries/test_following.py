"""The page of an enquiry: answers stand there, and the sender can add to it."""

from datetime import timedelta

import pytest

from estates.database import db
from estates.enquiries import desk, queries
from tests.enquiries.cast import MOMENT, PERSON, filled, post, refused, send, sent, stored
from tests.site import LANGUAGES, Site


def answered(site: Site, text: str = "پاسخ آزمون <b>") -> None:
    with site.app.app_context():
        [enquiry] = queries.all_of(waiting=True)
        desk.answer(enquiry, text, MOMENT + timedelta(days=1))
        db.session.commit()


def test_an_answer_stands_on_the_page(own_site: Site) -> None:
    path = sent(own_site)
    assert "در انتظار پاسخ است" in own_site.get(path).text
    answered(own_site)
    page = own_site.get(path)
    assert [text.get_text() for text in page.all("dd.typed")] == [
        PERSON["message"],
        "پاسخ آزمون <b>",
    ]
    assert "پاسخ داده شده است" in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_added_makes_it_wait_again(own_site: Site, language: str) -> None:
    path = sent(own_site, f"/{language}/enquire/")
    answered(own_site)
    assert send(own_site, path, message="افزودهٔ آزمون").headers["Location"] == path
    page = own_site.get(path)
    assert page.all("dd.typed")[-1].get_text() == "افزودهٔ آزمون"
    with stored(own_site) as [enquiry]:
        assert enquiry.waiting_since is not None and enquiry.first_answered_at is not None


def test_the_same_addition_twice_is_one(own_site: Site) -> None:
    path, form = sent(own_site), filled(own_site, message="افزوده")
    for _ in range(3):
        assert post(own_site, path, form).status_code == 303
    assert len(own_site.get(path).all("dd.typed")) == 2


def test_an_empty_addition_is_refused_at_the_field(own_site: Site) -> None:
    path = sent(own_site)
    page = refused(own_site, path, send(own_site, path, message=" "))
    assert page.one("#p-message") and page.one("#f-message")


def test_too_many_additions_are_refused_and_the_text_stays(own_site: Site) -> None:
    path = sent(own_site)
    statuses = [send(own_site, path, message=f"{n}").status_code for n in range(8)]
    assert statuses == [303] * 7 + [429]
    page = refused(own_site, path, send(own_site, path, message="می‌ماند"), 429)
    assert str(page.one("#f-message").string).strip() == "می‌ماند"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_secret_and_kept_by_nobody(own_site: Site, language: str) -> None:
    path = sent(own_site, f"/{language}/enquire/")
    page = own_site.get(path)  # its inspection looks at Referrer-Policy and Cache-Control
    assert page.response.headers.getlist("Referrer-Policy") == ["no-referrer"]
    assert "noindex" in page.response.headers["X-Robots-Tag"]
    assert page.all("meta[name=robots][content*=noindex]")
    assert own_site.get(path.replace(f"/{language}/", "/en/" if language == "fa" else "/fa/"))


def test_when_it_is_blanked_the_page_says_so_and_takes_nothing_more(own_site: Site) -> None:
    path = sent(own_site)
    with own_site.app.app_context():
        [enquiry] = queries.all_of()
        desk.blank(enquiry, MOMENT)
        db.session.commit()
    page = own_site.get(path)
    assert not page.all("dd.typed, form.sent") and "پاک شده است" in page.text
    assert send(own_site, path, message="دیر").status_code == 400
    with stored(own_site) as [enquiry]:
        assert len(enquiry.messages) == 1 and enquiry.messages[0].text == ""
