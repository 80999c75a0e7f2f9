"""Sites side by side: their rows, what hides some of them, the choice, and the file."""

import csv
import re
from io import StringIO

import pytest
from bs4.element import Tag

from estates.database import db
from estates.directory.models import Estate
from estates.ledger.models import Claim
from estates.ledger.queries import figures_of
from estates.lib.bilingual import Words
from estates.pages import compare, compare_query
from estates.web.clock import today
from tests.page import Page
from tests.site import LANGUAGES, Site

THREE = "e=shokuhiyeh&e=salafchegan&e=mahmoudabad"


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def heads(page: Page) -> list[str]:
    return [words(link) for link in page.all(".versus thead th > a:not(.remove)")]


def rows(page: Page) -> dict[str, list[str]]:
    """Each row of the table: the first words of its head, and the words of its cells."""
    found = {}
    for row in page.all(".versus tbody tr:not(.group)"):
        head = row.find("th")
        assert isinstance(head, Tag)
        label = next(head.stripped_strings).removesuffix("\u2060")  # the joiner of a mark
        found[label] = [words(cell) for cell in row.find_all("td")]
    return found


def lines(site: Site, query: str, language: str = "en") -> list[dict[str, str]]:
    body = site.fetch(f"/{language}/compare/compare.csv?{query}").get_data()
    return list(csv.DictReader(StringIO(body.decode("utf-8-sig"), newline="")))


def refused(site: Site, path: str) -> Page:
    """The page at ``path``, which answers 400; its link to the other language does so too."""
    return Page(path, site.fetch(path, 400))


def ticked(page: Page) -> list[str]:
    return [str(box["value"]) for box in page.all(".choosing input[name=e][checked]")]


# --- which sites -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query", ["", "e=shokuhiyeh", f"{THREE}&e=private-second", f"{THREE}&differ=1&published=1"]
)
def test_the_page_passes_inspection(site: Site, language: str, query: str) -> None:
    site.get(f"/{language}/compare/?{query}")


@pytest.mark.parametrize("refs", [["siro", "ict"], ["ict", "siro", "shahab", "khorabad"]])
def test_two_to_four_sites_stand_in_the_order_of_the_address(site: Site, refs) -> None:
    page = site.get("/en/compare/?" + "&".join(f"e={ref}" for ref in refs))
    links = page.all(".versus thead th > a:not(.remove)")
    assert [str(link["href"]) for link in links] == [f"/en/estates/{ref}/" for ref in refs]
    assert page.words_of("h1") == f"Compare {len(refs)} sites"


def test_a_site_that_is_named_twice_stands_once(site: Site) -> None:
    page = site.get("/en/compare/?e=siro&e=ict&e=siro&e=ict&e=siro&e=")
    assert heads(page) == ["Siro", "ICT"]


def test_with_none_the_page_asks_which(site: Site) -> None:
    page = site.get("/en/compare/")
    assert len(page.all(".choosing input[name=e]")) == 13 and not ticked(page)
    assert page.words_of("form#compare button") == "Compare side by side"
    assert {str(box["form"]) for box in page.all(".choosing input")} == {"compare"}


def test_with_one_it_asks_and_keeps_that_one_first(site: Site) -> None:
    page = site.get("/en/compare/?e=siro")
    assert page.all(".choosing input")[0]["value"] == "siro"
    assert ticked(page) == ["siro"]


def test_with_five_it_says_that_four_are_the_most_and_keeps_all(site: Site) -> None:
    five = ["siro", "ict", "shahab", "khorabad", "dastjerd"]
    page = refused(site, "/en/compare/?" + "&".join(f"e={ref}" for ref in five))
    said = page.words_of(".mistake")
    assert "5 sites are chosen; at most four" in said and "The value of e cannot" in said
    assert ticked(page) == five


@pytest.mark.parametrize(
    "ref",
    ["nowhere", "%00", "%ED%A0%80", "%E2%80%AE", "siro%27--", "x" * 10_000, "Siro", "NaN", "qom"],
)
def test_an_unknown_site_is_said_to_be_one_and_the_known_ones_stay(site: Site, ref: str) -> None:
    page = refused(site, f"/en/compare/?e=siro&e={ref}&e=ict")
    assert "The value of e cannot be used." in page.words_of(".mistake")
    assert ticked(page) == ["siro", "ict"]


def test_very_many_sites_are_refused_like_five(site: Site) -> None:
    many = "&".join(f"e=test-{number}" for number in range(3000))
    assert "3,000 sites are chosen" in refused(site, f"/en/compare/?{many}").text


