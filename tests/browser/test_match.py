"""The matcher in a browser: with scripts, without, and on paper."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.site import LANGUAGES

NEEDS = "min_area_gross=500&min_fibre=1&kind=estate&near=34.6401,50.8764&within_km=40"
VERDICTS = ".matches > li:first-child .verdict"


def asked(url: str) -> dict[str, list[str]]:
    """The parameters of an address that say something."""
    return parse_qs(urlsplit(url).query)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_leads_to_an_address_that_says_what_was_asked(
    browser: Browser, address: str, language: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}/{language}/match/")
    assert not page.locator(".matches").count()
    page.locator("[name=min_area_gross]").fill("۵۰۰")
    page.locator("[name=min_fibre]").check()
    page.locator("[name=kind][value=estate]").check()
    page.locator("#needs button").click()
    assert asked(page.url) == {"min_area_gross": ["۵۰۰"], "min_fibre": ["1"], "kind": ["estate"]}
    assert page.locator(VERDICTS).count() == 3
    expect(page.locator("[name=min_fibre]")).to_be_checked()
    context.close()


def test_what_was_required_can_be_seen_as_a_list(visit) -> None:
    page = visit(f"/en/match/?{NEEDS}")
    page.locator(".onwards a").first.click()
    page.wait_for_url("**/en/estates/**")
    assert asked(page.url) == parse_qs(NEEDS)


def test_sites_of_the_answer_can_be_shortlisted(visit) -> None:
    page = visit(f"/en/match/?{NEEDS}")
    page.locator(".matches .pick input").first.check()
    expect(page.locator("[data-shortlist-link] b")).to_have_text("1")
    expect(page.locator(".dock > p").first).to_have_text("1 shortlisted")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_a_site_keeps_clear_of_the_edge_of_its_card(
    browser: Browser, address: str, language: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}/{language}/match/?{NEEDS}")
    card = page.locator(".matches > li").first
    outer = card.bounding_box()
    assert outer
    for part in card.locator("dt, dd, .pick, .verdict").all():
        box = part.bounding_box()
        assert box and box["x"] >= outer["x"] + 8
        assert box["x"] + box["width"] <= outer["x"] + outer["width"] - 8
    page.close()


def test_paper_shows_every_verdict_and_no_form(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}/en/match/?{NEEDS}")
    verdicts = page.locator(".verdict").count()
    page.emulate_media(media="print")
    assert verdicts == 13 * 4 == page.locator(".verdict:visible").count()
    expect(page.locator("#needs")).to_be_hidden()
    expect(page.locator("#sources")).to_be_visible()
    page.close()
