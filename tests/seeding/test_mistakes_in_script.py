"""Foreign letters, line ends and marks are found on their line."""

import pytest

from tests.seeding.conftest import SeedCopy

ARABIC_YEH, ARABIC_KAF, ZWNJ = "\u064a", "\u0643", "\u200c"


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        ("شهرک صنعتی", f"شهر{ARABIC_KAF} صنعتی", "the Arabic letter kaf (U+0643) stands in"),
        ("شهرک صنعتی", f"شهرک صنعت{ARABIC_YEH}", "the Arabic letter yeh (U+064A) stands in"),
        ("شهرک صنعتی", f"شهرک{ZWNJ} صنعتی", "a half-space stands at the edge of a word"),
        ("شهرک صنعتی", "شهرکها", "شهرکها is written without a half-space"),
        ("شهرک صنعتی", "شهرک\u00a0صنعتی", "a no-break space (U+00A0) stands in the line"),
        ("شهرک صنعتی", "\u0661", "an Arabic-Indic digit (U+0661) stands in the line"),
    ],
)
def test_foreign_letters_are_found(copied: SeedCopy, good: str, bad: str, expected: str) -> None:
    line = copied.line_of("estates.csv", good)
    copied.replace("estates.csv", good, bad)
    assert any(
        finding.startswith(f"seed/estates.csv:{line}: {expected}") for finding in copied.findings()
    )


def test_foreign_letters_in_the_guide_are_found(copied: SeedCopy) -> None:
    copied.replace("licensing.yaml", "گام‌هایی", f"گام‌ها{ARABIC_YEH}{ARABIC_YEH}")
    assert any("seed/licensing.yaml:" in finding for finding in copied.findings())


def test_a_byte_order_mark_is_found(copied: SeedCopy) -> None:
    copied.replace("estates.csv", "ref,kind", "\ufeffref,kind")
    assert copied.findings() == [
        "seed/estates.csv:1: the file begins with a byte-order mark. Save it as UTF-8 without one."
    ]


def test_carriage_returns_are_found(copied: SeedCopy) -> None:
    copied.replace("province.csv", "\n", "\r\n")
    assert copied.findings() == [
        "seed/province.csv:1: a carriage return stands in the line."
        " End lines with a line feed alone."
    ]


def test_a_last_line_without_an_end_is_found(copied: SeedCopy) -> None:
    path = copied.folder / "province.csv"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert copied.findings() == [
        "seed/province.csv:2: the last line has no end. End the file with a line feed."
    ]


def test_a_file_that_is_not_utf_8_is_found(copied: SeedCopy) -> None:
    (copied.folder / "markets.csv").write_bytes("نام".encode("cp1256"))
    assert any(
        finding.startswith("seed/markets.csv:1: byte 0 is not UTF-8.")
        for finding in copied.findings()
    )


def test_a_path_of_one_machine_is_found(copied: SeedCopy) -> None:
    copied.set("claims.csv", 14, note_en="Read in /home/somebody/notes.")
    assert any("a path of one machine" in finding for finding in copied.findings())