@pytest.mark.parametrize("name", ["differ", "published"])
def test_a_filter_that_is_no_switch_is_named(site: Site, name: str) -> None:
    assert name in site.get(f"/en/compare/?{THREE}&{name}=maybe", 400).words_of("main")
    assert heads(site.get(f"/en/compare/?{THREE}&{name}=0&utm_source=test"))


def test_at_most_fifty_sites_are_offered_and_the_list_has_the_rest(own_site: Site) -> None:
    with own_site.app.app_context():
        one = db.session.get(Estate, "siro")
        assert one
        columns = {c.key: getattr(one, c.key) for c in Estate.__table__.columns}
        for number in range(60):
            name = Words({"fa": f"آزمون {number}", "en": f"Test {number}"})
            own = {"ref": f"test-{number}", "position": 1000 + number, "short_name": name}
            db.session.add(Estate(**columns | own))
        db.session.commit()
    page = own_site.get("/en/compare/?e=toghrud")
    assert 50 <= len(page.all(".choosing input")) <= 51
    assert page.all(".choosing input")[0]["value"] == "toghrud"
    assert page.one("main a[href='/en/estates/?e=toghrud']").get_text() == "Search all 73 sites"


# --- rows ------------------------------------------------------------------------------------


def test_groups_stand_in_the_order_of_an_investors_questions(site: Site) -> None:
    found = [
        next(head.stripped_strings).strip("\u2060")
        for head in site.get(f"/en/compare/?{THREE}").all(".group")
    ]
    assert found == [
        "Place", "Land", "Price and terms", "People and activity", "Utilities", "Connections",
        "Straight-line distances", "History",
    ]  # fmt: skip


def test_a_cell_shows_value_source_and_day_or_that_nothing_is_published(site: Site) -> None:
    shown = rows(site.get(f"/en/compare/?{THREE}"))
    assert re.fullmatch(r"233 ha \u2060? ?\d+ as of 8 Feb 2025", shown["Industrial land"][1])
    assert shown["Industrial land"][0] == "not published"


def test_a_row_that_nobody_publishes_is_one_cell(site: Site) -> None:
    shown = rows(site.get(f"/en/compare/?{THREE}"))
    assert shown["Water capacity"] == ["Not published for any of the 3"]
    assert shown["Water capacity"] == shown["Land available now"]


def test_a_part_stands_with_its_tag_and_its_note(site: Site) -> None:
    gas = rows(site.get(f"/en/compare/?{THREE}"))["Gas capacity"][2]
    assert "30,000" in gas and "part only" in gas and "One station" in gas
    assert gas.endswith("Figure for the whole: not published")


def test_what_no_longer_holds_is_said_once_for_its_whole_group(site: Site) -> None:
    page = site.get(f"/en/compare/?{THREE}")
    head = next(words(group) for group in page.all(".group") if "Price" in words(group))
    assert "1397" in head and "expired" in head
    assert len(page.all(".group .c")) == 1
    price = rows(page)["Price of the right of use"]
    assert price == [f"{n} rial/m² unit presumed" for n in ("1,300,000", "600,000", "1,200,000")]


def test_where_sites_do_not_share_a_source_each_cell_has_its_own(site: Site) -> None:
    page = site.get("/en/compare/?e=shokuhiyeh&e=ict")
    head = next(words(group) for group in page.all(".group") if "Price" in words(group))
    assert "expired" in head
    assert not page.all(".versus tbody tr:not(.group) th .c")


def test_disputed_values_stand_together_without_a_winner(own_site: Site) -> None:
    with own_site.app.app_context():
        claim = (
            db.session.query(Claim).filter_by(subject="salafchegan", field_key="area_gross").one()
        )
        columns = {c.key: getattr(claim, c.key) for c in Claim.__table__.columns}
        other = {"id": None, "seed_key": None, "value": 700, "source_id": "seed"}
        db.session.add(Claim(**columns | other))
        db.session.commit()
    page = own_site.get(f"/en/compare/?{THREE}")
    cell = rows(page)["Gross area"][1]
    assert "Two sources differ" in cell and "553 ha" in cell and "700 ha" in cell
    found = [line for line in lines(own_site, THREE) if line["field"] == "area_gross"]
    told = [(line["site"], line["standing"], line["value"], line["disputed"]) for line in found]
    assert sorted(told[1:3]) == sorted(
        ("salafchegan", standing, value, "true") for standing, value in {told[1][1:3], told[2][1:3]}
    )
    assert {line[1] for line in told[1:3]} == {"lead", "rival"}


