"""Labels that do not run into one another: a greedy placement, the same on every call."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Widths of letters as shares of the font size, a little above what Vazirmatn needs at weight 650,
# so that a fallback font finds room as well.
_LATIN, _NARROW, _WIDE, _PERSIAN = 0.59, 0.32, 0.9, 0.56
_NARROW_LETTERS = frozenset("ijl.,'|!:;()[] ·اآأإ")
_WIDE_LETTERS = frozenset("mwMWسشصض")
_LINE = 1.25  # height of a line as a share of the font size
_ASCENT = 0.33  # from the middle of a line down to its base line, as a share of the font size


@dataclass(frozen=True)
class Box:
    """A rectangle, in units of a drawing; y grows downwards."""

    x1: float
    y1: float
    x2: float
    y2: float

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> "Box":
        """The square whose sides are ``reach`` away from (x, y)."""
        return cls(x - reach, y - reach, x + reach, y + reach)

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        apart = self.x2 <= other.x1 or other.x2 <= self.x1
        return not apart and self.y1 < other.y2 and other.y1 < self.y2

    def within(self, other: "Box") -> bool:
        """Whether all of this box lies in ``other``."""
        across = other.x1 <= self.x1 and self.x2 <= other.x2
        return across and other.y1 <= self.y1 and self.y2 <= other.y2


@dataclass(frozen=True)
class Wanted:
    """A label that wants a place: its text, and the disc of radius ``reach`` that it names."""

    text: str
    x: float
    y: float
    reach: float
    font_size: float


@dataclass(frozen=True)
class Label:
    """A label with its place. ``side`` is -1 for a text that ends at ``x``, 1 for one that starts
    there, 0 for a centred one, all as seen on the screen; ``y`` is its base line."""

    text: str
    x: float
    y: float
    side: int
    box: Box


def place(wanted: Sequence[Wanted], obstacles: Sequence[Box], bounds: Box) -> list[Label | None]:
    """A place for each label in turn, or None where no room is left for it.

    Each gets the first of sixteen positions around its disc that lies in ``bounds`` and meets
    neither an obstacle nor a label before it. Discs of all labels should be among the obstacles.
    """
    taken = list(obstacles)
    result: list[Label | None] = []
    for want in wanted:
        free = (label for label in _positions(want) if _is_free(label.box, taken, bounds))
        label = next(free, None)
        if label:
            taken.append(label.box)
        result.append(label)
    return result


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "R" | "AL":
                return True
            case "L":
                return False
    return False


def text_width(text: str, font_size: float) -> float:
    """About how wide ``text`` will be drawn, in the units of ``font_size``."""
    return sum(_letter_width(letter) for letter in text) * font_size


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    return _PERSIAN if is_right_to_left(letter) else _LATIN


def _is_free(box: Box, taken: Sequence[Box], bounds: Box) -> bool:
    return box.within(bounds) and not any(box.meets(other) for other in taken)


def _positions(want: Wanted) -> Iterator[Label]:
    """Beside, at the corners, above and below; then the same a little further off."""
    half = want.font_size * _LINE / 2
    for reach in (want.reach, want.reach + half):
        corner = reach * 0.71
        for side in (1, -1):
            yield _label(want, side, side * reach, 0)
        for dy in (-corner - half * 0.5, corner + half * 0.5):
            for side in (1, -1):
                yield _label(want, side, side * corner, dy)
        for dy in (reach + half, -reach - half):
            yield _label(want, 0, 0, dy)


def _label(want: Wanted, side: int, dx: float, dy: float) -> Label:
    width, half = text_width(want.text, want.font_size), want.font_size * _LINE / 2
    x, middle = want.x + dx, want.y + dy
    start = x - width * (1 - side) / 2
    box = Box(start, middle - half, start + width, middle + half)
    return Label(want.text, x, middle + want.font_size * _ASCENT, side, box)
