"""Which language a visitor gets, and that the switch keeps the page."""

import pytest

from tests.site import Site


@pytest.mark.parametrize(
    ("headers", "cookie", "leads_to"),
    [
        ({}, None, "/fa/"),
        ({"Accept-Language": "en-GB,en;q=0.8"}, None, "/en/"),
        ({"Accept-Language": "fa-IR"}, None, "/fa/"),
        ({"Accept-Language": "de"}, None, "/fa/"),
        ({"Accept-Language": "en"}, "fa", "/fa/"),
        ({"Accept-Language": "en"}, "klingon", "/en/"),
    ],
)
def test_the_bare_address_leads_to_a_language(site: Site, headers, cookie, leads_to) -> None:
    client = site.app.test_client()
    if cookie:
        client.set_cookie("language", cookie)
    response = client.get("/", headers=headers)
    assert response.status_code == 302
    assert response.headers["Location"] == leads_to
    assert {"Accept-Language", "Cookie"} <= {v.strip() for v in response.headers["Vary"].split(",")}


def test_the_switch_keeps_path_and_query(site: Site) -> None:
    page = site.get("/en/estates/?sort=-area_gross&view=cards")
    [switch] = page.all("a[data-language=fa]")
    assert switch["href"] == "/fa/estates/?sort=-area_gross&view=cards"
    assert switch["lang"] == "fa" and switch["hreflang"] == "fa"


def test_each_page_names_itself_in_every_language(site: Site) -> None:
    page = site.get("/en/estates/shokuhiyeh/")
    named = {
        str(link["hreflang"]): str(link["href"])
        for link in page.all("link[rel=alternate][hreflang]")
    }
    assert set(named) == {"fa", "en", "x-default"}
    assert named["fa"].endswith("/fa/estates/shokuhiyeh/")
    assert named["x-default"] == named["fa"]


def test_an_unknown_language_is_a_page_that_does_not_exist(site: Site) -> None:
    site.get("/xx/", 404)
    site.get("/xx/estates/", 404)
