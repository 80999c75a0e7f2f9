"""What browsers really receive is compressed."""

import brotli
import pytest

from tests.site import Site

PAGES = ["/fa/", "/en/estates/", "/fa/estates/shokuhiyeh/", "/api/v1/estates", "/en/map/marks.json"]


@pytest.mark.parametrize("path", PAGES)
def test_text_leaves_as_brotli_and_means_the_same(site: Site, path: str) -> None:
    plain = site.client.get(path)
    small = site.client.get(path, headers={"Accept-Encoding": "br, gzip"})
    assert small.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert brotli.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 3


@pytest.mark.parametrize(
    "path", ["/fa/", "/en/", "/fa/estates/", "/fa/estates/shokuhiyeh/", "/fa/map/"]
)
def test_a_page_weighs_at_most_14_kilobytes_on_the_wire(site: Site, path: str) -> None:
    assert len(site.client.get(path, headers={"Accept-Encoding": "br"}).data) <= 14 * 1024


def test_who_takes_no_compression_gets_none(site: Site) -> None:
    assert "Content-Encoding" not in site.client.get("/fa/").headers
