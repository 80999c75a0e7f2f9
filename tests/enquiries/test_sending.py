"""What is sent is checked, kept once, and answered with a reference and a page of its own."""

import pytest

from estates.enquiries.reference import BadReference, number_of
from tests.enquiries.cast import PERSON, REFERENCE, filled, post, refused, send, sent, stored
from tests.site import LANGUAGES, Site


def test_an_enquiry_is_kept_as_it_was_sent(own_site: Site) -> None:
    path = sent(own_site, "/fa/enquire/?estate=siro&field=gas-capacity", country="IR",
                project="کارخانهٔ ساختگی", language="en", about="1")  # fmt: skip
    page = own_site.get(path)
    with stored(own_site) as [enquiry]:
        assert (enquiry.name, enquiry.phone) == (PERSON["name"], "+98 912 000 0000")
        assert (enquiry.email, enquiry.country) == ("invented@example.org", "IR")
        assert (enquiry.subject, enquiry.field_key) == ("siro", "gas_capacity")
        assert (enquiry.language, enquiry.kind) == ("en", "question")
        assert [message.text for message in enquiry.messages] == [PERSON["message"]]
        assert enquiry.reference in page.text
    assert page.words_of("dd.typed") == "پرسشی برای آزمون در دو خط"


def test_the_page_of_an_enquiry_shows_neither_name_nor_contact(own_site: Site) -> None:
    page = own_site.get(sent(own_site))
    assert all(PERSON[key] not in page.html for key in ("name", "email"))
    assert "912" not in page.html


def test_the_token_is_not_kept(own_site: Site) -> None:
    token = sent(own_site).rstrip("/").rpartition("/")[2]
    assert len(token) * 4 >= 128
    with stored(own_site) as [enquiry]:
        assert token not in str(vars(enquiry))


def test_a_reference_tells_nothing_of_the_sender_and_finds_slips(own_site: Site) -> None:
    sent(own_site)
    with stored(own_site) as [enquiry]:
        assert REFERENCE.fullmatch(enquiry.reference) and enquiry.reference.startswith("Q-1405-")
        assert number_of(enquiry.reference.lower().replace("-", " ")) == enquiry.id
        with pytest.raises(BadReference):
            number_of(enquiry.reference[:-1] + str((int(enquiry.reference[-1]) + 1) % 10))


