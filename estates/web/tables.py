"""Tables as files: CSV that spreadsheets read in any language and never run."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import SEEK_END, StringIO
from itertools import chain

from flask import Response, stream_with_context

from estates.lib.quantity import plain

Cell = str | int | float | Decimal | date | None  # a bool is an int: "true" and "false"

AT_ONCE = 16 * 1024  # characters

# What makes a spreadsheet take a text for a formula (OWASP, "CSV injection").
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_FILENAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def csv_answer(header: Sequence[str], rows: Iterable[Sequence[Cell]], filename: str) -> Response:
    """``rows`` below ``header`` as a file to keep, sent while they are made.

    UTF-8 with the mark that tells spreadsheets so, and CRLF (RFC 4180). Numbers have ASCII
    digits and days are ISO; None is an empty cell. A text that a spreadsheet would run as a
    formula begins with an apostrophe; numbers are left alone. Raises ValueError for a
    ``filename`` that is not plain ASCII.
    """
    if not _FILENAME.fullmatch(filename):
        raise ValueError(f"not a plain file name: {filename!r}")
    response = Response(stream_with_context(_lines(header, rows)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={filename}"
    return response


def _lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    buffer = StringIO("\ufeff")
    buffer.seek(0, SEEK_END)
    writer = csv.writer(buffer)
    for row in chain([header], rows):
        writer.writerow([cell_text(cell) for cell in row])
        if buffer.tell() > AT_ONCE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    if rest := buffer.getvalue():
        yield rest


def cell_text(cell: Cell) -> str:
    """One cell as it stands in the file, before it is quoted."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return plain(cell)
        case date():
            return cell.isoformat()
        case str() if cell.startswith(_STARTS_FORMULA):
            return f"'{cell}"
        case _:
            return str(cell)
