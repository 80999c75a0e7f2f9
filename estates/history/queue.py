"""Drafts as the desk lists them: by state, by whose they are, and how many."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select

from estates.database import db
from estates.history.draft import OPEN, Draft, State
from estates.history.models import Revision

# Those of a state; of the decided ones the latest first, of all others the longest waiting.
_ORDERS = {
    State.SUBMITTED: (Draft.submitted_at, Draft.id),
    State.APPROVED: (Draft.decided_at.desc(), Draft.id.desc()),
}
LISTED = (State.SUBMITTED, State.DRAFT, State.SENT_BACK, State.APPROVED)


def count(state: State, author: str | None = None) -> int:
    """How many drafts are in a state, of one person or of everybody."""
    counted = select(func.count()).select_from(Draft).where(*_of(state, author))
    return db.session.scalar(counted) or 0


def drafts_in(state: State, start: int, most: int, author: str | None = None) -> Sequence[Draft]:
    """A page of the drafts in a state."""
    order = _ORDERS.get(state, (Draft.saved_at, Draft.id))
    chosen = select(Draft).where(*_of(state, author)).order_by(*order)
    return db.session.scalars(chosen.offset(start).limit(most)).all()


def open_drafts_of(author: str) -> Sequence[Draft]:
    """What somebody has begun and nobody has decided on, those sent back first."""
    chosen = select(Draft).where(Draft.author == author, Draft.state.in_(OPEN))
    return db.session.scalars(
        chosen.order_by(Draft.state != State.SENT_BACK, Draft.saved_at, Draft.id)
    ).all()


def _of(state: State, author: str | None) -> list[ColumnElement[bool]]:
    return [Draft.state == state, *([Draft.author == author] if author is not None else [])]


def revision_of(draft_id: int) -> Revision | None:
    """What a draft was published as, or None."""
    return db.session.scalars(select(Revision).where(Revision.draft_id == draft_id)).one_or_none()
