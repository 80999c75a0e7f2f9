"""From a question to a profile, as a person walks it: with scripts and without."""

import pytest
from playwright.sync_api import Browser, Page, expect


def walk(page: Page, address: str) -> None:
    """Search in Persian, filter, tick two, compare, open a profile."""
    page.goto(f"{address}/fa/estates/")
    page.get_by_role("searchbox").fill("شهرك صنعتي")  # with the letters of an Arabic keyboard
    page.locator("#filters button[type=submit]").first.click()
    expect(page.locator(".chips li")).to_have_count(1)
    page.get_by_label("شهرک صنعتی", exact=False).first.check()
    page.locator("#filters button[type=submit]").first.click()
    expect(page.locator(".chips li")).to_have_count(2)
    expect(page.locator(".sites tbody tr")).to_have_count(7)
    for name in ("شکوهیه", "سلفچگان"):
        page.locator(".sites tbody tr").filter(has_text=name).locator("[name=e]").first.check()
    page.locator("#compare button").click()
    expect(page.locator("table.versus thead th")).to_have_count(2)
    page.locator("table.versus thead th a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("سلفچگان")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_persian_search_leads_to_a_profile(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(
        java_script_enabled=scripts, locale="fa", viewport={"width": 1440, "height": 900}
    )
    walk(context.new_page(), address)
    context.close()
