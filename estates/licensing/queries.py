"""Reads of the policy on licensing, of incentives and of the questions of the self-check."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from estates.database import db
from estates.licensing.models import (
    Criterion,
    Incentive,
    IncentiveSource,
    Policy,
    PolicyStatement,
    Question,
    QuestionSource,
)

EXPORT_PRIORITY = "export_priority"


def policy(key: str) -> Policy | None:
    """A policy with its statements, the criteria entered since, and their sources, or None."""
    statements = selectinload(Policy.statements).selectinload(PolicyStatement.source)
    criteria = selectinload(Policy.criterion_rows).selectinload(Criterion.source)
    return db.session.get(Policy, key, options=[statements, criteria])


def incentives() -> Sequence[Incentive]:
    """The incentives of national law with their numbers and sources, in file order."""
    chosen = (
        select(Incentive)
        .order_by(Incentive.position)
        .options(
            selectinload(Incentive.values),
            selectinload(Incentive.source_links).selectinload(IncentiveSource.source),
        )
    )
    return db.session.scalars(chosen).all()


def questions() -> Sequence[Question]:
    """The questions of the self-check in order, with options, relations and sources."""
    chosen = (
        select(Question)
        .order_by(Question.position)
        .options(
            selectinload(Question.options),
            selectinload(Question.relations),
            selectinload(Question.source_links).selectinload(QuestionSource.source),
        )
    )
    return db.session.scalars(chosen).all()


def counts_by_source() -> Counter[str]:
    """How many statements of policy, criteria and incentives rest on each source."""
    counts: Counter[str] = Counter()
    for table in (PolicyStatement, Criterion, IncentiveSource):
        counted = select(table.source_id, func.count()).group_by(table.source_id)
        counts.update(dict(db.session.execute(counted).all()))
    return counts
