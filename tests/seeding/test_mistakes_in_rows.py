"""A mistake in one row is reported with file, line, column and cure."""

import pytest

from tests.seeding.conftest import SeedCopy

NUMBER = "Write ASCII digits with a point, such as 1200.5."
ISO_DAY = "Write the Gregorian day as YYYY-MM-DD, such as 2025-08-22."
ONE_CALENDAR = "Begin and end it with whole ones of the Solar Hijri or the Gregorian calendar."

# Claims: line 2 undated of the press text, 10 a month, 13 a day, 41 a plan of one day.
CASES = [
    ("claims.csv", 14, {"value": "abc"}, f"value: 'abc' is not a number. {NUMBER}"),
    ("claims.csv", 14, {"value": "۷"}, f"value: '۷' is not a number. {NUMBER}"),
    ("claims.csv", 14, {"value": "1e3"}, f"value: '1e3' is not a number. {NUMBER}"),
    ("claims.csv", 14, {"value": "7.1234567"}, "value: '7.1234567' has more than 6 decimals."),
    ("claims.csv", 14, {"value": ""}, "value: the cell is empty. Fill it:"),
    ("claims.csv", 14, {"qualifier": "circa"}, "qualifier: 'circa' is not one of its values."),
    ("claims.csv", 14, {"superseded": "true"}, "superseded: 'true' is neither yes nor no."),
    ("claims.csv", 14, {"qualifier": "range"}, "value_max: a range has an upper end"),
    ("claims.csv", 14, {"value_max": "9"}, "value_max: a range has an upper end"),
    (
        "claims.csv",
        14,
        {"qualifier": "range", "value_max": "3"},
        "value_max: a range does not end below its start.",
    ),
    ("claims.csv", 14, {"confidence": "low"}, "confidence: 'low' is not one of its values."),
    ("claims.csv", 14, {"period_start": "1404-07-30"}, "period_start: 1404-07-30 is not between"),
    (
        "claims.csv",
        14,
        {"period_start": "22.10.2025"},
        f"'22.10.2025' is not an ISO date. {ISO_DAY}",
    ),
    ("claims.csv", 14, {"period_start": "2025-02-30"}, f"there is no day 2025-02-30. {ISO_DAY}"),
    ("claims.csv", 14, {"period_end": "2025-10-23"}, "a period of one day starts and ends on it."),
    ("claims.csv", 14, {"period_end": ""}, "a period has both ends, or none"),
    ("claims.csv", 14, {"precision": "undated"}, "an undated period has no start and no end."),
    (
        "claims.csv",
        9,
        {"period_end": "2024-10-20"},
        f"period_start: the period is not made of whole months of one calendar. {ONE_CALENDAR}",
    ),
    (
        "claims.csv",
        19,
        {"period_end": "2023-03-21"},
        f"period_start: the period is not made of whole years of one calendar. {ONE_CALENDAR}",
    ),
    ("claims.csv", 16, {"superseded": "no"}, "superseded: the figure is older than 1393"),
    ("claims.csv", 14, {"extent": "part", "note_fa": "", "note_en": ""}, "note_en: a figure of ex"),
    ("claims.csv", 14, {"due_on": "2026-01-01"}, "due_on: only a plan has a day"),
    ("claims.csv", 2, {"note_en": "Seven."}, "precision: figures of the press text are undated."),
    ("claims.csv", 14, {"note_en": ""}, "note_en: one language is missing."),
    ("claims.csv", 14, {"note_fa": "Cut."}, "note_fa: the Persian text has no Persian letter."),
    ("claims.csv", 14, {"note_en": "بریده"}, "note_en: the English text has a Persian letter."),
    ("claims.csv", 14, {"note_en": "=1+1"}, "note_en: the cell begins like a formula."),
    ("claims.csv", 14, {"note_en": "Cut. "}, "note_en: a space stands at an end of the cell."),
    ("fields.csv", 2, {"unit": "acre"}, "unit: 'acre' is not one of its values."),
    ("fields.csv", 2, {"review_every_days": "90"}, "review_every_days: 90 days do not fit"),
    ("fields.csv", 2, {"plausible_max": "1"}, "plausible_max: no value is plausible."),
    ("sources.csv", 3, {"url": "www.yjc.ir"}, "url: 'www.yjc.ir' is not a plain address."),
    ("sources.csv", 3, {"published_on": ""}, "published_precision: published_on and published_p"),
    ("sources.csv", 3, {"published_precision": "month"}, "published_on: a month is dated by"),
    ("sources.csv", 3, {"published_precision": "year"}, "published_on: a year is dated by"),
    ("estates.csv", 2, {"latitude": ""}, "latitude: the position is incomplete."),
    ("estates.csv", 2, {"location_quality": "unknown"}, "latitude: the position is unknown, but"),
    ("estates.csv", 2, {"summary_en": "One. "}, "summary_en: the summary has 1 sentences."),
    ("estates.csv", 2, {"access_source": ""}, "access_source: the text and its source disagree."),
    ("estates.csv", 13, {"note_fa": "", "note_en": ""}, "note_en: a private estate has no note."),
    ("names.csv", 2, {"language": "en"}, "name: the name is not in its language."),
    ("exports.csv", 4, {"months": "9"}, "months: 9 months do not fit the period."),
    ("exports.csv", 4, {"value_qualifier": ""}, "value_qualifier: value_usd and its qualifier go"),
    ("exports.csv", 4, {"value_usd": "179000"}, "value_usd: 17900 US dollars per month are not"),
    ("exports.csv", 2, {"value_usd": "3436871"}, "value_usd: 104 US dollars per tonne are not"),
    ("exports.csv", 13, {"countries": ""}, "value_usd: the row has no figure."),
    ("markets.csv", 2, {"code": "XX"}, "code: 'XX' is not a country code."),
    ("markets.csv", 2, {"value_usd": "3.5"}, "value_usd: '3.5' is not a whole number."),
]


