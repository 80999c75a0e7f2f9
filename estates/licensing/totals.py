"""What a procedure takes in all, as far as it is published.

Only what is published for Qom is added up. What another province or a secondary text says stands
beside the total, each with its source: figures of different places are never one sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.ledger.statement import Statement, Tag, computed
from estates.lib.quantity import Qualifier, Value
from estates.lib.sums import total, total_days
from estates.licensing.kinds import Giver
from estates.licensing.procedures import Step


@dataclass(frozen=True)
class Total:
    """A sum, or several where currencies differ.

    ``missing`` steps publish nothing of it; ``elsewhere`` are those of which only another province
    or a secondary text says something. ``untold`` is true where parts are known and their sum
    still cannot be told, because none of them has a lower end.
    """

    sums: list[Statement]
    missing: int
    elsewhere: list[tuple[Step, Statement]]
    untold: bool = False


@dataclass(frozen=True)
class Totals:
    """The totals of one procedure; counts of rows are computed by this site."""

    steps: Statement
    authorities: Statement
    documents: Statement
    documents_missing: int  # steps that publish no requirement
    documents_elsewhere: int  # of the documents, those that another place asks for
    givers: dict[str, int]
    cost: Total
    days: Total


def totals(steps: Sequence[Step]) -> Totals:
    """The totals of ``steps``."""
    items = [item for step in steps for item in step.requirements]
    missing = sum(not step.requirements for step in steps)
    return Totals(
        steps=_count(len(steps)),
        authorities=_count(len({step.authority for step in steps})),
        documents=_count(len(items), at_least=missing > 0),
        documents_missing=missing,
        documents_elsewhere=sum(item.indicative for item in items),
        givers={giver.value: sum(item.giver is giver for item in items) for giver in Giver},
        cost=_cost([(step, step.cost) for step in steps]),
        days=_days([(step, step.duration) for step in steps]),
    )


def _count(number: int, *, at_least: bool = False) -> Statement:
    qualifier = Qualifier.AT_LEAST if at_least else Qualifier.EXACT
    return computed(Value(Decimal(number), qualifier), "count")


def _cost(found: list[tuple[Step, Statement | None]]) -> Total:
    own, elsewhere, missing = _apart(found)
    by_currency: dict[str, list[Value]] = {}
    for statement in own:
        by_currency.setdefault(statement.unit, []).append(_stated(statement))
    unknown = bool(missing or elsewhere)
    sums = [
        computed(added, currency)
        for currency, parts in by_currency.items()
        if (added := total(parts, unknown=unknown))
    ]
    return Total(sums, missing, elsewhere, untold=len(sums) < len(by_currency))


def _days(found: list[tuple[Step, Statement | None]]) -> Total:
    own, elsewhere, missing = _apart(found)
    parts = [(_stated(statement), statement.unit) for statement in own]
    added = total_days(parts, unknown=bool(missing or elsewhere))
    return Total(
        [computed(added, "days")] if added else [],
        missing,
        elsewhere,
        untold=bool(own) and added is None,
    )


def _apart(
    found: Iterable[tuple[Step, Statement | None]],
) -> tuple[list[Statement], list[tuple[Step, Statement]], int]:
    """What is published for Qom, what is indicative, and of how many steps neither is."""
    own: list[Statement] = []
    elsewhere: list[tuple[Step, Statement]] = []
    missing = 0
    for step, statement in found:
        if statement is None:
            missing += 1
        elif Tag.BORROWED in statement.tags:
            elsewhere.append((step, statement))
        else:
            own.append(statement)
    return own, elsewhere, missing


def _stated(statement: Statement) -> Value:
    assert statement.value is not None  # a cost or a duration without a value is none
    return statement.value
