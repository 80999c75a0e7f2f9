"""The headers of everything that is served."""

from pathlib import Path

import pytest

from estates.web.security import is_host
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


@pytest.mark.parametrize(
    "host", ["..", ".", "a..b", "a" * 300, 'evil"><script>', "[::1", "a b", ""]
)
@pytest.mark.parametrize("path", ["/fa/", "/healthz", "/api/v1/estates", "/fa/nothing/"])
def test_a_host_that_cannot_be_one_is_refused_in_a_sentence(site: Site, host: str, path) -> None:
    client = site.app.test_client(use_cookies=False)  # cookies want a host that is one
    response = client.get(path, headers={"Host": host})
    assert response.status_code == 400
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("host", ["xn--", "a.xn--", "-a", "a-", "a/b", "a:123456", "[::1"])
def test_what_is_no_host_is_known_for_none(host: str) -> None:
    assert not is_host(host)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:80", "estates.example."])
def test_ordinary_hosts_are_answered(site: Site, host: str) -> None:
    assert site.client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"X-Forwarded-Host": ".."}, {"X-Forwarded-Proto": "javascript"}]
)
def test_what_a_proxy_forwards_is_held_to_the_same(databases, tmp_path: Path, headers) -> None:
    with made(databases.copy("sqlite"), tmp_path, TRUSTED_PROXIES="1") as app:
        assert app.test_client().get("/fa/", headers=headers).status_code == 400


def test_no_address_takes_its_host_from_the_request_where_the_site_has_one(
    databases: Databases, tmp_path: Path
) -> None:
    url = databases.copy("sqlite")
    with made(url, tmp_path, SITE_URL="https://estates.example") as app:
        client, evil = app.test_client(), {"Host": "evil.example"}
        for path in ("/fa/", "/en/province/figures/zones/", "/api/v1/estates", "/api/v1/province"):
            assert "evil.example" not in client.get(path, headers=evil).get_data(as_text=True)


def test_redirects_name_a_path_alone(site: Site) -> None:
    response = site.client.get("/fa/estates", headers={"Host": "evil.example"})
    assert (response.status_code, response.headers["Location"]) == (308, "/fa/estates/")


def test_pages_set_no_cookie(site: Site) -> None:
    for path in ("/", "/fa/", "/en/estates/", "/api/v1/estates"):
        assert "Set-Cookie" not in site.client.get(path).headers
