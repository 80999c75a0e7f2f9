"""Keeping the stored leads in step with the claims that they follow from.

`agreement.lead` is the rule; a row of `lead` is its result. Whoever writes a claim, a ruling, a
source or a field through a session has the leads of the figures concerned written anew with it, in
the same transaction, so that none can be forgotten. What writes past the ORM calls `refresh`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import islice
from typing import Any

from flask_sqlalchemy.session import Session as AppSession
from sqlalchemy import delete, event, insert, select
from sqlalchemy.orm import Session

from estates.database import ExactDecimal
from estates.ledger.freshness import overdue_from
from estates.ledger.models import Claim, Field, Lead, Nature, Ruling, Source
from estates.ledger.queries import figures_of
from estates.lib.quantity import Qualifier

AT_ONCE = 200  # subjects
_STALE = "subjects whose leads are out of step"
_STEP = 1 / ExactDecimal.PLACES


def refresh(session: Session, subjects: Iterable[str]) -> None:
    """Write the leads of ``subjects`` anew from their claims and rulings. Never commits."""
    remaining = iter(sorted(set(subjects)))
    while chunk := list(islice(remaining, AT_ONCE)):
        found = figures_of(chunk, date.min, session=session)  # a lead does not depend on the day
        rows = [
            _row(figure.field, figure.lead)
            for figures in found.values()
            for figure in figures.values()
            if figure.lead
        ]
        session.execute(delete(Lead).where(Lead.subject.in_(chunk)))
        if rows:
            session.execute(insert(Lead), rows)


def refresh_all(session: Session) -> None:
    """Write all leads anew, those of subjects that have lost every claim included."""
    session.execute(delete(Lead))
    refresh(session, session.scalars(select(Claim.subject).distinct()).all())


def _row(field: Field, claim: Claim) -> dict[str, Any]:
    interval = claim.stated.interval
    return {
        "subject": claim.subject,
        "field_key": field.key,
        "claim_id": claim.id,
        "number": claim.value,
        "low": _rounded(interval.low, ROUND_FLOOR),
        "high": _rounded(interval.high, ROUND_CEILING),
        "overdue_from": overdue_from(claim, field),
        "planned": claim.qualifier == Qualifier.PLANNED or field.nature == Nature.PLAN,
    }


def _rounded(end: Decimal | None, outwards: str) -> Decimal | None:
    """An end of an interval with six places; never one that makes the interval smaller."""
    return None if end is None else end.quantize(_STEP, rounding=outwards)


def keep_in_step() -> None:
    """Have every session of the application refresh the leads that its flushes touch."""
    if not event.contains(AppSession, "after_flush", _note):
        event.listen(AppSession, "after_flush", _note)
        event.listen(AppSession, "after_flush_postexec", _refresh_noted)


def _note(session: Session, _context: object) -> None:
    touched = set(_touched(session))
    if touched:
        session.info.setdefault(_STALE, set()).update(touched)


def _touched(session: Session) -> Iterator[str]:
    for written in (*session.new, *session.dirty, *session.deleted):
        if isinstance(written, Claim | Ruling):
            yield written.subject
    changed = [row for row in session.dirty if session.is_modified(row)]
    sources = [row.id for row in changed if isinstance(row, Source)]
    fields = [row.key for row in changed if isinstance(row, Field)]
    if sources or fields:
        resting = Claim.source_id.in_(sources) | Claim.field_key.in_(fields)
        with session.no_autoflush:
            yield from session.scalars(select(Claim.subject).where(resting).distinct())


def _refresh_noted(session: Session, _context: object) -> None:
    if stale := session.info.pop(_STALE, None):
        with session.no_autoflush:
            refresh(session, stale)
