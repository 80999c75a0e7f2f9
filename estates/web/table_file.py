"""Reading a table that somebody sent: CSV, XLSX, XLS or ODS, known by content and never by name.

Runs as a program of its own, with limits of its own (`table_files.convert`): what a hostile file
makes of memory, time or the parser, it makes of a process that nobody misses. Imports nothing of
this site for that reason.

    python -I table_file.py IN OUT [SHEET]

writes the rows as lines of JSON to OUT and what is to be said of the file to standard output.
"""

import csv
import io
import json
import re
import resource
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 20_000, 100, 5_000
MOST_UNPACKED = 96 * 1024 * 1024  # bytes
MEMORY, SECONDS = 1024 * 1024 * 1024, 60  # what the program may take
DELIMITERS = ";\t,"
_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f\b')
_CHUNK = 256 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


class Unreadable(Exception):
    """The file cannot be read; the message is a code."""


def read(path: Path, out: Path, sheet: str | None = None, most: int = MOST_ROWS) -> dict[str, Any]:
    """Write the rows of a file as lines of JSON; what is to be said of it. Raises Unreadable."""
    start = path.read_bytes()[:8]
    about: dict[str, Any] = {
        "sheets": [],
        "sheet": None,
        "macros": False,
        "formulas": 0,
        "encoding": None,
    }
    if not start:
        raise Unreadable("empty")
    if start.startswith(b"PK") or start.startswith(_OLE):
        rows = _workbook(path, about, sheet)
    else:
        rows = _text(path, about)
    with out.open("w", encoding="utf-8", errors="replace") as file:
        about |= _write(rows, file, most)
    return about


def _write(rows: Iterator[dict[str, Any]], file: Any, most: int) -> dict[str, Any]:
    """The first row with something in it is the header; empty rows are left out."""
    header: list[str] | None = None
    count = 0
    for row in rows:
        cells = row["c"] = row["c"][:MOST_COLUMNS]
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if not cells:
            continue
        if header is None:
            header = [
                one if isinstance(one, str) else "" if one is None else str(one[1]) for one in cells
            ]
            continue
        count += 1
        if count > most:
            raise Unreadable("too_many_rows")
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    if header is None:
        raise Unreadable("empty")
    return {"header": header, "rows": count}


# --- text --------------------------------------------------------------------------------------


def _text(path: Path, about: dict[str, Any]) -> Iterator[dict[str, Any]]:
    text, about["encoding"] = decoded(path.read_bytes())
    if text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<?xml", "%pdf", "{\\rtf")):
        raise Unreadable("not_a_table")
    about["format"] = "csv"
    about["delimiter"] = delimiter_of(text)
    csv.field_size_limit(1024 * 1024)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=about["delimiter"])
    return _records(reader)


def _records(reader: Any) -> Iterator[dict[str, Any]]:
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable("broken_quotes") from None
        number += 1
        yield {"r": number, "c": [cell[: MOST_LETTERS + 1] for cell in cells]}


def decoded(raw: bytes) -> tuple[str, str]:
    """The text of a file, and the encoding that was taken. Raises Unreadable for what is none."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if raw.startswith(mark):
            return _strict(raw, encoding), encoding.removesuffix("-sig")
    if b"\0" in raw:
        head = raw[:4000]
        odd, even = head[1::2].count(0), head[::2].count(0)
        if max(odd, even) * 5 < len(head):
            raise Unreadable("not_a_table")
        encoding = "utf-16-le" if odd >= even else "utf-16-be"
        return _strict(raw, encoding), "utf-16"
    try:
        return _checked(raw.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _strict(raw, "cp1256"), "windows-1256"


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return _checked(raw.decode(encoding))
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None


def _checked(text: str) -> str:
    """Text has no control characters to speak of."""
    if len(_CONTROL.findall(text[:20_000])) > 10:
        raise Unreadable("not_a_table")
    return text


def delimiter_of(text: str) -> str:
    """What parts the cells: that which makes the most rows equally wide, of more than one cell."""
    sample = "".join(text[:100_000].splitlines(keepends=True)[:40])
    best, score = ",", (0, 0)
    for one in DELIMITERS:
        try:
            widths = Counter(
                len(row) for row in csv.reader(io.StringIO(sample), delimiter=one) if row
            )
        except csv.Error:
            continue
        wide = {width: count for width, count in widths.items() if width > 1}
        if wide:
            width, count = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
            if (count, width) > score:
                best, score = one, (count, width)
    return best


# --- workbooks ---------------------------------------------------------------------------------


def _workbook(path: Path, about: dict[str, Any], sheet: str | None) -> Iterator[dict[str, Any]]:
    import python_calamine as calamine

    about["format"], inside = "xls", None
    if zipfile.is_zipfile(path):
        about["format"], about["macros"], inside = _looked_into(path)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        about["sheets"] = [
            {"name": one.name, "hidden": one.visible != calamine.SheetVisibleEnum.Visible}
            for one in book.sheets_metadata
            if one.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        names = [one["name"] for one in about["sheets"]]
        shown = [one["name"] for one in about["sheets"] if not one["hidden"]] or names
        if not names or (sheet is not None and sheet not in names):
            raise Unreadable("no_sheet")
        about["sheet"] = sheet if sheet is not None else shown[0]
        found = book.get_sheet_by_name(about["sheet"])
        formulas = _formulas(path, about["sheet"], about) if inside == "xlsx" else {}
    except calamine.PasswordError:
        raise Unreadable("locked") from None
    except (calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError, KeyError) as error:
        raise Unreadable("broken") from error
    return _sheet_rows(found, formulas)


def _looked_into(path: Path) -> tuple[str, bool, str | None]:
    """The format of a packed file, and whether it has macros; its size is looked at first."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if len(parts) > 2000 or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable("too_big_inside")
            left = MOST_UNPACKED  # the directory may lie: what comes out is counted as well
            for part in parts:
                if part.flag_bits & 1:
                    raise Unreadable("locked")
                with packed.open(part) as stream:
                    while piece := stream.read(_CHUNK):
                        left -= len(piece)
                        if left < 0:
                            raise Unreadable("too_big_inside")
            names = {part.filename.lower() for part in parts}
            macros = any(name.endswith("vbaproject.bin") for name in names) or any(
                name.startswith(("basic/", "scripts/")) for name in names
            )
            if "xl/workbook.xml" in names:
                return "xlsx", macros, "xlsx"
            if "content.xml" in names and "mimetype" in names:
                return "ods", macros, None
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("broken") from error
    except Exception as error:  # zlib and lzma have errors of their own
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("broken") from error
    raise Unreadable("not_a_table")


