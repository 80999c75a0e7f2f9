"""Sums of values that are never negative: costs of steps, and how long steps take."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from estates.lib.quantity import Interval, Qualifier, Value

ZERO, ONE = Decimal(0), Decimal(1)
DAYS_OF_WEEK = 7
# The shortest and the longest month, of the Gregorian and of the Solar Hijri calendar.
SHORTEST_MONTH, LONGEST_MONTH = 28, 31


def total(parts: Sequence[Value], *, unknown: bool) -> Value | None:
    """The sum of ``parts``; ``unknown`` says that there are further ones of which nothing is known.

    None where nothing can be said: no part, or no lower end while some part has no upper end.
    """
    if not unknown and parts and {part.qualifier for part in parts} == {Qualifier.ABOUT}:
        return Value(sum((part.number for part in parts), ZERO), Qualifier.ABOUT)
    return _value(_sum([part.interval for part in parts]), unknown) if parts else None


def total_days(parts: Sequence[tuple[Value, str]], *, unknown: bool) -> Value | None:
    """The sum of durations in days, each given with its unit; as ``total``.

    A week has seven days. A month has 28 to 31, so that a sum with months is a range. So many
    working days take at least as many days, and nobody knows how many more.
    """
    if not unknown and all(
        unit in ("days", "weeks") and part.qualifier is Qualifier.ABOUT for part, unit in parts
    ):
        return total([_times(part, _days_of(unit)) for part, unit in parts], unknown=False)
    return _value(_whole(_sum([_interval_in_days(*part) for part in parts])), unknown)


def _days_of(unit: str) -> int:
    return DAYS_OF_WEEK if unit == "weeks" else 1


def _times(part: Value, factor: int) -> Value:
    return Value(part.number * factor, part.qualifier)


def _interval_in_days(part: Value, unit: str) -> Interval:
    open_or_not = part.interval
    match unit:
        case "months":
            low, high = SHORTEST_MONTH, LONGEST_MONTH
        case "working_days":
            return Interval(open_or_not.low, None)
        case _:
            low = high = _days_of(unit)
    return Interval(_scaled(open_or_not.low, low), _scaled(open_or_not.high, high))


def _scaled(end: Decimal | None, factor: int) -> Decimal | None:
    return None if end is None else end * factor


def _sum(parts: Sequence[Interval]) -> Interval:
    highs = [part.high for part in parts]
    known = [high for high in highs if high is not None]
    low = sum((part.low or ZERO for part in parts), ZERO)
    return Interval(low, sum(known, ZERO) if len(known) == len(highs) else None)


def _whole(interval: Interval) -> Interval:
    """The interval, widened to whole numbers."""
    low, high = interval.low or ZERO, interval.high
    return Interval(
        low.quantize(ONE, ROUND_FLOOR), None if high is None else high.quantize(ONE, ROUND_CEILING)
    )


def _value(interval: Interval, unknown: bool) -> Value | None:
    low, high = interval.low or ZERO, None if unknown else interval.high
    if high is None:
        return Value(low, Qualifier.AT_LEAST) if low else None
    if low == high:
        return Value(low)
    return Value(high, Qualifier.AT_MOST) if not low else Value(low, Qualifier.RANGE, high)
