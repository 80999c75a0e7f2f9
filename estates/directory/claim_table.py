"""Claims as rows of a table that staff fill in and read in: the columns, and each way.

A row is what a draft calls an entry ``claims/new…``; `directory.changes` says whether it is valid.
What is exported is read back as the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.ledger.models import Claim, Field
from estates.ledger.words import CONFIDENCES, EXTENTS
from estates.lib.jalali import is_month_end, is_month_start, is_year_end, is_year_start, to_jalali
from estates.lib.period import Period, Precision
from estates.lib.persian import fold, to_ascii_digits
from estates.lib.quantity import Qualifier
from estates.web.languages import languages
from estates.web.tables import Cell
from estates.web.units import UNITS

QUALIFIERS = {
    Qualifier.EXACT: _l("exactly"),
    Qualifier.ABOUT: _l("about"),
    Qualifier.AT_LEAST: _l("at least"),
    Qualifier.AT_MOST: _l("at most"),
    Qualifier.RANGE: _l("from … to …"),
    Qualifier.PLANNED: _l("planned"),
}
YES_NO = {"true": _l("yes"), "false": _l("no")}
STANDINGS = {
    "live": _l("stands"),
    "superseded": _l("superseded"),
    "withdrawn": _l("withdrawn"),
}


@dataclass(frozen=True)
class Column:
    """One column: its key (as `ClaimForm` names it, where it does), its heading, what goes in.

    ``words`` are choices by key; ``told`` is for reading alone: an import passes over it.
    """

    key: str
    label: LazyString
    meaning: LazyString
    needed: bool = False
    words: Mapping[Any, LazyString] | None = None
    told: bool = False
    sort: str = "text"  # or number, day, period


COLUMNS = (
    Column(
        "id", _l("Number of the value"), _l("As exported. Leave it empty in new rows."), sort="id"
    ),
    Column(
        "subject",
        _l("Site"),
        _l("The reference of a site, such as salafchegan, or its name; “qom” is the province."),
        True,
    ),
    Column("subject_name", _l("Name of the site"), _l("For reading alone."), told=True),
    Column(
        "field", _l("Figure"), _l("The key of a figure, such as area_gross, or its name."), True
    ),
    Column("field_label", _l("Name of the figure"), _l("For reading alone."), told=True),
    Column(
        "value",
        _l("Value"),
        _l("A number in any digits. Of a range the lower end."),
        True,
        sort="number",
    ),
    Column(
        "value_max", _l("Upper end"), _l("The upper end of a range; else empty."), sort="number"
    ),
    Column(
        "qualifier",
        _l("Reservation"),
        _l("How the source says it. Empty: exactly."),
        words=QUALIFIERS,
    ),
    Column(
        "unit",
        _l("Unit"),
        _l("Empty: the unit of the figure. Others are converted where they can be."),
        words={key: pair[0] for key, pair in UNITS.items()},
    ),
    Column(
        "period",
        _l("Time"),
        _l(
            "The day, month, year or span of which the source speaks, such as 1404/05/31, "
            "1404/05, 2025 or 1403/01 to 1404/03."
        ),
        sort="period",
    ),
    Column(
        "date_inferred",
        _l("Time inferred"),
        _l("Yes, where the source does not say the time itself."),
        words=YES_NO,
    ),
    Column(
        "due_on", _l("Due on"), _l("Of something planned: the day that was promised."), sort="day"
    ),
    Column(
        "unit_presumed",
        _l("Unit presumed"),
        _l("Yes, where the source does not say the unit."),
        words=YES_NO,
    ),
    Column(
        "extent", _l("Extent"), _l("Of what the value speaks. Empty: the whole."), words=EXTENTS
    ),
    Column(
        "source",
        _l("Source"),
        _l(
            "The key of a source, its web address or its title. Empty: the source chosen "
            "for the file."
        ),
    ),
    Column("source_title", _l("Title of the source"), _l("For reading alone."), told=True),
    Column("source_url", _l("Address of the source"), _l("For reading alone."), told=True),
    Column(
        "confidence",
        _l("Confidence"),
        _l("How far the source is trusted. Empty: medium."),
        words=CONFIDENCES,
    ),
    Column(
        "qualifier_word_fa",
        _l("The source's own word (Persian)"),
        _l("Where the source has a word of its own for the reservation."),
    ),
    Column(
        "qualifier_word_en",
        _l("The source's own word (English)"),
        _l("Where the source has a word of its own for the reservation."),
    ),
    Column("note_fa", _l("Note (Persian)"), _l("Of a part: which one it is.")),
    Column("note_en", _l("Note (English)"), _l("Of a part: which one it is.")),
    Column(
        "standing",
        _l("Standing"),
        _l("For reading alone: whether the value stands, or was superseded or withdrawn."),
        words=STANDINGS,
        told=True,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
PARTS = {"number": "value", "number_max": "value_max"}  # of a form, by the column that fills them
_ENTRY = {"value": "number", "value_max": "number_max"}
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n]")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_EPOCH = date(1899, 12, 30)  # from which spreadsheets count days
_SERIAL = re.compile(r"\d{5}")


class Unfit(Exception):
    """A cell cannot be taken; with the column and a code."""

    def __init__(self, column: str, code: str, **details: Any) -> None:
        super().__init__(code)
        self.column, self.code, self.details = column, code, details


# --- headings ----------------------------------------------------------------------------------


def matched(header: Sequence[str], columns: Sequence[Column] = COLUMNS) -> dict[int, str]:
    """Which column of a table each heading of a file seems to be; by its place in the file."""
    known = _headings(columns)
    found: dict[int, str] = {}
    for place, heading in enumerate(header):
        key = known.get(fold(heading[:300]))
        if key and key not in found.values():
            found[place] = key
    return found


def _headings(columns: Sequence[Column]) -> dict[str, str]:
    known = {fold(column.key): column.key for column in columns}
    for code in languages():
        with force_locale(code):
            for column in columns:
                known.setdefault(fold(str(column.label)), column.key)
    return known


def choices() -> dict[str, dict[str, str]]:
    """The keys of each column with choices, by every word for them."""
    found: dict[str, dict[str, str]] = {}
    for column in COLUMNS:
        if column.words is None:
            continue
        words = found[column.key] = {fold(key): str(key) for key in column.words}
        for code in languages():
            with force_locale(code):
                for key, word in column.words.items():
                    words.setdefault(fold(str(word)), str(key))
    found["date_inferred"] |= {"1": "true", "0": "false"}
    found["unit_presumed"] |= {"1": "true", "0": "false"}
    return found


# --- reading -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lookup:
    """What cells may name: sites, figures, sources and choices, each by every name for it."""

    subjects: Mapping[str, str]
    fields: Mapping[str, str]
    sources: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]


def typed(cells: Mapping[str, Any], to: Lookup, source: str) -> tuple[str, dict[str, Any]]:
    """The subject of a row, and its entry as somebody would type it. Raises Unfit.

    ``cells`` are by column, as `web.table_file` writes them; ``source`` stands where none does.
    """
    subject = named(cells, BY_KEY["subject"], to.subjects, "no_such_site")
    entry: dict[str, Any] = {"field": named(cells, BY_KEY["field"], to.fields, "no_such_field")}
    for column in COLUMNS:
        if column.told or column.key in ("id", "subject", "field", "source"):
            continue
        text = cell_text(cells.get(column.key), column)
        if not text:
            continue
        if column.words is not None:
            key = to.choices[column.key].get(fold(text))
            if key is None:
                raise Unfit(column.key, "unknown_choice")
            entry[column.key] = key == "true" if column.words is YES_NO else key
        else:
            entry[_ENTRY.get(column.key, column.key)] = text
    entry["source"] = source_of(cells, to, source)
    return subject, entry


def source_of(cells: Mapping[str, Any], to: Lookup, source: str) -> str:
    """The source that a row names, else the one of the whole file. Raises Unfit."""
    text = cell_text(cells.get("source"), BY_KEY["source"])
    if text:
        found = to.sources.get(text) or to.sources.get(fold(text))
        if found is None:
            raise Unfit("source", "no_such_source")
        return found
    if not source:
        raise Unfit("source", "missing")
    return source


def named(cells: Mapping[str, Any], column: Column, known: Mapping[str, str], code: str) -> str:
    """What a cell names, by any of its names. Raises Unfit with ``code`` where it is not known."""
    text = cell_text(cells.get(column.key), column)
    if not text:
        raise Unfit(column.key, "missing")
    found = known.get(fold(text))
    if found is None:
        raise Unfit(column.key, code)
    return found


def cell_text(cell: Any, column: Column) -> str:
    """A cell as somebody would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell[1:] if _ESCAPED.match(cell) else cell
        text = text.strip()
        serial = to_ascii_digits(text)
    else:
        text = serial = str(cell[1])
    if column.sort in ("day", "period") and _SERIAL.fullmatch(serial):
        return (_EPOCH + timedelta(days=int(serial))).isoformat()
    return text


