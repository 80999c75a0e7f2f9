"""What is invented for measuring is various, sound, and the same at every size."""

from random import Random

import pytest

from bench.claims import claims
from bench.profiles import HEAVIEST, profile
from bench.wording import COUNTIES, word
from estates.directory.models import Kind, Quality, Specialism
from estates.ledger.models import Extent, Field
from estates.lib.period import Period, Precision
from estates.lib.quantity import Qualifier, Value
from estates.seeding import records
from estates.seeding.seed import read_seed
from estates.settings import ROOT

NUMBERS = range(1, 200)


@pytest.fixture(scope="module")
def fields() -> list[Field]:
    """The registry of the real seed, without the fields of the province alone."""
    return [f for f in records.fields(read_seed(ROOT / "seed")) if f.scope != "province"]


def invented(number: int, fields: list[Field]):
    random = Random(f"profile {number}")
    return profile(number, random), claims(number, fields, random)


def test_a_number_means_the_same_estate_every_time(fields: list[Field]) -> None:
    assert invented(7, fields) == invented(7, fields)
    assert invented(7, fields) != invented(8, fields)


def test_every_number_has_a_word_of_its_own() -> None:
    assert len({word(number) for number in range(1, 13_001)}) == 13_000
    assert len(set(COUNTIES)) == 48


def test_estates_are_of_every_kind_and_most_have_a_position(fields: list[Field]) -> None:
    estates = [invented(number, fields)[0].estate for number in NUMBERS]
    assert {estate["kind"] for estate in estates} == set(Kind)
    assert {estate["specialism"] for estate in estates} == set(Specialism)
    assert {estate["location_quality"] for estate in estates} == set(Quality)
    placed = sum(estate["latitude"] is not None for estate in estates)
    assert 0.55 < placed / len(estates) < 0.78
    assert all(set(estate["summary"]) == {"fa", "en"} for estate in estates)


def test_claims_have_every_qualifier_extent_and_precision(fields: list[Field]) -> None:
    rows = [row for number in NUMBERS for row in invented(number, fields)[1]]
    assert {row["qualifier"] for row in rows} == set(Qualifier)
    assert {row["extent"] for row in rows} == set(Extent)
    assert {row["precision"] for row in rows} == set(Precision)
    assert {row["superseded"] for row in rows} == {True, False}
    assert 25 < len(rows) / len(NUMBERS) < 36


def test_claims_are_values_and_periods_that_the_ledger_accepts(fields: list[Field]) -> None:
    bounds = {field.key: (field.plausible_min, field.plausible_max) for field in fields}
    for number in NUMBERS:
        for row in invented(number, fields)[1]:
            Value(row["value"], row["qualifier"], row["value_max"])
            Period(row["period_start"], row["period_end"], row["precision"])
            low, high = bounds[row["field_key"]]
            assert low is None or row["value"] >= low, row
            assert high is None or row["value"] <= high, row


def test_the_heaviest_has_every_field(fields: list[Field]) -> None:
    _, rows = invented(HEAVIEST, fields)
    assert {row["field_key"] for row in rows} == {field.key for field in fields}
    assert len(rows) == max(len(invented(number, fields)[1]) for number in NUMBERS)
