"""A comparison as lines of a table file."""

from collections.abc import Iterator, Sequence

from estates.directory.models import Estate
from estates.ledger.figures import State
from estates.ledger.rows import period_row
from estates.ledger.statement import Statement, Tag
from estates.lib.bilingual import Words
from estates.lib.quantity import Value
from estates.pages.compare import Cell, Group, Label, Row
from estates.web import tables

HEADER = (
    "site", "site_name", "group", "field", "label", "state", "standing",
    "value", "value_max", "qualifier", "unit", "code", "text",
    "as_of_start", "as_of_end", "as_of_precision", "due_on",
    "disputed", "overdue", "tags", "source", "source_url", "note",
)  # fmt: skip
Line = dict[str, tables.Cell]


def lines(groups: Sequence[Group], estates: Sequence[Estate], language: str) -> Iterator[Line]:
    """A line, by the names of `HEADER`, for each value that the comparison shows, in its order.

    That is one line for each site and field where sources agree. ``standing`` tells apart what
    else stands in a cell: the ``lead``, its ``rival`` in a dispute, a ``former`` value that no
    longer holds (nothing leads then), a ``part`` (also what is shared or planned), what is
    ``computed`` by this site, and what is said in a ``text``. A cell with nothing has one line
    with its ``state`` and no value: never a zero. ``site``, ``group``, ``field``, ``code`` and
    all states are keys; ``site_name``, ``label``, ``text`` and ``note`` are words of ``language``.
    """
    for group in groups:
        for row in group.rows:
            for estate, cell in zip(estates, row.cells, strict=True):
                about = {
                    "site": estate.ref,
                    "site_name": said(estate.short_name, language),
                    "group": group.key,
                    "field": row.key,
                    "label": said(row.label, language),
                }
                for line in _cell_lines(row, cell, language):
                    yield about | line


def said(label: Label, language: str) -> str:
    """A label in a language, else in the one that has it."""
    return label.best(language)[0] if isinstance(label, Words) else str(label)


def _cell_lines(row: Row, cell: Cell, language: str) -> list[Line]:
    found = [
        {
            "state": State.KNOWN,
            "standing": "text",
            "text": said(text.words, language),
            "code": text.code,
            "source": text.source.id if text.source else None,
            "source_url": text.source.url if text.source else None,
            "note": said(text.note, language),
        }
        for text in cell.texts
    ]
    found += [_value_line(cell, *pair, language) for pair in cell.standings]
    return found or [{"state": cell.figure.state if cell.figure else State.NOT_PUBLISHED}]


def _value_line(cell: Cell, standing: str, statement: Statement, language: str) -> Line:
    period, source = period_row(statement.period), statement.source
    return _value_columns(statement.value) | {
        "state": cell.figure.state if cell.figure else State.KNOWN,
        "standing": standing,
        "unit": statement.unit,
        "as_of_start": period["start"],
        "as_of_end": period["end"],
        "as_of_precision": None if statement.computed else period["precision"],
        "due_on": statement.due_on,
        "disputed": bool(cell.rivals),
        "overdue": Tag.STALE in statement.tags or Tag.AGE_UNKNOWN in statement.tags,
        "tags": " ".join(statement.tags),
        "source": source.id if source else None,
        "source_url": source.url if source else None,
        "note": said(statement.note, language),
    }


def _value_columns(value: Value | None) -> Line:
    if value is None:
        return {}
    return {"value": value.number, "value_max": value.maximum, "qualifier": value.qualifier}
