"""Meets, fails or unknown: the table of cases, to be read across (DESIGN §3).

`about` is ten percent more or less, `at least` is open upwards, `at most` downwards.
"""

from decimal import Decimal

import pytest

from estates.directory.criteria import Near
from estates.directory.match import judge, judge_distance, judge_value
from estates.ledger.figures import Figure
from estates.ledger.models import Ruling
from estates.lib.bilingual import Words
from estates.lib.geo import Point
from estates.lib.quantity import Interval
from tests.ledger.cast import TODAY, claim, field

# value | required | what else is so | the answer, and why
CASES = """
exact 100        | at least 100     | fresh           | meets   within
exact 100        | at least 101     | fresh           | fails   outside
exact 100        | at most 100      | fresh           | meets   within
exact 100        | at most 99       | fresh           | fails   outside
exact 100        | 90 to 110        | fresh           | meets   within
exact 100        | 101 to 110       | fresh           | fails   outside
about 100        | at least 90      | fresh           | meets   within
about 100        | at least 91      | fresh           | unknown straddles
about 100        | at least 110     | fresh           | unknown straddles
about 100        | at least 111     | fresh           | fails   outside
about 100        | at most 110      | fresh           | meets   within
about 100        | at most 100      | fresh           | unknown straddles
about 100        | at most 89       | fresh           | fails   outside
at_least 100     | at least 100     | fresh           | meets   within
at_least 100     | at least 101     | fresh           | unknown straddles
at_least 100     | at most 100      | fresh           | unknown straddles
at_least 100     | at most 99       | fresh           | fails   outside
at_most 100      | at most 100      | fresh           | meets   within
at_most 100      | at most 99       | fresh           | unknown straddles
at_most 100      | at least 100     | fresh           | unknown straddles
at_most 100      | at least 101     | fresh           | fails   outside
range 100..200   | at least 100     | fresh           | meets   within
range 100..200   | at least 150     | fresh           | unknown straddles
range 100..200   | at least 201     | fresh           | fails   outside
range 100..200   | 50 to 250        | fresh           | meets   within
range 100..200   | at most 99       | fresh           | fails   outside
exact 0          | at least 1       | fresh           | fails   outside
exact 100        | at least 1       | overdue         | unknown overdue
exact 100        | at least 999     | overdue         | unknown overdue
exact 100        | at least 1       | undated         | unknown age_unknown
planned 100      | at least 1       | fresh           | unknown planned
exact 100        | at least 1       | plan field      | unknown planned
exact 100        | at least 1       | part            | unknown part
exact 100        | at least 999     | part            | unknown part
exact 100        | at least 1       | shared          | unknown shared
exact 100        | at least 1       | superseded      | unknown not_published
exact 100        | at least 1       | expired price   | unknown expired
exact 100        | at least 1       | withdrawn       | unknown not_published
exact 100        | at least 1       | ruled none      | unknown stated
nothing          | at least 1       | fresh           | unknown not_published
nothing          | at most 1        | fresh           | unknown not_published
"""

# Pages show whole kilometres, the way at its shortest and at its longest, and so does the rule.
# distance | radius of the position | required | the answer, and why
DISTANCES = """
9.9 km  | 0 m     | within 10 | meets   within
9.9 km  | 0 m     | within 9  | unknown straddles
9.9 km  | 0 m     | within 8  | fails   outside
9.9 km  | 2000 m  | within 12 | meets   within
9.9 km  | 2000 m  | within 11 | unknown straddles
9.9 km  | 2000 m  | within 7  | unknown straddles
9.9 km  | 2000 m  | within 6  | fails   outside
nowhere | 0 m     | within 10 | unknown unplaced
"""

# specialism of the site | required | the answer, and why
SPECIALISMS = """
metal   | metal         | meets   equal
metal   | ict metal     | meets   equal
metal   | ict           | fails   other
unknown | ict           | unknown not_published
"""

KM_NORTH = Decimal(1) / Decimal("111.19492664")  # degrees of latitude on the sphere of lib.geo


def cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def interval(required: str) -> Interval:
    match required.split():
        case ["at", "least", low]:
            return Interval(Decimal(low), None)
        case ["at", "most", high]:
            return Interval(None, Decimal(high))
        case [low, "to", high]:
            return Interval(Decimal(low), Decimal(high))
    raise AssertionError(required)


def figure(value: str, so: str) -> Figure:
    of = field(
        nature="plan" if so == "plan field" else "stock",
        group="price" if so == "expired price" else "activity",
    )
    ruling = None
    if so == "ruled none":
        ruling = Ruling(subject="test-estate", field_key="widgets", state="none", reason=Words())
    if value == "nothing":
        return Figure("test-estate", of, [], TODAY, ruling)
    qualifier, numbers = value.split()
    low, _, high = numbers.partition("..")
    changes = {
        "overdue": {"day": "2020-01-01"},
        "undated": {"day": None},
        "part": {"extent": "part"},
        "shared": {"extent": "shared"},
        "superseded": {"superseded": True},
        "expired price": {"superseded": True},
        "withdrawn": {"withdrawn_at": TODAY},
    }.get(so, {})
    made = claim(low, value_max=high or None, qualifier=qualifier, **changes)
    return Figure("test-estate", of, [made], TODAY, ruling)


@pytest.mark.parametrize(("value", "required", "so", "answer"), cells(CASES))
def test_a_figure_meets_fails_or_cannot_tell(
    value: str, required: str, so: str, answer: str
) -> None:
    verdict = judge(figure(value, so), interval(required))
    assert [verdict.outcome, verdict.reason] == answer.split()


@pytest.mark.parametrize(("away", "radius", "required", "answer"), cells(DISTANCES))
def test_a_distance_is_widened_by_the_uncertain_position(
    away: str, radius: str, required: str, answer: str
) -> None:
    place = Point(Decimal(34), Decimal(51))
    point = None
    if away != "nowhere":
        point = Point(place.latitude + Decimal(away.split()[0]) * KM_NORTH, place.longitude)
    near = Near(place, int(required.split()[1]))
    verdict = judge_distance(point, int(radius.split()[0]), near)
    assert [verdict.outcome, verdict.reason] == answer.split()


@pytest.mark.parametrize(("own", "wanted", "answer"), cells(SPECIALISMS))
def test_a_specialism_is_the_one_asked_for_or_another(own: str, wanted: str, answer: str) -> None:
    verdict = judge_value(own, wanted.split())
    assert [verdict.outcome, verdict.reason] == answer.split()
