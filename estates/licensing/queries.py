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


def count_from(source_id: str) -> int:
    """How many statements of policy rest on a source."""
    counted = select(func.count()).where(PolicyStatement.source_id == source_id)
    return db.session.scalar(counted) or 0
