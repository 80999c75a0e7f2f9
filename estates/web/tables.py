"""Tables as files: CSV that spreadsheets read in any language and never run."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import SEEK_END, StringIO
from itertools import chain
from tempfile import TemporaryFile
from typing import IO

from flask import Response, stream_with_context
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from estates.lib.quantity import plain

Cell = str | int | float | Decimal | date | None  # a bool is an int: "true" and "false"

AT_ONCE = 16 * 1024  # characters
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_IN_CELL = 32_767  # letters that a workbook takes

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


def xlsx_answer(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], filename: str, *, rtl: bool, title: str
) -> Response:
    """The same as a workbook: numbers and days are such, the header stays in sight.

    Texts are written as texts, whatever they begin with. ``title`` names the sheet.
    """
    if not _FILENAME.fullmatch(filename):
        raise ValueError(f"not a plain file name: {filename!r}")
    file = TemporaryFile()  # noqa: SIM115 — what sends it closes it
    book = Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    if rtl:
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, 16)
    for place, text in enumerate(header):
        sheet.write_string(0, place, text, bold)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell, day)
    book.close()
    file.seek(0)
    response = Response(_pieces(file), mimetype=XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename={filename}"
    return response


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(AT_ONCE):
            yield piece


def _write_cell(sheet: Worksheet, row: int, place: int, cell: Cell, day: Format) -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, place, cell)
        case int() | float() | Decimal():
            exact = plain(Decimal(cell))
            if plain(Decimal(f"{float(cell):.15g}")) == exact:
                sheet.write_number(row, place, float(cell))
            else:  # more digits than a spreadsheet keeps
                sheet.write_string(row, place, exact)
        case date():
            sheet.write_datetime(row, place, datetime.combine(cell, time()), day)
        case _:
            sheet.write_string(row, place, cell[:MOST_IN_CELL])


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
