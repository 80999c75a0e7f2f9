"""A new colleague types a letter in, another person approves it, and the public reads it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from estates.accounts.roles import Role
from estates.database import db
from tests.accounts.cast import EMAILS, PASSWORD, add_all, phone, stored
from tests.browser.reading import PHONE, reads_well
from tests.browser.serving import served
from tests.databases import Databases
from tests.site import Site

KEYS = ("gas_capacity", "water_capacity", "power_capacity")
NOTE = {"fa": "یادداشت ساختگی برای آزمون", "en": "An invented note for the test"}
MOST_PAGES, MOST_PRESSES = 14, 15


@pytest.fixture(scope="module")
def desk(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, str]]:
    """A site with staff, and its address."""
    site = Site(databases.copy("sqlite"), tmp_path_factory.mktemp("walk"))
    add_all(site)
    with served(site) as address:
        yield site, address


class Walk:
    """Somebody at a keyboard, whose pages and presses are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.pages, self.presses = page, 0, 0
        page.on("framenavigated", lambda _frame: self._arrived())

    def _arrived(self) -> None:
        self.pages += 1

    def press(self, selector: str, key: str = "Enter") -> None:
        """Act by the keyboard alone: go to what is wanted, press, and wait for where it leads."""
        self.presses += 1
        wanted = self.page.locator(selector).first
        wanted.focus()
        assert wanted.evaluate("one => one === document.activeElement && one.tabIndex >= 0")
        if key == "Space":  # chooses, and leads nowhere
            self.page.keyboard.press(key)
            return
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def sign_in(self, desk: tuple[Site, str], code: str, role: Role) -> None:
        """Through the sign-in page, with the phone where it is asked for."""
        self.page.goto(f"{desk[1]}/{code}/staff/sign-in/")
        self.page.fill("#f-email", EMAILS[role])
        self.page.fill("#f-password", PASSWORD)
        self.press("form.sent button")
        if "/code/" in self.page.url:
            with stored(desk[0], EMAILS[role]) as account:  # the clock of tests stands still
                account.totp_step = 0
                db.session.commit()
            self.page.fill("#f-code", phone())
            self.press("form.sent button")
        self.page.wait_for_url(f"**/{code}/staff/")


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_letter_to_the_public_page(
    browser: Browser, desk: tuple[Site, str], scripts: bool
) -> None:
    code, ref = ("fa", "khorabad") if scripts else ("en", "toghrud")
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    writer = Walk(context.new_page())
    page = writer.page
    writer.sign_in(desk, code, Role.EDITOR)
    page.goto(f"{desk[1]}/{code}/staff/estates/")  # on a phone the list of pages is folded
    writer.press(f'td a[href="/{code}/staff/estates/{ref}/edit/"]')
    for number, key in enumerate(KEYS, 1):
        writer.press(f'button[value="add:{key}"]')
        page.fill(f'[name="claims/new{number}/number"]', "۱۲٫۵")
        page.fill(f'[name="claims/new{number}/period"]', "1404/05/31")
    writer.press('button[value="source:claims/new1"]')
    page.fill('[name^="sources/"][name$="/title"]', "نامهٔ ساختگی")
    page.fill('[name^="sources/"][name$="/publisher_fa"]', "آزمون")
    source = str(page.input_value('[name="claims/new1/source"]'))
    for number in (2, 3):
        page.select_option(f'[name="claims/new{number}/source"]', source)
    for language, words in NOTE.items():
        page.fill(f'[name="texts/note/{language}"]', words)
    if scripts:
        reads_well(page)
    writer.press("button[value=submit]")
    page.wait_for_url("**/staff/drafts/*/")
    draft = page.url
    if scripts:
        reads_well(page)
    context.close()

    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts)
    second = Walk(context.new_page())
    second.sign_in(desk, code, Role.PUBLISHER)
    second.page.goto(draft)
    second.press('[name=decision][value="approve"]', "Space")
    second.press("#decide button")
    second.page.wait_for_url("**/published/")
    second.page.goto(f"{desk[1]}/{code}/estates/{ref}/")
    assert NOTE[code] in second.page.inner_text("main")
    assert ("۱۲٫۵" if code == "fa" else "12.5") in second.page.inner_text("main")
    context.close()
    print(f"writer: {writer.pages} pages, {writer.presses} presses;", end=" ")
    print(f"reviewer: {second.pages} pages, {second.presses} presses")
    assert writer.pages <= MOST_PAGES and writer.presses <= MOST_PRESSES


def test_the_editor_saves_itself_and_says_when_it_cannot(
    browser: Browser, desk: tuple[Site, str]
) -> None:
    context = browser.new_context(viewport=PHONE)
    walk = Walk(context.new_page())
    page = walk.page
    walk.sign_in(desk, "en", Role.EDITOR)
    page.goto(f"{desk[1]}/en/staff/estates/salafchegan/edit/")
    field = page.locator('[name="texts/note/en"]')
    field.fill(NOTE["en"])
    expect(page.locator("[data-said]")).to_contain_text("Saved at", timeout=15_000)
    assert page.evaluate("document.activeElement.name") == "texts/note/en"
    page.reload()
    assert field.input_value() == NOTE["en"]
    context.clear_cookies()
    field.fill("Typed after the session has ended, and invented")
    stopped = str(page.get_attribute("[data-save]", "data-stopped"))
    expect(page.locator("[data-said]")).to_have_text(stopped, timeout=15_000)
    assert "invented" in field.input_value()
    context.close()
