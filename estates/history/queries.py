"""Reads of the history."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from estates.database import db
from estates.history.draft import OPEN, Draft, State
from estates.history.models import Revision, SiteRevision, TextMark

_LATEST = (Revision.published_at.desc(), Revision.subject, Revision.number.desc())


def site_revision() -> int:
    """The number of the site's published state; 0 before anything was published."""
    row = db.session.get(SiteRevision, 1)
    return row.number if row else 0


def current_number(session: Session, subject: str) -> int:
    """The number of a subject's latest revision; 0 where it has none."""
    latest = select(func.max(Revision.number)).where(Revision.subject == subject)
    return session.scalar(latest) or 0


def revision(subject: str, number: int) -> Revision | None:
    """One revision, or None."""
    return db.session.get(Revision, (subject, number))


def revisions(subject: str, start: int, count: int) -> Sequence[Revision]:
    """``count`` revisions of a subject, the latest first."""
    chosen = select(Revision).where(Revision.subject == subject)
    return db.session.scalars(
        chosen.order_by(Revision.number.desc()).offset(start).limit(count)
    ).all()


def count_revisions(subject: str | None = None) -> int:
    """How many revisions there are, of a subject or in all."""
    counted = select(func.count()).select_from(Revision)
    if subject is not None:
        counted = counted.where(Revision.subject == subject)
    return db.session.scalar(counted) or 0


def latest_revisions(start: int, count: int) -> Sequence[Revision]:
    """``count`` revisions of anything, the latest first."""
    return db.session.scalars(select(Revision).order_by(*_LATEST).offset(start).limit(count)).all()


def snapshots(pairs: Sequence[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """The snapshots of revisions by subject and number; those that do not exist are left out."""
    subjects = {subject for subject, _ in pairs}
    numbers = {number for _, number in pairs}
    chosen = (
        select(Revision)
        .where(Revision.subject.in_(subjects), Revision.number.in_(numbers))
        .options(load_only(Revision.snapshot))
    )
    wanted = set(pairs)
    return {
        (row.subject, row.number): row.snapshot
        for row in db.session.scalars(chosen)
        if (row.subject, row.number) in wanted
    }


def text_marks(subject: str) -> Sequence[TextMark]:
    """How far each text of a subject has followed its other languages."""
    return db.session.scalars(select(TextMark).where(TextMark.subject == subject)).all()


def draft(draft_id: int) -> Draft | None:
    """One draft, or None."""
    return db.session.get(Draft, draft_id)


def open_draft_of(session: Session, subject: str, author: str) -> Draft | None:
    """The draft that somebody has open on a subject, or None."""
    chosen = select(Draft).where(
        Draft.subject == subject, Draft.author == author, Draft.state.in_(OPEN)
    )
    return session.scalars(chosen).one_or_none()


def open_drafts(subjects: Sequence[str]) -> Sequence[Draft]:
    """The drafts that are open on any of some subjects, the oldest first."""
    chosen = select(Draft).where(Draft.subject.in_(subjects), Draft.state.in_(OPEN))
    return db.session.scalars(chosen.order_by(Draft.id)).all()


def waiting_drafts() -> Sequence[Draft]:
    """The drafts that wait for a reviewer, the longest waiting first."""
    chosen = select(Draft).where(Draft.state == State.SUBMITTED)
    return db.session.scalars(chosen.order_by(Draft.submitted_at, Draft.id)).all()
