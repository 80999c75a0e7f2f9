"""What is said of files and rows that staff bring in, each with its cure."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from estates.directory.changes import Problem
from estates.directory.problem_words import problem_words
from estates.staff.importing import Fate
from estates.web.filters import register
from estates.web.formatting import num
from estates.web.table_file import MOST_ROWS

FATES = {
    Fate.NEW: _l("New value"),
    Fate.CONFLICT: _l("New, and disagrees with the value shown"),
    Fate.SAME: _l("Published already"),
    Fate.REPEATED: _l("In the file before"),
    Fate.ERROR: _l("Mistake"),
}
FILES = {
    "missing": _l("Choose a file."),
    "empty": _l("There is nothing in this file."),
    "not_a_table": _l("This is no table. CSV, XLSX, XLS and ODS are read."),
    "encoding": _l("The letters of this file cannot be read. Save it as “CSV UTF-8”."),
    "broken_quotes": _l("The quotes of this CSV do not match. Save it again from a spreadsheet."),
    "broken": _l("This file is damaged. Open it in a spreadsheet, and save it again."),
    "locked": _l("This file is locked by a password. Save it without one."),
    "no_sheet": _l("There is no such sheet with cells in this file."),
    "too_big_inside": _l(
        "Unpacked, this file is too large to be read. Copy the cells that you need into a new one."
    ),
    "too_many_columns": _l(
        "This sheet is too wide. Copy the columns that you need into a new one."
    ),
    "too_slow": _l("Reading this file took too long. Copy the cells that you need into a new one."),
    "full": _l("The server could not keep the file. Nothing is lost: send it again in a while."),
}
CELLS = {
    "formula": _l("This is worked out by a formula; the number that the file keeps was taken."),
    "merged": _l(
        "This cell is merged with others, so that it cannot be told whose it is. Split "
        "it, and fill in each."
    ),
    "no_such_site": _l("There is no site of this name. Write its reference, such as salafchegan."),
    "no_such_field": _l(
        "There is no such figure for this site. The list of figures can be downloaded."
    ),
    "no_such_source": _l(
        "There is no such source. Write its key or address, or empty the cell and "
        "choose one for the file."
    ),
    "not_yours": _l("You may not write on this site."),
    "not_changed": _l("A published value never changes: this row would add a new one beside it."),
    "replaces": _l("This changes the contact that is published under this number."),
    "unknown_choice": _l("This is none of the possibilities. See what the column takes."),
}
ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "windows-1256": "Windows-1256"}
DELIMITERS = {",": _l("commas"), ";": _l("semicolons"), "\t": _l("tabs")}


def file_words(code: str) -> str:
    """Why a file is not taken, and what to do."""
    match code:
        case "too_many_rows":
            return _("More than %(most)s rows do not fit. Part the file.", most=num(MOST_ROWS))
        case "too_large":
            return _("This file is too large. Part it.")
    return str(FILES.get(code, FILES["broken"]))


def remark_words(remark: Mapping[str, Any]) -> str:
    """What is to be said of a cell."""
    code, details = remark["code"], dict(remark.get("details") or {})
    if code in CELLS:
        return str(CELLS[code])
    if str(details.get("most", "")).isdigit():
        details["most"] = int(details["most"])
    return problem_words(Problem("", remark["column"], code, details))


def init_app(app: Flask) -> None:
    """Register the words as filters."""
    register(
        app,
        fate_words=lambda fate: str(FATES[Fate(fate)]),
        file_words=file_words,
        remark_words=remark_words,
        encoding_name=lambda key: ENCODINGS[key],
        delimiter_name=lambda key: str(DELIMITERS[key]),
    )
