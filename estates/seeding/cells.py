"""Types of cells: text of a CSV file becomes a typed value, or a flaw with its cure.

The seed is for machines: ASCII numbers, ISO dates, yes and no. Nothing is folded or guessed.
An empty cell means unknown and becomes None, never zero.
"""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator

from estates.seeding.finding import Flaw

EARLIEST, LATEST = date(1990, 1, 1), date(2040, 12, 31)

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLACES = 6  # what the database keeps
_URL = re.compile(r"https?://[A-Za-z0-9.-]+\.[a-z]+(/[!-~]*)?")

E = TypeVar("E", bound=StrEnum)


def _required(text: str) -> str:
    if not text:
        raise Flaw("the cell is empty", "Fill it: this column is always known")
    return text


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(_required(text)):
        raise Flaw(f"{text!r} is not a number", "Write ASCII digits with a point, such as 1200.5")
    number = Decimal(text)
    if len(text.partition(".")[2]) > _PLACES:
        raise Flaw(f"{text!r} has more than {_PLACES} decimals", f"Round it to {_PLACES} decimals")
    return number


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]+", _required(text)):
        raise Flaw(f"{text!r} is not a whole number", "Write ASCII digits alone, such as 1080")
    return int(text)


def _day(text: str) -> date:
    cure = "Write the Gregorian day as YYYY-MM-DD, such as 2025-08-22"
    if not _DAY.fullmatch(_required(text)):
        raise Flaw(f"{text!r} is not an ISO date", cure)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Flaw(f"there is no day {text}", cure) from None
    if not EARLIEST <= day <= LATEST:
        raise Flaw(f"{text} is not between {EARLIEST} and {LATEST}", cure)
    return day


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise Flaw(f"{text!r} is neither yes nor no", "Write yes or no")
    return text == "yes"


def _url(text: str) -> str:
    if not _URL.fullmatch(text):
        raise Flaw(
            f"{text!r} is not a plain address",
            "Write it with http:// or https://, percent-encoded, without spaces",
        )
    return text


def _maybe(parse: Any) -> BeforeValidator:
    return BeforeValidator(lambda text: None if text == "" else parse(text))


def _refs(text: str) -> tuple[str, ...]:
    return tuple(_required(text).split(";"))


def _member(text: str, values: type[E]) -> E:
    try:
        return values(text)
    except ValueError:
        raise Flaw(
            f"{text!r} is not one of its values", f"Write one of: {', '.join(values)}"
        ) from None


def member(values: type[E]) -> BeforeValidator:
    """The reader of a column that holds one member of an enum."""
    return BeforeValidator(lambda text: _member(text, values))


def maybe_member(values: type[E]) -> BeforeValidator:
    """The reader of a column that holds a member of an enum or nothing."""
    return _maybe(lambda text: _member(text, values))


def matching(pattern: str, cure: str) -> BeforeValidator:
    """The reader of a column whose whole text fits ``pattern``."""

    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise Flaw(f"{text!r} is not well formed", cure)
        return text

    return BeforeValidator(read)


Filled = Annotated[str, BeforeValidator(_required)]
MaybeText = Annotated[str | None, _maybe(str)]
Number = Annotated[Decimal, BeforeValidator(_number)]
MaybeNumber = Annotated[Decimal | None, _maybe(_number)]
Whole = Annotated[int, BeforeValidator(_whole)]
MaybeWhole = Annotated[int | None, _maybe(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
MaybeDay = Annotated[date | None, _maybe(_day)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
MaybeUrl = Annotated[str | None, _maybe(_url)]
Refs = Annotated[tuple[str, ...], BeforeValidator(_refs)]
