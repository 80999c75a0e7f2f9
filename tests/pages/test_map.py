"""The map takes the filters of the list, opens one site, and gives a part of its marks."""

import pytest

from tests.site import Site

FOUR = ["khorabad", "dastjerd", "siro", "toghrud"]


def listed(site: Site, query: str) -> list[str]:
    return [str(row["data-ref"]) for row in site.get(f"/en/map/?{query}").all("[data-map-list] li")]


def marks(site: Site, query: str) -> list[str]:
    return [mark["ref"] for mark in site.fetch(f"/en/map/marks.json?{query}").get_json()["marks"]]


@pytest.mark.parametrize("query", ["kind=zone", "q=kahak", "min_area_gross=500&unknown=drop", ""])
def test_list_and_marks_show_the_same_sites_in_the_same_order(site: Site, query: str) -> None:
    assert listed(site, query) == marks(site, query)


def test_the_filters_of_the_list_hold_on_the_map(site: Site) -> None:
    assert sorted(listed(site, "kind=zone")) == sorted(FOUR)


def test_one_site_can_be_opened(site: Site) -> None:
    page = site.get("/fa/map/?site=siro")
    assert page.all('template[data-card="siro"]')
    assert "site" in site.get("/fa/map/?site=atlantis", 400).text


def test_a_part_of_the_map_has_the_marks_in_it(site: Site) -> None:
    everywhere = marks(site, "")
    assert marks(site, "bbox=48,33,53,36") == everywhere
    west = marks(site, "bbox=48,33,50.5,36")
    assert 0 < len(west) < len(everywhere) and set(west) < set(everywhere)
    assert marks(site, "bbox=0,0,1,1") == []


@pytest.mark.parametrize(
    "box",
    ["x", "1,2,3", "1,2,3,4,5", "NaN,0,1,1", "0,0,inf,1", "5,0,1,1", "0,0,1e309,1", "0,91,1,92"],
)
def test_bounds_that_are_none_are_refused(site: Site, box: str) -> None:
    site.fetch(f"/en/map/marks.json?bbox={box}", 400)


@pytest.mark.parametrize("query", ["kind=castle", "min_area_gross=NaN", "near=x", "page=99"])
def test_bad_filters_are_refused_by_name(site: Site, query: str) -> None:
    assert query.split("=")[0] in site.get(f"/en/map/?{query}", 400).text
