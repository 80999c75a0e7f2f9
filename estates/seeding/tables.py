"""Reading the CSV files: rows with their lines, and a finding for each cell that does not fit."""

import csv
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from estates.seeding.finding import Finding, Flaw
from estates.seeding.rows import SeedRow

R = TypeVar("R", bound=SeedRow)


@dataclass
class Table(Generic[R]):
    """One CSV file: its typed rows, and the cells of all rows, also of those with flaws.

    ``located`` holds line and cells of each row. They let other files refer to a row whose own
    flaw is reported already.
    """

    file: str
    rows: list[R] = field(default_factory=list)
    located: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def cells(self) -> list[dict[str, str]]:
        """The cells of all rows as they were written."""
        return [cells for _line, cells in self.located]

    def keys(self, column: str) -> set[str]:
        """All values of a column, of sound and unsound rows."""
        return {cells[column] for cells in self.cells}


def read_table(row_type: type[R], text: str, file: str) -> Table[R]:
    """The rows of ``text``, the content of ``file``."""
    table: Table[R] = Table(file)
    columns = row_type.columns()
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != columns:
            table.findings.append(Finding.of(_wrong_header(header, columns), file, 1))
            return table
        start = reader.line_num + 1
        for cells in reader:
            _read_row(table, row_type, columns, cells, start)
            start = reader.line_num + 1
    except csv.Error as error:
        flaw = Flaw(f"the line is not CSV: {error}", "Close each quote and double quotes inside")
        table.findings.append(Finding.of(flaw, file, reader.line_num))
    return table


def _wrong_header(header: list[str], columns: list[str]) -> Flaw:
    missing = [name for name in columns if name not in header]
    surplus = [name for name in header if name not in columns]
    parts = [f"without {', '.join(missing)}"] if missing else []
    parts += [f"with {', '.join(surplus)}"] if surplus else []
    found = "; ".join(parts) or "in another order"
    return Flaw(f"the columns are not as agreed: {found}", f"Make them {','.join(columns)}")


def _read_row(
    table: Table[R], row_type: type[R], columns: list[str], cells: list[str], line: int
) -> None:
    if len(cells) != len(columns):
        flaw = Flaw(
            f"the row has {len(cells)} cells, not {len(columns)}",
            "Quote a cell with a comma in it, and keep a comma for each empty cell",
        )
        table.findings.append(Finding.of(flaw, table.file, line))
        return
    named = dict(zip(columns, cells, strict=True))
    table.located.append((line, named))
    try:
        row = row_type.model_validate({**named, "line": line})
    except ValidationError as error:
        for detail in error.errors():
            table.findings.append(_cell_finding(detail, table.file, line))
    else:
        table.rows.append(row)


def _cell_finding(detail: Any, file: str, line: int) -> Finding:
    column = str(detail["loc"][0]) if detail["loc"] else ""
    flaw = detail.get("ctx", {}).get("error")
    if not isinstance(flaw, Flaw):
        flaw = Flaw(str(detail["msg"]), "See the README of the seed for this column")
    return Finding.of(flaw, file, line, column)
