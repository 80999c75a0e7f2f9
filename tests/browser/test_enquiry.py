"""An enquiry from start to end in Persian, on a phone, with scripts and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from estates.database import db
from estates.enquiries import desk, queries
from estates.web import clock
from tests.browser.reading import PHONE, reads_well
from tests.browser.serving import served
from tests.databases import Databases
from tests.enquiries.cast import REFERENCE
from tests.site import Site

# A word that nothing breaks, and one that would turn the page round.
LONG, TURNING = "ساختگی" * 40, "\u202eabc"


@pytest.fixture(scope="module")
def own(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, str]]:
    """A site that may be written to, and its address."""
    site = Site(databases.copy("sqlite"), tmp_path_factory.mktemp("enquiry"))
    with served(site) as address:
        yield site, address


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_a_profile_to_the_answer(browser: Browser, own, scripts: bool) -> None:
    site, address = own
    context = browser.new_context(
        viewport=PHONE, locale="fa-IR", java_script_enabled=scripts, bypass_csp=scripts
    )
    page = context.new_page()
    page.goto(f"{address}/fa/estates/salafchegan/")
    page.locator("section[aria-labelledby=ask] a.button").click()
    assert page.locator("#f-about").is_checked() and "سلفچگان" in page.inner_text("form.sent")
    if scripts:
        reads_well(page)

    page.fill("#f-message", f"پرسشی ساختگی\n{LONG} {TURNING}")
    page.click("form.sent button")  # too early
    assert page.locator(".notice.bad a").count() == 3
    page.locator(".notice.bad a").first.click()
    assert LONG in page.input_value("#f-message")
    if scripts:
        reads_well(page)

    page.fill("#f-name", "آزمون‌نام ساختگی")
    page.fill("#f-phone", "۰۹۱۲۰۰۰۰۰۰۰")
    page.fill("#f-email", "invented@example.org")
    page.select_option("#f-country", "IR")
    page.check("#f-consent")
    page.click("form.sent button")
    page.wait_for_url("**/fa/enquiries/*/")
    assert REFERENCE.search(page.inner_text("dl.facts"))
    assert "در انتظار پاسخ است" in page.inner_text("main")
    if scripts:
        reads_well(page)
    page.reload()  # a second look sends nothing again
    page.go_back()
    page.go_forward()

    reference = REFERENCE.search(page.inner_text("dl.facts"))
    assert reference
    answer(site, reference[0])
    page.reload()
    assert "پاسخ آزمون" in page.inner_text("main")
    page.fill("#f-message", "سپاس")
    page.click("form.sent button")
    assert page.locator("dd.typed").all_inner_texts()[-1] == "سپاس"
    assert page.evaluate("document.referrer") == "" if scripts else True
    page.screenshot(path=Path(site.instance_dir) / f"enquiry-{scripts}.png", full_page=True)
    context.close()


def answer(site: Site, reference: str) -> None:
    """What staff would do."""
    with site.app.app_context():
        enquiry = queries.by_reference(reference)
        assert enquiry
        desk.answer(enquiry, "پاسخ آزمون", clock.now())
        db.session.commit()


def test_a_form_that_a_foreign_page_sends_is_refused(browser: Browser, own) -> None:
    """A real browser says where a form came from."""
    _, address = own
    page = browser.new_page()
    page.route("http://foreign.test/**", lambda route: route.fulfill(
        content_type="text/html",
        body=f'<form method="post" action="{address}/fa/enquire/"><button>x</button></form>',
    ))  # fmt: skip
    page.goto("http://foreign.test/")
    with page.expect_response("**/fa/enquire/") as response:
        page.click("button")
    assert response.value.status == 403
    page.close()
