"""One publication after the other: the turn of the site, and the numbered row that it leaves."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from estates.history import lag
from estates.history.models import Revision, SiteRevision, TextMark


def take_turn(session: Session, now: datetime) -> None:
    """Raise the revision of the site, which also lets no other publication in until the commit.

    The first statement of a publication: on SQLite it takes the only writer's place, on PostgreSQL
    the row. Whoever comes second waits here, and then has to look again at what it decided on.
    """
    session.expire_all()
    raised = (
        update(SiteRevision)
        .where(SiteRevision.id == 1)
        .values(number=SiteRevision.number + 1, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    if session.execute(raised).rowcount == 0:  # type: ignore[attr-defined]
        session.execute(insert(SiteRevision).values(id=1, number=1, changed_at=now))
    session.expire_all()


def publish(
    session: Session,
    subject: str,
    number: int,
    snapshot: dict[str, Any],
    **who: Any,
) -> Revision:
    """Add the revision ``number`` of a subject; the primary key lets each number in once."""
    row = Revision(subject=subject, number=number, snapshot=snapshot, **who)
    session.add(row)
    session.flush()
    return row


def mark_texts(
    session: Session,
    subject: str,
    texts: Mapping[str, tuple[Iterable[str], Iterable[str], Iterable[str]]],
    number: int,
) -> None:
    """Keep how far the languages of each text follow one another.

    ``texts`` tells of each text the languages it had, those rewritten, those that still fit.
    """
    stored = {
        (row.text, row.language): row
        for row in session.scalars(select(TextMark).where(TextMark.subject == subject))
    }
    for text, (languages, rewritten, fitting) in texts.items():
        marks = {code: _mark(stored.get((text, code))) for code in languages}
        for code, mark in lag.rewritten(marks, rewritten, fitting, number).items():
            row = TextMark(
                subject=subject,
                text=text,
                language=code,
                written=mark.written,
                follows=mark.follows,
            )
            session.merge(row)
    session.flush()


def _mark(row: TextMark | None) -> lag.Mark:
    return lag.Mark(row.written, row.follows) if row else lag.Mark()
