"""Reads of the policy on licensing."""

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from estates.database import db
from estates.licensing.models import Policy, PolicyStatement

EXPORT_PRIORITY = "export_priority"


def policy(key: str) -> Policy | None:
    """A policy with its statements and their sources, or None."""
    loaded = selectinload(Policy.statements).selectinload(PolicyStatement.source)
    return db.session.get(Policy, key, options=[loaded])


def counts_by_source() -> dict[str, int]:
    """How many statements of policy rest on each source."""
    counted = select(PolicyStatement.source_id, func.count()).group_by(PolicyStatement.source_id)
    return dict(db.session.execute(counted).all())
