"""A new administrator signs in for the first time, in Persian, without scripts, with the keyboard."""

import base64
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from estates.accounts.roles import Role
from estates.database import db
from tests.accounts.cast import EMAILS, PASSWORD, add, add_all, phone, stored
from tests.browser.reading import PHONE, reads_well
from tests.browser.serving import served
from tests.databases import Databases
from tests.site import Site


@pytest.fixture(scope="module")
def own(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, str]]:
    """A site with staff, and its address."""
    site = Site(databases.copy("sqlite"), tmp_path_factory.mktemp("desk"))
    add_all(site)
    with stored(site, EMAILS[Role.ADMINISTRATOR]) as account:
        account.totp_secret = None
        db.session.commit()
    with served(site) as address:
        yield site, address


def test_first_sign_in_with_a_second_step_without_scripts(browser: Browser, own) -> None:
    _, address = own
    context = browser.new_context(viewport=PHONE, locale="fa-IR", java_script_enabled=False)
    page = context.new_page()
    page.goto(
        f"{address}/fa/staff/people/"
    )  # a stranger is sent to signing in, and comes back here
    page.keyboard.press("Tab")
    page.fill("#f-email", EMAILS[Role.ADMINISTRATOR])
    page.fill("#f-password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/fa/staff/second-factor/**")
    assert page.locator("svg.qr path").count() == 2
    key = page.inner_text(".key").replace(" ", "")
    page.fill("#f-code", phone(secret=base64.b32decode(key)))
    page.keyboard.press("Enter")
    page.wait_for_selector(".codes")
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    page.click("a.button.main")
    assert "مدیر سامانه" in page.inner_text(".deskbar")
    page.click(".deskbar form button")
    page.wait_for_url("**/fa/staff/sign-in/")
    page.goto(f"{address}/fa/staff/")
    assert "/sign-in/" in page.url

    page.fill("#f-email", EMAILS[Role.ADMINISTRATOR])
    page.fill("#f-password", PASSWORD)
    page.click("form.sent button")
    page.wait_for_url("**/fa/staff/sign-in/code/**")
    page.fill("#f-code", codes[3])
    page.click("form.sent button")
    page.wait_for_url("**/fa/staff/")
    context.close()


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_desk_reads_well_on_a_phone(
    browser: Browser, own, language, scheme
) -> None:
    site, address = own
    email = f"{language}-{scheme}@example.org"
    number = add(site, Role.ADMINISTRATOR, email)
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    at = f"{address}/{language}/staff/"
    for path in ("sign-in/", "reset/"):
        page.goto(at + path)
        reads_well(page)
    page.goto(at)
    page.fill("#f-email", email)
    page.click("form.sent button")
    reads_well(page)  # with what is wrong
    page.fill("#f-password", PASSWORD)
    page.click("form.sent button")
    reads_well(page)
    page.fill("#f-code", phone())
    page.click("form.sent button")
    page.wait_for_url(at)
    for path in ("", "account/", "account/password/", "account/recovery-codes/", "second-factor/",
                 "people/", f"people/{number}/", "audit/"):  # fmt: skip
        page.goto(at + path)
        reads_well(page)
    page.goto(f"{at}account/recovery-codes/")
    page.fill("#f-password", PASSWORD)
    page.click("form.sent button")
    reads_well(page)
    context.close()