def test_distances_are_told_for_qom_and_every_landmark(site: Site) -> None:
    shown = rows(site.get("/en/compare/?e=salafchegan&e=toghrud&e=al-ghadir"))
    assert list(shown).index("Qom") == list(shown).index("Tehran") - 1
    assert shown["Qom"] == ["39–42 km", "30–41 km", "not published"]
    assert {"Kashan", "Saveh", "Arak Airport"} <= set(shown)


def test_sites_without_a_position_have_no_rows_of_distances(site: Site) -> None:
    shown = rows(site.get("/en/compare/?e=al-ghadir&e=ict"))
    assert "Tehran" not in shown
    assert shown["Position"] == ["Not published for any of the 2"]


def test_bars_stand_below_prices_and_distances_alone(site: Site) -> None:
    page = site.get(f"/en/compare/?{THREE}")
    barred = {
        next(row.th.stripped_strings): [str(bar["width"]) for bar in row.select(".thin rect")]
        for row in page.all(".versus tbody tr")
        if row.select(".thin") and row.th
    }
    assert barred["Price of the right of use"] == ["100%", "46%", "92%"]
    with site.app.app_context():
        from estates.directory.queries import places

        names = {place.name["en"] for place in places()}
    assert set(barred) - {"Price of the right of use"} <= names
    longest = {label: max(int(width[:-1]) for width in row) for label, row in barred.items()}
    assert longest.pop("Price of the right of use") == 100
    assert longest["Isfahan"] == 100 > longest["Tehran"] > longest["Qom"]  # one scale for all


def test_the_page_ends_with_its_sources(site: Site) -> None:
    page = site.get(f"/en/compare/?{THREE}")
    marks = {str(mark["href"]) for mark in page.all(".versus a.c")}
    assert len(marks) == len(page.all("#sources li")) > 10


# --- filters ---------------------------------------------------------------------------------


def test_rows_that_nobody_publishes_can_be_hidden_and_are_counted(site: Site) -> None:
    every = rows(site.get(f"/en/compare/?{THREE}"))
    page = site.get(f"/en/compare/?{THREE}&published=1")
    gone = set(every) - set(rows(page))
    assert gone == {label for label, cells in every.items() if len(cells) == 1}
    assert f"{len(gone)} rows are hidden." in page.text
    assert page.one("input[name=published]").has_attr("checked")
    assert not site.get(f"/en/compare/?{THREE}").all(".left-out")


def test_only_rows_that_differ_are_left_and_a_gap_beside_a_figure_is_a_difference(site) -> None:
    shown = rows(site.get(f"/en/compare/?{THREE}&differ=1"))
    assert "Quarterly instalments" not in shown  # 10 in all three
    assert "Kind" not in shown and "Water capacity" not in shown
    assert {"Cash share", "Industrial land", "County", "Sectors", "Qom"} <= set(shown)


def test_where_no_row_differs_the_page_says_so(own_site: Site) -> None:
    with own_site.app.app_context():
        one = db.session.get(Estate, "al-ghadir")
        assert one
        columns = {c.key: getattr(one, c.key) for c in Estate.__table__.columns}
        for number in (1, 2):
            own = {"ref": f"test-{number}", "position": 1000 + number}
            db.session.add(Estate(**columns | own))
        db.session.commit()
    page = own_site.get("/en/compare/?e=test-1&e=test-2&differ=1")
    assert "No row is left." in page.text and not rows(page)
    assert page.all("a[href='/en/compare/?e=test-1&e=test-2']")


def test_links_keep_sites_and_filters(site: Site) -> None:
    page = site.get(f"/en/compare/?{THREE}&differ=1&published=1")
    removed = page.one(".versus th:nth-of-type(1) .remove")
    assert removed["href"] == "/en/compare/?e=salafchegan&e=mahmoudabad&differ=1&published=1"
    assert words(removed) == "Remove Shokuhiyeh"
    assert page.all(f"a[href='/en/compare/compare.csv?{THREE}&differ=1&published=1']")
    assert page.all(f"a[href='/en/estates/?{THREE}']")
    assert [box["value"] for box in page.all(".tools input[type=hidden]")] == re.findall(
        r"e=([a-z-]+)", THREE
    )
    assert page.one("a[data-language=fa]")["href"] == f"/fa/compare/?{THREE}&differ=1&published=1"


def test_four_leave_no_room_for_another(site: Site) -> None:
    page = site.get(f"/en/compare/?{THREE}&e=ict")
    assert "Add another site" not in page.text


