"""Sites side by side: the page, its filters, the choice, and the file."""

import csv
from io import StringIO

import pytest

from tests.site import Site

THREE = "e=shokuhiyeh&e=salafchegan&e=mahmoudabad"


def heads(page) -> list[str]:
    return [head["data-shortlist"] for head in page.all("table.versus thead th")]


def rows(page) -> dict[str, list[str]]:
    """Each row of the comparison by its label: the texts of its cells."""
    found = {}
    for row in page.all("table.versus tbody tr"):
        if "group" not in (row.get("class") or []):
            label = row.select_one("th").find(string=True).strip(" \n\u2060")
            found[label] = [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
    return found


@pytest.mark.parametrize("language", ["fa", "en"])
def test_three_sites_stand_in_the_order_of_the_address(site: Site, language: str) -> None:
    page = site.get(f"/{language}/compare/?{THREE}")
    assert heads(page) == ["shokuhiyeh", "salafchegan", "mahmoudabad"]


def test_a_cell_shows_the_figure_with_its_source_or_the_words_that_there_is_none(
    site: Site,
) -> None:
    page = site.get(f"/en/compare/?{THREE}")
    area = rows(page)["Gross area"]
    assert "1,000" in area[0] and "553" in area[1] and area[2] == "not published"
    assert page.all("table.versus a.c")


def test_what_nobody_publishes_is_one_gap_across(site: Site) -> None:
    page = site.get(f"/en/compare/?{THREE}")
    gaps = page.all("table.versus td.gap")
    assert gaps and all(gap["colspan"] == "3" for gap in gaps)
    assert rows(page)["Water capacity"] == ["Not published for any of the 3"]


def test_rows_that_nobody_publishes_can_be_hidden_and_their_number_is_said(site: Site) -> None:
    everything = rows(site.get(f"/en/compare/?{THREE}"))
    page = site.get(f"/en/compare/?{THREE}&published=1")
    left = rows(page)
    assert not page.all("td.gap") and 0 < len(left) < len(everything)
    assert f"{len(everything) - len(left)} rows are hidden." in page.text


def test_rows_that_differ_are_those_whose_cells_are_not_alike(site: Site) -> None:
    everything = rows(site.get(f"/en/compare/?{THREE}"))
    left = rows(site.get(f"/en/compare/?{THREE}&differ=1"))
    assert set(left) < set(everything)
    assert all(len(set(cells)) > 1 for cells in left.values())


def test_a_dispute_is_shown_and_draws_no_bar(site: Site) -> None:
    page = site.get(f"/en/compare/?{THREE}")
    for cell in page.all("table.versus .differ"):
        assert "differ" in cell.get_text() and not cell.select("svg")


def test_there_is_no_score_and_no_winner(site: Site) -> None:
    text = site.get(f"/en/compare/?{THREE}").text.casefold()
    assert "best" not in text and "winner" not in text
    assert "no scores, no ranking" in text


@pytest.mark.parametrize("query", ["", "e=siro"])
def test_with_none_or_one_there_is_the_choice(site: Site, query: str) -> None:
    page = site.get(f"/fa/compare/?{query}")
    assert not page.all("table.versus") and len(page.all("main input[name=e]")) == 13
    ticked = [box["value"] for box in page.all("main input[name=e][checked]")]
    assert ticked == (["siro"] if query else [])


def test_duplicates_count_once(site: Site) -> None:
    assert heads(site.get("/en/compare/?e=siro&e=ict&e=siro")) == ["siro", "ict"]


def test_four_fit_and_five_do_not(site: Site) -> None:
    five = [f"e={ref}" for ref in ("siro", "ict", "shahab", "toghrud", "dastjerd")]
    assert len(heads(site.get(f"/en/compare/?{'&'.join(five[:4])}"))) == 4
    page = site.get(f"/en/compare/?{'&'.join(five)}", 400)
    assert "5 sites are chosen; at most four" in page.text
    assert len(page.all("main input[name=e][checked]")) == 5  # nothing chosen is lost


@pytest.mark.parametrize("ref", ["atlantis", "%00", "..%2F", "a" * 5000, "qom"])
def test_what_is_no_site_is_refused_with_words(site: Site, ref: str) -> None:
    page = site.get(f"/en/compare/?e=siro&e={ref}", 400)
    assert "a site that this directory does not have" in page.text
    answer = site.client.get(f"/en/compare/compare.csv?e=siro&e={ref}")
    assert answer.status_code == 400


def test_each_site_can_be_taken_away_and_another_added(site: Site) -> None:
    page = site.get(f"/en/compare/?{THREE}&published=1")
    removed = page.all("table.versus a.remove")
    assert [heads(site.get(str(link["href"]))) for link in removed] == [
        ["salafchegan", "mahmoudabad"], ["shokuhiyeh", "mahmoudabad"], ["shokuhiyeh", "salafchegan"],
    ]  # fmt: skip
    assert all("published=1" in link["href"] for link in removed)
    add = next(link for link in page.all("table.versus a") if "Add another" in link.get_text())
    ticked = [
        box["value"] for box in site.get(str(add["href"])).all("table input[name=e][checked]")
    ]
    assert sorted(ticked) == ["mahmoudabad", "salafchegan", "shokuhiyeh"]


def test_the_file_has_the_rows_of_the_page(site: Site) -> None:
    for extra in ("", "&published=1", "&differ=1"):
        labels = list(rows(site.get(f"/en/compare/?{THREE}{extra}")))
        body = site.fetch(f"/en/compare/compare.csv?{THREE}{extra}").data.decode("utf-8-sig")
        lines = list(csv.DictReader(StringIO(body)))
        assert list(dict.fromkeys(line["label"] for line in lines)) == labels
    area = [line for line in lines if line["field"] == "area_gross" and line["standing"] == "lead"]
    assert {line["site"]: line["value"] for line in area} == {
        "shokuhiyeh": "1000", "salafchegan": "553",
    }  # fmt: skip


def test_a_gap_in_the_file_has_a_state_and_no_value(site: Site) -> None:
    body = site.fetch(f"/en/compare/compare.csv?{THREE}").data.decode("utf-8-sig")
    gaps = [line for line in csv.DictReader(StringIO(body)) if line["state"] == "not_published"]
    assert gaps and all(line["value"] == "" for line in gaps if line["standing"] == "")


def test_search_engines_keep_no_comparison(site: Site) -> None:
    assert site.get(f"/en/compare/?{THREE}").one("meta[name=robots]")["content"] == "noindex,follow"
