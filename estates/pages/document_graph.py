"""The results of a procedure as a drawing: which result is needed for which later step.

The same steps give the same bytes. Positions are worked out for left to right and mirrored for
languages that are read the other way; the list beside the drawing says the same in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from estates.licensing.procedures import Step

WIDTH = 360
ROW = 46  # from one result to the next, where its name takes up to two lines
LINE = 19
RADIUS = 13
REACH = 20  # by which an arc stands out for each step that it passes
LETTER = 7.4  # the usual width of a letter at the size of the drawing's text


@dataclass(frozen=True)
class Node:
    """The result of a step: a disc with the step's number, and the name of the result."""

    nth: int
    x: float
    y: float
    text_x: float
    lines: list[tuple[float, str]]  # the height of each, and its words


@dataclass(frozen=True)
class Arc:
    """That a step needs the result of an earlier one; ``link`` says who says so."""

    link: str
    path: str
    head: str  # the points of its arrow head


@dataclass(frozen=True)
class Drawing:
    """Everything that the template draws."""

    width: int
    height: int
    nodes: list[Node]
    arcs: list[Arc]


def draw(steps: Sequence[Step], language: str, right_to_left: bool) -> Drawing | None:
    """The drawing of ``steps``, or None where no step needs the result of another."""
    rows = {step.key: row for row, step in enumerate(steps)}
    links = [
        (rows[needed], rows[step.key], link.value)
        for step in steps
        for needed, link in step.needs
        if needed in rows
    ]
    if not links:
        return None
    disc = RADIUS + 6 + REACH * max(abs(end - start) for start, end, _link in links)
    texts = [_lines(step.result.best(language)[0], disc) for step in steps]
    heights = _heights(texts)

    def side(x: float) -> float:
        return WIDTH - x if right_to_left else x

    return Drawing(
        width=WIDTH,
        height=heights[-1] + ROW // 2 + LINE,
        nodes=[
            Node(
                nth=step.position,
                x=side(disc),
                y=y,
                text_x=side(disc + RADIUS + 10),
                lines=_placed(lines, y),
            )
            for step, y, lines in zip(steps, heights, texts, strict=True)
        ],
        arcs=[
            _arc(side(disc - RADIUS), heights[start], heights[end], link, right_to_left)
            for start, end, link in links
        ],
    )


def _lines(text: str, disc: float) -> list[str]:
    return wrap(text, int((WIDTH - disc - RADIUS - 10) / LETTER))


def _heights(texts: Sequence[Sequence[str]]) -> list[int]:
    """The middle of each row; a name of three lines pushes the next one down."""
    heights = [ROW // 2]
    for lines in texts[:-1]:
        heights.append(heights[-1] + max(ROW, LINE * (len(lines) + 1)))
    return heights


def _placed(lines: Sequence[str], middle: float) -> list[tuple[float, str]]:
    first = middle + 5 - (len(lines) - 1) * LINE / 2
    return [(first + n * LINE, line) for n, line in enumerate(lines)]


def _arc(x: float, start: int, end: int, link: str, right_to_left: bool) -> Arc:
    """From a little below the middle of one disc to a little above that of the other."""
    toward = 1 if right_to_left else -1
    top, bottom = start + 4, end - 4
    rows = max(1, round((end - start) / ROW))
    out = x + toward * REACH * rows * 1.2
    tip = f"{x:g},{bottom} {x + toward * 8:g},{bottom - 5} {x + toward * 8:g},{bottom + 4}"
    return Arc(link, f"M{x:g} {top}C{out:g} {top} {out:g} {bottom} {x:g} {bottom}", tip)
