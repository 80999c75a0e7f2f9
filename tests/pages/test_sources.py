"""Sources: what was read, and what rests on it."""

from tests.site import Site


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
