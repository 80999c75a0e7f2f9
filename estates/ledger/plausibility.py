"""Whether values can be true: bounds, order of areas, position, slips of unit.

An error is what cannot be true whatever the reservations of the sources; a warning is what is
unlikely and wants a reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from estates.ledger.models import Field
from estates.lib.geo import Point, Ring, contains
from estates.lib.quantity import Interval, Value

SQUARE_METRES_PER_HECTARE = Decimal(10_000)

# Each is at least as large as the next.
DESCENDING: Sequence[Sequence[str]] = (
    ("area_gross", "area_industrial", "area_allotted"),
    ("area_gross", "area_developed"),
    ("area_industrial", "area_available"),
    ("plots_total", "plots_allotted"),
    ("plot_size_max", "plot_size_min"),
    ("power_capacity", "power_free_capacity"),
)


class Severity(StrEnum):
    """Whether a doubt forbids publication or only wants a reason."""

    ERROR = "error"
    WARNING = "warning"


class Doubt(StrEnum):
    """What is wrong; the words for people are made where people are met."""

    BELOW_BOUND = "below_bound"
    ABOVE_BOUND = "above_bound"
    WRONG_ORDER = "wrong_order"
    HECTARES_FOR_SQUARE_METRES = "hectares_for_square_metres"
    SQUARE_METRES_FOR_HECTARES = "square_metres_for_hectares"
    OUTSIDE_PROVINCE = "outside_province"
    COORDINATES_SWAPPED = "coordinates_swapped"


@dataclass(frozen=True)
class Remark:
    """One doubt about the fields named, the larger first."""

    severity: Severity
    doubt: Doubt
    fields: tuple[str, ...]


def check_bounds(field: Field, value: Value) -> Iterator[Remark]:
    """Errors where no number that the value allows lies within the field's bounds.

    An area that would fit in the other unit is named as that slip, not as a mere excess.
    """
    bounds = Interval(field.plausible_min, field.plausible_max)
    if value.interval.intersects(bounds):
        if not value.interval.within(bounds) and _closed_within(value, bounds) is False:
            yield Remark(Severity.WARNING, _side(value, bounds), (field.key,))
        return
    yield Remark(Severity.ERROR, _slip(field, value, bounds) or _side(value, bounds), (field.key,))


def _closed_within(value: Value, bounds: Interval) -> bool:
    """Whether the printed number itself lies within the bounds."""
    return Interval(value.number, value.maximum or value.number).within(bounds)


def _side(value: Value, bounds: Interval) -> Doubt:
    too_low = bounds.low is not None and value.number < bounds.low
    return Doubt.BELOW_BOUND if too_low else Doubt.ABOVE_BOUND


def _slip(field: Field, value: Value, bounds: Interval) -> Doubt | None:
    if field.unit == "ha" and _fits(value.number / SQUARE_METRES_PER_HECTARE, bounds):
        return Doubt.SQUARE_METRES_FOR_HECTARES
    if field.unit == "m2" and _fits(value.number * SQUARE_METRES_PER_HECTARE, bounds):
        return Doubt.HECTARES_FOR_SQUARE_METRES
    return None


def _fits(number: Decimal, bounds: Interval) -> bool:
    return Interval(number, number).within(bounds)


def check_order(values: Mapping[str, Value]) -> Iterator[Remark]:
    """Doubts about areas and counts of which one holds the other, by field key.

    An error only where no numbers within the intervals could satisfy the whole chain;
    a warning where the printed numbers do not but others within the intervals would.
    """
    for chain in DESCENDING:
        present = [key for key in chain if key in values]
        if _impossible([values[key].interval for key in present]):
            yield Remark(Severity.ERROR, Doubt.WRONG_ORDER, tuple(present))
            continue
        for larger, smaller in pairwise(present):
            if values[larger].number < values[smaller].number:
                yield Remark(Severity.WARNING, Doubt.WRONG_ORDER, (larger, smaller))


def _impossible(descending: Sequence[Interval]) -> bool:
    """Whether no numbers within the intervals fall from the first to the last.

    The best choice takes each upper end, capped by the one before; the chain breaks where a
    lower end stands above that cap.
    """
    cap: Decimal | None = None
    for interval in descending:
        if cap is None or (interval.high is not None and interval.high < cap):
            cap = interval.high
        if cap is not None and interval.low is not None and interval.low > cap:
            return True
    return False


def check_point(point: Point, province: Sequence[Ring]) -> Iterator[Remark]:
    """An error where a point lies outside the outline; a swapped one is recognised."""
    if contains(province, point):
        return
    swapped = contains(province, point.swapped())
    doubt = Doubt.COORDINATES_SWAPPED if swapped else Doubt.OUTSIDE_PROVINCE
    yield Remark(Severity.ERROR, doubt, ("latitude", "longitude"))