def published_number(cells: Mapping[str, Any]) -> str | None:
    """The number of the published value that a row says it is, or None."""
    text = to_ascii_digits(cell_text(cells.get("id"), BY_KEY["id"]))
    return text if text.isascii() and text.isdigit() and len(text) < 12 else None


# --- writing -----------------------------------------------------------------------------------


def header(columns: Sequence[Column] = COLUMNS) -> list[str]:
    """The headings, in the language of the reader."""
    return [str(column.label) for column in columns]


def row(claim: Claim, of: Field, names: Mapping[str, Any], language: str) -> list[Cell]:
    """A claim in these columns, with the words of the reader's language."""
    standing = "live" if claim.live else "withdrawn" if claim.withdrawn_at else "superseded"
    name = names.get(claim.subject)
    flat: dict[str, Cell] = {
        "id": claim.id,
        "subject": claim.subject,
        "subject_name": name.best(language)[0] if name else "",
        "field": claim.field_key,
        "field_label": of.label.best(language)[0],
        "value": claim.value,
        "value_max": claim.value_max,
        "qualifier": str(QUALIFIERS[Qualifier(claim.qualifier)]),
        "unit": str(UNITS[of.unit][0]),
        "period": period_text(claim.period),
        "date_inferred": str(YES_NO["true"]) if claim.date_inferred else "",
        "due_on": claim.due_on,
        "unit_presumed": str(YES_NO["true"]) if claim.unit_presumed else "",
        "extent": str(EXTENTS[claim.extent]),
        "source": claim.source_id,
        "source_title": claim.source.title,
        "source_url": claim.source.url,
        "confidence": str(CONFIDENCES[claim.confidence]),
        "qualifier_word_fa": claim.qualifier_word.get("fa"),
        "qualifier_word_en": claim.qualifier_word.get("en"),
        "note_fa": claim.note.get("fa"),
        "note_en": claim.note.get("en"),
        "standing": str(STANDINGS[standing]),
    }
    return [harmless(flat[column.key]) for column in COLUMNS]


