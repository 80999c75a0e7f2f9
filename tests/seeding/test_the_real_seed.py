"""The facts themselves: sound, complete, and as the sources have them."""

from collections import Counter
from datetime import date
from decimal import Decimal

from estates.lib import jalali
from estates.seeding.check import check
from estates.seeding.seed import Seed


def test_the_real_seed_has_no_findings(seed: Seed) -> None:
    assert [str(finding) for finding in check(seed)] == []


def test_the_real_seed_has_all_its_rows(seed: Seed) -> None:
    counts = {table.file: len(table.rows) for table in seed.tables}
    assert counts == {
        "fields.csv": 51,
        "sources.csv": 89,
        "province.csv": 1,
        "estates.csv": 13,
        "names.csv": 131,
        "claims.csv": 104,
        "exports.csv": 17,
        "markets.csv": 50,
        "product_groups.csv": 45,
    }


def test_seven_estates_four_zones_and_two_private_ones_are_counted(seed: Seed) -> None:
    kinds = Counter(row.kind.value for row in seed.estates.rows)
    assert kinds == {"estate": 7, "zone": 4, "private": 2}


def test_the_press_text_says_what_it_says(seed: Seed) -> None:
    figures = {
        row.field: (row.qualifier.value, row.value)
        for row in seed.claims.rows
        if row.source_id == "seed"
    }
    assert figures == {
        "estates_state": ("exact", Decimal(7)),
        "zones": ("exact", Decimal(4)),
        "estates_private": ("exact", Decimal(2)),
        "units_operating": ("about", Decimal(2000)),
        "jobs_direct": ("at_least", Decimal(57000)),
    }
    [exports] = [row for row in seed.exports.rows if row.source_id == "seed"]
    assert (exports.value_usd, exports.weight_t, exports.declarations) == (34368710, 33000, 853)
    assert (exports.weight_qualifier, exports.kinds, exports.months) == ("at_least", 29, 2)
    assert exports.period_start is None


def test_only_two_plans_have_a_promised_day_and_it_ends_a_solar_month(seed: Seed) -> None:
    due = {(row.subject, row.field): row.due_on for row in seed.claims.rows if row.due_on}
    assert due == {
        ("salafchegan", "solar_planned"): date(2025, 10, 22),
        ("shokuhiyeh", "solar_planned"): date(2026, 2, 19),
    }
    assert all(jalali.is_month_end(day) for day in due.values())


def test_the_unit_is_presumed_for_the_prices_of_1397_alone(seed: Seed) -> None:
    presumed = [row for row in seed.claims.rows if row.unit_presumed]
    assert {row.field for row in presumed} == {"usage_right_price"}
    assert len(presumed) == sum(row.field == "usage_right_price" for row in seed.claims.rows)


def test_the_two_private_estates_say_what_is_not_known_of_them(seed: Seed) -> None:
    assert [row.ref for row in seed.estates.rows if row.identity_inferred] == ["pars-gostar-neyzar"]
    assert [row.ref for row in seed.estates.rows if not row.name_published] == ["private-second"]


def test_every_source_says_in_both_languages_what_was_read(seed: Seed) -> None:
    for row in seed.sources.rows:
        assert set(row.words("accessed_note")) == {"fa", "en"}, row.id
        excerpt = row.accessed_note.startswith("Read as a stored excerpt")
        assert excerpt == row.accessed_note_fa.startswith("از روی گزیده‌ای ذخیره‌شده"), row.id


def test_towns_and_airports_have_names_in_both_languages(seed: Seed) -> None:
    places = {place.id: place for place in seed.basemap.places}
    assert len(places) == 30
    assert places["geonames:119208"].name.to_dict() == {"fa": "قم", "en": "Qom"}
    assert places["airport:IKA"].name["fa"] == "فرودگاه بین‌المللی امام خمینی"
    assert all(set(place.name) == {"fa", "en"} for place in places.values())
