"""Persian script: digits, normal letters, folding for search, alphabetical order."""

import re
import unicodedata

PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_TO_ASCII = str.maketrans(PERSIAN_DIGITS + _ARABIC_DIGITS, "0123456789" * 2)

ZWNJ = "\u200c"
# Letters that Arabic keyboards put where Persian has its own.
_NORMAL = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "هٔ", "\u0640": None})
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FOLDED_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ؤ": "و"}
    | dict.fromkeys("أإآٱ", "ا")
    | {"ء": None, "\u0640": None}
)
_NOT_WORD = re.compile(r"[\W_]+")
# The alphabet in dictionary order; آ stands before ا.
_ALPHABET = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_RANK = {letter: chr(0x21 + rank) for rank, letter in enumerate(_ALPHABET)}


_MARKS = "".join(letter for letter in map(chr, range(0x20000)) if unicodedata.combining(letter))
_TOO_MANY_MARKS = re.compile(f"([{_MARKS}]{{8}})[{_MARKS}]+")


def to_ascii_digits(text: str) -> str:
    """``text`` with Persian and Arabic-Indic digits as ASCII ones."""
    return text.translate(_TO_ASCII)


def normalise(text: str) -> str:
    """``text`` as it is stored: composed, with Persian ی and ک, without invisible controls.

    The half-space (ZWNJ) stays: it is part of the spelling.
    """
    # To put a long run of marks in order takes the square of its length, and nobody writes one.
    marked = _TOO_MANY_MARKS.sub(r"\1", text)
    composed = unicodedata.normalize("NFC", marked).translate(_NORMAL)
    return _INVISIBLE.sub("", composed).strip()


def fold(text: str) -> str:
    """``text`` for comparing and searching: what people type differently becomes the same.

    Folds ی/ي, ک/ك, ه/ة, every alef, hamza, diacritics, case, the three digit sets and
    punctuation; half-spaces and spaces become one space.
    """
    letters = to_ascii_digits(text).translate(_FOLDED_LETTERS).replace(ZWNJ, " ")
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c)
    )
    return _NOT_WORD.sub(" ", bare.translate(_FOLDED_LETTERS).casefold()).strip()


def sort_key(text: str) -> str:
    """A key that sorts by code point into the order of a Persian dictionary.

    Latin letters and digits keep their order and stand before Persian ones.
    """
    plain = normalise(text).translate(
        str.maketrans({"أ": "ا", "إ": "ا", "ئ": "ی", "ؤ": "و", "ة": "ه"})
    )
    return "".join(_sort_letter(letter) for letter in plain)


def _sort_letter(letter: str) -> str:
    if letter in _RANK:
        return "\uf000" + _RANK[letter]
    if letter == ZWNJ or unicodedata.combining(letter):
        return ""
    return to_ascii_digits(letter).casefold()
