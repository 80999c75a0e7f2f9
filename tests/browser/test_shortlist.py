"""The shortlist and the comparison in a browser: with scripts, without, on a phone, on paper."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_accessibility import AXE, RULES
from tests.browser.test_layout import SMALL_TARGETS, WIDTHS
from tests.site import LANGUAGES

LINK = "[data-shortlist-link]"
CHOICE = "/en/compare/"
FOUR = "e=shokuhiyeh&e=salafchegan&e=mahmoudabad&e=al-ghadir"


def box(page: Page, ref: str):
    return page.locator(f".choosing input[value={ref}]")


def carried(page: Page) -> list[str]:
    """The sites that the link of the masthead carries."""
    href = page.locator(LINK).get_attribute("href") or ""
    return parse_qs(urlsplit(href).query).get("e", [])


@pytest.fixture
def bare(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor whose browser runs no scripts."""
    made = browser.new_context(java_script_enabled=False)
    yield made
    made.close()


def test_ticking_two_counts_them_in_the_masthead_and_names_them_in_the_dock(visit) -> None:
    page = visit(CHOICE)
    expect(page.locator(f"{LINK} b")).to_be_hidden()
    box(page, "siro").check()
    box(page, "ict").check()
    expect(page.locator(f"{LINK} b")).to_have_text("2")
    assert carried(page) == ["siro", "ict"]
    expect(page.locator(".dock > p").first).to_have_text("2 shortlisted")
    assert page.locator(".dock li").all_inner_texts() == ["Siro", "ICT"]
    box(page, "siro").uncheck()
    assert carried(page) == ["ict"]
    assert page.locator(".dock li").all_inner_texts() == ["ICT"]


def test_the_choice_survives_navigation_and_never_becomes_a_cookie(visit, context) -> None:
    page = visit(CHOICE)
    box(page, "siro").check()
    box(page, "ict").check()
    page.goto(page.url.replace("/compare/", "/about/"))
    expect(page.locator(f"{LINK} b")).to_have_text("2")
    page.locator(LINK).click()
    page.wait_for_url("**/en/compare/?e=siro&e=ict")
    assert page.locator(".versus thead th").count() == 2
    page.goto(page.url.partition("?")[0])
    expect(box(page, "siro")).to_be_checked()
    expect(box(page, "ict")).to_be_checked()
    assert not context.cookies()


def test_in_the_other_language_the_names_and_the_count_are_its_own(visit) -> None:
    page = visit(CHOICE)
    box(page, "siro").check()
    page.goto(page.url.replace("/en/", "/fa/"))
    expect(page.locator(f"{LINK} b")).to_have_text("۱")
    assert page.locator(".dock li").all_inner_texts() == ["سیرو"]
    page.goto(page.url.replace("/fa/compare/", "/en/about/"))
    assert carried(page) == ["siro"]


def test_a_fifth_is_refused_in_words_and_nothing_is_dropped(visit) -> None:
    page = visit(CHOICE)
    four = ["siro", "ict", "shahab", "khorabad"]
    for ref in four:
        box(page, ref).check()
    box(page, "dastjerd").click()
    expect(box(page, "dastjerd")).not_to_be_checked()
    expect(page.locator(".dock [role=status]")).to_contain_text("Dastjerd")
    assert carried(page) == four
    box(page, "siro").uncheck()
    expect(page.locator(".dock [role=status]")).to_have_text("")
    box(page, "dastjerd").check()
    assert carried(page) == [*four[1:], "dastjerd"]


def test_an_address_that_names_sites_becomes_the_shortlist(visit) -> None:
    page = visit(CHOICE)
    box(page, "siro").check()
    page.goto(f"{page.url}?{FOUR}")
    assert carried(page) == parse_qs(FOUR)["e"]
    page.locator(".remove").first.click()
    page.wait_for_url("**?e=salafchegan&e=mahmoudabad&e=al-ghadir")
    page.goto(page.url.replace("/compare/", "/about/").partition("?")[0])
    assert carried(page) == parse_qs(FOUR)["e"][1:]


def test_what_is_unticked_does_not_come_back_with_an_old_link(visit) -> None:
    page = visit(f"{CHOICE}?e=siro")
    assert page.url.endswith("/en/compare/")  # from here on the storage says it
    box(page, "siro").uncheck()
    page.locator("a[data-language=fa]").click()
    page.wait_for_url("**/fa/compare/")
    expect(box(page, "siro")).not_to_be_checked()


