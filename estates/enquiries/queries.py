"""Reads of enquiries."""

import hmac
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from estates.database import db
from estates.enquiries.clock import WINDOW, AnswerTimes, Rest, median_of, working_days
from estates.enquiries.models import Enquiry, Holiday, RestDay
from estates.enquiries.reference import number_of
from estates.ledger.models import Claim

_MOST = 2**31 - 1  # what a key of a row can be


def hash_of(secret: str) -> str:
    """What is kept of a token."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def _whole() -> Select[Enquiry]:
    return select(Enquiry).options(
        selectinload(Enquiry.messages),
        joinedload(Enquiry.field),
        joinedload(Enquiry.claim).options(joinedload(Claim.field), joinedload(Claim.source)),
    )


def by_token(token: str) -> Enquiry | None:
    """The enquiry that a token opens.

    The database looks for a hash, so that no time it takes tells anything of a token that is near.
    """
    wanted = hash_of(token)
    found = db.session.scalar(_whole().where(Enquiry.token_hash == wanted))
    return found if found and hmac.compare_digest(found.token_hash, wanted) else None


def by_reference(text: str) -> Enquiry | None:
    """The enquiry of a reference, for staff. Raises BadReference where it is mistyped."""
    number = number_of(text)
    found = db.session.scalar(_whole().where(Enquiry.id == number)) if number <= _MOST else None
    return found if found and number_of(found.reference) == number_of(text) else None


def all_of(waiting: bool = False) -> Sequence[Enquiry]:
    """Every enquiry, the oldest first; or those that wait for an answer, the longest first."""
    if waiting:
        chosen = _whole().where(Enquiry.waiting_since.is_not(None))
        return db.session.scalars(chosen.order_by(Enquiry.waiting_since)).all()
    return db.session.scalars(_whole().order_by(Enquiry.id)).all()


def overdue(now: datetime, promise_days: int | None) -> list[Enquiry]:
    """Those that have waited longer than was promised, the longest first.

    None where nothing was promised.
    """
    if promise_days is None:
        return []
    rest = rest_days()
    return [
        enquiry
        for enquiry in all_of(waiting=True)
        if enquiry.waiting_since and working_days(enquiry.waiting_since, now, rest) > promise_days
    ]


def rest_days() -> Rest:
    """The days on which nobody works."""
    weekdays = db.session.scalars(select(RestDay.weekday))
    return Rest(frozenset(weekdays), frozenset(db.session.scalars(select(Holiday.day))))


def answer_times(now: datetime) -> AnswerTimes:
    """How long first answers of the last 90 days took."""
    since = now - WINDOW
    answered = db.session.execute(
        select(Enquiry.received_at, Enquiry.first_answered_at).where(
            Enquiry.first_answered_at >= since
        )
    ).all()
    total, received, waiting = db.session.execute(
        select(
            func.count(),
            func.count().filter(Enquiry.received_at >= since),
            func.count().filter(
                Enquiry.first_answered_at.is_(None), Enquiry.waiting_since.is_not(None)
            ),
        ).select_from(Enquiry)
    ).one()
    rest = rest_days() if answered else Rest(frozenset(), frozenset())
    waits = [working_days(start, end, rest) for start, end in answered if end]
    return AnswerTimes(median_of(waits), len(waits), received, waiting, ever=total > 0)
