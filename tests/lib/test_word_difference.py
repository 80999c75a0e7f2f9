"""Texts compared word by word."""

from time import perf_counter

import pytest

from estates.lib.word_difference import Piece, difference

PAIRS = [
    ("The biggest estate, at km 12.", "The largest estate, at km 12. Power is being extended."),
    ("بزرگ‌ترین شهرک استان", "بزرگ‌ترین شهرک صنعتی استان است."),
    ("", "something"),
    ("something", ""),
    ("one two three", "three two one"),
    ("a  b\n\nc", "a b\nc"),
    ("same", "same"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_nothing_is_lost_of_either_text(old: str, new: str) -> None:
    parts = difference(old, new)
    after = "".join(part.text for part in parts if part.piece is not Piece.REMOVED)
    before = "".join(part.was or part.text for part in parts if part.piece is not Piece.ADDED)
    assert after == new
    assert before == old


def test_only_the_words_that_changed_are_marked() -> None:
    parts = difference(*PAIRS[0])
    marked = [(part.piece, part.text.strip()) for part in parts if part.piece is not Piece.SAME]
    assert marked == [
        (Piece.REMOVED, "biggest"),
        (Piece.ADDED, "largest"),
        (Piece.ADDED, ". Power is being extended"),
    ]


def test_a_half_space_is_part_of_its_word() -> None:
    parts = difference("می‌سازند", "می‌سازد")
    assert [part.text for part in parts] == ["می‌سازند", "می‌سازد"]


def test_long_texts_that_have_nothing_in_common_take_no_time() -> None:
    start = perf_counter()
    difference("a b " * 1000, "b a " * 999 + "c")
    difference("".join(f"{n} " for n in range(900)), "".join(f"{n}x " for n in range(900)))
    assert perf_counter() - start < 3


def test_a_text_that_was_written_anew_is_no_patchwork_of_chance_words() -> None:
    old = "The estate lies at km 12 of the old road and was founded long ago for the town."
    parts = difference(old, "Nobody for the moment knows it.")
    assert [part.piece for part in parts] == [Piece.REMOVED, Piece.ADDED, Piece.SAME]
