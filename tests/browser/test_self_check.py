"""The self-check walked in Persian on a telephone, with scripts and without; and on paper."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.pages.test_self_check import QUERY
from tests.pdf import Document

CHECK = "/fa/licensing/self-check/"


def telephone(browser: Browser, scripts: bool = True) -> BrowserContext:
    return browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=scripts, locale="fa-IR"
    )


def fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    assert page.locator("body").evaluate("b => b.ownerDocument.documentElement.scrollWidth") <= 390


def answered(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f'[name="{name}"][value="{value}"]').check()


def write(page: Page, name: str, text: str) -> None:
    page.locator(f'[name="{name}"][type="text"]').fill(text)


STEPS = [
    lambda page: tick(page, "product_group", "metals"),
    lambda page: write(page, "hs_chapter", "۷۳"),
    lambda page: (tick(page, "target_markets", "IQ"), tick(page, "target_markets", "TR")),
    lambda page: write(page, "export_share", "۲۵٫۵"),
    lambda page: tick(page, "export_experience", "no"),
    lambda page: tick(page, "water_use", "unknown"),
    lambda page: (tick(page, "pollution_class", "known"), write(page, "pollution_class_written", "ردهٔ ۳")),
    lambda page: tick(page, "knowledge_based", "no"),
    lambda page: write(page, "jobs", "۶۰"),
    lambda page: tick(page, "foreign_capital", "none"),
    lambda page: tick(page, "site_choice", "estate"),
]  # fmt: skip


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_first_question_to_the_dossier_and_the_document(
    browser: Browser, address: str, scripts: bool
) -> None:
    context = telephone(browser, scripts)
    page = context.new_page()
    page.goto(address + CHECK)
    page.locator(".button.main").click()
    for number, answer in enumerate(STEPS, 1):
        fits(page)
        expect(page.locator('input[name="at"]')).to_have_attribute("value", str(number))
        answer(page)
        if number == 5:  # back and forward again: nothing is lost
            page.locator('button[name="step"][value="4"]').click()
            expect(page.locator("#i-export_share")).to_have_value("25.5")
            page.locator('button[name="step"][value="5"]').click()
            expect(page.locator('[name="export_experience"][value="no"]')).to_be_checked()
        page.locator(".onwards .main").click()
    expect(page.locator("h1")).to_have_text("خودارزیابی: پروندهٔ شما")
    fits(page)
    given = page.locator(".given")
    for words in ("آهن‌آلات و فلزات", "۷۳", "عراق", "۲۵٫۵٪", "نمی‌دانم", "ردهٔ ۳", "شهرک صنعتی"):
        expect(given).to_contain_text(words)
    kinds = page.locator(".dossier .verdict").evaluate_all("all => all.map(v => v.className)")
    assert {"verdict concerns"} <= set(kinds) and len(kinds) == 11
    document = context.request.get(
        address + str(page.locator("a.button.main").get_attribute("href"))
    )
    assert "ردهٔ ۳" in Document(document.body()).text
    # One answer is changed; the others stay.
    before = answered(page)
    page.locator(".given dd a").nth(3).click()
    write(page, "export_share", "0")
    page.locator('button[name="view"]').click()
    expect(page.locator(".given")).to_be_visible()
    after = {key: value for key, value in answered(page).items() if key not in ("view", "at")}
    kept = {key: value for key, value in before.items() if key not in ("view", "at")}
    assert after == {**kept, "export_share": ["0"]}
    context.close()


def test_the_browsers_own_way_back_keeps_the_answers(browser: Browser, address: str) -> None:
    context = telephone(browser)
    page = context.new_page()
    page.goto(f"{address}{CHECK}?step=4")
    write(page, "export_share", "30")
    page.locator(".onwards .main").click()
    page.wait_for_url("**step=5**")
    page.go_back()
    expect(page.locator("#i-export_share")).to_have_value("30")
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_mistake_is_named_on_its_own_page_and_mended_there(
    browser: Browser, address: str, scripts: bool
) -> None:
    context = telephone(browser, scripts)
    page = context.new_page()
    page.goto(f"{address}{CHECK}?step=9&export_share=25")
    write(page, "jobs", "زیاد")
    page.keyboard.press("Enter")
    expect(page.locator("#p-jobs")).to_be_visible()
    expect(page.locator("#i-jobs")).to_have_value("زیاد")
    write(page, "jobs", "۱۲")
    page.keyboard.press("Enter")
    expect(page.locator('input[name="at"]')).to_have_attribute("value", "10")
    assert answered(page)["jobs"] == ["۱۲"] and answered(page)["export_share"] == ["25"]
    context.close()


def test_all_at_once_in_persian_leads_to_the_same_dossier(browser: Browser, address: str) -> None:
    context = telephone(browser)
    page = context.new_page()
    page.goto(f"{address}{CHECK}?view=all")
    for answer in STEPS:
        answer(page)
    page.locator(".onwards .main").click()
    expect(page.locator(".given")).to_be_visible()
    fits(page)
    assert page.locator(".given .np").count() == 0
    context.close()


def test_paper_shows_the_whole_dossier_and_no_way_to_change_it(visit) -> None:
    page = visit(f"{CHECK}?{QUERY}")
    page.emulate_media(media="print")
    assert page.locator(".dossier > li:visible").count() == 11
    expect(page.locator(".given")).to_be_visible()
    expect(page.locator("#sources")).to_be_visible()
    for hidden in (".button >> nth=0", ".given dd a >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
