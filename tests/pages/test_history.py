"""Past profiles, what changed between them, and the changes of the site as a page and a feed."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest

from estates.directory.document import document
from estates.history.models import Revision
from estates.web import clock
from tests.conftest import MOMENT
from tests.history.cast import ALI, MINA, REASON, desk, new_claim, published
from tests.site import LANGUAGES, Site

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lived(request, databases, tmp_path_factory):
    """Siro after two publications, the province after one."""
    site = Site(databases.copy(request.param), tmp_path_factory.mktemp("history"))
    with desk(site) as session:
        with clock.stopped_at(MOMENT + timedelta(days=10)):
            published(session, {
                "claims/new1": new_claim(number="20000"), "texts/summary/fa": "متن آزمون تازه.",
                "names/new1": {"language": "en", "name": "Old Siro", "role": "former"},
            })  # fmt: skip
        claim = next(
            path.partition("/")[2]
            for path, e in document(session, "siro").items()
            if path.startswith("claims/") and e["field"] == "gas_capacity"
        )
        with clock.stopped_at(MOMENT + timedelta(days=20)):
            published(session, {
                "claims/new1": new_claim(number="30000"), f"standing/{claim}": {"action": "withdraw", **REASON},
                "ended": {"day": "1405/09/10", "source": "seed", **REASON},
            }, ALI, MINA)  # fmt: skip
            published(session, {"claims/new1": new_claim("zones", "6")}, subject="qom")
    yield site
    site.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    ["changes/", "estates/siro/", "estates/siro/revisions/", "estates/siro/revisions/1/", "estates/siro/revisions/2/",
     "estates/siro/revisions/3/", "estates/siro/revisions/2/changes/", "estates/siro/revisions/3/changes/",
     "estates/siro/revisions/compare/?from=3&to=1", "estates/siro/revisions/compare/", "estates/siro/revisions/compare/?from=۱&to=3",
     "estates/ict/revisions/", "estates/ict/revisions/1/", "estates/ict/revisions/compare/",
     "province/revisions/", "province/revisions/1/", "province/revisions/2/", "province/revisions/2/changes/", "province/revisions/compare/",
     "estates/siro/figures/gas-capacity/"],
)  # fmt: skip
def test_every_page_of_history_passes_inspection(lived: Site, language: str, path: str) -> None:
    lived.get(f"/{language}/{path}")


@pytest.mark.parametrize(
    ("path", "status"),
    [("estates/siro/revisions/4/", 404), ("estates/siro/revisions/0/", 404), ("estates/siro/revisions/99999999999999999999/", 404),
     ("estates/siro/revisions/1/changes/", 404), ("estates/nowhere/revisions/", 404), ("province/revisions/3/changes/", 404),
     ("estates/siro/revisions/compare/?from=9", 400), ("estates/siro/revisions/compare/?to=x", 400), ("changes/?page=9", 400),
     ("changes/?page=0", 400), ("changes/?utm_source=x", 200)],
)  # fmt: skip
def test_odd_addresses_are_answered(lived: Site, path: str, status: int) -> None:
    lived.get(f"/fa/{path}", status)


def test_a_past_profile_shows_what_was_published_then(lived: Site) -> None:
    first, second, third = (lived.get(f"/en/estates/siro/revisions/{n}/") for n in (1, 2, 3))
    assert (
        "20,000" not in first.text and "A past state." in first.text and "first facts" in first.text
    )
    assert "20,000" in second.text and "30,000" not in second.text and "Old Siro" in second.text
    assert (
        "30,000" in third.text
        and "The latest revision." in third.text
        and "It ended on 1 Dec 2026" in third.text
    )
    for page in (first, second, third):
        assert page.one('meta[name="robots"]')["content"] == "noindex"
    assert not lived.get("/en/estates/siro/").all('meta[name="robots"]')


def test_changes_are_told_in_sentences(lived: Site) -> None:
    page = lived.get("/en/estates/siro/revisions/3/changes/")
    assert "Raised “Gas capacity” from 20,000 m³/h to 30,000 m³/h" in page.text
    assert (
        "Withdrew the value 20,000 m³/h of “Gas capacity”" in page.text and "A test." in page.text
    )
    assert "Raised “Gas capacity” from 20,000 m³/h to 30,000" in lived.get("/en/changes/").text
    back = lived.get("/en/estates/siro/revisions/compare/?from=3&to=1")
    assert "“Gas capacity” was 30,000 m³/h; no value leads now." in back.text
    same = lived.get("/en/estates/siro/revisions/compare/?from=2&to=2")
    assert "do not differ" in same.text


def test_the_profile_says_what_lags_and_that_the_site_is_no_more(lived: Site) -> None:
    english, persian = lived.get("/en/estates/siro/"), lived.get("/fa/estates/siro/")
    assert "The other language has newer words of: Summary." in english.text
    assert len(persian.all(".notice")) == len(english.all(".notice")) - 1
    assert "This site is no more." in english.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_atom_and_its_names_stay(lived: Site, language: str) -> None:
    answer = lived.fetch(f"/{language}/changes.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed"
    for of in (feed, *feed.findall(f"{ATOM}entry")):
        assert all(len(of.findall(ATOM + name)) == 1 for name in ("id", "title", "updated")), of
        assert datetime.fromisoformat(of.findtext(f"{ATOM}updated") or "")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    ids = [one.findtext(f"{ATOM}id") for one in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 13 + 2 + 2
    again = lived.fetch(f"/{language}/changes.atom", base_url="https://elsewhere.example")
    assert [
        one.findtext(f"{ATOM}id")
        for one in ElementTree.fromstring(again.data).findall(f"{ATOM}entry")
    ] == ids
    other = ElementTree.fromstring(
        lived.fetch(f"/{'en' if language == 'fa' else 'fa'}/changes.atom").data
    )
    assert not {one.findtext(f"{ATOM}id") for one in other.findall(f"{ATOM}entry")} & set(ids)
    updated = [one.findtext(f"{ATOM}updated") or "" for one in feed.findall(f"{ATOM}entry")]
    assert (
        updated == sorted(updated, reverse=True) and feed.findtext(f"{ATOM}updated") == updated[0]
    )
    for link in feed.findall(f"{ATOM}entry/{ATOM}link"):
        assert lived.answers("/" + link.get("href", "").split("/", 3)[3])
    kept = lived.fetch(
        f"/{language}/changes.atom", 304, headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert not kept.data


def test_a_revision_of_a_release_without_drafts_can_still_be_read(own_site: Site) -> None:
    with desk(own_site) as session:
        row = session.get_one(Revision, ("salafchegan", 1))
        row.snapshot = {key: one for key, one in row.snapshot.items() if key != "document"}
        session.commit()
        published(session, {"texts/summary/en": "Another."}, subject="salafchegan")
    old = own_site.get("/en/estates/salafchegan/revisions/1/")
    assert "Not everything was kept." in old.text and "553" in old.text
    changes = own_site.get("/en/estates/salafchegan/revisions/2/changes/")
    assert [" ".join(one.get_text().split())[:28] for one in changes.all("main .plain > li")] == [
        "Rewrote “Summary” in English"
    ]
