"""Rules that a row must meet on its own, beyond the types of its cells."""

import re
from collections.abc import Iterator
from datetime import date
from functools import singledispatch

from babel import Locale

from estates.directory.models import Quality
from estates.ledger.models import Extent
from estates.lib.quantity import Qualifier, Value
from estates.seeding.finding import Flaw
from estates.seeding.rows import (
    ClaimRow,
    EstateRow,
    ExportRow,
    FieldRow,
    MarketRow,
    NameRow,
    SeedRow,
    SourceRow,
)
from estates.seeding.script import PERSIAN
from estates.seeding.timing import ends_flaws, months_flaws, period_flaws
from estates.seeding.vocabulary import Group, NameLanguage, Published

REVIEW_EVERY_DAYS = {
    Group.PRICE: 90,
    Group.UTILITIES: 180,
    Group.ACTIVITY: 365,
    Group.LAND: 1825,
    Group.CONNECTIVITY: 1825,
    Group.HISTORY: 3650,
}
# What ended before Nowruz 1393 is history, whatever else is known.
HISTORY_BEFORE = date(2014, 3, 21)
PRESS_TEXT = "seed"  # the news text supplied with the project; its year is not stated
USD_PER_TONNE = (300, 5_000)
USD_PER_MONTH = (5_000_000, 60_000_000)

_SENTENCE_END = {"fa": r"[.؟!](?:\s|$)", "en": r"[.?!](?:\s|$)"}
_COUNTRIES = {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)}


def script_flaws(row: SeedRow) -> Iterator[Flaw]:
    """What is wrong with the texts of a row that exist in Persian and English."""
    for stem, fa_column, en_column in row.stems():
        fa, en = getattr(row, fa_column), getattr(row, en_column)
        if bool(fa) != bool(en):
            missing, other = (en_column, fa_column) if fa else (fa_column, en_column)
            yield Flaw("one language is missing", f"Write it, or empty {other} too", missing)
        if stem in row.FREE_SCRIPT:
            continue
        if fa and not PERSIAN.search(fa):
            yield Flaw("the Persian text has no Persian letter", "Write it in Persian", fa_column)
        if en and PERSIAN.search(en):
            yield Flaw("the English text has a Persian letter", "Write it in English", en_column)


@singledispatch
def row_flaws(row: SeedRow) -> Iterator[Flaw]:
    """What is wrong with a row of the kind at hand."""
    yield from ()


@row_flaws.register
def _field(row: FieldRow) -> Iterator[Flaw]:
    days = REVIEW_EVERY_DAYS[row.group]
    if row.review_every_days != days:
        yield Flaw(
            f"{row.review_every_days} days do not fit the group {row.group}",
            f"Write {days}, as for the other figures of the group",
            "review_every_days",
        )
    if row.plausible_min >= row.plausible_max:
        yield Flaw("no value is plausible", "Make plausible_max the larger", "plausible_max")


@row_flaws.register
def _source(row: SourceRow) -> Iterator[Flaw]:
    day, precision = row.published_on, row.published_precision
    if (day is None) != (precision is Published.UNKNOWN):
        yield Flaw(
            "published_on and published_precision disagree",
            "Give both, or an empty day and the precision unknown",
            "published_precision",
        )
    if day and precision is Published.MONTH and day.day != 1:
        yield Flaw("a month is dated by its first day", "Write day 01", "published_on")
    if day and precision is Published.YEAR and (day.month, day.day) != (1, 1):
        yield Flaw("a year is dated by 1 January", "Write 01-01", "published_on")


@row_flaws.register
def _estate(row: EstateRow) -> Iterator[Flaw]:
    for language, stop in _SENTENCE_END.items():
        column = f"summary_{language}"
        count = len(re.findall(stop, getattr(row, column)))
        if not 2 <= count <= 4:
            yield Flaw(f"the summary has {count} sentences", "Write two to four", column)
    yield from _location_flaws(row)
    for stem in ("access", "county"):
        if bool(getattr(row, f"{stem}_fa")) != bool(getattr(row, f"{stem}_source")):
            cure = "Name the source of the text, or empty both"
            yield Flaw("the text and its source disagree", cure, f"{stem}_source")
    if row.kind == "private" and not row.note_en:
        cure = "Say in a note how it is known that this place is one of the private estates"
        yield Flaw("a private estate has no note", cure, "note_en")