@pytest.mark.parametrize("query", ["", THREE])
def test_comparisons_are_not_indexed(site: Site, query: str) -> None:
    robots = site.get(f"/en/compare/?{query}").one("meta[name=robots]")
    assert robots["content"] == "noindex,follow"


# --- the file --------------------------------------------------------------------------------


@pytest.mark.parametrize("filters", ["", "&differ=1", "&published=1", "&differ=1&published=1"])
def test_the_file_has_the_rows_of_the_page_in_their_order(site: Site, filters: str) -> None:
    query = f"{THREE}&e=al-ghadir{filters}"
    labels = list(dict.fromkeys(line["label"] for line in lines(site, query)))
    assert labels == list(rows(site.get(f"/en/compare/?{query}")))


def test_the_file_has_every_value_of_the_page_and_no_other(site: Site) -> None:
    page = site.get(f"/en/compare/?{THREE}")
    table = page.one(".versus")
    printed = [re.sub(r"\D", "", words(value)) for value in table.select(".v")]
    found = [line for line in lines(site, THREE) if line["value"]]
    assert len(found) == len(printed) > 40
    for value, line in zip(
        sorted(printed), sorted(line["value"] + line["value_max"] for line in found), strict=True
    ):
        assert value.endswith(re.sub(r"\D", "", line)) or line.startswith(value[:4])


def test_a_line_says_what_stands_where_and_how_it_is_known(site: Site) -> None:
    found = {(line["site"], line["field"]): line for line in lines(site, THREE)}
    jobs = found["shokuhiyeh", "jobs_direct"]
    assert jobs | {
        "site_name": "Shokuhiyeh", "group": "activity", "state": "known", "standing": "lead",
        "value": "40000", "value_max": "", "qualifier": "at_least", "unit": "persons",
        "as_of_start": "2025-08-22", "as_of_precision": "day", "disputed": "false",
        "overdue": "true",
    } == jobs  # fmt: skip
    assert jobs["source"] and jobs["source_url"].startswith("https://")
    gap = found["salafchegan", "jobs_direct"]
    assert gap["state"] == "not_published" and not gap["value"] and not gap["standing"]
    price = found["salafchegan", "usage_right_price"]
    assert (price["state"], price["standing"]) == ("not_published", "former")
    assert found["shokuhiyeh", "geonames:119208"]["standing"] == "computed"
    assert found["mahmoudabad", "specialism"]["code"] == "non_metallic"


def test_words_are_those_of_the_language_and_digits_are_not(site: Site) -> None:
    for line in lines(site, THREE, "fa"):
        assert re.search("[آ-ی]", line["label"]) and re.search("[آ-ی]", line["site_name"])
        for name in ("value", "value_max", "as_of_start", "as_of_end"):
            assert not re.search("[۰-۹٫٬]", line[name])


def test_the_same_numbers_stand_in_both_languages(site: Site) -> None:
    numbers = [
        [
            (line["site"], line["field"], line["value"], line["source"])
            for line in lines(site, THREE, code)
        ]
        for code in LANGUAGES
    ]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("query", ["", "e=", "e=nowhere", f"{THREE}&e=ict&e=siro", "e=siro&e=%00"])
def test_without_sites_to_tell_of_there_is_no_file(site: Site, query: str) -> None:
    page = site.get(f"/en/compare/compare.csv?{query}", 400)
    assert "The value of e cannot be used." in page.text


def test_one_site_can_be_a_file(site: Site) -> None:
    assert {line["site"] for line in lines(site, "e=siro")} == {"siro"}


def test_a_text_of_a_source_is_no_formula_in_the_file(own_site: Site) -> None:
    with own_site.app.app_context():
        one = db.session.get(Estate, "siro")
        assert one
        one.access = Words({"fa": "=1+1", "en": "=1+1"})
        db.session.commit()
    told = [line["text"] for line in lines(own_site, "e=siro") if line["field"] == "address"]
    assert told == ["'=1+1"]


# --- by themselves ---------------------------------------------------------------------------


def test_only_the_sites_asked_for_are_read(site: Site) -> None:
    with site.app.test_request_context("/en/compare/"):
        found = compare_query.named(["ict", "no-such", "siro", "A", "\0"])
        figures = figures_of([one.ref for one in found], today())
        made = compare.groups(found, figures, [])
    assert [one.ref for one in found] == ["ict", "siro"]
    assert not [group for group in made if group.key == compare.DISTANCES]
    assert all(len(row.cells) == 2 for group in made for row in group.rows)
