"""Readers of data ask whether anything is new, and scripts of other sites may ask as well."""

from datetime import timedelta

import pytest

from estates.database import db
from estates.history.models import SiteRevision
from estates.web import clock
from tests.site import Site

PATHS = ("estates", "estates.csv", "estates.geojson", "estates/siro", "province", "fields",
         "sources", "exports", "licensing")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("encoding", ["identity", "br", "gzip"])
def test_who_has_the_latest_is_told_so(site: Site, path: str, encoding: str) -> None:
    accept = {"Accept-Encoding": encoding}
    first = site.fetch(f"/api/v1/{path}", headers=accept)
    assert first.last_modified
    for sent in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
        {"If-None-Match": '"of yesterday", ' + first.headers["ETag"]},
    ):
        again = site.fetch(f"/api/v1/{path}", 304, headers=accept | sent)
        assert not again.data
        assert again.headers["ETag"] == first.headers["ETag"]
    old = {"If-None-Match": '"of yesterday"', "If-Modified-Since": first.headers["Last-Modified"]}
    assert site.fetch(f"/api/v1/{path}", headers=accept | old).data == first.data


def test_a_publication_and_a_new_day_make_it_new(own_site: Site) -> None:
    moment = clock.now() + timedelta(minutes=1)
    with clock.stopped_at(moment):
        first = own_site.fetch("/api/v1/estates").headers["ETag"]
        with own_site.app.app_context():
            row = db.session.get(SiteRevision, 1)
            assert row
            row.number += 1
            db.session.commit()
        second = own_site.fetch("/api/v1/estates", headers={"If-None-Match": first})
    with clock.stopped_at(moment + timedelta(days=1)):
        third = own_site.fetch("/api/v1/estates", headers={"If-None-Match": second.headers["ETag"]})
    assert len({first, second.headers["ETag"], third.headers["ETag"]}) == 3


@pytest.mark.parametrize(
    ("path", "status"), [("estates", 200), ("estates?sort=%00", 400), ("no", 404)]
)
def test_scripts_of_other_sites_may_read(site: Site, path: str, status: int) -> None:
    answer = site.fetch(f"/api/v1/{path}", status, headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_script_may_ask_whether_anything_is_new(site: Site) -> None:
    answer = site.client.options("/api/v1/estates", headers={"Origin": "https://example.org"})
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
    assert "POST" not in answer.headers["Access-Control-Allow-Methods"]


def test_pages_stay_closed_to_scripts_of_other_sites(site: Site) -> None:
    answer = site.fetch("/fa/estates/", headers={"Origin": "https://example.org"})
    assert "Access-Control-Allow-Origin" not in answer.headers
