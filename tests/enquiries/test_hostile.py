"""Hostile senders get a clear message or a 404, and never what is another's."""

from hashlib import sha256
from urllib.parse import urlencode

import pytest

from estates.database import db
from estates.enquiries.desk import Draft
from estates.enquiries.models import EnquiryKind
from estates.settings import BadSetting
from estates.web import forms
from tests.enquiries.cast import PERSON, filled, post, refused, send, sent, stored
from tests.site import LANGUAGES, Site

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>{{ 7*7 }}</b>&lt;"


def test_markup_is_shown_as_it_was_typed(own_site: Site) -> None:
    page = own_site.get(sent(own_site, name=MARKUP, project=MARKUP[:150], message=MARKUP))
    assert page.one("dd.typed").get_text() == MARKUP
    assert not page.all("main script, main img, dd.typed b")
    form = refused(own_site, "/fa/enquire/", send(own_site, name=MARKUP, consent=""))
    assert form.one("#f-name").get("value") == MARKUP


def test_what_turns_the_direction_of_a_page_is_gone(own_site: Site) -> None:
    page = own_site.get(sent(own_site, message="a\u202eb\u2066c\u200fd\u061ce"))
    assert page.one("dd.typed").get_text() == "abcde"
    assert page.one("dd.typed").get("dir") == "auto"


BREAKS = ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x00\r\n"]


def test_headers_cannot_be_written_into_names_and_addresses(own_site: Site, monkeypatch) -> None:
    monkeypatch.setattr("estates.web.forms.too_many", lambda: False)
    for line_end in BREAKS:
        injected = f"{line_end}Bcc: victim@example.org{line_end}{line_end}body"
        sent(own_site, name="x" + injected, project="y" + injected)
        assert send(own_site, email="a@example.org" + injected).status_code == 400
    letters = [path.read_bytes() for path in (own_site.instance_dir / "outbox").glob("*.eml")]
    assert len(letters) == len(BREAKS) and not any(b"victim" in letter for letter in letters)


def test_a_letter_holds_nothing_that_the_sender_typed(own_site: Site) -> None:
    """Who types somebody else's address cannot use this site to write to them."""
    sent(own_site, name="LEAK", message="LEAK", project="LEAK", email="third@example.org")
    [letter] = (own_site.instance_dir / "outbox").glob("*.eml")
    assert b"LEAK" not in letter.read_bytes()


@pytest.mark.parametrize(
    "raw",
    [
        b"name=%00&message=%00",
        b"name=%ED%A0%80&message=%ED%B0%80",
        b"name=%FF%FE&message=%C3%28",
        b"&&&===&%&name",
        b"serial=" + b"%00" * 500,
        b"about=1&about=2&consent=x&name=a&name=b",
        b"a=1&" * 5000,
    ],
)
@pytest.mark.parametrize("path", ["/fa/enquire/", "/fa/report/?claim=1"])
def test_bytes_that_are_no_form_are_refused_in_words(site: Site, path: str, raw: bytes) -> None:
    response = site.client.post(path, data=raw, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (400, 413, 429)
    assert 'lang="fa"' in response.get_data(as_text=True)


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data", "", "x"])
def test_other_kinds_of_content_are_refused_in_words(own_site: Site, kind: str) -> None:
    response = own_site.client.post("/fa/enquire/", data=b'{"name": 1}', content_type=kind)
    assert response.status_code == 400


def test_nul_and_lone_surrogates_inside_a_sound_form_do_no_harm(own_site: Site) -> None:
    sent(own_site, name="a\x00b", message="c\x00d\x1b[31m")
    raw = post_raw(own_site, "message=x%ED%A0%80y")
    assert raw == 303
    with stored(own_site) as [first, second]:
        assert (first.name, first.messages[0].text) == ("ab", "cd[31m")
        assert "x" in second.messages[0].text


def post_raw(site: Site, replaced: str) -> int:
    """The status of a sound form of which one pair is written by hand."""
    form = filled(site)
    form.pop(replaced.partition("=")[0])
    raw = urlencode(form) + "&" + replaced
    return site.client.post(
        "/fa/enquire/", data=raw.encode(), content_type="application/x-www-form-urlencoded"
    ).status_code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [1024 * 1024, 3 * 1024 * 1024])
def test_a_megabyte_is_refused_with_a_page(site: Site, language: str, size: int) -> None:
    path = f"/{language}/enquire/"
    page = refused(site, path, post(site, path, filled(site, message="x" * size)), 413)
    assert page.language == language


def test_what_is_merely_too_long_comes_back(own_site: Site) -> None:
    response = send(own_site, "/en/enquire/", message="x" * 900_000)
    page = refused(own_site, "/en/enquire/", response)
    assert len(str(page.one("#f-message").string).strip()) == 900_000


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:81"},
]


def test_a_form_of_another_site_is_refused(own_site: Site) -> None:
    followed = sent(own_site)
    for headers in FOREIGN:
        for path in ("/en/enquire/", "/fa/report/?claim=1", followed):
            response = send(own_site, path, headers)
            page = refused(own_site, path, response, 403)
            assert ("another site" if page.language == "en" else "تارنمای دیگری") in page.text
    with stored(own_site) as enquiries:
        assert len(enquiries) == 1 and len(enquiries[0].messages) == 1


OWN = [
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Origin": "http://localhost"},
    {"Origin": "null"},
    {},
]


