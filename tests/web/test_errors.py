"""Errors in the reader's language, and as problem documents for the data paths."""

import pytest
from werkzeug.exceptions import BadRequest, Forbidden, InternalServerError, TooManyRequests

from estates.web import errors
from tests.page import Page, inspect
from tests.site import LANGUAGES, Site


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["nothing/", "estates/nowhere/", "sources/nothing/"])
def test_a_missing_page_is_said_in_the_language_of_its_address(site, language, path) -> None:
    assert site.get(f"/{language}/{path}", 404).language == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", [BadRequest, Forbidden, TooManyRequests, InternalServerError])
def test_every_error_has_a_page(site: Site, language: str, error) -> None:
    with site.app.test_request_context(f"/{language}/estates/"):
        site.app.preprocess_request()
        response = site.app.make_response(errors.page(error()))
    page = Page(f"/{language}/estates/", site.client.response_wrapper(response.response, response.status, response.headers, request=None))  # fmt: skip
    assert page.language == language and len(page.all("h1")) == 1


def test_a_crash_shows_a_page_and_no_trace(own_site: Site) -> None:
    def crash() -> str:
        raise RuntimeError("secret detail")

    crash.access = "public"
    own_site.app.view_functions["pages.about"] = crash
    own_site.app.config["PROPAGATE_EXCEPTIONS"] = False
    page = own_site.get("/fa/about/", 500)
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
