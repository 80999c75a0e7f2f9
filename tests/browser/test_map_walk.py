"""The map by keyboard alone, the maps that take the place of drawings, and what all of it weighs."""

import brotli
import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.test_map import CARD, FOCUSED, MARKS
from tests.site import LANGUAGES

MOST_TABS = 80
HEAVIEST = 250 * 1024  # bytes, with what a server compresses compressed
PACKED = (".woff2", ".png", ".jpg")  # that no server compresses again


def tab_until(page: Page, condition: str) -> None:
    """Press Tab until ``condition`` holds of the focused element ``it``."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(f"(it => {condition})(document.activeElement)"):
            return
    pytest.fail(f"Tab does not reach an element with {condition}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_alone_leads_from_the_top_of_the_page_by_the_map_to_a_profile(
    visit, language: str
) -> None:
    page = visit(f"/{language}/map/")
    tab_until(page, "it.matches('.map-jump a[href=\"#map\"]')")
    page.keyboard.press("Enter")
    tab_until(page, "it.dataset.ref === 'khorabad'")
    page.keyboard.press("Enter")
    assert page.locator(CARD).is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == "khorabad"
    page.keyboard.press("Enter")
    tab_until(page, "it.matches('[data-map-card] .card-foot a')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/estates/khorabad/")


def test_the_map_can_be_skipped(visit) -> None:
    page = visit("/en/map/")
    page.locator(".map-jump a[href='#after-map']").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.map-page') === null")


def test_buttons_move_the_map_for_who_cannot_drag(visit) -> None:
    page = visit("/en/map/")
    centre = "document.querySelector('.map-canvas').leafletMap.getCenter()"
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(500)
    for way, axis, sign in [("north", "lat", 1), ("east", "lng", 1), ("south", "lat", -1)]:
        before = page.evaluate(f"{centre}.{axis}")
        page.locator(f".pan-{way}").click()
        page.wait_for_timeout(500)
        assert sign * (page.evaluate(f"{centre}.{axis}") - before) > 0


@pytest.mark.parametrize("path", ["estates/?kind=zone", "estates/salafchegan/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawing_becomes_the_map_in_its_place_and_leaflet_comes_only_then(
    visit, language: str, path: str
) -> None:
    page = visit(f"/{language}/{path}")
    assert page.evaluate("typeof window.L") == "undefined"
    page.locator("[data-map-move]").click()
    page.locator(MARKS).first.wait_for()
    assert page.locator(".map-canvas").is_visible()
    assert page.locator(MARKS).count() == (4 if "kind" in path else 8)
    assert page.url.endswith(path)
    mark = page.locator(f"{MARKS}[role=link]").first
    ref = mark.get_attribute("data-ref")
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/map/?*site={ref}")
    assert page.locator(CARD).is_visible()


@pytest.mark.parametrize("path", ["estates/?kind=zone", "estates/salafchegan/"])
def test_without_scripts_the_drawing_has_a_link_to_the_map_page(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/en/{path}")
    assert not page.locator("[data-map-move]").is_visible()
    page.locator("[data-map-place] a.onward").click()
    assert page.url.endswith("?kind=zone" if "kind" in path else "?site=salafchegan")
    assert page.locator("h1").inner_text() == "Map"
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_page_weighs_little_with_all_that_it_fetches(
    browser: Browser, address: str, language: str
) -> None:
    page = browser.new_page()
    answers: list[Response] = []
    page.on("response", lambda r: answers.append(r))
    page.goto(f"{address}/{language}/map/", wait_until="networkidle")
    found = {answer.url: answer.body() for answer in answers}
    assert any("marks.json" in url for url in found)
    assert any("leaflet" in url for url in found)
    weights = {
        url: len(body if url.endswith(PACKED) else brotli.compress(body))
        for url, body in found.items()
    }
    page.close()
    assert sum(weights.values()) <= HEAVIEST, weights
