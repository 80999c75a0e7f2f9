"""Which passwords are refused: those whose parts anybody guesses, in Persian or in English.

Lists of leaked passwords are long because of endings, years and runs of keys that people add to few
words. So the words are listed, the rest is found by rule, and what is left has to be long enough.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from estates.lib.persian import normalise, to_ascii_digits

LEAST = 12  # characters
LEAST_UNGUESSED = 8  # of them, where a guessed part counts as one


class Weakness(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    GUESSED = "guessed"


_ROWS_LATIN = ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_ROWS_PERSIAN = ("۱۲۳۴۵۶۷۸۹۰-=", "ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو./")
_RUNS = (*_ROWS_LATIN, *_ROWS_PERSIAN[1:], "abcdefghijklmnopqrstuvwxyz", "0123456789",
         "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "qazwsxedcrfvtgbyhnujm")  # fmt: skip
_COLUMNS = ("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.")
_LIST = Path(__file__).with_name("weak_words.txt").read_text("utf-8").splitlines()
_WORDS = {word for line in _LIST if not line.startswith("#") for word in line.split()}
_SPOKEN = str.maketrans("@4831!0$57", "aabeiiosst")
_OTHER_KEYBOARD = {
    ord(persian): latin
    for rows in zip(_ROWS_PERSIAN[1:], _ROWS_LATIN[1:], strict=True)
    for persian, latin in zip(*rows, strict=True)
}
_BACK = {ord(latin): chr(persian) for persian, latin in _OTHER_KEYBOARD.items()}


def weakness(password: str, *own: str) -> Weakness | None:
    """Why ``password`` is refused, or None. ``own`` are texts that anybody knows of its owner."""
    if len(password) < LEAST:
        return Weakness.SHORT
    if len(password) > 256:
        return Weakness.LONG
    words = _WORDS | set(_words_of(own))
    guessed = any(_left(form, words) < LEAST_UNGUESSED for form in _forms(password))
    return Weakness.GUESSED if guessed else None


def _words_of(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield from (word for word in re.split(r"[\W_]+", _plain(text)) if len(word) > 2)


def _plain(text: str) -> str:
    plain = to_ascii_digits(normalise(text)).casefold()
    return re.sub(r"[\s\u200c]+", "", plain) if text.strip() else ""


def _forms(password: str) -> Iterator[str]:
    """The password as typed, with signs read as letters, and typed on the other keyboard."""
    plain = _unit(_plain(password))
    yield plain
    yield plain.translate(_SPOKEN)
    yield plain.translate(_OTHER_KEYBOARD)
    yield plain.translate(_BACK)


def _unit(text: str) -> str:
    """What a text repeats, where it is nothing but repetitions."""
    for length in range(1, len(text) // 2 + 1):
        if (text[:length] * (len(text) // length + 1))[: len(text)] == text:
            return text[:length]
    return text


def _left(text: str, words: set[str]) -> int:
    """How many parts a guesser has to find: each unguessed character, each guessed piece."""
    count = at = 0
    while at < len(text):
        at += max(1, _word_at(text, at, words), _run_at(text, at), _year_at(text, at))
        count += 1
    return count


def _word_at(text: str, at: int, words: set[str]) -> int:
    return max((len(word) for word in words if text.startswith(word, at)), default=0)


def _run_at(text: str, at: int) -> int:
    """The length of the run of neighbouring or equal keys that begins here; from three on."""
    best = len(text[at:]) - len(text[at:].lstrip(text[at]))
    for row in (*_RUNS, *_COLUMNS):
        for keys in (row, row[::-1]):
            start = keys.find(text[at])
            length = 0
            while start >= 0 and keys[start + length : start + length + 1] == (
                text[at + length : at + length + 1] or "\0"
            ):
                length += 1
            best = max(best, length)
    return best if best > 2 else 0


def _year_at(text: str, at: int) -> int:
    return 4 if re.match(r"(?:1[34]|19|20)\d\d", text[at:]) else 0
