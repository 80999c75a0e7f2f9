"""The claims of an invented estate: every qualifier, extent and precision, disputes and histories.

Values lie within the plausible bounds of the registry, and what holds another is larger. Nothing
else about them means anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import log10
from random import Random
from typing import Any

from persiantools.jdatetime import JalaliDate

from bench.profiles import HEAVIEST, MOMENT, TODAY, own_source, ref, shared_source
from estates.ledger.models import Confidence, Extent, Field, Level, Nature
from estates.ledger.plausibility import DESCENDING
from estates.lib.bilingual import Words
from estates.lib.period import Precision
from estates.lib.quantity import Qualifier

# How often a field of each level is published of an estate, and which fields change by the year.
_SHARE = {Level.CORE: 0.72, Level.RECOMMENDED: 0.5, Level.OPTIONAL: 0.4}
_CHANGING = {"contracts", "units_operating", "jobs_direct", "usage_right_price", "area_allotted"}
_WIDEST = Decimal(5000)  # of a field without an upper bound
_QUALIFIERS = {
    Qualifier.EXACT: 62,
    Qualifier.ABOUT: 12,
    Qualifier.AT_LEAST: 11,
    Qualifier.AT_MOST: 4,
    Qualifier.RANGE: 6,
    Qualifier.PLANNED: 5,
}
_EXTENTS = {Extent.WHOLE: 90, Extent.PART: 7, Extent.SHARED: 3}
_PRECISIONS = {Precision.YEAR: 45, Precision.MONTH: 15, Precision.DAY: 32, Precision.UNDATED: 8}
_NOTE = Words({"fa": "این رقم ساختگی است.", "en": "This figure is invented."})


@dataclass(frozen=True)
class Time:
    """The period of a claim as its columns have it."""

    start: date | None
    end: date | None
    precision: Precision


def claims(number: int, fields: Sequence[Field], random: Random) -> list[dict[str, Any]]:
    """The claims of the estate with this number, about thirty; of the heaviest twice as many."""
    chosen = [f for f in fields if number == HEAVIEST or random.random() < _SHARE[Level(f.level)]]
    values = _values(chosen, random)
    return [row for field in chosen for row in _history(number, field, values[field.key], random)]


def _values(fields: Sequence[Field], random: Random) -> dict[str, Decimal]:
    size = random.random()
    values = {field.key: _value(field, size, random) for field in fields}
    for chain in DESCENDING:
        for larger, smaller in pairwise(key for key in chain if key in values):
            values[smaller] = min(values[smaller], values[larger])
    return values


def _value(field: Field, size: float, random: Random) -> Decimal:
    """A number between the field's bounds; a large estate has large ones."""
    low, high = field.plausible_min or Decimal(0), field.plausible_max or _WIDEST
    at = min(1.0, max(0.0, 0.6 * size + 0.4 * random.random()))
    if field.unit in ("yes_no", "year_sh", "percent", "months") or high <= 60:
        return Decimal(round(float(low) + at * float(high - low)))
    start, end = log10(max(float(low), float(high) / 2000)), log10(float(high))
    number = Decimal(f"{10 ** (start + at * (end - start)):.3g}")
    return number.quantize(Decimal("0.1") if field.unit in ("km", "l/s") else Decimal(1))


def _history(
    number: int, field: Field, newest: Decimal, random: Random
) -> Iterator[dict[str, Any]]:
    """The newest claim of a field, older ones, and now and then one that contradicts it."""
    count = random.randint(1, 3) if field.key in _CHANGING else 1 + (random.random() < 0.1)
    years = random.choices((0, 1, 2, 3, 4, 6), weights=(50, 20, 12, 8, 6, 4))[0]
    for back in range(count):
        time = _time(TODAY - timedelta(days=365 * (years + back) + random.randrange(170)), random)
        overtaken = back > 0 and random.random() < 0.7
        yield _claim(number, field, _less(field, newest, back), time, overtaken, random)
        if not back and random.random() < 0.07:
            yield _claim(number, field, _less(field, newest, 3), time, False, random)


def _less(field: Field, number: Decimal, steps: int) -> Decimal:
    """What a field may have been ``steps`` years before, within its bounds."""
    if field.unit in ("yes_no", "year_sh"):
        return number
    less = (number * (10 - steps) / 10).quantize(Decimal("0.1") if number < 50 else Decimal(1))
    return max(less, field.plausible_min or less)


def _claim(
    number: int, field: Field, value: Decimal, time: Time, overtaken: bool, random: Random
) -> dict[str, Any]:
    qualifier = _drawn(_QUALIFIERS, random)
    twice_planned = qualifier is Qualifier.PLANNED and field.nature == Nature.PLAN
    if twice_planned or field.unit == "yes_no":
        qualifier = Qualifier.EXACT
    promised = qualifier is Qualifier.PLANNED and random.random() < 0.5
    own = random.random() < 0.4
    return {
        "subject": ref(number),
        "field_key": field.key,
        "value": value,
        "value_max": value + max(value // 4, Decimal(1)) if qualifier is Qualifier.RANGE else None,
        "qualifier": qualifier,
        "period_start": time.start,
        "period_end": time.end,
        "precision": time.precision,
        "date_inferred": time.start is not None and random.random() < 0.1,
        "due_on": TODAY + timedelta(days=random.randrange(-400, 800)) if promised else None,
        "unit_presumed": random.random() < 0.02,
        "qualifier_word": Words(),
        "extent": _drawn(_EXTENTS, random),
        "confidence": Confidence.HIGH if random.random() < 0.7 else Confidence.MEDIUM,
        "superseded": overtaken,
        "withdrawn_at": MOMENT if random.random() < 0.01 else None,
        "note": _NOTE if random.random() < 0.2 else Words(),
        "source_id": own_source(number) if own else shared_source(random.randrange(1000)),
        "seed_key": None,
    }


def _drawn(weights: dict[Any, int], random: Random) -> Any:
    return random.choices(list(weights), weights=list(weights.values()))[0]


def _time(day: date, random: Random) -> Time:
    """A period that ends not long before, or with, ``day``; years and months are Solar Hijri."""
    precision = _drawn(_PRECISIONS, random)
    if precision is Precision.UNDATED:
        return Time(None, None, precision)
    if precision is Precision.DAY:
        return Time(day, day, precision)
    jalali = JalaliDate.to_jalali(day)
    if precision is Precision.YEAR:
        starts = JalaliDate(jalali.year - 1, 1, 1), JalaliDate(jalali.year, 1, 1)
    else:
        before = (jalali.year, jalali.month - 1) if jalali.month > 1 else (jalali.year - 1, 12)
        starts = JalaliDate(*before, 1), JalaliDate(jalali.year, jalali.month, 1)
    start, after = (start.to_gregorian() for start in starts)
    return Time(start, after - timedelta(days=1), precision)
