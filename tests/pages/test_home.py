"""The home page: the province's figures, the dispute, the exports, the priority."""

import pytest

from tests.site import Site


def test_home_shows_the_qualified_figures_with_their_marks(site: Site) -> None:
    page = site.get("/en/")
    figures = page.words_of("dl.figs")
    assert "nearly 2,000" in figures and "over 57,000 people" in figures
    assert "date not given by the source" in figures


def test_persian_figures_are_in_persian(site: Site) -> None:
    figures = site.get("/fa/").words_of("dl.figs")
    assert "نزدیک به ۲٬۰۰۰" in figures and "بیش از ۵۷٬۰۰۰ نفر" in figures


def test_the_dispute_of_four_or_five_zones_stands_on_the_home_page(site: Site) -> None:
    [disputed] = site.get("/en/").all("dl.figs .differ")
    words = " ".join(disputed.get_text(" ").split())
    assert words.startswith("Two sources differ 4") and " 5 " in words


def test_the_exports_of_the_source_are_there_and_its_year_is_not(site: Site) -> None:
    page = site.get("/en/")
    row = " ".join(page.all("table tbody tr")[0].get_text(" ").split())
    for said in ("34,368,710", "over 33,000", "853", "29", "year not stated in the source"):
        assert said in row


def test_the_priority_is_quoted_with_source_and_without_criteria(site: Site) -> None:
    fa, en = site.get("/fa/").words_of(".panel"), site.get("/en/").words_of(".panel")
    assert "صدور مجوز برای طرح‌هایی که محصول تولیدی آن قابلیت صادرات را داشته باشد" in fa
    assert "Issuing permits for projects whose product can be exported takes priority" in en
    assert en.count("not published") == 3  # criteria, documents, time limit
    assert site.get("/en/").one(".panel a[href^='#source-']")


@pytest.mark.parametrize(("kind", "number"), [("estate", 7), ("zone", 4), ("private", 2)])
def test_all_thirteen_are_listed_by_kind(site: Site, kind: str, number: int) -> None:
    assert len(site.get("/fa/").all(f"#kind-{kind} li")) == number


def test_every_mark_leads_to_a_source_of_the_page(site: Site) -> None:
    page = site.get("/en/")
    numbers = {str(mark["href"]) for mark in page.all("main a[href^='#source-']")}
    listed = {f"#{entry['id']}" for entry in page.all("[id^='source-']")}
    assert numbers == listed


def test_the_operator_is_named_or_its_absence_is(databases, tmp_path) -> None:
    nameless = Site(databases.copy("sqlite"), tmp_path)
    assert "This is not an authority's site" in nameless.get("/en/").words_of("footer")
    nameless.close()
    operator = {"OPERATOR_NAME_FA": "بهره‌بردار آزمون", "OPERATOR_NAME_EN": "Test operator"}
    named = Site(databases.copy("sqlite"), tmp_path, **operator, DATA_LICENCE="Test licence")
    assert "Test operator" in named.get("/en/").words_of("footer")
    assert "بهره‌بردار آزمون" in named.get("/fa/").words_of("footer")
    named.close()