@pytest.mark.parametrize(("file", "line", "cells", "expected"), CASES)
def test_a_mistake_is_reported_where_it_stands(
    copied: SeedCopy, file: str, line: int, cells: dict[str, str], expected: str
) -> None:
    copied.set(file, line, **cells)
    findings = copied.findings()
    assert any(
        found.startswith(f"seed/{file}:{line}: ") and expected in found for found in findings
    )


def test_one_mistake_is_one_finding_and_says_the_cure(copied: SeedCopy) -> None:
    copied.set("claims.csv", 14, value="abc")
    assert copied.findings() == [f"seed/claims.csv:14: value: 'abc' is not a number. {NUMBER}"]


def test_all_mistakes_are_reported_at_once(copied: SeedCopy) -> None:
    copied.set("claims.csv", 14, value="abc", qualifier="circa")
    copied.set("exports.csv", 4, months="9")
    places = [finding.split(" ")[0:2] for finding in copied.findings()]
    assert places == [
        ["seed/claims.csv:14:", "qualifier:"],
        ["seed/claims.csv:14:", "value:"],
        ["seed/exports.csv:4:", "months:"],
    ]


def test_a_source_with_a_flaw_of_its_own_is_still_known_to_the_claims(copied: SeedCopy) -> None:
    copied.set("sources.csv", 3, kind="blog")
    [finding] = copied.findings()
    assert finding.startswith("seed/sources.csv:3: kind: 'blog' is not one of its values.")


def test_a_row_with_a_comma_too_many_is_found(copied: SeedCopy) -> None:
    copied.replace("province.csv", "qom,", "qom,,")
    assert any(
        finding.startswith("seed/province.csv:2: the row has 5 cells, not 4. Quote a cell")
        for finding in copied.findings()
    )


def test_a_column_with_another_name_is_found(copied: SeedCopy) -> None:
    copied.replace("claims.csv", "due_on", "due")
    assert any(
        finding.startswith(
            "seed/claims.csv:1: the columns are not as agreed: without due_on; with due. Make them"
        )
        for finding in copied.findings()
    )


def test_a_file_that_is_not_there_is_found(copied: SeedCopy) -> None:
    (copied.folder / "markets.csv").unlink()
    assert "seed/markets.csv:1: the file cannot be read. Put it into the seed folder." in (
        copied.findings()
    )
