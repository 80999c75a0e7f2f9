"""A profile: what is known, what is not, and what rests on which source."""

import pytest

from estates.database import db
from estates.directory.models import Estate
from estates.ledger.models import Claim
from estates.lib.bilingual import Words
from tests.site import LANGUAGES, Site


def rows(page) -> dict[str, str]:
    """The ledger rows of a profile: label to all that it says."""
    return {
        " ".join(row.dt.get_text(" ").split()): " ".join(
            " ".join(dd.get_text(" ") for dd in row.find_all("dd")).split()
        )
        for row in page.all("dl.rows > div")
    }


def test_every_core_field_without_a_figure_says_so(site: Site) -> None:
    found = rows(site.get("/en/estates/al-ghadir/"))
    for label in ("Gross area", "Direct jobs", "Water capacity", "Distance to Qom city"):
        assert found[label] == "Not published"


def test_parts_are_shown_with_their_note_and_never_as_the_whole(site: Site) -> None:
    gas = rows(site.get("/en/estates/mahmoudabad/"))["Gas capacity"]
    assert "30,000 m³/h" in gas and "part only" in gas and "One station" in gas
    assert gas.endswith("Figure for the whole: not published")


def test_shared_capacity_is_said_to_be_shared(site: Site) -> None:
    power = rows(site.get("/en/estates/shokuhiyeh/"))["Planned power capacity"]
    assert "80 MVA" in power and "shared by several estates" in power


def test_prices_of_1397_are_expired(site: Site) -> None:
    page = site.get("/en/estates/shokuhiyeh/")
    price = rows(page)["Price of the right of use"]
    assert "1,300,000" in price and "expired" in price and "unit presumed" in price
    assert "These terms have expired." in page.text


def test_a_promise_that_was_not_confirmed_is_past_due(site: Site) -> None:
    solar = rows(site.get("/en/estates/salafchegan/"))["Planned solar power"]
    assert "past due" in solar and "completion not confirmed" in solar


def test_distances_are_computed_and_widened_by_the_radius(site: Site) -> None:
    page = site.get("/en/estates/toghrud/")  # known by its village only: radius 5 km
    text = page.words_of("main")
    assert "computed by this site" in text
    assert "30–41 km" in text


def test_without_a_position_no_distance_is_made_up(site: Site) -> None:
    page = site.get("/en/estates/al-ghadir/")
    assert "no distance can be worked out" in page.text
    assert not page.all("svg.locator")


def test_the_special_zone_is_told_apart(site: Site) -> None:
    page = site.get("/en/estates/salafchegan/")
    assert "Not the same as" in page.text and "Salafchegan Special Economic Zone" in page.text


def test_an_inferred_identity_is_tagged(site: Site) -> None:
    assert "our inference" in site.get("/en/estates/pars-gostar-neyzar/").text.lower()


def test_the_second_private_estate_stands_without_a_name(site: Site) -> None:
    assert "The name has not been published." in site.get("/en/estates/private-second/").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_review_is_dated(site: Site, language: str) -> None:
    day = {"fa": "۲ آذر ۱۴۰۵", "en": "23 Nov 2026"}[language]
    assert day in site.get(f"/{language}/estates/shokuhiyeh/").text


def test_neighbours_go_by_distance_from_qom(site: Site) -> None:
    order = "samen-al-aemmeh khorabad shokuhiyeh mahmoudabad siro toghrud salafchegan dastjerd"
    refs: list[str | None] = [None, *order.split(), None]
    for before, ref, after in zip(refs, refs[1:], refs[2:], strict=False):
        links = site.get(f"/en/estates/{ref}/").all("nav.near a[href^='/en/estates/']")
        found = [str(link["href"]).split("/")[3] for link in links]
        assert found == [other for other in (before, after) if other]


def test_a_site_without_a_position_has_no_neighbours(site: Site) -> None:
    assert not site.get("/en/estates/pars-gostar-neyzar/").all("nav.near")


def test_a_text_that_lacks_a_language_says_so(own_site: Site) -> None:
    with own_site.app.app_context():
        estate = db.session.get(Estate, "shokuhiyeh")
        assert estate
        estate.summary = Words({"fa": "متن آزمون."})
        db.session.commit()
    page = own_site.get("/en/estates/shokuhiyeh/")
    assert "not yet translated" in page.text
    assert page.one("main [lang=fa][dir=rtl]:-soup-contains('متن آزمون.')")


HOSTILE = "{{ 7*7 }}${1}`'\"><script>alert(1)</script>\u202e"


@pytest.mark.parametrize(
    "path", ["", "estates/", "estates/?view=cards", "estates/shokuhiyeh/", "map/"]
)
def test_hostile_texts_are_only_texts(own_site: Site, path: str) -> None:
    with own_site.app.app_context():
        estate = db.session.get(Estate, "shokuhiyeh")
        assert estate
        for column in ("name", "short_name", "summary", "access", "county", "operator", "note"):
            setattr(estate, column, Words({"fa": HOSTILE, "en": HOSTILE}))
        claim = db.session.query(Claim).filter_by(subject="shokuhiyeh").first()
        assert claim
        claim.note = Words({"fa": HOSTILE, "en": HOSTILE})
        db.session.commit()
    html = own_site.fetch(f"/en/{path}").get_data(as_text=True)
    assert "<script>alert" not in html and "49${1}" not in html
    assert "{{ 7*7 }}" in html
    script = own_site.fetch("/en/map/script.js").get_data(as_text=True)
    assert "alert" not in script and "7*7" not in script
    marks = own_site.fetch("/en/map/marks.json").get_json()["marks"]
    stored = HOSTILE.removesuffix("\u202e")  # the override is no letter and is not stored
    assert stored in {mark["short_name"]["text"] for mark in marks}


def test_areas_that_do_not_fit_together_are_said_not_to(site: Site) -> None:
    land = site.get("/en/estates/shokuhiyeh/").words_of("section[aria-labelledby=land]")
    assert "“Allotted land” is given as more than “Gross area”" in land
    assert "do not fit" not in site.get("/en/estates/salafchegan/").text