def test_a_form_of_our_own_is_not(own_site: Site, monkeypatch) -> None:
    monkeypatch.setattr("estates.web.forms.too_many", lambda: False)
    followed = sent(own_site)
    for headers in OWN:
        assert send(own_site, "/fa/enquire/", headers).status_code == 303
        assert send(own_site, followed, headers).status_code == 303


FORGED = [
    "x",
    "0" * 48,
    "f" * 48,
    "%00",
    "%F0%9F%98%80",
    "a" * 3000,
    "Q-1405-00001-1",
    "%2e%2e",
    "' OR 1=1",
]


def test_a_forged_token_leads_nowhere(own_site: Site) -> None:
    sent(own_site)
    for token in FORGED:
        for language in LANGUAGES:
            page = own_site.get(f"/{language}/enquiries/{token}/", 404)
            assert page.language == language and PERSON["message"][:5] not in page.text
        assert send(own_site, f"/fa/enquiries/{token}/").status_code == 404


def test_neither_the_reference_nor_the_hash_opens_an_enquiry(own_site: Site) -> None:
    path = sent(own_site)
    token = path.rstrip("/").rpartition("/")[2]
    with stored(own_site) as [enquiry]:
        wrong = [enquiry.reference, enquiry.token_hash, str(enquiry.id), token.upper(), token[:-1]]
    for one in wrong:
        own_site.get(f"/fa/enquiries/{one}/", 404)


def test_the_number_of_a_form_without_the_key_of_the_site_opens_nothing(own_site: Site) -> None:
    """Tokens follow from forms, but not without the key."""
    form = filled(own_site)
    post(own_site, "/fa/enquire/", form)
    with own_site.app.app_context():
        draft = Draft(EnquiryKind.QUESTION, PERSON["name"], "+98 912 000 0000", PERSON["email"],
                      "", "", "fa", PERSON["message"])  # fmt: skip
        db.session.remove()
    guessed = sha256("\0".join((form["serial"], *draft.content)).encode()).hexdigest()[:48]
    own_site.get(f"/fa/enquiries/{guessed}/", 404)


def test_a_form_of_another_enquiry_does_not_lead_to_it(own_site: Site) -> None:
    """The number of a form is no key: only the same words with it lead to the same page."""
    form = filled(own_site)
    first = post(own_site, "/fa/enquire/", form).headers["Location"]
    assert post(own_site, "/fa/enquire/", form | {"name": "دیگری"}).headers["Location"] != first


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_many_forms_are_refused_and_what_was_typed_stays(own_site: Site, language) -> None:
    path = f"/{language}/enquire/"
    statuses = [send(own_site, path).status_code for _ in range(9)]
    assert statuses == [303] * 8 + [429]
    response = send(own_site, path)
    page = refused(own_site, path, response, 429)
    assert page.language == language and response.headers["Retry-After"] == "60"
    assert str(page.one("#f-message").string).strip() == PERSON["message"]
    assert page.one("#f-consent").has_attr("checked")
    assert own_site.get(path)  # reading is not counted


def test_reading_is_not_limited(own_site: Site) -> None:
    for _ in range(70):
        own_site.fetch("/fa/enquire/")
    sent(own_site)


def test_addresses_of_one_household_are_counted_together(databases, tmp_path) -> None:
    site = Site(databases.copy("sqlite"), tmp_path, TRUSTED_PROXIES="1")
    same = [send(site, headers={"X-Forwarded-For": f"2001:db8::{n}"}).status_code for n in range(9)]
    other = send(site, headers={"X-Forwarded-For": "2001:db8:0:1::1"}).status_code
    assert same == [303] * 8 + [429] and other == 303
    site.close()


def test_a_store_of_counts_that_is_not_installed_stops_the_start(databases, tmp_path) -> None:
    with pytest.raises(BadSetting, match=r"^RATELIMIT_STORAGE_URI='redis:…'"):
        Site(
            databases.copy("sqlite"), tmp_path, RATELIMIT_STORAGE_URI="redis://user:word@127.0.0.1"
        )


def test_a_store_of_counts_that_fails_stops_nobody(own_site: Site, monkeypatch) -> None:
    def fail(*_: object) -> bool:
        raise ConnectionError

    monkeypatch.setattr(own_site.app.extensions["form_limiter"].limiter, "hit", fail)
    sent(own_site)


def test_whoever_goes_on_trying_is_not_kept_out_for_longer(own_site: Site) -> None:
    """What is refused is not counted: of a hundred tries in a minute sixty would fill the hour."""
    answers = [own_site.client.post("/en/enquire/", data={"message": "x"}) for _ in range(100)]
    waits = [int(one.headers["Retry-After"]) for one in answers if one.status_code == 429]
    assert len(waits) == 92 and max(waits) <= 60


@pytest.mark.parametrize("address", ["::ffff:192.0.2.7", "192.0.2.7:4444"])
def test_an_address_of_four_numbers_is_known_however_it_is_written(own_site, address: str) -> None:
    with own_site.app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert forms._reader() == "192.0.2.7"


@pytest.mark.parametrize("country", ["\t\t\t", "XX", "IRN"])
def test_a_country_that_is_none_is_refused(own_site: Site, country: str) -> None:
    page = send(own_site, "/en/enquire/", country=country)
    assert page.status_code in (303, 400)
    with stored(own_site) as enquiries:
        assert [one.country for one in enquiries] == ([""] if page.status_code == 303 else [])
