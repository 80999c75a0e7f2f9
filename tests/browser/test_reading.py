"""The site as people read it: with scripts and without, by keyboard, on paper."""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.paths import PAGES
from tests.site import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_work_without_complaint_and_ask_no_other_host(visit, language: str) -> None:
    for path in PAGES[:-1]:
        visit(f"/{language}/{path}").close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_every_page_says_the_same(browser: Browser, address, language) -> None:
    """Headings, figures and links are there before any script runs."""
    bare = browser.new_context(java_script_enabled=False).new_page()
    full = browser.new_context().new_page()
    for path in PAGES:
        if path == "map/":
            continue  # its marks are drawn by a script; the drawing and the list stand without
        texts = []
        for page in (bare, full):
            page.goto(f"{address}/{language}/{path}", wait_until="networkidle")
            if page is full:  # buttons that are of no use without scripts are there with them alone
                page.evaluate(
                    "document.querySelectorAll('button[type=button]').forEach(b => b.hidden = true)"
                )
            texts.append(re.sub(r"\s+", " ", page.inner_text("main")))
        full.evaluate("localStorage.clear()")  # the shortlist, which an address has just filled
        assert texts[0] == texts[1], path
    bare.context.close()
    full.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_map_is_a_drawing_and_a_list(browser, address, language) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{language}/map/")
    assert page.locator("svg.locator").first.is_visible()
    assert page.locator("[data-map-list] li").count() == 8
    context.close()


def test_the_first_tab_reaches_the_skip_link_and_it_works(visit) -> None:
    page = visit("/fa/estates/")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "#main"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") >= 24


@pytest.mark.parametrize("path", ["", "estates/", "estates/shokuhiyeh/"])
def test_every_link_and_field_is_reached_by_tab_and_shows_focus(visit, path: str) -> None:
    page = visit(f"/en/{path}")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]')]"
        ".filter(e => e.checkVisibility({visibilityProperty: true})).length"
    )
    reached, unseen = set(), []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
            e.dataset.n ??= Math.random();
            return [e.tagName, e.dataset.n, s.outlineStyle !== 'none' || s.boxShadow !== 'none']}"""
        )
        if state[0] == "BODY":
            break
        reached.add(state[1])
        if not state[2]:
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert len(reached) >= wanted - 1  # one may stand in a closed part
    assert not unseen


def test_a_citation_mark_opens_the_source_and_escape_gives_the_focus_back(visit) -> None:
    page = visit("/en/estates/salafchegan/")
    mark = page.locator("a[href^='#source-']").first
    mark.focus()
    page.keyboard.press("Enter")
    card = page.locator("[popover]:popover-open")
    target = str(mark.get_attribute("href"))
    assert card.is_visible()
    assert page.locator(f"{target} b").inner_text() in card.inner_text()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#source-")


def test_the_choice_of_language_is_remembered(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="fa-IR")
    page = context.new_page()
    page.goto(f"{address}/fa/about/")
    page.click("a[data-language=en]")
    page.goto(f"{address}/")
    assert page.url == f"{address}/en/"
    assert [cookie.get("name") for cookie in context.cookies()] == ["language"]
    context.close()


def test_paper_shows_the_sources_and_leaves_navigation_out(visit) -> None:
    page = visit("/fa/estates/shokuhiyeh/")
    page.emulate_media(media="print")
    assert page.locator("#sources").is_visible()
    assert not page.locator("header nav").first.is_visible()
