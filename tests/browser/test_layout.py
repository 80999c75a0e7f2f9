"""Reflow, targets, print and weight."""

import brotli
import pytest
from playwright.sync_api import Browser

from tests.browser.paths import PAGES
from tests.site import LANGUAGES, Site

WIDTHS = (320, 390, 600, 768, 1024, 1440, 1920)

# Links in running text are exempt from the 24 px of WCAG 2.5.8; everything that stands alone is not.
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input, select, summary')]
  .filter(e => e.offsetParent !== null && getComputedStyle(e).visibility === 'visible')
  .filter(e => !(e.tagName === 'A' && getComputedStyle(e).display === 'inline'))
  .map(e => e.closest('label') ?? e)  // a field is reached by its whole label
  .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < 23.5 || box.height < 23.5))
  .map(([html, box]) => `${html} ${box.width} x ${box.height}`)"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways(browser: Browser, address: str, language: str) -> None:
    page = browser.new_page()
    wide = []
    for path in PAGES:
        page.goto(f"{address}/{language}/{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                wide.append(f"/{language}/{path}: {needed} px needed at {width}")
    page.close()
    assert not wide


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", LANGUAGES)
def test_targets_are_large_enough(browser: Browser, address: str, language, width) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    small = []
    for path in PAGES:
        page.goto(f"{address}/{language}/{path}", wait_until="networkidle")
        small += [f"/{language}/{path}: {found}" for found in page.evaluate(SMALL_TARGETS)]
    page.close()
    assert not small, "\n".join(small[:20])


HEAVIEST = 14 * 1024


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["", "estates/", "estates/?view=cards", "estates/shokuhiyeh/"])
def test_pages_are_light(site: Site, language: str, path: str) -> None:
    html = site.fetch(f"/{language}/{path}").data
    assert len(brotli.compress(html)) <= HEAVIEST


def test_sheets_scripts_and_fonts_are_light(site: Site) -> None:
    """Readers' CSS ≤ 12 KB, scripts outside the map ≤ 4 KB, two font files ≤ 70 KB.

    What the desk alone loads is counted apart, and is as light.
    """
    folder = site.app.extensions["assets"].folder
    names = site.app.extensions["assets"].names
    weights = {name: (folder / hashed).read_bytes() for name, hashed in names.items()}

    def compressed(prefix: str, *but: str) -> int:
        chosen = [b for n, b in weights.items() if n.startswith(prefix) and n not in but]
        return sum(len(brotli.compress(content)) for content in chosen)

    fonts = [content for name, content in weights.items() if name.endswith(".woff2")]
    desk = [n for n in weights if n.startswith(("css/pages/desk", "js/desk"))]
    assert compressed("css/", *desk) <= 12 * 1024
    assert compressed("js/", "js/map.js", *desk) <= 4 * 1024
    assert compressed("css/pages/desk") <= 8 * 1024
    assert compressed("js/desk") <= 4 * 1024
    assert len(fonts) == 2 and sum(map(len, fonts)) <= 70 * 1024
