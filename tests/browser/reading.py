"""A page as somebody with a phone in the hand meets it: its width, and what axe finds in it."""

from playwright.sync_api import Page, ViewportSize

from tests.browser.test_accessibility import AXE, RULES

PHONE = ViewportSize(width=390, height=844)


def reads_well(page: Page) -> None:
    """The page fits a phone, and axe finds nothing in it. Looked at with scripts."""
    # A click returns when the answer begins, before there is a document.
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    assert not found, [(page.url, fault["id"], fault["nodes"][0]["html"]) for fault in found]