def _formulas(path: Path, sheet: str, about: dict[str, Any]) -> dict[int, list[int]]:
    """Which cells of a sheet are worked out: columns by row, both counted from 0."""
    from defusedxml.ElementTree import fromstring

    with zipfile.ZipFile(path) as packed:
        book = fromstring(packed.read("xl/workbook.xml"))
        links = fromstring(packed.read("xl/_rels/workbook.xml.rels"))
        targets = {one.get("Id"): one.get("Target", "") for one in links}
        of_sheet = [
            targets.get(value)
            for one in book.iter()
            if one.tag.endswith("}sheet") and one.get("name") == sheet
            for key, value in one.attrib.items()
            if key.endswith("}id")
        ]
        if not of_sheet or not of_sheet[0]:
            return {}
        target = of_sheet[0]
        name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found: dict[int, list[int]] = {}
        rest = b""
        with packed.open(name) as stream:
            while piece := stream.read(_CHUNK):
                piece = rest + piece
                cut = piece.rfind(b"<c")
                whole, rest = (piece[:cut], piece[cut:]) if cut > 0 else (b"", piece[-_CHUNK:])
                _note_formulas(whole, found, about)
            _note_formulas(rest, found, about)
    return found


def _note_formulas(piece: bytes, found: dict[int, list[int]], about: dict[str, Any]) -> None:
    for match in _FORMULA.finditer(piece):
        column = 0
        for letter in match[1]:
            column = column * 26 + letter - 64
        about["formulas"] += 1
        if about["formulas"] <= 100_000:
            found.setdefault(int(match[2]) - 1, []).append(column - 1)


def _sheet_rows(sheet: Any, formulas: dict[int, list[int]]) -> Iterator[dict[str, Any]]:
    if sheet.total_width > 2000:
        raise Unreadable("too_many_columns")
    merged = sheet.merged_cell_ranges or []
    shift = sheet.start[1] if sheet.start else 0  # rows come without the empty columns before
    covered: dict[int, set[int]] = {}
    for (top, left), (bottom, right) in merged[:5000]:
        for at in range(top, min(bottom, top + MOST_ROWS) + 1):
            covered.setdefault(at, set()).update(range(left, min(right, MOST_COLUMNS) + 1))
    for number, cells in enumerate(sheet.iter_rows()):
        row: dict[str, Any] = {"r": number + 1, "c": [_cell(cell) for cell in cells[:MOST_COLUMNS]]}
        if number in covered:
            row["m"] = [one - shift for one in sorted(covered[number]) if one >= shift]
        if number in formulas:
            row["f"] = [one - shift for one in formulas[number]]
        yield row


def _cell(cell: Any) -> Any:
    """A cell as JSON: a text, or a pair of its kind and a text."""
    match cell:
        case None | "":
            return None
        case str():
            return cell[: MOST_LETTERS + 1]
        case bool():
            return ["b", "true" if cell else "false"]
        case int() | float():
            # As a spreadsheet shows it: fifteen digits are all that it knows.
            exact = Decimal(f"{cell:.15g}")
            return (
                ["n", format(exact, "f")]
                if exact.is_finite() and abs(exact) < 10**15
                else str(cell)
            )
        case datetime():
            return ["d", cell.date().isoformat()]
        case date():
            return ["d", cell.isoformat()]
        case time() | timedelta():
            return str(cell)
        case _:
            return str(cell)[:MOST_LETTERS]


def main(source: str, out: str, sheet: str | None = None, most: str = str(MOST_ROWS)) -> None:
    """Read within limits, and say in JSON what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        about = read(Path(source), Path(out), sheet or None, int(most))
    except Unreadable as wrong:
        about = {"wrong": str(wrong)}
    except (MemoryError, OverflowError):
        about = {"wrong": "too_big_inside"}
    json.dump(about, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
