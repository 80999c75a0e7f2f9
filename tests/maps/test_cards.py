"""The cards of the map stand in the page, made by the component for figures."""

import brotli
import pytest
from sqlalchemy import inspect as columns_of

from estates.database import db
from estates.ledger.models import Claim
from tests.site import LANGUAGES, Site

HEAVIEST = 14 * 1024
AREA = "template[data-card=salafchegan] dl > div:last-child"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placed_site_has_a_card_and_no_other_has(site: Site, language: str) -> None:
    page = site.get(f"/{language}/map/")
    listed = [row["data-ref"] for row in page.all("[data-map-list] [data-ref]")]
    assert [card["data-card"] for card in page.all("template[data-card]")] == listed
    assert len(listed) == 8


def test_a_figure_of_a_card_has_its_source_its_day_and_its_way_into_the_ledger(site: Site) -> None:
    page = site.get("/en/map/")
    mark = page.one(f"{AREA} a.c")
    assert page.one(f"#sources {mark['href']}")
    assert page.words_of(AREA).endswith("as of 8 Feb 2025")
    ledger = page.one(f"{AREA} a.label")["href"]
    assert ledger == "/en/estates/salafchegan/figures/area-gross/"


def test_a_card_says_what_is_overdue_and_what_nobody_has_published(site: Site) -> None:
    page = site.get("/en/map/")
    jobs = "template[data-card={}] dl > div:first-child"
    assert "1 year old" in page.words_of(jobs.format("shokuhiyeh"))
    assert page.words_of(jobs.format("toghrud")) == "Direct jobs Not published"


def test_a_card_has_the_name_in_both_scripts_and_how_well_the_position_is_known(
    site: Site,
) -> None:
    page = site.get("/fa/map/")
    card = "template[data-card=toghrud]"
    assert page.words_of(f"{card} h2") == "طغرود Toghrud"
    assert page.one(f"{card} h2 [lang=en]")
    assert "فقط جای شهر یا روستای هم‌نام معلوم است" in page.words_of(f"{card} .card-about")


def test_a_card_shows_both_sides_of_a_dispute(own_site: Site) -> None:
    with own_site.app.app_context():
        claims = db.session.query(Claim)
        known = claims.filter_by(subject="salafchegan", field_key="area_gross").first()
        other = claims.filter(Claim.source_id != known.source_id).first() if known else None
        assert known and other
        copied = {c.key: getattr(known, c.key) for c in columns_of(Claim).columns}
        changed = {"id": None, "seed_key": None, "value": 600, "source_id": other.source_id}
        db.session.add(Claim(**copied | changed))
        db.session.commit()
    page = own_site.get("/en/map/")
    words = page.words_of(f"{AREA} .differ")
    assert words.startswith("Two sources differ")
    assert " 553 ha" in words and " 600 ha" in words
    assert len(page.all(f"{AREA} a.c")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_page_is_light(site: Site, language: str) -> None:
    assert len(brotli.compress(site.fetch(f"/{language}/map/").data)) <= HEAVIEST
