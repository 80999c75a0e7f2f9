"""Lists and forms of plain subjects: axe finds nothing, a phone is wide enough, keys suffice."""

import pytest
from playwright.sync_api import Browser, ViewportSize

from estates.accounts.roles import Role
from tests.accounts.cast import EMAILS, PASSWORD, add
from tests.browser.reading import reads_well
from tests.browser.serving import served
from tests.databases import Databases
from tests.site import Site

PHONE = ViewportSize(width=390, height=844)
FORMS = ("source/", "source/seed/edit/", "calendar/rest/edit/", "export/1/edit/", "statement/")
STEP = "step/domestic-investor-estate.building-permit/edit/"


@pytest.mark.parametrize(("language", "scheme"), [("fa", "light"), ("en", "dark")])
def test_lists_and_forms_read_well_and_work_without_scripts(
    browser: Browser, databases: Databases, tmp_path, language: str, scheme
) -> None:
    site = Site(databases.copy("sqlite"), tmp_path)
    add(site, Role.EDITOR)
    with served(site) as address:
        context = browser.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(f"{address}/{language}/staff/sign-in/")
        page.fill("#f-email", EMAILS[Role.EDITOR])
        page.fill("#f-password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector(".deskside, .sidefold", state="attached")
        for path in (*FORMS, STEP):
            page.goto(f"{address}/{language}/staff/{path}")
            for fold in page.locator("details.rowfold > summary").all():
                fold.press("Enter")
            reads_well(page)
        page.fill("[name='cost_value']", "twelve")
        page.locator("button[formaction]").press("Enter")
        page.wait_for_selector("[aria-invalid]")
        reads_well(page)
        link = page.locator(".notice.bad a").first
        link.press("Enter")
        assert page.input_value("[name='cost_value']") == "twelve"
        assert page.locator(".sentences, #told").count()
        context.close()
