"""What strangers type is kept, but for what could do harm."""

import pytest

from estates.lib.typed import one_line, paragraphs


@pytest.mark.parametrize(
    "harmful",
    ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u202a", "\u2066", "\u2069", "\u200f",
     "\u061c", "\u200b", "\ufeff", chr(0xD800), chr(0xDFFF), "\U000e0041"],
)  # fmt: skip
def test_controls_overrides_and_surrogates_go(harmful: str) -> None:
    assert paragraphs(f"a{harmful}b") == "ab"
    assert one_line(f"a{harmful}b") == "ab"


def test_the_half_space_and_what_reads_from_the_right_stay() -> None:
    assert one_line("شهرک‌های  صنعتی") == "شهرک‌های صنعتی"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\x0b", "\x85"])
def test_lines_end_alike_and_a_header_has_one(end: str) -> None:
    assert paragraphs(f"a{end}b") == "a\nb"
    assert one_line(f"a{end}b") == "a b"


def test_many_empty_lines_become_one() -> None:
    assert paragraphs("a\n\n \n\n\nb\n\nc\n") == "a\n\nb\n\nc"


def test_what_is_markup_is_kept_as_it_was_typed() -> None:
    assert paragraphs("<b>&amp;</b>") == "<b>&amp;</b>"


def test_nothing_is_nothing() -> None:
    assert paragraphs(None) == one_line(None) == ""
