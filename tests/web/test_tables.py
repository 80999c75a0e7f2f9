"""Tables as files: read by spreadsheets, run by none."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from flask import Flask

from estates.web.tables import AT_ONCE, cell_text, csv_answer


def answer(rows, filename: str = "test.csv"):
    with Flask("tables").test_request_context():
        response = csv_answer(("one", "two"), rows, filename)
        return response, response.get_data()


def test_a_table_is_utf_8_with_its_mark_and_crlf() -> None:
    response, body = answer([("شکوهیه", 1)])
    assert body == "\ufeffone,two\r\nشکوهیه,1\r\n".encode()
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"] == "attachment; filename=test.csv"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"]
)
def test_a_text_that_would_run_is_made_harmless(text: str) -> None:
    assert cell_text(text) == f"'{text}"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (-5, "-5"), (Decimal("-0.50"), "-0.5"), (Decimal("1E+3"), "1000"), (1.5, "1.5"),
        (None, ""), (True, "true"), (date(2026, 11, 25), "2026-11-25"), ("a=b", "a=b"),
    ],
)  # fmt: skip
def test_numbers_days_and_gaps_are_left_alone(cell, text: str) -> None:
    assert cell_text(cell) == text


def test_quotes_commas_and_line_ends_survive() -> None:
    rows = [['say "hi", twice', "two\nlines"]]
    found = list(csv.reader(StringIO(answer(rows)[1].decode("utf-8-sig"), newline="")))
    assert found[1:] == rows


def test_a_long_table_is_sent_in_parts_and_whole() -> None:
    rows = [("x" * 100, number) for number in range(1000)]
    with Flask("tables").test_request_context():
        parts = list(csv_answer(("one", "two"), rows, "test.csv").iter_encoded())
    assert len(parts) > 2 and max(map(len, parts)) < 2 * AT_ONCE
    assert b"".join(parts).count(b"\r\n") == 1001


@pytest.mark.parametrize("name", ["", "../x.csv", "a b.csv", "نام.csv", 'a".csv', "a\r\nX: y"])
def test_a_file_name_is_plain(name: str) -> None:
    with pytest.raises(ValueError, match="not a plain file name"):
        answer([], name)
