"""The drawing of figures over time: length and time to scale, no figure without a date."""

from datetime import date
from decimal import Decimal

import pytest

from estates.ledger.statement import Statement
from estates.lib.period import Calendar, Period, Precision
from estates.lib.quantity import Qualifier, Value
from estates.pages.timeline import Plotted, Timeline, axis, timeline
from tests.ledger.cast import source

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
MONTHS = (date(2024, 1, 1), date(2024, 3, 31))


def plotted(
    amount: int = 100,
    span: tuple[date, date] | None = YEAR,
    months: int | None = 12,
    qualifier: str = "exact",
    **traits: bool,
) -> Plotted:
    """An invented figure."""
    period = Period(span[0], span[1], Precision.MONTH) if span else Period.undated()
    value = Value(Decimal(amount), Qualifier(qualifier))
    inferred = traits.pop("date_inferred", False)
    return Plotted(
        Statement(value, "USD", source(), period, inferred), months, traits.pop("hollow", False)
    )


def drawn(*figures: Plotted, right_to_left: bool = False) -> Timeline:
    """Their drawing over the years 2023 and 2024."""
    return timeline(
        figures,
        axis([(date(2023, 1, 1), date(2024, 12, 31))], Calendar.GREGORIAN, str),
        per=1,
        right_to_left=right_to_left,
        numerals=lambda number: f"{number:f}",
        length=lambda months: f"{months or '?'} mo",
    )


def ends(of: Timeline, at: int) -> tuple[float, float]:
    """Where a line begins and ends."""
    start, end = of.lines[at].path[1:].replace("H", " ").split()[::2]
    return float(start), float(end)


def test_a_line_is_as_long_as_its_period() -> None:
    (a, b), (c, d) = (ends(drawn(plotted(), plotted(50, MONTHS, 3)), n) for n in (0, 1))
    assert (d - c) / (b - a) == pytest.approx(90 / 365, abs=0.01)


def test_the_height_is_the_amount_from_a_true_zero() -> None:
    made = drawn(plotted(100), plotted(50))
    [high, low], foot = [float(line.y) for line in made.lines], float(made.ticks[0].y)
    zero = float(made.rules[0])
    assert made.ticks[0].text == "0" and foot > zero
    assert (zero - low) * 2 == pytest.approx(zero - high, abs=0.2)


def test_no_amount_stands_above_the_highest_line() -> None:
    for amount in (1, 7, 99, 101, 219867, 347743651):
        made = drawn(plotted(amount), plotted(amount // 2))
        assert min(float(line.y) for line in made.lines) >= float(made.rules[-1])


def test_time_runs_as_the_page_is_read() -> None:
    left, right = drawn(plotted()), drawn(plotted(), right_to_left=True)
    assert ends(left, 0)[0] < ends(left, 0)[1] and ends(right, 0)[0] > ends(right, 0)[1]
    assert float(left.ticks[0].x) < 180 < float(right.ticks[0].x)


def test_an_undated_figure_is_counted_and_not_drawn() -> None:
    made = drawn(plotted(), plotted(900, None, 2))
    assert len(made.lines) == 1 and made.undated == 1
    assert "900" not in [tick.text for tick in made.ticks]


@pytest.mark.parametrize(
    ("qualifier", "arrow", "whisker"),
    [("exact", 0, 0), ("about", 0, 1), ("at_least", -1, 0), ("at_most", 1, 0)],
)
def test_reservations_open_the_end(qualifier: str, arrow: int, whisker: int) -> None:
    [line] = drawn(plotted(qualifier=qualifier)).lines
    assert bool(line.whisker) == bool(whisker) and bool(line.arrow) == bool(arrow)
    if arrow:
        tip = float(line.arrow.split("V")[1].split("M")[0])
        assert (tip - float(line.y)) * arrow > 0


def test_inferences_are_marked_apart() -> None:
    [line] = drawn(plotted(date_inferred=True, hollow=True)).lines
    assert line.dashed and line.hollow
    [line] = drawn(plotted()).lines
    assert not (line.dashed or line.hollow)


def test_lengths_are_said_and_an_unknown_one_too() -> None:
    texts = [
        line.label.text for line in drawn(plotted(), plotted(40, months=None)).lines if line.label
    ]
    assert texts == ["12 mo", "? mo"]


def test_years_are_those_of_the_calendar_of_the_page() -> None:
    span = [(date(2024, 3, 20), date(2025, 3, 20))]
    solar = axis(span, Calendar.JALALI, str)
    assert [name for _, name in solar.years] == ["1403"]
    assert (solar.years[0][0], solar.end) == (date(2024, 3, 20), date(2025, 3, 21))
    assert [name for _, name in axis(span, Calendar.GREGORIAN, str).years] == ["2024", "2025"]
