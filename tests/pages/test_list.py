"""The list: order, pages, views."""

import pytest
from bs4 import Tag

from tests.site import Site


def names(page, view: str = "table") -> list[str]:
    selector = 'table tbody th a[href^="/"]' if view == "table" else '.cards h2 a[href^="/"]'
    return [" ".join(link.get_text(" ").split()) for link in page.all(selector)]


def test_persian_names_stand_in_the_order_of_the_persian_alphabet(site: Site) -> None:
    assert names(site.get("/fa/estates/")) == [
        "الغدیر", "پارس‌گستر نیزار", "ثامن‌الائمه (ع)", "خورآباد", "دستجرد", "سلفچگان", "سیرو",
        "شکوهیه", "شهاب", "شهرک غیردولتی دوم", "طغرود", "فناوری اطلاعات و ارتباطات", "محمودآباد",
    ]  # fmt: skip


def test_english_names_stand_in_the_order_of_the_latin_alphabet(site: Site) -> None:
    found = names(site.get("/en/estates/"))
    assert found == sorted(found, key=str.casefold) and len(found) == 13


@pytest.mark.parametrize("sort", ["area_gross", "-area_gross"])
def test_what_has_no_figure_stands_last(site: Site, sort: str) -> None:
    found = names(site.get(f"/en/estates/?sort={sort}"))
    known = {"Shokuhiyeh", "Salafchegan", "Samen al-A'emmeh", "Pars Gostar Neyzar"}
    assert set(found[:4]) == known


def test_pages_show_all_sites_once(site: Site) -> None:
    seen = []
    for number in (1, 2, 3):
        seen += names(site.get(f"/en/estates/?per_page=5&page={number}"))
    assert len(seen) == len(set(seen)) == 13
    assert "page" in site.get("/en/estates/?per_page=5&page=4", 400).text


def test_cards_and_table_show_the_same_sites(site: Site) -> None:
    assert names(site.get("/en/estates/?view=cards"), "cards") == names(site.get("/en/estates/"))


def test_the_sorted_column_says_so(site: Site) -> None:
    page = site.get("/en/estates/?sort=-area_gross")
    assert [head["aria-sort"] for head in page.all("th[aria-sort]")] == ["descending"]


def test_links_of_the_list_keep_what_was_chosen(site: Site) -> None:
    page = site.get("/en/estates/?sort=-area_gross&per_page=5")
    assert page.all("a[href='/en/estates/?sort=-area_gross&page=2&per_page=5']")
    assert page.all("a[href='/en/estates/?sort=-area_gross&per_page=5&view=cards']")


def shown(site: Site, query: str, status: int = 200) -> list[str]:
    """The references of the rows that a query shows."""
    page = site.get(f"/en/estates/?{query}", status)
    return [str(link["href"]).split("/")[3] for link in page.all("table tbody th > a")]


def test_kinds_are_alternatives_and_facets_hold_at_once(site: Site) -> None:
    assert len(shown(site, "kind=zone&kind=private")) == 6
    assert shown(site, "kind=zone&county=kahak-county") == ["siro"]


def count_beside(box: Tag) -> int:
    """The number beside a check box."""
    label = box.find_parent("label")
    assert label is not None
    return int(label.select("b")[0].get_text())


def test_a_facet_counts_what_each_value_would_show(site: Site) -> None:
    page = site.get("/en/estates/?kind=zone")
    counts = {str(box["value"]): count_beside(box) for box in page.all("input[name=kind]")}
    assert counts == {"estate": 7, "zone": 4, "private": 2}
    for box in page.all("input[name=county]"):
        rows = shown(site, f"kind=zone&county={box['value']}")
        assert len(rows) == count_beside(box)


def test_a_range_keeps_what_may_lie_in_it_and_what_is_unknown(site: Site) -> None:
    """Shokuhiyeh has over 1,000 ha, so it may have 1,500; Salafchegan has 553."""
    kept = shown(site, "min_area_gross=1500")
    assert "shokuhiyeh" in kept and "salafchegan" not in kept and "al-ghadir" in kept
    assert shown(site, "min_area_gross=1500&unknown=drop") == ["shokuhiyeh"]


def test_the_number_of_unknown_sites_is_said_in_both_cases(site: Site) -> None:
    assert "9 sites are shown although" in site.get("/en/estates/?min_area_gross=100").text
    assert "9 sites are left out" in site.get("/en/estates/?min_area_gross=100&unknown=drop").text


def test_numbers_are_taken_in_every_digit_set(site: Site) -> None:
    expected = shown(site, "min_area_gross=1500&unknown=drop")
    for typed in ("۱۵۰۰", "۱٬۵۰۰", "١٥٠٠", "1,500", "1500.0"):
        assert shown(site, f"min_area_gross={typed}&unknown=drop") == expected


