"""The page of the exports: bases apart, periods and reservations said, nothing undated drawn."""

import csv
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from xml.etree import ElementTree

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estates.database import db
from estates.exports import queries
from estates.exports.models import ExportBase, ExportPeriod, Market
from estates.lib.bilingual import Words
from estates.pages import exports
from estates.settings import ROOT
from tests.ledger.cast import source
from tests.site import LANGUAGES, Site

LARGEST = 14 * 1024  # bytes of the page, brotli
MEASURES = ("value_usd", "weight_t", "declarations")
BASES = [str(base) for base in ExportBase]


def seeded(name: str) -> list[dict[str, str]]:
    """The rows of a file of the seed."""
    with (ROOT / "seed" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def squeezed(tag) -> str:
    """The words of an element with single spaces."""
    return " ".join(tag.get_text(" ").split())


# --- bases -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_basis_has_its_own_table_of_its_own_rows(site: Site, language: str) -> None:
    page = site.get(f"/{language}/exports/")
    for base in BASES:
        labels = [
            row[f"period_label_{language}"] for row in seeded("exports.csv") if row["base"] == base
        ]
        shown = [squeezed(head) for head in page.all(f"#{base} tbody th")]
        assert len(shown) == len(labels) > 0
        assert all(text.startswith(label) for text, label in zip(shown, labels, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_drawing_holds_the_dated_figures_of_its_basis_and_no_others(
    site: Site, language: str
) -> None:
    page = site.get(f"/{language}/exports/")
    for base in BASES:
        rows = [row for row in seeded("exports.csv") if row["base"] == base and row["period_start"]]
        expected = [n for m in MEASURES if (n := sum(bool(row[m]) for row in rows)) > 1]
        drawings = page.all(f"#{base} .timelines svg")
        assert [len(drawing.select("circle")) for drawing in drawings] == expected


def test_a_basis_with_one_figure_has_no_drawing_and_says_why(site: Site) -> None:
    origin = site.get("/en/exports/").one("#goods_of_qom_origin")
    assert not origin.select(".timelines") and "One figure alone is no series" in squeezed(origin)


DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
AMOUNTS = st.none() | st.integers(0, 10**10)


@st.composite
def invented_period(draw) -> ExportPeriod:
    """Any export figure that the tables could hold."""
    start = draw(st.none() | DAYS)
    value, weight = draw(AMOUNTS), draw(AMOUNTS)
    qualifier = st.sampled_from(["exact", "about", "at_least", "at_most"])
    return ExportPeriod(
        position=1,
        base=draw(st.sampled_from(BASES)),
        base_inferred=draw(st.booleans()),
        period_start=start,
        period_end=start and start + timedelta(days=draw(st.integers(0, 700))),
        months=draw(st.none() | st.integers(1, 24)),
        label=Words({"fa": "دورهٔ آزمون", "en": "Test period"}),
        value_usd=None if value is None else Decimal(value),
        value_qualifier=draw(qualifier),
        weight_t=None if weight is None else Decimal(weight),
        weight_qualifier=draw(qualifier),
        declarations=draw(AMOUNTS),
        date_inferred=draw(st.booleans()),
        confidence="low",
        note=Words(),
        source_id="test-a",
        source=source(),
    )


@pytest.mark.parametrize("site", ["sqlite"], indirect=True)  # nothing of it is stored
@pytest.mark.parametrize("language", LANGUAGES)
@given(st.lists(invented_period(), max_size=14))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_figures_whatever_are_mixed_or_lost(site: Site, language: str, periods) -> None:
    with site.app.test_request_context(f"/{language}/exports/"):
        made = exports.sections(periods)
        again = exports.sections(periods)
    assert [row.period for section in made for row in section.rows] == sorted(
        periods, key=lambda period: BASES.index(period.base)
    )
    for section in made:
        assert {row.period.base for row in section.rows} == {section.base}
        dated = [row for row in section.rows if row.period.period_start]
        assert len(section.undated) == len(section.rows) - len(dated)
        counts = [sum(getattr(row.period, m) is not None for row in dated) for m in MEASURES]
        assert [len(chart.drawn.lines) for chart in section.charts] == [n for n in counts if n > 1]
    assert [s.charts for s in made] == [s.charts for s in again]


# --- what a reader has to know ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("34,368,710", "33,000", "853", "29", "year not stated", "undated", "2 months")),
        ("fa", ("۳۴٬۳۶۸٬۷۱۰", "۳۳٬۰۰۰", "۸۵۳", "۲۹", "سال در منبع نیامده", "۲ ماه")),
    ],
)  # fmt: skip
def test_the_two_months_stand_in_the_table_without_their_year(site, language, said) -> None:
    page = site.get(f"/{language}/exports/")
    row = squeezed(page.all("#customs_of_qom tbody tr")[0])
    for words in said:
        assert words in row
    assert page.all("#customs_of_qom .notice")
    figures = squeezed(page.one("#customs_of_qom dl.figs"))
    assert said[0] in figures and said[2] in figures


def test_the_undated_rows_are_counted(site: Site) -> None:
    customs = squeezed(site.get("/en/exports/").one("#customs_of_qom"))
    assert "11 rows · 1 of them undated: in the table alone counted by this site" in customs


def test_every_inference_is_said_in_the_table(site: Site) -> None:
    page = site.get("/en/exports/")
    said = Counter(squeezed(tag) for tag in page.all("main .band table tbody th .tag"))
    rows = seeded("exports.csv")
    assert said["date inferred"] == sum(row["date_inferred"] == "yes" for row in rows)
    assert said["basis inferred"] == sum(row["base_inferred"] == "yes" for row in rows)
    assert said["undated"] == sum(not row["period_start"] for row in rows)


def test_reservations_and_inferences_have_shapes_of_their_own(site: Site) -> None:
    dated = [row for row in seeded("exports.csv") if row["period_start"] and row["value_usd"]]
    customs = [row for row in dated if row["base"] == "customs_of_qom"]
    [value, *_] = site.get("/en/exports/").all("#customs_of_qom .timelines svg")
    dashed = value.select("path[stroke-dasharray]")
    assert len(dashed) == sum(row["date_inferred"] == "yes" for row in customs)
    hollow = value.select("circle.hollow")
    assert len(hollow) == sum(row["base_inferred"] == "yes" for row in customs)
    # An arrow for "over", a whisker for "about": one path each.
    reserved = sum(row["value_qualifier"] in ("about", "at_least") for row in customs)
    assert len(value.select('path[stroke-width="1.5"]')) == reserved == 2


def test_lengths_of_periods_are_written_at_the_lines(site: Site) -> None:
    [value, *_] = site.get("/en/exports/").all("#customs_of_qom .timelines svg")
    texts = {squeezed(text) for text in value.select("text")}
    assert {"1 mo", "6 mo", "7 mo", "9 mo", "11 mo", "12 mo", "? months"} <= texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_drawing_is_well_formed_and_the_same_every_time(site: Site, language: str) -> None:
    first, second = (site.get(f"/{language}/exports/").html for _ in range(2))
    assert first == second
    pieces = first.split("<svg ")[1:]
    for piece in pieces:
        ElementTree.fromstring("<svg " + piece.split("</svg>")[0] + "</svg>")
    assert len(pieces) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_light(site: Site, language: str) -> None:
    html = site.fetch(f"/{language}/exports/").data
    assert len(brotli.compress(html)) <= LARGEST


# --- goods and markets -----------------------------------------------------------------------


def test_all_exported_goods_are_named_with_their_sources(site: Site) -> None:
    page = site.get("/fa/exports/")
    goods = [row for row in seeded("product_groups.csv") if row["role"] == "export"]
    assert [squeezed(item) for item in page.all("#goods li")] == [row["name_fa"] for row in goods]
    assert len(page.all("#goods th .c")) == len({row["source_id"] for row in goods})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_of_the_seed_is_in_the_table_as_often_as_it_is_named(site, language) -> None:
    page = site.get(f"/{language}/exports/")
    shown = Counter(squeezed(name) for name in page.all("#markets li b"))
    assert shown == Counter(row[f"name_{language}"] for row in seeded("markets.csv"))


def test_a_list_keeps_the_order_of_its_source(site: Site) -> None:
    first = [
        squeezed(name) for name in site.get("/en/exports/").all("#markets tbody tr")[0].select("b")
    ]
    ranked = [
        row for row in seeded("markets.csv") if row["rank"] and row["source_id"] == "iraf-105684"
    ]
    assert first == [row["name_en"] for row in sorted(ranked, key=lambda row: int(row["rank"]))]


def test_the_map_marks_and_the_caption_names_every_country(site: Site) -> None:
    page = site.get("/en/exports/")
    beyond = ["Germany", "Kenya", "Italy", "Spain", "North Macedonia", "Côte d'Ivoire"]
    caption = squeezed(page.one(".markets figcaption"))
    assert all(name in caption for name in beyond) and "Natural Earth" in caption
    codes = {row["code"] for row in seeded("markets.csv")}
    assert len(page.all(".world .named")) == len(codes) - len(beyond)
    assert len(page.all('.world [fill="url(#world-dots)"]')) == 1  # Oman is a target alone


def test_a_page_without_figures_says_so_and_does_not_fail(own_site: Site) -> None:
    with own_site.app.app_context():
        for table in (ExportPeriod, Market):
            db.session.query(table).delete()
        db.session.commit()
    page = own_site.get("/en/exports/")
    assert not page.all("svg.world") and not page.all(".timelines")


def test_without_its_shapes_the_map_is_left_out(site: Site, tmp_path) -> None:
    with site.app.test_request_context("/en/exports/"):
        found = exports.countries(queries.every_market(), tmp_path)
        assert exports.market_map(found, tmp_path) is None
        assert not any(country.on_map for country in found)


# --- files and ways --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "seed", "kept"),
    [
        ("exports", "exports.csv", lambda row: True),
        ("markets", "markets.csv", lambda row: True),
        ("product-groups", "product_groups.csv", lambda row: row["role"] == "export"),
    ],
)
def test_the_files_hold_what_is_shown(site: Site, name: str, seed: str, kept) -> None:
    response = site.fetch(f"/en/exports/{name}.csv")
    found = list(csv.DictReader(StringIO(response.data.decode("utf-8-sig"))))
    rows = [row for row in seeded(seed) if kept(row)]
    assert [row["source"] for row in found] == [row["source_id"] for row in rows]
    if name == "exports":
        assert (found[0]["base"], found[0]["value_usd"], found[0]["weight_qualifier"]) == (
            "customs_of_qom", "34368710", "at_least",
        )  # fmt: skip
        assert found[0]["period_start"] == "" and found[0]["period_precision"] == "undated"


def test_there_are_no_other_files(site: Site) -> None:
    site.get("/en/exports/claims.csv", 404)


@pytest.mark.parametrize("path", ["/en/", "/en/sources/seed/"])
def test_pages_that_show_export_figures_lead_here(site: Site, path: str) -> None:
    assert site.get(path).all('main a[href="/en/exports/"]')
