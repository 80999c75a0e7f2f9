"""Enquiries as the desk lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from estates.database import db
from estates.enquiries.models import Enquiry, EnquiryState, ReadyAnswer
from estates.ledger.models import Claim

NOBODY = 0  # in the place of an account: nobody has it in hand
MOST = 2**31 - 1  # what a key of a row can be


@dataclass(frozen=True)
class Wanted:
    """Which enquiries are asked for; None where it does not matter."""

    state: EnquiryState | None = EnquiryState.OPEN
    subject: str | None = None
    assigned: int | None = None


def count(wanted: Wanted) -> int:
    """How many there are."""
    counted = select(func.count()).select_from(Enquiry).where(*_held_to(wanted))
    return db.session.scalar(counted) or 0


def page_of(wanted: Wanted, start: int, most: int) -> Sequence[Enquiry]:
    """Some of them, the longest waiting first, then the latest."""
    chosen = select(Enquiry).where(*_held_to(wanted)).options(joinedload(Enquiry.field))
    order = (Enquiry.waiting_since.is_(None), Enquiry.waiting_since, Enquiry.id.desc())
    return db.session.scalars(chosen.order_by(*order).offset(start).limit(most)).all()


def whole(number: int) -> Enquiry | None:
    """One enquiry with all that its page on the desk shows."""
    if number > MOST:
        return None
    chosen = select(Enquiry).where(Enquiry.id == number)
    return db.session.scalar(
        chosen.options(
            selectinload(Enquiry.messages),
            selectinload(Enquiry.notes),
            joinedload(Enquiry.field),
            joinedload(Enquiry.claim).options(joinedload(Claim.field), joinedload(Claim.source)),
        )
    )


def ready_answers() -> Sequence[ReadyAnswer]:
    """Every ready answer, in the order in which they were written."""
    return db.session.scalars(select(ReadyAnswer).order_by(ReadyAnswer.id)).all()


def ready_answer(number: int) -> ReadyAnswer | None:
    """One of them, or None."""
    return db.session.get(ReadyAnswer, number) if number <= MOST else None


def _held_to(wanted: Wanted) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = []
    waits, closed = Enquiry.waiting_since.is_not(None), Enquiry.closed_at.is_not(None)
    blanked = Enquiry.blanked_at.is_not(None)
    match wanted.state:
        case EnquiryState.OPEN:
            rules += [waits, ~closed, ~blanked]
        case EnquiryState.ANSWERED:
            rules += [~waits, ~closed, ~blanked]
        case EnquiryState.CLOSED:
            rules += [closed, ~blanked]
        case EnquiryState.BLANKED:
            rules += [blanked]
    if wanted.subject is not None:
        rules.append(Enquiry.subject == wanted.subject)
    if wanted.assigned is not None:
        rules.append(
            Enquiry.assigned_id.is_(None)
            if wanted.assigned == NOBODY
            else Enquiry.assigned_id == wanted.assigned
        )
    return rules
