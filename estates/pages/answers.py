"""The answers of the self-check, read out of an address and written into one."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from estates.lib.persian import ZWNJ, to_ascii_digits
from estates.lib.quantity import number_from, plain
from estates.licensing.answers import KNOWN, OTHER, UNKNOWN, Answers
from estates.licensing.models import AnswerType, Question
from estates.web.formatting import num

WRITTEN = "_written"  # ends the name of a text that belongs to a choice
MOST_LETTERS = 100
LAST_CHAPTER = 97
WHOLE = {"jobs"}  # what is counted, and has no halves


@dataclass(frozen=True)
class Offer:
    """What can be answered: the questions, and the keys of goods and countries."""

    questions: Sequence[Question]
    groups: frozenset[str]
    countries: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """What an address answers, and what of it could not be understood.

    ``problems`` are sentences by question. ``typed`` is what a form shows again. ``values`` are the
    understood answers as addresses have them, by parameter, in the order of the questions.
    """

    answers: Answers
    typed: MultiDict[str, str]
    problems: Mapping[str, str]
    values: dict[str, Any]  # lists of texts, for `url_for`

    def carried(self, without: str = "") -> Iterator[tuple[str, str]]:
        """Name and value of everything answered but to one question, as forms hide it.

        What was not understood is carried as it was typed: it is asked about on its own page.
        """
        wrong = MultiDict(
            (n, v) for n, v in self.typed.items(multi=True) if _of(n) in self.problems
        )
        kept = {n: v for n, v in self.values.items() if _of(n) not in self.problems}
        for name, values in {**kept, **wrong.to_dict(flat=False)}.items():
            if _of(name) != without:
                yield from ((name, value) for value in values)


def _of(name: str) -> str:
    return name.removesuffix(WRITTEN)


class _Bad(ValueError):
    """An answer that cannot be used; the message says how to mend it."""


def read(args: MultiDict[str, str], offer: Offer) -> Reading:
    """What the parameters ``args`` answer. Nothing is raised: what is wrong is a problem."""
    names = {question.key for question in offer.questions}
    typed = MultiDict(
        (name, text)
        for name, value in args.items(multi=True)
        if _of(name) in names and (text := one_line(value))
    )
    found: dict[str, Any] = {}
    problems: dict[str, str] = {}
    unknown: set[str] = set()
    for question in offer.questions:
        given = list(dict.fromkeys(typed.getlist(question.key)))
        try:
            answer = _answer(question, given, typed.get(question.key + WRITTEN, ""), offer)
        except _Bad as bad:
            problems[question.key] = str(bad)
            continue
        if answer is None and UNKNOWN in given:
            unknown.add(question.key)
        elif isinstance(answer, dict):
            found |= answer
        elif answer is not None:
            found[question.key] = answer
    answers = Answers(**found, unknown=frozenset(unknown))
    return Reading(answers, typed, problems, address(answers, offer))


def one_line(text: str) -> str:
    """``text`` in one line, without what no screen can show and what turns its direction."""
    kept = []
    for letter in text:
        match unicodedata.category(letter):
            case "Cc" | "Zl" | "Zp":
                kept.append(" ")
            case "Cs" | "Co" | "Cn":
                continue
            case "Cf" if letter != ZWNJ:
                continue
            case _:
                kept.append(letter)
    return " ".join("".join(kept).split())


def _answer(question: Question, given: list[str], written: str, offer: Offer) -> Any:
    """The answer as a value, a dictionary of values, or None where the question was skipped."""
    if question.answer_type == AnswerType.CHOICE:
        return _choice(question, given, written)
    if question.answer_type == AnswerType.PRODUCT_GROUP:
        return _one_of(given, {*offer.groups, OTHER, UNKNOWN})
    said = [value for value in given if value != UNKNOWN]
    if question.answer_type == AnswerType.COUNTRIES:
        return _countries(said, offer)
    if len(said) > 1:
        raise _Bad(_("Write one number only."))
    return _NUMBERS[question.answer_type](question, said[0]) if said else None


def _one_of(given: list[str], known: set[str]) -> str | None:
    if len(given) > 1:
        raise _Bad(_("Choose one answer only."))
    if given and given[0] not in known:
        raise _Bad(_("Choose from the answers that are offered."))
    return given[0] if given else None


def _choice(question: Question, given: list[str], written: str) -> dict[str, str] | None:
    keys = {option.key for option in question.options}
    chosen = _one_of(given, keys)
    if KNOWN not in keys:
        return {question.key: chosen} if chosen else None
    if written and chosen not in (None, KNOWN):
        raise _Bad(_("You wrote a class and chose “I do not know”: keep one of the two."))
    if chosen == KNOWN and not written:
        raise _Bad(_("Write the class, or choose “I do not know”."))
    if len(written) > MOST_LETTERS:
        raise _Bad(_("Shorten it: at most %(n)s letters.", n=num(MOST_LETTERS)))
    if written:
        return {question.key: KNOWN, question.key + WRITTEN: written}
    return {question.key: chosen} if chosen else None


def _countries(said: list[str], offer: Offer) -> tuple[str, ...] | None:
    codes = {code.upper() for code in said}
    if codes - offer.countries:
        raise _Bad(_("Choose from the countries that are offered."))
    return tuple(sorted(codes)) or None


def _number(text: str, most: Decimal | None = None) -> Decimal:
    try:
        number = number_from(text)
    except ValueError:
        raise _Bad(_("Write a number, such as 12 or 1.5.")) from None
    if number < 0:
        raise _Bad(_("Write a number that is not below zero."))
    if most is not None and number > most:
        raise _Bad(_("Write a number that is not above %(most)s.", most=num(most)))
    return abs(number)  # there is no minus zero


def _amount(question: Question, text: str) -> Decimal:
    number = _number(text)
    if question.key in WHOLE and number != int(number):
        raise _Bad(_("Write a whole number."))
    return number


def _percent(_question: Question, text: str) -> Decimal:
    return _number(text.strip("%٪ "), Decimal(100))


def _chapter(_question: Question, text: str) -> str:
    digits = to_ascii_digits(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2):
        raise _Bad(_("Write the two digits of the chapter, such as 39."))
    if not 1 <= int(digits) <= LAST_CHAPTER:
        raise _Bad(_("Write a chapter from 01 to 97."))
    return digits.zfill(2)


_NUMBERS: Mapping[str, Callable[[Question, str], Any]] = {
    AnswerType.NUMBER: _amount,
    AnswerType.PERCENT: _percent,
    AnswerType.HS_CHAPTER: _chapter,
}


def address(answers: Answers, offer: Offer) -> dict[str, list[str]]:
    """``answers`` as the parameters of an address: `read` makes the same answers of them."""
    values: dict[str, list[str]] = {}
    for question in offer.questions:
        for name in (question.key, question.key + WRITTEN):
            if texts := _texts(getattr(answers, name, None)):
                values[name] = texts
        if question.key in answers.unknown:
            values[question.key] = [UNKNOWN]
    return values


def _texts(answer: Any) -> list[str]:
    match answer:
        case None | "":
            return []
        case Decimal():
            return [plain(answer)]
        case tuple():
            return list(answer)
        case _:
            return [str(answer)]
