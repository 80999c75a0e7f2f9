"""The headers of everything that is served."""

from pathlib import Path

import pytest

from tests.databases import Databases
from tests.page import HEADERS
from tests.site import Site, made


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/fa/",
        "/fa/nothing/",
        "/healthz",
        "/api/v1/estates",
        "/api/v1/nothing",
        "/en/map/script.js",
    ],
)
def test_every_answer_carries_the_headers(site: Site, path: str) -> None:
    response = site.client.get(path)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_static_files_carry_them_too_and_may_be_kept_for_ever(site: Site) -> None:
    [sheet] = site.get("/en/about/").all('link[rel=stylesheet][href*="site."]')
    with site.client.get(str(sheet["href"])) as response:
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
        assert "immutable" in response.headers["Cache-Control"]


def test_the_policy_allows_nothing_unsafe(site: Site) -> None:
    policy = site.fetch("/fa/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "data:" not in policy and "http" not in policy


def test_an_operator_s_tiles_are_the_only_foreign_host(
    databases: Databases, tmp_path: Path
) -> None:
    tiles = {
        "TILE_URL": "https://tiles.example/{z}/{x}/{y}.png",
        "TILE_ATTRIBUTION": "© Test",
    }
    with made(databases.copy("sqlite"), tmp_path, **tiles) as app:
        policy = app.test_client().get("/healthz").headers["Content-Security-Policy"]
    assert "img-src 'self' https://tiles.example;" in policy


def test_https_sites_ask_for_https(databases: Databases, tmp_path: Path) -> None:
    url = databases.copy("sqlite")
    with made(url, tmp_path, SITE_URL="https://estates.example") as app:
        headers = app.test_client().get("/healthz").headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_host_that_is_not_allowed_is_refused(databases: Databases, tmp_path: Path) -> None:
    url = databases.copy("sqlite")
    with made(url, tmp_path, ALLOWED_HOSTS="estates.example") as app:
        client = app.test_client()
        assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 400
        assert client.get("/healthz", headers={"Host": "estates.example"}).status_code == 200


def test_pages_set_no_cookie(site: Site) -> None:
    for path in ("/", "/fa/", "/en/estates/", "/api/v1/estates"):
        assert "Set-Cookie" not in site.client.get(path).headers
