"""The list: order, pages, views."""

import pytest

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
