"""Files that are tables, that are none, and that mean harm. All are made here."""

import io
import json
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from estates.web import table_file, table_files
from estates.web.table_file import Unreadable

LINES = "نام;مقدار\nقم;۱۲\n"


def rows_of(content: bytes, folder: Path, sheet: str | None = None) -> tuple[dict, list[dict]]:
    source, out = folder / "in", folder / "out"
    source.write_bytes(content)
    about = table_file.read(source, out, sheet)
    return about, [json.loads(line) for line in out.read_text("utf-8").split("\n") if line]


def workbook(fill, **options) -> bytes:
    file = io.BytesIO()
    book = Workbook(file, options)
    fill(book)
    book.close()
    return file.getvalue()


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16"), ("cp1256", "windows-1256"),
    ],
)  # fmt: skip
def test_letters_are_known_and_said(tmp_path: Path, encoding: str, told: str) -> None:
    text = "name;value\n" * 3 + ("قم;12\n" if encoding == "cp1256" else LINES)
    about, rows = rows_of(text.encode(encoding), tmp_path)
    assert about["encoding"] == told
    assert about["delimiter"] == ";"
    assert rows[-1]["c"][0] == "قم"


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_what_parts_cells_is_found(tmp_path: Path, delimiter: str) -> None:
    about, rows = rows_of(f'a{delimiter}b\n1{delimiter}"x,y;z"\n'.encode(), tmp_path)
    assert about["delimiter"] == delimiter
    assert rows[0]["c"] == ["1", "x,y;z"]


def test_formulas_merged_cells_and_hidden_sheets_are_seen(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        hidden = book.add_worksheet("hidden")
        hidden.write_row(0, 0, ["h"])
        sheet = book.add_worksheet("shown")
        sheet.activate()
        hidden.hide()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_formula(1, 0, "=1+1", value=2)
        sheet.write_string(1, 1, "=1+1")
        sheet.merge_range(2, 0, 3, 0, "m")

    content = workbook(fill)
    about, rows = rows_of(content, tmp_path)
    assert about["sheet"] == "shown"
    assert about["formulas"] == 1
    assert rows[0] == {"r": 2, "c": [["n", "2"], "=1+1"], "f": [0]}
    assert rows[1]["m"] == [0]
    assert rows_of(content, tmp_path, "hidden")[0]["header"] == ["h"]
    with pytest.raises(Unreadable, match="no_sheet"):
        rows_of(content, tmp_path, "other")


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def with_lying_size(content: bytes) -> bytes:
    """The same, where the directory says that each part is of one byte."""
    start = content.index(b"PK\x01\x02")
    return content[: start + 24] + struct.pack("<I", 1) + content[start + 28 :]


BOMB = packed(**{"xl/workbook.xml": b"\0" * (table_file.MOST_UNPACKED + 1)})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"), (b"\n\n", "empty"), (b"\x89PNG\r\n\x1a\n" + b"\0\1\2" * 40, "not_a_table"),
        (b"%PDF-1.7", "not_a_table"), (b"<html><table>", "not_a_table"),
        (b"PK\x03\x04nonsense", "broken"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "broken"),
        (packed(a=b"x"), "not_a_table"), (packed(**{"xl/workbook.xml": b"<"}), "broken"),
        (BOMB, "too_big_inside"), (with_lying_size(BOMB), "broken"),
        (b"a,b\n" * (table_file.MOST_ROWS + 2), "too_many_rows"),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_no_table_or_means_harm_has_a_word(
    tmp_path: Path, content: bytes, code: str
) -> None:
    source = tmp_path / "in"
    source.write_bytes(content)
    with pytest.raises(Unreadable, match=code):
        table_files.convert(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out.part").exists()


def test_two_cells_at_the_ends_of_a_sheet_take_no_memory_of_the_server(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "z")

    (tmp_path / "in").write_bytes(workbook(fill))
    with pytest.raises(Unreadable, match="too_big_inside"):
        table_files.convert(tmp_path / "in", tmp_path / "out")


def test_macros_are_said_and_not_read(tmp_path: Path) -> None:
    content = workbook(lambda book: book.add_worksheet().write_row(0, 0, ["a", "b"]))
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as made:
        made.writestr("xl/vbaProject.bin", b"invented")
    assert rows_of(file.getvalue(), tmp_path)[0]["macros"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=600) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_rows_or_a_word(tmp_path: Path, content: bytes) -> None:
    with suppress(Unreadable):
        rows_of(content, tmp_path)


_VALID = workbook(lambda book: book.add_worksheet().write_row(0, 0, ["a", 1, "=x"]))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, len(_VALID) - 1), byte=st.integers(0, 255))
def test_a_workbook_with_one_wrong_byte_is_rows_or_a_word(
    tmp_path: Path, at: int, byte: int
) -> None:
    with suppress(Unreadable):
        rows_of(_VALID[:at] + bytes([byte]) + _VALID[at + 1 :], tmp_path)