def test_near_a_place_counts_how_far_off_positions_may_be(site: Site) -> None:
    near = shown(site, "near=34.6401,50.8764&within_km=20&unknown=drop")
    assert "shokuhiyeh" in near and "dastjerd" not in near
    assert len(shown(site, "near=34.6401,50.8764&within_km=20")) > len(near)


def test_places_are_offered_by_name(site: Site) -> None:
    options = [o.get_text() for o in site.get("/fa/estates/").all("#f-near option")]
    assert "قم" in options and len(options) > 20


def test_each_filter_can_be_taken_away_alone(site: Site) -> None:
    page = site.get("/en/estates/?kind=zone&kind=estate&min_area_gross=100&q=qom")
    links = [chip["href"] for chip in page.all(".chips li a")]
    assert len(links) == 4
    for link in links:
        assert len(site.get(str(link)).all(".chips li a")) == 3


def test_an_empty_list_has_ways_out_that_lead_to_sites(site: Site) -> None:
    page = site.get("/en/estates/?kind=zone&min_area_gross=1&unknown=drop")
    assert not page.all("table tbody tr")
    for way in page.all(".ways a"):
        assert site.get(str(way["href"])).all("table tbody tr")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("min_area_gross=abc", "min_area_gross"), ("min_area_gross=NaN", "min_area_gross"),
        ("max_area_gross=1e309", "max_area_gross"), ("min_area_gross=Infinity", "min_area_gross"),
        ("min_area_gross=2&max_area_gross=1", "max_area_gross"), ("kind=castle", "kind"),
        ("county=atlantis", "county"), ("has=charm", "has"), ("near=here", "near"),
        ("near=91,0", "near"), ("within_km=5", "near"), ("near=34,50&within_km=0", "within_km"),
        ("unknown=maybe", "unknown"), (f"q={'a' * 10_000}", "q"),
    ],
)  # fmt: skip
def test_a_bad_value_refills_the_form_and_names_the_field(
    site: Site, query: str, name: str
) -> None:
    page = site.get(f"/en/estates/?{query}&specialism=metal", 400)
    assert page.all(f"#p-{name}") and page.all(f'.notice.bad a[href="#f-{name}"]')
    assert page.one('input[value="metal"]').has_attr("checked")
    assert not page.all("table tbody tr")
    answer = site.fetch(f"/api/v1/estates?{query}", 400)
    assert answer.get_json()["parameter"] == name


@pytest.mark.parametrize(
    "query", ["utm_source=mail", "max_castles=3", "kind=", "q=", "min_area_gross="]
)
def test_what_is_unknown_or_empty_changes_nothing(site: Site, query: str) -> None:
    assert len(shown(site, query)) == 13


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%ED%A0%80", "q=%E2%80%AEabc", "q=a&q=b", "q=%22%20OR%20*", "q=%F0%9F%8C%8D"],
)
def test_hostile_searches_are_pages(site: Site, query: str) -> None:
    site.get(f"/fa/estates/?{query}")


def test_every_published_field_can_sort_and_unknown_stands_last(site: Site) -> None:
    page = site.get("/en/estates/")
    for option in page.all("#sort option"):
        assert len(shown(site, f"sort={option['value']}")) == 13


def test_what_the_list_shows_is_what_its_files_hold(site: Site) -> None:
    """Files stand in the order of the default language."""
    page = site.get("/fa/estates/?min_area_gross=100&kind=estate&sort=-area_gross")
    rows = [str(link["href"]).split("/")[3] for link in page.all("table tbody th > a")]
    addresses = {link.get_text(): str(link["href"]) for link in page.all(".files a")}
    table = site.fetch(addresses["CSV"]).data.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in table[1:]] == rows
    for name, key, own in (("JSON", "items", "ref"), ("GeoJSON", "features", "id")):
        assert [item[own] for item in site.fetch(addresses[name]).get_json(force=True)[key]] == rows


def test_files_have_all_rows_and_no_pages(site: Site) -> None:
    assert site.fetch("/api/v1/estates.csv?page=1", 400).get_json()["parameter"] == "page"
    assert len(site.fetch("/api/v1/estates.csv").data.splitlines()) == 14


def test_the_shortlist_stays_in_the_address(site: Site) -> None:
    page = site.get("/en/estates/?e=siro&e=ict&kind=zone")
    assert page.one('table input[value="siro"]').has_attr("checked")
    assert page.one('.dock input[value="ict"]').has_attr("checked")
    assert {str(box["value"]) for box in page.all("#filters input[name=e]")} == {"siro", "ict"}
    assert "e" in site.get("/en/estates/?e=atlantis", 400).text