def _location_flaws(row: EstateRow) -> Iterator[Flaw]:
    parts = ("latitude", "longitude", "location_radius_m", "location_source")
    given = [name for name in parts if getattr(row, name) is not None]
    if row.location_quality is Quality.UNKNOWN:
        for name in given:
            cure = "Empty the cell, or state the quality of the position"
            yield Flaw("the position is unknown, but this is given", cure, name)
        return
    for name in parts:
        if name not in given:
            cure = "Fill latitude, longitude, location_radius_m and location_source"
            yield Flaw("the position is incomplete", cure, name)
    if row.location_radius_m is not None and row.location_radius_m <= 0:
        yield Flaw("the radius is not positive", "Write metres", "location_radius_m")


@row_flaws.register
def _name(row: NameRow) -> Iterator[Flaw]:
    if (row.language is NameLanguage.FA) != bool(PERSIAN.search(row.name)):
        cure = "Set language to the script that the name is written in"
        yield Flaw("the name is not in its language", cure, "name")


@row_flaws.register
def _claim(row: ClaimRow) -> Iterator[Flaw]:
    yield from _value_flaws(row)
    yield from period_flaws(row.period_start, row.period_end, row.precision)
    if row.precision == "undated" and row.date_inferred:
        yield Flaw("without a date nothing is inferred", "Write no", "date_inferred")
    if row.period_end and row.period_end < HISTORY_BEFORE and not row.superseded:
        cure = "Write yes: a figure that ended before 21 March 2014 is history"
        yield Flaw("the figure is older than 1393 and not superseded", cure, "superseded")
    if row.extent is not Extent.WHOLE and not row.note_en:
        cure = "Say in the note which part it is, or who shares it"
        yield Flaw(f"a figure of extent {row.extent} has no note", cure, "note_en")
    if row.due_on and row.qualifier is not Qualifier.PLANNED:
        yield Flaw("only a plan has a day by which it is due", "Empty the cell", "due_on")
    if row.unit_presumed and not row.note_en:
        yield Flaw("the unit is presumed without a note", "Say so in the note", "note_en")
    if row.source_id == PRESS_TEXT and (row.precision != "undated" or "1404" not in row.note_en):
        cure = "Leave it undated and say in the note that the year is not stated, likely 1404"
        yield Flaw("figures of the press text are undated", cure, "precision")


def _value_flaws(row: ClaimRow) -> Iterator[Flaw]:
    try:
        Value(row.value, row.qualifier, row.value_max)
    except ValueError as error:
        cure = "Give value_max with the qualifier range alone, and above value"
        yield Flaw(str(error), cure, "value_max")
    if row.value_max is not None and row.value_max == row.value:
        yield Flaw("the range is a single number", "Write exact and empty value_max", "value_max")
    if row.field.endswith("_planned") and row.qualifier is not Qualifier.PLANNED:
        yield Flaw("a planned figure is not marked as planned", "Write planned", "qualifier")


@row_flaws.register
def _export(row: ExportRow) -> Iterator[Flaw]:
    yield from ends_flaws(row.period_start, row.period_end)
    yield from months_flaws(row.period_start, row.period_end, row.months)
    yield from _qualified_flaws(row)
    if not (row.value_usd or row.weight_t or row.countries):
        cure = "Give value_usd, weight_t or countries, or remove the row"
        yield Flaw("the row has no figure", cure, "value_usd")
    if row.value_usd and row.weight_t:
        yield from _ratio_flaws(row.value_usd, row.weight_t, USD_PER_TONNE, "tonne")
    if row.value_usd and row.months:
        yield from _ratio_flaws(row.value_usd, row.months, USD_PER_MONTH, "month")


def _ratio_flaws(usd: int, amount: int, bounds: tuple[int, int], unit: str) -> Iterator[Flaw]:
    low, high = bounds
    if not low <= usd / amount <= high:
        message = f"{usd / amount:.0f} US dollars per {unit} are not plausible"
        cure = f"Check the zeros: {low} to {high} are plausible"
        yield Flaw(message, cure, "value_usd")


@row_flaws.register
def _market(row: MarketRow) -> Iterator[Flaw]:
    if row.code not in _COUNTRIES:
        cure = "Write the two capital letters of ISO 3166-1"
        yield Flaw(f"{row.code!r} is not a country code", cure, "code")
    yield from ends_flaws(row.period_start, row.period_end)
    yield from _qualified_flaws(row)


def _qualified_flaws(row: ExportRow | MarketRow) -> Iterator[Flaw]:
    for number, qualifier in (("value_usd", "value_qualifier"), ("weight_t", "weight_qualifier")):
        if (getattr(row, number) is None) != (getattr(row, qualifier) is None):
            cure = "Give both or neither; exact is the qualifier of a bare number"
            yield Flaw(f"{number} and its qualifier go together", cure, qualifier)
