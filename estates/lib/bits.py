"""Sets of small numbers as the bits of one integer: to join, to cut and to count in no time."""

from collections.abc import Iterable, Iterator


def of(members: Iterable[int]) -> int:
    """The set of ``members``."""
    numbers = list(members)
    cells = bytearray((max(numbers, default=-1) >> 3) + 1)
    for number in numbers:
        cells[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(cells, "little")


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
