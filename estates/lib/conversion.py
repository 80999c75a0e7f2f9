"""Units that people type, as the unit in which a figure is kept."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

# Unit of the figure -> unit that may be typed -> by how much a typed number is multiplied. A pair
# stands for a quotient that has no end in decimals.
_FACTORS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "ha": {"m2": (1, 10_000), "km2": (100, 1)},
    "m2": {"ha": (10_000, 1)},
    "l/s": {"m3/h": (10, 36), "m3/day": (10, 864)},
    "m3/h": {"l/s": (36, 10), "m3/day": (1, 24)},
    "m3/day": {"l/s": (864, 10), "m3/h": (24, 1)},
    "million_m3": {"m3": (1, 1_000_000)},
    "MW": {"kW": (1, 1000)},
    "MVA": {"kVA": (1, 1000)},
    "km": {"m": (1, 1000)},
    "t": {"kg": (1, 1000)},
}
_STEP = Decimal(10) ** -6


def convertible(unit: str) -> list[str]:
    """The units in which a figure of ``unit`` may be typed, its own first."""
    return [unit, *_FACTORS.get(unit, {})]


def converted(number: Decimal, typed: str, unit: str) -> Decimal:
    """``number`` of the unit ``typed`` as one of ``unit``, to six decimals.

    Raises ValueError where the one cannot be made from the other.
    """
    if typed == unit:
        return number
    factor = _FACTORS.get(unit, {}).get(typed)
    if factor is None:
        raise ValueError(f"{typed} cannot be made {unit}")
    over, under = factor
    exact = (number * over / under).quantize(_STEP, rounding=ROUND_HALF_EVEN).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
