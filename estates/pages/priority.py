"""The incentives of national law as the page on export priority shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from estates.ledger.statement import Statement
from estates.licensing.models import Incentive
from estates.licensing.words import NUMBERS


@dataclass(frozen=True)
class Shown:
    """An incentive with its numbers, each under what it is called."""

    incentive: Incentive
    numbers: Sequence[tuple[str, Statement]]


def shown(incentive: Incentive) -> Shown:
    """``incentive`` as the page shows it; a number without a name stands under its key."""
    source = incentive.sources[0] if incentive.sources else None
    return Shown(
        incentive,
        [
            (str(NUMBERS.get(one.key, one.key)), Statement(one.stated, one.unit, source))
            for one in incentive.values
        ],
    )
