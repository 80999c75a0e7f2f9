"""The shortlist in the browser: in its storage, never in a cookie, and never in the way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def tick(page: Page, *refs: str) -> None:
    for ref in refs:
        page.locator(f'.sites input[value="{ref}"]').check()


def test_what_is_ticked_is_counted_and_survives_on_other_pages(reader, address: str) -> None:
    page = reader.new_page()
    page.goto(f"{address}/en/estates/")
    tick(page, "siro", "ict")
    expect(page.locator("[data-shortlist-link] b")).to_have_text("2")
    page.goto(f"{address}/fa/sources/")
    expect(page.locator("[data-shortlist-link] b")).to_have_text("۲")
    page.locator("[data-shortlist-link]").click()
    expect(page.locator("table.versus thead th")).to_have_count(2)
    assert not reader.cookies()


def test_the_address_wins_over_the_storage(reader, address: str) -> None:
    page = reader.new_page()
    page.goto(f"{address}/en/estates/")
    tick(page, "siro")
    page.goto(f"{address}/en/estates/?e=shahab&e=toghrud")
    expect(page.locator('.sites input[value="shahab"]')).to_be_checked()
    expect(page.locator('.sites input[value="siro"]')).not_to_be_checked()


def test_a_fifth_is_refused_with_words_and_nothing_is_lost(reader, address: str) -> None:
    page = reader.new_page()
    page.goto(f"{address}/en/estates/")
    tick(page, "siro", "ict", "shahab", "toghrud")
    page.locator('.sites input[value="dastjerd"]').click()
    expect(page.locator('.sites input[value="dastjerd"]')).not_to_be_checked()
    expect(page.locator("#compare .full")).to_contain_text("Four sites at most")
    expect(page.locator("[data-shortlist-link] b")).to_have_text("4")


def test_a_profile_adds_and_removes_its_site(reader, address: str) -> None:
    page = reader.new_page()
    page.goto(f"{address}/en/estates/siro/")
    button = page.locator(".pick-one button")
    button.click()
    expect(button).to_have_text("Remove from shortlist")
    expect(page.locator("[data-shortlist-link] b")).to_have_text("1")
    button.click()
    expect(button).to_have_text("Add to shortlist")


def test_a_browser_that_keeps_nothing_still_compares(reader, address: str) -> None:
    page = reader.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
    )
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/en/estates/")
    tick(page, "siro", "ict")
    page.locator("#compare button").click()
    expect(page.locator("table.versus thead th")).to_have_count(2)
    assert not errors