def test_the_same_form_twice_is_one_enquiry_and_leads_to_the_same_page(own_site: Site) -> None:
    form = filled(own_site)
    first, second = (post(own_site, "/fa/enquire/", form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    with stored(own_site) as enquiries:
        assert len(enquiries) == 1


def test_going_back_and_writing_something_else_is_another_enquiry(own_site: Site) -> None:
    form = filled(own_site)
    first = post(own_site, "/fa/enquire/", form)
    second = post(own_site, "/fa/enquire/", form | {"message": "چیزی دیگر"})
    assert first.headers["Location"] != second.headers["Location"]
    with stored(own_site) as enquiries:
        assert len(enquiries) == 2


def test_two_people_who_write_the_same_have_two_pages(own_site: Site) -> None:
    assert sent(own_site) != sent(own_site)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""), ("name", " \u202e "), ("name", "x" * 121), ("message", "\r\n"), ("message", "x" * 5001),
        ("consent", ""), ("email", "nobody"), ("email", "a@b@example.org"), ("email", "a@example.org\r\nBcc: b@example.org"),
        ("email", "نام@example.org"), ("phone", "12"), ("phone", "ring me"), ("phone", "+999 999 999 999 999"),
        ("country", "XX"), ("country", "<b>"), ("language", "xx"), ("project", "x" * 201),
        ("serial", ""), ("serial", "forged.number"), ("serial", "x" * 2000), ("website", "https://example.org"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(site: Site, language, field, text) -> None:
    form = filled(site, **{field: text})
    path = f"/{language}/enquire/"
    page = refused(site, path, post(site, path, form, {"X-Forwarded-For": "198.51.100.1"}))
    summary = page.one("main .notice.bad")
    if field not in ("serial", "website"):
        assert page.one(f"main .notice.bad a[href='#f-{field}']") and page.one(f"#p-{field}")
        assert page.one(f"#f-{field}").get("aria-invalid") == "true"
    assert summary.get("role") == "alert"
    for kept in {"name", "phone", "email"} - {field}:
        assert page.one(f"#f-{kept}").get("value") == PERSON[kept]
    if field != "message":
        assert str(page.one("#f-message").string or "").strip() == PERSON["message"]
    with stored(site) as enquiries:
        assert enquiries == []


@pytest.fixture(autouse=True)
def _no_limit(request: pytest.FixtureRequest, monkeypatch) -> None:
    """Many forms come from one tester; the limit has tests of its own."""
    monkeypatch.setattr("estates.web.forms.too_many", lambda: False)


def test_one_way_to_reach_the_sender_is_enough(own_site: Site) -> None:
    sent(own_site, phone="")
    sent(own_site, email="")
    page = refused(own_site, "/fa/enquire/", send(own_site, phone="", email=""))
    assert page.one("#p-phone") and not page.all("#p-email")
    page = refused(own_site, "/en/enquire/", send(own_site, "/en/enquire/", phone="", email=""))
    assert page.one("#p-email") and not page.all("#p-phone")


NUMBERS = [
    ("09120000000", "+98 912 000 0000"),
    ("۰۹۱۲۰۰۰۰۰۰۰", "+98 912 000 0000"),
    ("٠٩١٢٠٠٠٠٠٠٠", "+98 912 000 0000"),
    ("+98 25 3000 0000", "+98 25 3000 0000"),
    ("00491510000000", "+49 1510000000"),
    ("۰۰۴۴ ۲۰ ۷۹۴۶ ۰۰۰۰", "+44 20 7946 0000"),
]


def test_numbers_of_three_digit_sets_become_international(own_site: Site) -> None:
    for typed, _ in NUMBERS:
        sent(own_site, phone=typed)
    with stored(own_site) as enquiries:
        assert [enquiry.phone for enquiry in enquiries] == [kept for _, kept in NUMBERS]


def test_the_phone_comes_first_for_persian_readers_only(site: Site) -> None:
    order = {
        language: [
            str(field["id"])
            for field in site.get(f"/{language}/enquire/").all("#f-phone, #f-email")
        ]
        for language in LANGUAGES
    }
    assert order == {"fa": ["f-phone", "f-email"], "en": ["f-email", "f-phone"]}


def test_countries_stand_in_the_order_of_the_reader(site: Site) -> None:
    def names(language: str) -> list[str]:
        return [o.get_text() for o in site.get(f"/{language}/enquire/").all("#f-country option")][
            1:
        ]

    english, persian = names("en"), names("fa")
    assert english[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert (
        persian.index("آلمان")
        < persian.index("اتریش")
        < persian.index("پاکستان")
        < persian.index("تاجیکستان")
    )
    assert min(len(english), len(persian)) > 240


def test_consent_is_asked_for_and_never_given_in_advance(site: Site) -> None:
    assert not site.get("/fa/enquire/").one("#f-consent").has_attr("checked")


def test_what_a_page_brings_along_is_shown_and_can_be_taken_away(own_site: Site) -> None:
    path = "/en/enquire/?estate=siro&field=gas-capacity"
    page = own_site.get(path)
    assert page.one("#f-about").has_attr("checked")
    sent(own_site, path, about="")
    with stored(own_site) as [enquiry]:
        assert (enquiry.subject, enquiry.field_key) == (None, None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query", ["estate=qom&field=zones", "estate=qom", "field=area-gross", "estate=ict"]
)
def test_a_figure_of_the_province_can_be_asked_for(site: Site, language: str, query: str) -> None:
    assert site.get(f"/{language}/enquire/?{query}").one("#f-about").has_attr("checked")


@pytest.mark.parametrize(
    "query",
    ["estate=nowhere", "estate=%00", "field=nothing", "estate=siro&field=zones", "field=%00",
     "estate=siro'--", "estate=%f0%9f%98%80"],
)  # fmt: skip
def test_a_place_or_figure_that_is_not_known_is_named(site: Site, query: str) -> None:
    name = query.split("&")[-1].partition("=")[0]
    assert name in site.get(f"/en/enquire/?{query}", 400).text
    assert send(site, f"/en/enquire/?{query}").status_code == 400


def test_questions_of_another_page_begin_the_message(site: Site) -> None:
    page = site.get("/fa/enquire/?questions=یک&questions=دو%00%E2%80%AE")
    assert str(page.one("#f-message").string).strip() == "یک\nدو"
    long = site.get("/fa/enquire/?questions=" + "x" * 4000)
    assert len(str(long.one("#f-message").string).strip()) == 2500


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mistake_is_reported_with_its_claim(own_site: Site, language: str) -> None:
    ledger = own_site.get(f"/{language}/estates/salafchegan/figures/area-gross/")
    link = str(ledger.all("td a[href*='/report/']")[0]["href"])
    page = own_site.get(link)
    assert page.one("main fieldset bdi.v")
    path = sent(own_site, link)
    with stored(own_site) as [enquiry]:
        assert (enquiry.kind, enquiry.subject, enquiry.field_key) == (
            "report",
            "salafchegan",
            "area_gross",
        )
        assert enquiry.claim_id == int(link.rpartition("=")[2])
    assert own_site.get(path).one("dl.facts bdi.v")


@pytest.mark.parametrize(
    "claim", ["", "0", "x", "-1", "999999999", "99999999999999999999", "1e3", "%00"]
)
def test_a_claim_that_is_not_known_is_named(site: Site, claim: str) -> None:
    assert "claim" in site.get(f"/en/report/?claim={claim}", 400).text


def test_forms_are_kept_by_no_cache_of_others_and_set_no_cookie(own_site: Site) -> None:
    kept = {"/fa/enquire/": "private, no-cache", "/fa/report/?claim=1": "private, no-cache"}
    for path, caching in (kept | {sent(own_site): "no-store"}).items():
        headers = own_site.fetch(path).headers
        assert headers["Cache-Control"] == caching and "Set-Cookie" not in headers


def test_each_form_has_a_number_of_its_own(site: Site) -> None:
    numbers = {str(site.get("/fa/enquire/").one("[name=serial]")["value"]) for _ in range(2)}
    assert len(numbers) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_privacy_says_what_is_kept_and_how_long(site: Site, language: str) -> None:
    text = site.get(f"/{language}/about/privacy/").text
    assert ("۳۶۵ روز" if language == "fa" else "365 days") in text