def harmless(cell: Cell) -> Cell:
    """A text that no spreadsheet runs; `cell_text` takes away again what is put before it."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def period_text(period: Period) -> Cell:
    """A time as `lib.typed_period` reads it; a single day is one."""
    start, end = period.start, period.end
    if start is None or end is None:
        return None
    match period.precision:
        case Precision.DAY:
            return start
        case Precision.YEAR if is_year_start(start) and is_year_end(end):
            return _span(str(to_jalali(start).year), str(to_jalali(end).year))
        case Precision.YEAR:
            return _span(str(start.year), str(end.year))
    if is_month_start(start) and is_month_end(end):
        return _span(*("{0.year}/{0.month:02}".format(to_jalali(day)) for day in (start, end)))
    return _span(f"{start:%Y/%m}", f"{end:%Y/%m}")


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def same(entry: Mapping[str, Any], published: Mapping[str, Any]) -> bool:
    """Whether two entries of claims say the same; that one confirms another is no matter."""
    return {**entry, "confirms": None} == {**published, "confirms": None}


def names_of(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Keys by names; a name that several have is left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name, key in pairs:
        folded = fold(name)
        if found.setdefault(folded, key) != key:
            twice.add(folded)
    return {name: key for name, key in found.items() if name and name not in twice}


def words_of_rows() -> list[str]:
    """The headings of what is said about the rows of a file."""
    return [str(text) for text in _OF_ROWS]


_OF_ROWS = (_l("Row"), _l("What becomes of it"), _l("Remarks"))
