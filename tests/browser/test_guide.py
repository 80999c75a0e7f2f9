"""The licensing guide in a browser: the form, ticking, and paper."""

import pytest
from playwright.sync_api import Browser, expect

from tests.site import LANGUAGES

CHECKLIST = "licensing/domestic-investor-estate/?view=checklist"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_leads_to_the_procedure(
    browser: Browser, address: str, language: str, scripts: bool
) -> None:
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(f"{address}/{language}/licensing/")
    page.locator("[name=investor][value=foreign]").check()
    page.locator("[name=site][value=zone]").check()
    page.locator("form.asking button").click()
    page.locator(".answer a").click()
    assert page.url == f"{address}/{language}/licensing/foreign-investor-estate/"
    context.close()


def test_ticks_stay_in_the_browser_and_hold_in_both_languages(visit) -> None:
    page = visit(f"/en/{CHECKLIST}")
    boxes = page.locator("[data-tick]")
    boxes.nth(0).check()
    boxes.nth(2).check()
    boxes.nth(2).uncheck()
    page.reload()
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(2)).not_to_be_checked()
    page.locator("[data-language=fa]").click()
    page.wait_for_url("**/fa/**")
    expect(page.locator("[data-tick]").nth(0)).to_be_checked()
    page.locator("[data-untick]").click()
    page.reload()
    assert not page.locator("[data-tick]:checked").count()


def test_nothing_is_sent_when_something_is_ticked(visit) -> None:
    page = visit(f"/en/{CHECKLIST}")
    page.wait_for_load_state("networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator("[data-tick]").first.check()
    page.wait_for_timeout(200)
    assert not sent
    assert not page.context.cookies()


def test_without_scripts_the_boxes_are_there_and_the_buttons_are_not(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/fa/{CHECKLIST}")
    page.locator("[data-tick]").first.check()
    expect(page.locator("[data-untick]")).to_be_hidden()
    expect(page.locator("[data-print]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_shows_every_box_and_no_button(browser: Browser, address: str, language: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}/{language}/{CHECKLIST}")
    page.emulate_media(media="print")
    assert page.locator("[data-tick]:visible").count() == page.locator("[data-tick]").count() > 12
    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.locator("#sources")).to_be_visible()
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_drawing_keep_within_it(
    browser: Browser, address: str, language: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for procedure in ("domestic-investor-estate", "foreign-investor-estate"):
        page.goto(f"{address}/{language}/licensing/{procedure}/")
        outer = page.locator("svg.graph").bounding_box()
        assert outer
        for part in page.locator("svg.graph :is(text, path, circle)").all():
            box = part.bounding_box()
            assert box and box["x"] >= outer["x"] - 1
            assert box["x"] + box["width"] <= outer["x"] + outer["width"] + 1
            assert box["y"] + box["height"] <= outer["y"] + outer["height"] + 1
    page.close()
