"""The matcher's page and its file."""

import csv
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.site import Site

NEEDS = (
    "min_area_gross=500&max_usage_right_price=1000000&kind=estate&near=34.6401,50.8764&within_km=40"
)


def answers(page) -> dict[str, list[str]]:
    """The verdicts of each site shown, in order."""
    return {
        item.select_one("h2 a")["href"].split("/")[3]: [
            next(name for name in ("meets", "fails", "unknown") if name in mark["class"])
            for mark in item.select(".verdict")
        ]
        for item in page.all(".matches > li")
    }


def test_without_a_requirement_there_is_a_form_and_no_result(site: Site) -> None:
    page = site.get("/fa/match/")
    assert not page.all(".matches") and page.all("#f-min_area_gross")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_site_answers_every_requirement(site: Site, language: str) -> None:
    found = answers(site.get(f"/{language}/match/?{NEEDS}"))
    assert len(found) == 13 and {len(verdicts) for verdicts in found.values()} == {4}
    # The type, the area, the price (all have expired), and the way to Qom.
    assert found["shokuhiyeh"] == ["meets", "meets", "unknown", "meets"]
    assert found["salafchegan"] == ["meets", "meets", "unknown", "unknown"]  # 39 to 42 km
    assert found["mahmoudabad"] == ["meets", "unknown", "unknown", "meets"]
    assert found["siro"] == ["fails", "unknown", "unknown", "meets"]


def test_fewest_fails_stand_first_then_fewest_unknowns(site: Site) -> None:
    found = list(answers(site.get(f"/en/match/?{NEEDS}")).values())
    numbers = [(verdicts.count("fails"), verdicts.count("unknown")) for verdicts in found]
    assert numbers == sorted(numbers)


def test_an_expired_price_is_unknown_and_never_a_pass(site: Site) -> None:
    page = site.get("/en/match/?max_usage_right_price=99999999")
    assert {verdict for verdicts in answers(page).values() for verdict in verdicts} == {"unknown"}
    assert "The last price has expired." in page.text


def test_each_unknown_figure_leads_to_what_is_known(site: Site) -> None:
    page = site.get("/en/match/?min_water_capacity=5")
    assert page.all('.matches a[href="/en/estates/siro/figures/water-capacity/"]')


@pytest.mark.parametrize("language", ["fa", "en"])
def test_who_asks_for_a_figure_names_it_and_its_site(site: Site, language: str) -> None:
    page = site.get(f"/{language}/match/?min_water_capacity=5")
    links = [str(link["href"]) for link in page.all('.matches a[href*="/enquire/"]')]
    named = {parse_qs(urlsplit(link).query)["estate"][0] for link in links}
    assert {"siro", "mahmoudabad"} <= named
    assert all("field=water-capacity" in link for link in links)


def test_the_file_says_what_the_page_says(site: Site) -> None:
    page = answers(site.get(f"/en/match/?{NEEDS}"))
    text = site.fetch(f"/en/match/match.csv?{NEEDS}").data.decode("utf-8-sig")
    rows: dict[str, list[str]] = {}
    for row in csv.DictReader(StringIO(text)):
        rows.setdefault(row["ref"], []).append(row["outcome"])
    assert rows == page and list(rows) == list(page)


def test_the_file_has_the_figure_that_a_verdict_could_not_rest_on(site: Site) -> None:
    text = site.fetch("/en/match/match.csv?max_usage_right_price=1").data.decode("utf-8-sig")
    row = next(row for row in csv.DictReader(StringIO(text)) if row["ref"] == "shokuhiyeh")
    assert (row["outcome"], row["reason"]) == ("unknown", "expired")
    assert row["value"] == "1300000" and row["as_of_start"].startswith("2018") and row["source"]


def test_pages_go_on_where_the_one_before_ended(own_site: Site) -> None:
    whole = list(answers(own_site.get(f"/en/match/?{NEEDS}")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("estates.pages.match_views.PER_PAGE", 4)
        pages = [list(answers(own_site.get(f"/en/match/?{NEEDS}&page={n}"))) for n in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [4, 4, 4, 1]
    assert [ref for page in pages for ref in page] == whole


def test_the_short_address_of_the_file_leads_to_it(site: Site) -> None:
    response = site.client.get("/en/match.csv?min_area_gross=5&kind=zone")
    assert response.status_code == 308
    assert response.headers["Location"].endswith("/en/match/match.csv?min_area_gross=5&kind=zone")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("min_area_gross=NaN", "min_area_gross"), ("max_area_gross=1e309", "max_area_gross"),
        ("near=x&within_km=5", "near"), ("near=34.6,50.9", "within_km"), ("kind=castle", "kind"),
    ],
)  # fmt: skip
def test_a_bad_requirement_refills_the_form(site: Site, query: str, name: str) -> None:
    page = site.get(f"/en/match/?{query}&min_jobs_direct=5", 400)
    assert page.all(f"#p-{name}") and page.one("#f-min_jobs_direct")["value"] == "5"
    assert not page.all(".matches")
    site.fetch(f"/en/match/match.csv?{query}", 400)


def test_persian_digits_require_the_same(site: Site) -> None:
    assert answers(site.get("/fa/match/?min_area_gross=۵۰۰")) == answers(
        site.get("/fa/match/?min_area_gross=500")
    )


def test_pages_beyond_the_last_and_pages_of_the_file_are_refused(site: Site) -> None:
    assert "page" in site.get("/en/match/?min_area_gross=5&page=9", 400).text
    site.fetch("/en/match/match.csv?min_area_gross=5&page=1", 400)
