"""What a procedure takes in all: known, not published, and elsewhere; a table of cases."""

from decimal import Decimal

import pytest

from estates.ledger.models import Source
from estates.lib.bilingual import Words
from estates.lib.quantity import Qualifier, Value
from estates.licensing.kinds import Publication
from estates.licensing.procedures import Step
from estates.licensing.step_parts import Requirement
from estates.licensing.totals import Total, totals

SOURCE = Source(id="invented", publisher=Words({"en": "An invented office"}),
                published_on=None, published_precision="unknown")  # fmt: skip
PUBLISHED, ELSEWHERE, NOT = (
    Publication.PUBLISHED, Publication.INDICATIVE, Publication.NOT_PUBLISHED,
)  # fmt: skip


def step(cost=None, duration=None, authority="An office", requirements=()) -> Step:
    """An invented step; a cost or a duration is (state, number, unit[, qualifier])."""
    made = Step(authority=Words({"en": authority}), cost_state=NOT, duration_state=NOT,
                requirements=list(requirements))  # fmt: skip
    for part, given, unit in (("cost", cost, "currency"), ("duration", duration, "unit")):
        if given:
            state, number, of, *qualifier = given
            setattr(made, f"{part}_state", state)
            setattr(made, f"{part}_value", Decimal(number))
            setattr(made, f"{part}_{unit}", of)
            setattr(made, f"{part}_qualifier", qualifier[0] if qualifier else "exact")
            setattr(made, f"{part}_source", SOURCE)
        setattr(made, f"{part}_note", Words())
    return made


def requirement(own=True, yielded_by=None, indicative=False) -> Requirement:
    return Requirement(own=own, yielded_by=yielded_by, indicative=indicative)


def told(of: Total) -> list[tuple[int, Qualifier, str]]:
    """Number, qualifier and unit of each sum."""
    values = [(one.value or Value(Decimal(-1)), one.unit) for one in of.sums]
    return [(int(value.number), value.qualifier, unit) for value, unit in values]


EXACT, AT_LEAST, RANGE = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.RANGE


@pytest.mark.parametrize(
    ("costs", "sums", "missing", "elsewhere", "untold"),
    [
        ([], [], 0, 0, False),
        ([None, None], [], 2, 0, False),
        ([(PUBLISHED, 5, "IRR")], [(5, EXACT, "IRR")], 0, 0, False),
        ([(PUBLISHED, 5, "IRR"), (PUBLISHED, 7, "IRR")], [(12, EXACT, "IRR")], 0, 0, False),
        ([(PUBLISHED, 5, "IRR"), None], [(5, AT_LEAST, "IRR")], 1, 0, False),
        # Currencies are never added.
        ([(PUBLISHED, 5, "IRR"), (PUBLISHED, 7, "USD")],
         [(5, EXACT, "IRR"), (7, EXACT, "USD")], 0, 0, False),
        # What another place asks is no part of the sum, and leaves it open.
        ([(PUBLISHED, 5, "IRR"), (ELSEWHERE, 7, "IRR")], [(5, AT_LEAST, "IRR")], 0, 1, False),
        ([(ELSEWHERE, 7, "IRR"), None], [], 1, 1, False),
        # "At most 5" and something unknown: nothing can be said.
        ([(PUBLISHED, 5, "IRR", "at_most"), None], [], 1, 0, True),
    ],
)  # fmt: skip
def test_known_cost(costs, sums, missing, elsewhere, untold) -> None:
    found = totals([step(cost=cost) for cost in costs]).cost
    assert told(found) == sums
    assert (found.missing, len(found.elsewhere), found.untold) == (missing, elsewhere, untold)


@pytest.mark.parametrize(
    ("durations", "sums", "missing", "elsewhere", "untold"),
    [
        ([None], [], 1, 0, False),
        ([(PUBLISHED, 3, "days"), (PUBLISHED, 2, "weeks")], [(17, EXACT, "days")], 0, 0, False),
        ([(PUBLISHED, 1, "months"), (PUBLISHED, 3, "days")], [(31, RANGE, "days")], 0, 0, False),
        ([(PUBLISHED, 10, "working_days")], [(10, AT_LEAST, "days")], 0, 0, False),
        ([(PUBLISHED, 3, "days"), None], [(3, AT_LEAST, "days")], 1, 0, False),
        ([(PUBLISHED, 7, "days", "at_most"), None], [], 1, 0, True),
        ([(ELSEWHERE, 7, "days"), (PUBLISHED, 3, "days")], [(3, AT_LEAST, "days")], 0, 1, False),
        ([(ELSEWHERE, 7, "days"), (ELSEWHERE, 1, "weeks")], [], 0, 2, False),
    ],
)
def test_known_days(durations, sums, missing, elsewhere, untold) -> None:
    found = totals([step(duration=duration) for duration in durations]).days
    assert told(found) == sums
    assert (found.missing, len(found.elsewhere), found.untold) == (missing, elsewhere, untold)


def test_documents_are_at_least_so_many_where_a_step_publishes_none() -> None:
    papers = [requirement(), requirement(own=False, yielded_by="a"), requirement(own=False)]
    whole = totals([step(requirements=papers)])
    assert whole.documents.value == Value(Decimal(3))
    assert whole.givers == {"step": 1, "investor": 1, "unknown": 1}
    part = totals([step(requirements=papers), step()])
    assert part.documents.value == Value(Decimal(3), AT_LEAST)
    assert part.documents_missing == 1


def test_documents_of_another_place_are_counted_and_said_apart() -> None:
    papers = [requirement(), requirement(indicative=True)]
    assert totals([step(requirements=papers)]).documents_elsewhere == 1


def test_an_authority_is_visited_once_however_many_steps_it_takes() -> None:
    found = totals([step(authority="One"), step(authority="Two"), step(authority="One")])
    assert found.authorities.value == Value(Decimal(2))
    assert found.steps.value == Value(Decimal(3))
    assert found.steps.computed and found.authorities.computed and found.documents.computed
