"""Sets of small numbers as the bits of one integer: to join, to cut and to count in no time."""

from collections.abc import Iterable, Iterator

_ONE = ord("1")


def of(members: Iterable[int]) -> int:
    """The set of ``members``."""
    numbers = list(members)
    digits = bytearray(b"0") * (max(numbers, default=0) + 1)
    for number in numbers:
        digits[number] = _ONE
    return int(digits[::-1], 2)  # the digits of the number itself: sooner than bit by bit


def first(count: int) -> int:
    """The set of the numbers from 0 up to, and without, ``count``."""
    return (1 << count) - 1


def members(bits: int) -> Iterator[int]:
    """The members of a set, the smallest first."""
    cells = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for at, cell in enumerate(cells):
        while cell:
            lowest = cell & -cell
            yield (at << 3) + lowest.bit_length() - 1
            cell ^= lowest


def in_order(order: Iterable[int], bits: int) -> Iterator[int]:
    """Those numbers of ``order`` that are members of a set, in that order."""
    cells = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    size = len(cells) << 3
    return (n for n in order if n < size and cells[n >> 3] >> (n & 7) & 1)
