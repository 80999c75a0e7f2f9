"""Sources: what was read, and what rests on it."""

import pytest

from estates.database import db
from estates.ledger.models import Source
from estates.ledger.words import SOURCE_KINDS
from estates.lib.bilingual import Words
from tests.site import Site


def invented(id: str) -> Source:
    """A source that nobody can take for a real one."""
    return Source(
        id=id, kind="press", publisher=Words({"en": "An invented paper"}), title=f"Invented {id}",
        language="en", published_precision="unknown", accessed_note=Words({}),
    )  # fmt: skip


def test_every_source_is_listed_with_the_number_of_its_figures(site: Site) -> None:
    page = site.get("/en/sources/")
    assert len({str(link["href"]) for link in page.all("main a[href^='/en/sources/']")}) == 89


def test_a_source_shows_what_rests_on_it(site: Site) -> None:
    page = site.get("/en/sources/seed/")
    for said in ("nearly 2,000", "over 57,000", "Industrial zones", "Dastjerd"):
        assert said in page.text


def test_a_source_without_address_has_no_link_to_itself(site: Site) -> None:
    assert "Read the source" not in site.get("/en/sources/sepehr-fdi/").words_of("main")


def test_titles_keep_their_language(site: Site) -> None:
    page = site.get("/en/sources/iribnews-5548319/")
    assert page.all("main [lang=fa][dir=rtl]")


def test_a_long_library_is_paged_in_one_order(own_site: Site) -> None:
    with own_site.app.app_context():
        for number in range(150):
            db.session.add(invented(f"invented-{number:03}"))
        db.session.commit()
    pages = [own_site.get(f"/en/sources/?page={n}") for n in (1, 2, 3)]
    listed = [str(a["href"]) for page in pages for a in page.all("main .body ul.plain > li > a")]
    assert len(listed) == len(set(listed)) == 89 + 150
    kinds = [str(section["aria-labelledby"]) for page in pages for section in page.all("section")]
    assert [kind for n, kind in enumerate(kinds) if kind not in kinds[:n]] == list(SOURCE_KINDS)
    for page, link in ((p, a) for p in pages for a in p.all("nav.contents a")):
        there = own_site.get(str(link["href"])) if str(link["href"])[0] != "#" else page
        assert there.all(f"section[aria-labelledby={str(link['href']).split('#')[1]}]")


@pytest.mark.parametrize("wrong", ["2", "0", "x", "1e309"])
def test_a_page_that_is_not_there_is_refused(site: Site, wrong: str) -> None:
    site.get(f"/en/sources/?page={wrong}", 400)


def test_a_source_of_the_guide_alone_says_so(site: Site) -> None:
    assert "1 step of the licensing guide rests on it" in site.get("/en/sources/khiec-148/").text
    page = site.get("/en/sources/")
    entry = next(li for li in page.all("main li") if "khiec.ir" in li.get_text())
    assert "1 step of the licensing guide" in entry.get_text()
    assert "used for names" not in entry.get_text()
