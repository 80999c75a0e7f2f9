"""Tables as CSV: readable by every spreadsheet, run by none."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from estates.web import tables
from tests.site import Site

HEADER = ("site", "value")


def answer(site: Site, *rows: tuple[tables.Cell, ...], filename: str = "test.csv") -> bytes:
    with site.app.test_request_context("/en/"):
        return tables.csv_answer(HEADER, rows, filename).get_data()


def cells(body: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))


def test_the_file_begins_with_the_mark_of_utf_8_and_its_lines_end_as_the_standard_says(
    site: Site,
) -> None:
    body = answer(site, ("آزمون", 7))
    assert body == "\ufeffsite,value\r\nآزمون,7\r\n".encode()


def test_the_answer_is_a_file_to_keep(site: Site) -> None:
    with site.app.test_request_context("/en/"):
        headers = tables.csv_answer(HEADER, (), "test.csv").headers
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Disposition"] == "attachment; filename=test.csv"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_would_be_a_formula_begins_with_an_apostrophe(site: Site, start: str) -> None:
    text = f"{start}HYPERLINK(0)"
    assert cells(answer(site, (text, f"x{start}")))[1] == [f"'{text}", f"x{start}"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (-5, "-5"),
        (Decimal("-12.50"), "-12.5"),
        (Decimal("1E+6"), "1000000"),
        (-0.25, "-0.25"),
        (date(2026, 3, 1), "2026-03-01"),
        (None, ""),
        (True, "true"),
        (False, "false"),
    ],
)
def test_what_is_no_text_stands_as_it_is(site: Site, cell: tables.Cell, text: str) -> None:
    assert cells(answer(site, ("test", cell)))[1][1] == text


def test_quotes_commas_and_lines_come_back_as_they_were(site: Site) -> None:
    text = 'one "two", three\nfour'
    assert cells(answer(site, (text, 1)))[1][0] == text


def test_a_long_table_is_sent_in_pieces_and_arrives_whole(site: Site) -> None:
    with site.app.test_request_context("/en/"):
        made = (("test", number) for number in range(5000))
        pieces = list(tables.csv_answer(HEADER, made, "test.csv").iter_encoded())
    assert len(pieces) > 2
    assert [row[1] for row in cells(b"".join(pieces))[1:]] == [str(n) for n in range(5000)]


@pytest.mark.parametrize("name", ["", "آزمون.csv", "a b.csv", "../x.csv", 'x".csv', "x\r\ny.csv"])
def test_only_a_plain_name_can_name_a_file(site: Site, name: str) -> None:
    with pytest.raises(ValueError, match="file name"):
        answer(site, filename=name)
