"""A figure's ledger page: every claim with its source, what leads and why."""

import pytest

from tests.site import LANGUAGES, Site


def claims(page) -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in page.all("table tbody tr")]


def test_all_claims_stand_oldest_first_and_undated_ones_last(site: Site) -> None:
    found = claims(site.get("/en/province/figures/zones/"))
    assert len(found) == 4
    assert "2019–2021" in found[0] and "22 Aug 2025" in found[2]
    assert "date not given by the source" in found[3]


def test_a_claim_shows_source_note_extent_and_confidence(site: Site) -> None:
    [row] = claims(site.get("/en/estates/mahmoudabad/figures/gas-capacity/"))
    for said in ("30,000", "Neday-e Qom", "One station", "a part", "high"):
        assert said in row


def test_which_claim_leads_and_why_is_said(site: Site) -> None:
    page = site.get("/en/province/figures/zones/")
    assert "of the claims of the highest confidence, it is the latest" in page.text
    assert sum("leads" in row for row in claims(page)) == 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("estates/al-ghadir/figures/area-gross/", "no source seen publishes this figure"),
        ("estates/mahmoudabad/figures/gas-capacity/", "speaks of a part, or of a plan"),
        ("estates/siro/figures/usage-right-price/", "no longer holds"),
        ("estates/salafchegan/figures/area-gross/", "only claim of the whole"),
    ],
)
def test_why_nothing_or_only_one_leads_is_said(site: Site, path: str, reason: str) -> None:
    assert reason in site.get(f"/en/{path}").text


def test_two_dated_values_make_a_chart_and_one_does_not(site: Site) -> None:
    assert site.get("/en/estates/shokuhiyeh/figures/jobs-direct/").all("ul.bars, ol.bars, dl.bars")
    assert not site.get("/en/estates/salafchegan/figures/area-gross/").all(
        "ul.bars, ol.bars, dl.bars"
    )


def test_the_page_can_be_cited_with_its_revision(site: Site) -> None:
    page = site.get("/en/estates/shokuhiyeh/figures/jobs-direct/")
    assert "http://localhost/en/estates/shokuhiyeh/figures/jobs-direct/" in page.text
    assert "revision 1" in page.text


@pytest.mark.parametrize(
    "path",
    [
        "estates/shokuhiyeh/figures/nothing/",
        "estates/shokuhiyeh/figures/zones/",
        "province/figures/fibre/",
    ],
)
def test_a_figure_that_its_subject_cannot_have_does_not_exist(site: Site, path: str) -> None:
    site.get(f"/en/{path}", 404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_published_can_be_asked_for(site: Site, language: str) -> None:
    page = site.get(f"/{language}/estates/siro/figures/water-capacity/")
    assert page.all(f'main a[href="/{language}/enquire/?estate=siro&field=water-capacity"]')
    known = site.get(f"/{language}/estates/shokuhiyeh/figures/jobs-direct/")
    assert not known.all('main a[href*="/enquire/"]')
