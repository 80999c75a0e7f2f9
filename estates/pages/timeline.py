"""Figures over time as the parts of a drawing, worked out on the server.

Each figure is a line from the first day of its period to the last, at the height of its amount:
how long the period is can be seen, so that two months never look like a year, and nothing is drawn
between two figures, because nothing is known there. A figure without a date has no place here; it
is counted and stands in the table. Time runs in the direction in which the page is read.
`components/chart.html` prints what is worked out here; the same figures give the same drawing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from estates.ledger.statement import Statement
from estates.lib import jalali
from estates.lib.period import Calendar
from estates.lib.quantity import Qualifier
from estates.maps.placement import Box, Label, Wanted, is_right_to_left, place, text_width
from estates.maps.shapes import number

WIDTH, HEIGHT = 360.0, 240.0
TOP, BOTTOM = 22.0, HEIGHT - 20.0
EDGE = 8.0  # at the end of the years
FONT_SIZE = 11.0
DOT = 3.5  # radius of the dot in which a line ends
REACH = 15.0  # of the arrow of "over" and "at most"
TICKS = 4  # about so many lines of amounts
MOST_YEARS = 8  # named below the drawing; of more, every second or third is
SAME = 4.0  # units: closer marks with one text share it


@dataclass(frozen=True)
class Plotted:
    """A figure that wants a place: what is stated, how many months it covers, on what basis."""

    statement: Statement
    months: int | None
    base_inferred: bool


@dataclass(frozen=True)
class Axis:
    """Whole years, each with its first day and its name; the last day of all ends them."""

    years: tuple[tuple[date, str], ...]
    end: date


@dataclass(frozen=True)
class Line:
    """One figure of a drawing, in its units; ``low`` and ``high`` are the ends of its whisker."""

    path: str
    x: str
    y: str
    dashed: bool  # the date is inferred
    hollow: bool  # the basis is inferred
    whisker: str
    arrow: str
    label: "Text | None"


@dataclass(frozen=True)
class Text:
    """A text of a drawing with its anchor in its own direction."""

    text: str
    x: str
    y: str
    anchor: str
    direction: str


@dataclass(frozen=True)
class Timeline:
    """The parts of a drawing, and how many figures have no place in it for want of a date."""

    lines: tuple[Line, ...]
    ticks: tuple[Text, ...]
    rules: tuple[str, ...]  # heights of the lines of amounts
    years: tuple[Text, ...]
    bounds: tuple[str, ...]  # where years begin and end
    start: str  # of the ground, from left to right
    end: str
    undated: int


def axis(
    periods: Sequence[tuple[date, date]], calendar: Calendar, name: Callable[[int], str]
) -> Axis:
    """The whole years of a calendar in which all ``periods`` lie; there has to be one."""
    first, last = min(start for start, _ in periods), max(end for _, end in periods)

    def year(day: date) -> int:
        return jalali.to_jalali(day).year if calendar is Calendar.JALALI else day.year

    def begin(of: int) -> date:
        return jalali.year_start(of) if calendar is Calendar.JALALI else date(of, 1, 1)

    numbers = range(year(first), year(last) + 1)
    return Axis(tuple((begin(of), name(of)) for of in numbers), begin(year(last) + 1))


def timeline(
    figures: Sequence[Plotted],
    over: Axis,
    *,
    per: int,
    right_to_left: bool,
    numerals: Callable[[Decimal], str],
    length: Callable[[int | None], str],
) -> Timeline:
    """The drawing of ``figures``; amounts are named in units of ``per``.

    ``length`` names the length of a period in so many months, or where the source gives none.
    """
    placed = [one for one in figures if one.statement.dated and one.statement.value]
    most = max((_extent(one)[1] for one in placed), default=Decimal(1))
    steps = _steps(most / per)
    names = [numerals(step) for step in steps]
    room = max(text_width(name, FONT_SIZE) for name in names) + 6
    scale = _Scale(over, room, steps[-1] * per, right_to_left)
    edge = WIDTH - room + 4 if right_to_left else room - 4
    return Timeline(
        lines=tuple(_lines(placed, scale, length)),
        ticks=tuple(
            _text(name, edge, scale.y(step * per) + FONT_SIZE * 0.33, 1 if right_to_left else -1)
            for name, step in zip(names, steps, strict=True)
        ),
        rules=tuple(number(scale.y(step * per)) for step in steps),
        years=tuple(_years(over, scale)),
        bounds=tuple(
            number(scale.x(day)) for day in [*(start for start, _ in over.years), over.end]
        ),
        start=number(min(scale.x(over.years[0][0]), scale.x(over.end))),
        end=number(max(scale.x(over.years[0][0]), scale.x(over.end))),
        undated=sum(not one.statement.dated for one in figures),
    )


@dataclass(frozen=True)
class _Scale:
    """From days and amounts to the units of the drawing."""

    over: Axis
    room: float  # for the names of amounts, where reading starts
    top: Decimal
    right_to_left: bool

    def x(self, day: date) -> float:
        first = self.over.years[0][0]
        share = (day - first).days / (self.over.end - first).days
        along = self.room + share * (WIDTH - EDGE - self.room)
        return WIDTH - along if self.right_to_left else along

    def y(self, amount: Decimal) -> float:
        return BOTTOM - float(amount / self.top) * (BOTTOM - TOP)


def _steps(most: Decimal) -> list[Decimal]:
    """Round amounts from zero to one that is not below ``most``."""
    rough = most / TICKS
    power = Decimal(10) ** rough.adjusted() if rough else Decimal(1)
    step = next(power * of for of in (1, 2, 5, 10) if power * of >= rough)
    count = max(1, int((most / step).to_integral_value(ROUND_CEILING)))
    return [step * of for of in range(count + 1)]


def _extent(figure: Plotted) -> tuple[Decimal, Decimal]:
    """The least and the greatest number that the words of a source leave room for, if bounded."""
    value = figure.statement.value
    assert value is not None  # the caller plots values alone
    span = value.interval
    low, high = span.low, span.high
    return value.number if low is None else low, value.number if high is None else high


def _lines(
    placed: Sequence[Plotted], scale: _Scale, length: Callable[[int | None], str]
) -> Iterator[Line]:
    spots = [_spot(one, scale) for one in placed]
    taken = [Box.around(end, y, DOT) for _, end, y in spots]
    taken += [Box(min(a, b), y - 1, max(a, b), y + 1) for a, b, y in spots]
    taken += [_upright(one, end, y, scale) for one, (_, end, y) in zip(placed, spots, strict=True)]
    texts = [length(one.months) for one in placed]
    wanted = [
        Wanted("" if _said(spots, texts, n) else text, end, y, DOT + 2.5, FONT_SIZE)
        for n, (text, (_, end, y)) in enumerate(zip(texts, spots, strict=True))
    ]
    labels = place(wanted, taken, Box(0, 0, WIDTH, BOTTOM))
    for one, (start, end, y), label in zip(placed, spots, labels, strict=True):
        yield Line(
            path=f"M{number(start)} {number(y)}H{number(end)}",
            x=number(end),
            y=number(y),
            dashed=one.statement.date_inferred,
            hollow=one.base_inferred,
            whisker=_whisker(one, end, scale),
            arrow=_arrow(one, end, y),
            label=_placed(label) if label and label.text else None,
        )


def _spot(figure: Plotted, scale: _Scale) -> tuple[float, float, float]:
    period, value = figure.statement.period, figure.statement.value
    assert period.start and period.end and value  # only dated values are placed
    return scale.x(period.start), scale.x(period.end), scale.y(value.number)


def _said(spots: Sequence[tuple[float, float, float]], texts: Sequence[str], at: int) -> bool:
    """Whether a mark in the same place has the same text already."""
    _, x, y = spots[at]
    return any(
        texts[n] == texts[at] and abs(spots[n][1] - x) < SAME and abs(spots[n][2] - y) < SAME
        for n in range(at)
    )


def _whisker(figure: Plotted, x: float, scale: _Scale) -> str:
    """From the least to the greatest number of "about" and of a range; empty for the others."""
    low, high = _extent(figure)
    if low == high:
        return ""
    left, right = number(x - 3), number(x + 3)
    top, foot = number(scale.y(high)), number(scale.y(low))
    return f"M{left} {top}H{right}M{number(x)} {top}V{foot}M{left} {foot}H{right}"


def _open(figure: Plotted) -> int:
    """Which way a figure is open: -1 up, as drawings count, 1 down, 0 not."""
    value = figure.statement.value
    assert value is not None
    return {Qualifier.AT_LEAST: -1, Qualifier.AT_MOST: 1}.get(value.qualifier, 0)


def _arrow(figure: Plotted, x: float, y: float) -> str:
    way = _open(figure)
    if not way:
        return ""
    tip, wing = y + way * REACH, y + way * (REACH - 4)
    left, right = number(x - 3.5), number(x + 3.5)
    return (
        f"M{number(x)} {number(y)}V{number(tip)}"
        f"M{left} {number(wing)}L{number(x)} {number(tip)}L{right} {number(wing)}"
    )


def _upright(figure: Plotted, x: float, y: float, scale: _Scale) -> Box:
    """Where an arrow or a whisker stands, so that no text is put on it."""
    low, high = _extent(figure)
    tip = y + _open(figure) * REACH
    return Box(x - 3.5, min(y, tip, scale.y(high)), x + 3.5, max(y, tip, scale.y(low)))


def _years(over: Axis, scale: _Scale) -> Iterator[Text]:
    every = -(-len(over.years) // MOST_YEARS)
    ends = [*(start for start, _ in over.years[1:]), over.end]
    for (start, name), end in list(zip(over.years, ends, strict=True))[::every]:
        yield _text(name, (scale.x(start) + scale.x(end)) / 2, HEIGHT - 6, 0)


def _placed(label: Label) -> Text:
    return _text(label.text, label.x, label.y, label.side)


def _text(text: str, x: float, y: float, side: int) -> Text:
    """``side`` as `placement.Label` has it; an anchor is in the text's own direction instead."""
    right = is_right_to_left(text)
    anchor = {0: "middle", 1: "start", -1: "end"}[-side if right else side]
    return Text(text, number(x), number(y), anchor, "rtl" if right else "ltr")
