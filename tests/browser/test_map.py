"""The map as people use it: by pointer, by keyboard, when its data fails, with texts that attack."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from estates.database import db
from estates.directory.models import Estate, Name
from estates.ledger.models import Claim
from estates.lib.bilingual import Words
from tests.browser.serving import served
from tests.browser.test_accessibility import AXE, RULES
from tests.databases import Databases
from tests.site import LANGUAGES, Site

MARKS = "[data-map] .map-mark"
CARD = "[data-map-card]"
SOURCE = "[popover]:popover-open"
FOCUSED = "document.activeElement.dataset.ref"
# What a template, a script's template text, an attribute and a page would each take for their own.
HOSTILE = "{{ 7*7 }}${1}`'\"><script>window.hit=1</script><img src=x onerror=window.hit=1>"


def refs_of_list(page: Page) -> list[str]:
    """The refs of the rows of the list, in their order."""
    return page.locator("[data-map-list] [data-ref]").evaluate_all(
        "rows => rows.map(row => row.dataset.ref)"
    )


def view_of(page: Page) -> list[float]:
    """Zoom, latitude and longitude of what the map shows."""
    return page.evaluate(
        "(({leafletMap: m}) => [m.getZoom(), m.getCenter().lat, m.getCenter().lng])"
        "(document.querySelector('.map-canvas'))"
    )


def wait_until(page: Page, condition: str, before: float) -> None:
    """Wait until ``condition`` holds of the map ``m`` and it rests: it takes no key on its way."""
    page.wait_for_function(
        f"before => {{ const m = document.querySelector('.map-canvas').leafletMap; "
        f"return {condition} && !m._animatingZoom && !m._panAnim?._inProgress; }}",
        arg=before,
        timeout=5_000,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_draws_every_placed_site_in_place_of_the_drawing(visit, language: str) -> None:
    page = visit(f"/{language}/map/")
    assert page.locator(MARKS).count() == 8
    assert page.locator(".map-canvas").is_visible()
    assert not page.locator("[data-map-drawing]").is_visible()
    assert page.locator(".map-canvas path.layer-provinces.home").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_tab_reaches_the_marks_in_the_order_of_the_list(visit, language: str) -> None:
    page = visit(f"/{language}/map/")
    reached = []
    page.locator(".map-canvas").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert reached == refs_of_list(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mark_says_its_name_and_its_kind(visit, language: str) -> None:
    page = visit(f"/{language}/map/")
    said = page.locator(f"{MARKS}[data-ref=khorabad]").get_attribute("aria-label")
    assert said == {"fa": "خورآباد – ناحیهٔ صنعتی", "en": "Khorabad – Industrial zone"}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_enter_opens_the_card_and_escape_gives_the_focus_back(visit, language: str) -> None:
    page = visit(f"/{language}/map/")
    page.locator(f"{MARKS}[data-ref=shokuhiyeh]").focus()
    page.keyboard.press("Enter")
    card = page.locator(CARD)
    assert card.is_visible()
    assert page.evaluate("document.activeElement.matches('[data-map-card]')")
    shown = card.locator("dl > div").first
    assert shown.locator(".v").first.is_visible()
    assert shown.locator("a.c").first.is_visible()
    assert shown.locator(".when").first.is_visible()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate(FOCUSED) == "shokuhiyeh"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_of_the_list_shows_its_site(visit, language: str) -> None:
    page = visit(f"/{language}/map/")
    card, ref = page.locator(CARD), ""
    for ref in refs_of_list(page):
        row = page.locator(f".map-row[data-ref={ref}]")
        row.locator("[data-map-show]").click()
        name = row.locator("a").first.inner_text()
        assert name in card.locator("h2").inner_text()
        # A region is called what its title says: with the name in the other script.
        title = card.locator("h2").get_attribute("id")
        assert title and card.get_attribute("aria-labelledby") == title
        assert card.locator("h2 .other").count() == 1
        selected = page.locator(f"{MARKS}.is-selected")
        assert selected.get_attribute("data-ref") == ref
        assert card.locator("dt a.label").count() == 2
        assert card.locator(".card-foot a").get_attribute("href") == f"/{language}/estates/{ref}/"
        for mark in card.locator("a.c").all():
            assert page.locator(f"#sources {mark.get_attribute('href')}").count() == 1
    page.locator("[data-map-close]").click()
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.closest('.map-row').dataset.ref") == ref


def test_a_citation_mark_of_the_card_opens_its_source_and_escape_closes_that_alone(visit) -> None:
    page = visit("/en/map/")
    page.locator(f"{MARKS}[data-ref=shokuhiyeh]").focus()
    page.keyboard.press("Enter")
    mark = page.locator(f"{CARD} a.c").first
    mark.focus()
    page.keyboard.press("Enter")
    publisher = page.locator(f"{mark.get_attribute('href')} b").inner_text()
    assert publisher in page.locator(SOURCE).inner_text()
    page.keyboard.press("Escape")
    assert page.locator(SOURCE).count() == 0
    assert page.locator(CARD).is_visible()
    assert page.evaluate("document.activeElement.matches('[data-map-card] a.c')")
    page.keyboard.press("Escape")
    assert not page.locator(CARD).is_visible()


def test_the_buttons_zoom_and_show_the_whole_province_again(visit) -> None:
    page = visit("/fa/map/")
    zoom, *_ = view_of(page)
    page.locator(".leaflet-control-zoom-in").click()
    wait_until(page, "m.getZoom() > before", zoom)
    closer, *_ = view_of(page)
    page.locator(".leaflet-control-zoom-out").click()
    wait_until(page, "m.getZoom() < before", closer)
    page.locator(".leaflet-control-zoom-in").click()
    wait_until(page, "m.getZoom() > before", zoom)
    page.locator(".map-fit").click()
    wait_until(page, "m.getZoom() === before", zoom)


def test_keys_move_the_map_and_zoom_it(visit) -> None:
    page = visit("/fa/map/")
    zoom, *_ = view_of(page)
    page.locator(".map-canvas").focus()
    page.keyboard.press("+")
    wait_until(page, "m.getZoom() > before", zoom)
    # East is on the right in both directions of reading.
    for key, condition, axis in [
        ("ArrowRight", "m.getCenter().lng > before", 2),
        ("ArrowLeft", "m.getCenter().lng < before", 2),
        ("ArrowUp", "m.getCenter().lat > before", 1),
        ("ArrowDown", "m.getCenter().lat < before", 1),
    ]:
        before = view_of(page)[axis]
        page.keyboard.press(key)
        wait_until(page, condition, before)


def test_a_layer_can_be_hidden(visit) -> None:
    page = visit("/en/map/")
    page.locator("[data-map-layers] summary").click()
    page.locator("[data-map-layers] input[value=routes]").uncheck()
    assert page.locator(".map-canvas path.layer-routes").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_its_data_the_page_says_so_and_drawing_and_list_stay(
    browser: Browser, address: str, language: str
) -> None:
    page = browser.new_page()
    page.route("**/map/marks.json", lambda route: route.abort())
    page.goto(f"{address}/{language}/map/", wait_until="networkidle")
    notice = page.locator("[data-map-failed]")
    assert notice.is_visible()
    said = notice.inner_text()
    assert said == page.locator("[data-map]").get_attribute("data-failed-text")
    assert page.locator("[data-map-drawing] svg.locator").is_visible()
    assert not page.locator(".map-canvas").is_visible()
    assert page.locator(".map-row").count() == 8
    assert page.locator(".map-row").last.is_visible()
    assert page.locator("[data-map-show]:visible").count() == 0
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_card_stands_below_the_map_without_sideways_scrolling(
    browser: Browser, address: str, language: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{address}/{language}/map/", wait_until="networkidle")
    for button in page.locator("[data-map-show]").all():
        button.click()
        assert page.locator(CARD).is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    below = page.locator(CARD).bounding_box()
    ground = page.locator(".map-canvas").bounding_box()
    assert below and ground
    assert below["y"] >= ground["y"] + ground["height"]
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_while_a_card_is_open(
    browser: Browser, address: str, language: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/{language}/map/", wait_until="networkidle")
    page.locator(".map-row[data-ref=shokuhiyeh] [data-map-show]").click()
    wait_until(page, "before === 0", 0)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    context.close()
    assert not found["violations"]


# --- texts that attack -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def attacked(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site in which every text about an estate is hostile."""
    site = Site(databases.copy("sqlite"), tmp_path_factory.mktemp("attacked"))
    with site.app.app_context():
        make_hostile()
    with served(site) as found:
        yield found