def test_a_name_of_another_page_can_be_taken_off_in_the_dock(visit) -> None:
    page = visit(CHOICE)
    page.evaluate(
        """localStorage.setItem("shortlist", JSON.stringify(
        [["siro", ["Siro", "en"]], ["test-elsewhere", ["Test elsewhere", "en"]]]))"""
    )
    page.reload()
    page.locator(".dock li input").click()  # it goes at once, and its box with it
    assert carried(page) == ["siro"]
    assert page.evaluate("document.activeElement.closest('.dock') !== null")


@pytest.mark.parametrize("kept", ["", "no JSON", "7", "[7]", "null", "{}"])
def test_a_spoiled_storage_is_an_empty_shortlist(visit, kept: str) -> None:
    page = visit(CHOICE)
    page.evaluate("kept => localStorage.setItem('shortlist', kept)", kept)
    page.reload()
    assert carried(page) == []
    box(page, "siro").check()
    assert carried(page) == ["siro"]


def test_the_dock_stays_in_view_while_something_is_chosen(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 500})
    page.goto(address + CHOICE)
    assert not page.evaluate(
        "getComputedStyle(document.querySelector('.dock')).position === 'sticky'"
    )
    page.locator(".choosing input").first.check()
    page.evaluate("scrollTo(0, 0)")
    dock = page.locator(".dock").bounding_box()
    assert dock and dock["y"] + dock["height"] <= 501
    page.locator(".choosing input").last.focus()
    last = page.locator(".choosing input").last.bounding_box()
    dock = page.locator(".dock").bounding_box()
    assert last and dock and last["y"] + last["height"] <= dock["y"]
    page.context.close()


def test_without_scripts_the_boxes_the_button_and_the_links_do_it(
    bare: BrowserContext, address: str
) -> None:
    page = bare.new_page()
    page.goto(address + CHOICE)
    box(page, "siro").check()
    box(page, "ict").check()
    page.locator(".dock button").click()
    assert page.url.endswith("/en/compare/?e=ict&e=siro")  # in the order of the page
    expect(page.locator(f"{LINK} b")).to_have_text("2")
    for useless in ("[data-print]", "[data-copy-link]"):
        expect(page.locator(useless)).to_be_hidden()
    page.locator("input[name=differ]").check()
    page.locator(".tools form button").click()
    assert page.url.endswith("/en/compare/?e=ict&e=siro&differ=1")
    page.locator(".remove").first.click()
    assert page.url.endswith("/en/compare/?e=siro&differ=1")
    expect(box(page, "siro")).to_be_checked()


def test_the_link_can_be_copied_and_the_button_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{CHOICE}?{FOUR}")
    page.locator("[data-copy-link]").click()
    expect(page.locator("[data-copy-link]")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    context.close()


def test_the_page_can_be_printed(visit) -> None:
    page = visit(f"{CHOICE}?{FOUR}")
    page.evaluate("window.print = () => { window.printed = true }")
    page.locator("[data-print]").click()
    assert page.evaluate("window.printed")


def test_paper_shows_every_row_in_light_colours_without_buttons(browser, address) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{address}{CHOICE}?{FOUR}")
    rows = page.locator(".versus tbody tr").count()
    page.emulate_media(media="print")
    assert page.locator(".versus tbody tr:visible").count() == rows
    assert (
        not page.locator(".tools").is_visible() and not page.locator(".remove").first.is_visible()
    )
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    assert page.locator("#sources").is_visible()
    page.context.close()


@pytest.mark.parametrize("path", ["", "?e=shokuhiyeh&e=salafchegan", f"?{FOUR}"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_width_scrolls_the_page_sideways_and_targets_are_large(
    browser: Browser, address: str, language: str, path: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}/{language}/compare/{path}", wait_until="networkidle")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not page.evaluate(SMALL_TARGETS)
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_labels_and_two_sites_fill_the_window(
    browser: Browser, address: str, language: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{address}/{language}/compare/?{FOUR}")
    seen = "[...document.querySelectorAll('.versus thead th')].filter(e => {"
    seen += "const b = e.getBoundingClientRect(); return b.left >= 0 && b.right <= innerWidth})"
    assert page.evaluate(f"{seen}.length") == 2
    label = page.locator(".versus tbody th[scope=row]").first
    before = label.bounding_box()
    way = -1 if language == "fa" else 1
    page.evaluate(f"document.querySelector('.scroll').scrollLeft = {way * 400}")
    assert label.bounding_box() == before
    assert page.evaluate(f"{seen}.length") == 2
    page.context.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(browser: Browser, address: str, language, scheme, width) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    faults = []
    for path in ("", "?e=siro", f"?{FOUR}", f"?{FOUR}&e=ict", f"?{FOUR}&differ=1"):
        page.goto(f"{address}/{language}/compare/{path}", wait_until="networkidle")
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
        faults += [f"{path}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
    context.close()
    assert not faults, "\n".join(faults)
