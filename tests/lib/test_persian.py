"""Persian script: what is typed differently is found, and sorts as in a dictionary."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estates.lib import persian

SAME = [
    ("شهرک\u200cهای صنعتی", "شهرک های صنعتی"),
    ("كاشي", "کاشی"),
    ("مؤسسه", "موسسه"),
    ("ثامن‌الائمة", "ثامن الائمه"),
    ("آب", "اب"),
    ("مُحَمَّد", "محمد"),
    ("۱۲۳", "123"),
    ("٤٥٦", "456"),
    ("Salafchegān", "salafchegan"),
    ("Al-Ghadir", "al ghadir"),
    ("«شکوهیه»،", "شکوهیه"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_fold_to_the_same(one: str, other: str) -> None:
    assert persian.fold(one) == persian.fold(other)


def test_different_words_stay_different() -> None:
    assert persian.fold("سیرو") != persian.fold("سیر")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert persian.fold(persian.fold(text)) == persian.fold(text)


def test_letters_sort_in_the_order_of_a_persian_dictionary() -> None:
    words = ["ژاله", "پارس", "چوب", "گرمسار", "آهن", "الغدیر", "ثامن", "تهران", "کهک", "زر"]
    expected = ["آهن", "الغدیر", "پارس", "تهران", "ثامن", "چوب", "زر", "ژاله", "کهک", "گرمسار"]
    assert sorted(words, key=persian.sort_key) == expected


def test_code_point_order_would_be_wrong_so_the_key_is_needed() -> None:
    assert sorted(["پ", "ی"]) == ["پ", "ی"]
    assert sorted(["ک", "ل"], key=persian.sort_key) == ["ک", "ل"]
    assert sorted(["ک", "ل"]) != ["ک", "ل"]


def test_normalising_keeps_the_half_space_and_mends_letters() -> None:
    assert persian.normalise(" شهرک\u200cهاي \u202eكوچك ") == "شهرک\u200cهای کوچک"


def test_all_three_digit_sets_are_read() -> None:
    assert persian.to_ascii_digits("۱۴۰۴ ٤") == "1404 4"


def test_a_flood_of_marks_on_one_letter_is_cut_before_it_is_put_in_order() -> None:
    assert persian.normalise("ا" + "\u064e\u0650" * 100_000) == persian.normalise(
        "ا" + "\u064e\u0650" * 4
    )
    assert persian.normalise("بِسْمِ اللَّهِ") == unicodedata.normalize("NFC", "بِسْمِ اللَّهِ")
