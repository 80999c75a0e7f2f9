"""The figure component in all thirteen states, in both languages, and to the eye of axe."""

from pathlib import Path

import pytest
from flask import render_template, render_template_string
from jinja2 import ChoiceLoader, FileSystemLoader
from playwright.sync_api import Browser

from tests.browser.test_accessibility import AXE, RULES
from tests.components.states import STATES, figure
from tests.ledger.cast import claim, source
from tests.page import Page
from tests.site import LANGUAGES, Site


def test_there_are_the_thirteen_states_of_the_design_language() -> None:
    assert len(STATES) == 13


@pytest.fixture(scope="module", params=LANGUAGES)
def gallery(request: pytest.FixtureRequest, site: Site) -> Page:
    """The living page of the component, made by the site's own templates."""
    folder = FileSystemLoader(Path(__file__).parent)
    own = site.app.jinja_env.loader
    site.app.jinja_env.loader = ChoiceLoader([loader for loader in (own, folder) if loader])
    with site.app.test_request_context(f"/{request.param}/about/"):
        site.app.preprocess_request()
        html = render_template("gallery.html", states=STATES)
    site.app.jinja_env.loader = own
    response = site.client.get(f"/{request.param}/about/")
    response.set_data(html)
    return Page(f"/{request.param}/about/", response)


@pytest.mark.parametrize("number", range(1, 14))
def test_each_state_is_said_in_words(gallery: Page, number: int) -> None:
    state = STATES[number - 1]
    said = gallery.words_of(f"#state-{number}")
    expected = state.fa if gallery.language == "fa" else state.en
    assert not [words for words in expected if words not in said], said


def test_every_value_stands_with_a_mark_or_a_method(gallery: Page) -> None:
    for number, state in enumerate(STATES, 1):
        marks = gallery.all(f"#state-{number} a[href^='#source-']")
        assert bool(marks) == (state.name not in ("computed", "not published")), state.name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(
    browser: Browser, address: str, gallery: Page, scheme
) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}{gallery.path}")  # so that the sheet and the fonts are those of the site
    page.set_content(gallery.html, wait_until="networkidle")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    context.close()
    assert not [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found]


def test_three_sources_with_two_numbers_are_not_called_two(site: Site) -> None:
    shown = figure(claim(4), claim(5, by=source("test-b")), claim(5, by=source("test-c")))
    macro = '{% from "components/figure.html" import cell %}{{ cell(shown) }}'
    with site.app.test_request_context("/en/about/"):
        site.app.preprocess_request()
        said = render_template_string(macro, shown=shown)
    assert "Sources differ" in said and "Two sources" not in said
