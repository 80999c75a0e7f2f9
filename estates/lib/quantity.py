"""Values as sources give them, and the intervals that they leave open."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from estates.lib.persian import to_ascii_digits


class Qualifier(StrEnum):
    """The source's own reservation about a number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    PLANNED = "planned"


# "About v" is read as v give or take this share of it.
ABOUT_SHARE = Decimal("0.1")


@dataclass(frozen=True)
class Interval:
    """A closed interval of numbers; None stands for an open end."""

    low: Decimal | None
    high: Decimal | None

    def intersects(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        return _not_above(self.low, other.high) and _not_above(other.low, self.high)

    def within(self, other: "Interval") -> bool:
        """Whether every number of this one lies in ``other``."""
        low_held = other.low is None or (self.low is not None and self.low >= other.low)
        high_held = other.high is None or (self.high is not None and self.high <= other.high)
        return low_held and high_held


def _not_above(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high


@dataclass(frozen=True)
class Value:
    """A number with its qualifier; ``maximum`` is set for a range alone.

    Raises ValueError where a range lacks its upper end or is upside down, or where another
    qualifier has one.
    """

    number: Decimal
    qualifier: Qualifier = Qualifier.EXACT
    maximum: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.number.is_finite() or not (self.maximum is None or self.maximum.is_finite()):
            raise ValueError("a value is a finite number")
        if (self.maximum is not None) != (self.qualifier is Qualifier.RANGE):
            raise ValueError("a range has an upper end, and nothing else has one")
        if self.maximum is not None and self.maximum < self.number:
            raise ValueError("a range does not end below its start")

    @property
    def interval(self) -> Interval:
        """The numbers of which the source may be speaking."""
        match self.qualifier:
            case Qualifier.ABOUT:
                reach = abs(self.number) * ABOUT_SHARE
                return Interval(self.number - reach, self.number + reach)
            case Qualifier.AT_LEAST:
                return Interval(self.number, None)
            case Qualifier.AT_MOST:
                return Interval(None, self.number)
            case Qualifier.RANGE:
                return Interval(self.number, self.maximum)
            case _:
                return Interval(self.number, self.number)


def plain(number: Decimal) -> str:
    """``number`` in ASCII without exponent and without zeros after the last decimal."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def json_number(exact: Decimal) -> int | float:
    """An exact decimal as a JSON number.

    The only place where a float is made: values have at most six decimals, and the shortest
    text of a float gives such a decimal back unchanged.
    """
    return int(exact) if exact == exact.to_integral_value() else float(exact)


_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_GROUPED = re.compile(r"-?\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d*)?")


def number_from(typed: str) -> Decimal:
    """The number that somebody typed, in any of the three digit sets, grouped or not.

    «۱٬۲۰۰», ``1,200`` and ``1200`` are the same; the decimal sign is ``.`` or «٫». Raises
    ValueError for everything else, exponents and endless numbers among it.
    """
    plain_text = to_ascii_digits(typed.strip())
    if _GROUPED.fullmatch(plain_text):
        plain_text = plain_text.replace(",", "").replace("٬", "")
    plain_text = plain_text.replace("٫", ".")
    if not (plain_text.isascii() and _NUMBER.fullmatch(plain_text)):
        raise ValueError(f"{typed!r} is no number")
    return Decimal(plain_text)
