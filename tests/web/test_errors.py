"""Errors in the reader's language, and as problem documents for the data paths."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from werkzeug.exceptions import BadRequest, Forbidden, InternalServerError, TooManyRequests

from estates.web import errors
from estates.web.access import public
from tests.site import LANGUAGES, Site


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["nothing/", "estates/nowhere/", "sources/nothing/"])
def test_a_missing_page_is_said_in_the_language_of_its_address(site, language, path) -> None:
    assert site.get(f"/{language}/{path}", 404).language == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", [BadRequest, Forbidden, TooManyRequests, InternalServerError])
def test_every_error_has_a_page(site: Site, language: str, error) -> None:
    def fail(**_: object) -> str:
        raise error

    with swapped(site, "pages.source", fail):
        page = site.get(f"/{language}/sources/seed/", error.code)
    assert page.language == language


@contextmanager
def swapped(site: Site, endpoint: str, view) -> Iterator[None]:
    """Another view in the place of one, for the time of a ``with`` block."""
    views = site.app.view_functions
    own, views[endpoint] = views[endpoint], public(view)
    try:
        yield
    finally:
        views[endpoint] = own


def test_a_crash_shows_a_page_and_no_trace(own_site: Site) -> None:
    def crash(**_: object) -> str:
        raise RuntimeError("secret detail")

    with swapped(own_site, "pages.source", crash):
        page = own_site.get("/fa/sources/seed/", 500)
    assert "secret detail" not in page.html
    assert page.language == "fa"


def test_a_crash_of_the_error_page_still_answers(own_site: Site, monkeypatch) -> None:
    def crash(*_: object, **__: object) -> str:
        raise RuntimeError("no template")

    monkeypatch.setattr(errors, "render_template", crash)
    response = own_site.fetch("/fa/nothing/", 500)
    assert "no template" not in response.get_data(as_text=True)


@pytest.mark.parametrize("query", ["sort=x", "page=0", "page=abc", "per_page=101", "view=x"])
def test_a_bad_value_is_named_and_an_unknown_parameter_is_not_minded(site, query: str) -> None:
    name = query.partition("=")[0]
    assert name in site.get(f"/en/estates/?{query}", 400).text
    site.get("/en/estates/?utm_source=letter")


@pytest.mark.parametrize(
    "path",
    ["/fa/estates/?page=%00", "/fa/estates/?sort=%ff", "/fa/estates/%00/", "/fa/estates/?page=1e9"],
)
def test_hostile_addresses_never_crash(site: Site, path: str) -> None:
    assert site.client.get(path).status_code in (400, 404)


def test_pages_in_persian_digits_are_understood(site: Site) -> None:
    site.get("/fa/estates/?page=۱&per_page=۲۵")
