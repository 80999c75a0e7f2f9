"""The cards of the map stand in the page, made by the component for figures."""

import brotli
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import inspect

from estates.database import db
from estates.ledger.models import Claim
from tests.page import Page
from tests.site import LANGUAGES, Site

HEAVIEST = 14 * 1024
JOBS, AREA = "dl > div:first-child", "dl > div:last-child"


def card_of(page: Page, ref: str) -> BeautifulSoup:
    """What the card of a site says. Selectors do not look into a template, as browsers do not."""
    return BeautifulSoup(page.one(f"template[data-card={ref}]").decode_contents(), "lxml")


def words_of(card: BeautifulSoup, selector: str) -> str:
    """The words of the only element that fits."""
    (found,) = card.select(selector)
    return " ".join(found.get_text(" ").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placed_site_has_a_card_and_no_other_has(site: Site, language: str) -> None:
    page = site.get(f"/{language}/map/")
    listed = [row["data-ref"] for row in page.all("[data-map-list] [data-ref]")]
    assert [card["data-card"] for card in page.all("template[data-card]")] == listed
    assert len(listed) == 8


def test_a_figure_of_a_card_has_its_source_its_day_and_its_way_into_the_ledger(site: Site) -> None:
    page = site.get("/en/map/")
    card = card_of(page, "salafchegan")
    (mark,) = card.select(f"{AREA} a.c")
    assert page.one(f"#sources {mark['href']}")
    assert words_of(card, AREA).endswith("as of 8 Feb 2025")
    (label,) = card.select(f"{AREA} a.label")
    assert label["href"] == "/en/estates/salafchegan/figures/area-gross/"


def test_a_card_says_what_is_old_and_what_nobody_has_published(site: Site) -> None:
    page = site.get("/en/map/")
    assert "1 year old" in words_of(card_of(page, "shokuhiyeh"), JOBS)
    assert words_of(card_of(page, "toghrud"), JOBS) == "Direct jobs Not published"


def test_a_card_says_the_name_in_both_scripts_and_how_well_the_position_is_known(
    site: Site,
) -> None:
    card = card_of(site.get("/fa/map/"), "toghrud")
    assert words_of(card, "h2") == "طغرود Toghrud"
    assert words_of(card, "h2 [lang=en]") == "Toghrud"
    assert "فقط جای شهر یا روستای هم‌نام معلوم است" in words_of(card, ".card-about + .card-about")


def test_a_card_shows_both_sides_of_a_dispute(own_site: Site) -> None:
    with own_site.app.app_context():
        known = (
            db.session.query(Claim).filter_by(subject="salafchegan", field_key="area_gross").one()
        )
        other = db.session.query(Claim).filter(Claim.source_id != known.source_id).first()
        assert other
        copied = {column.key: getattr(known, column.key) for column in inspect(Claim).columns}
        rival = {"id": None, "seed_key": None, "value": 600, "source_id": other.source_id}
        db.session.add(Claim(**copied | rival))
        db.session.commit()
    card = card_of(own_site.get("/en/map/"), "salafchegan")
    said = words_of(card, f"{AREA} .differ")
    assert said.startswith("Two sources differ")
    assert "553 ha" in said and "600 ha" in said
    assert len(card.select(f"{AREA} a.c")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_page_is_light(site: Site, language: str) -> None:
    assert len(brotli.compress(site.fetch(f"/{language}/map/").data)) <= HEAVIEST