def make_hostile() -> None:
    """Turn every text about every estate into `HOSTILE`, in both languages."""
    words = Words({"fa": HOSTILE, "en": HOSTILE})
    for estate in db.session.query(Estate):
        for column in ("name", "short_name", "summary", "access", "county", "operator", "note"):
            setattr(estate, column, words)
    for name in db.session.query(Name):
        name.name, name.note = HOSTILE, words
    for claim in db.session.query(Claim):
        claim.note = words
    db.session.commit()


@pytest.fixture
def victim(browser: Browser) -> Iterator[Page]:
    """A visitor with a phone, to whom no hostile text may do anything."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    done: list[str] = []
    page.on("dialog", lambda dialog: done.append(dialog.message))
    page.on("console", lambda m: done.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: done.append(str(error)))
    page.on("response", lambda r: None if r.ok else done.append(f"{r.url}: {r.status}"))
    yield page
    context.close()
    assert not done


def assert_unharmed(page: Page, shown: str = "main") -> None:
    """The text stands in the part ``shown`` as it was written, has not run, and widens nothing."""
    assert HOSTILE in " ".join(page.locator(shown).inner_text().split())
    assert page.evaluate("window.hit") is None
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["", "estates/", "estates/?view=cards", "estates/shokuhiyeh/", "map/"]
)
def test_hostile_texts_stand_on_the_page_and_do_nothing(
    victim: Page, attacked: str, language: str, path: str
) -> None:
    victim.goto(f"{attacked}/{language}/{path}", wait_until="networkidle")
    assert_unharmed(victim)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_do_nothing_on_marks_and_cards(victim: Page, attacked: str, language) -> None:
    victim.goto(f"{attacked}/{language}/map/", wait_until="networkidle")
    assert victim.locator(MARKS).count() == 8
    label = victim.locator(f"{MARKS} .mark-name").first
    assert label.text_content() == HOSTILE
    assert HOSTILE in str(victim.locator(MARKS).first.get_attribute("aria-label"))
    for button in victim.locator("[data-map-show]").all():
        button.click()
        assert_unharmed(victim, CARD)
    victim.locator(".map-row[data-ref=shokuhiyeh] [data-map-show]").click()
    victim.locator(f"{CARD} a.c").first.click()
    assert victim.locator(SOURCE).is_visible()
    assert_unharmed(victim, CARD)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hostile_text_reaches_the_script_of_the_map(
    victim: Page, attacked: str, language: str
) -> None:
    script = victim.request.get(f"{attacked}/{language}/map/script.js").text()
    assert "leafletMap" in script
    assert not [part for part in ("hit", "7*7", "49$", "onerror", "<") if part in script]
