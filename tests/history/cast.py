"""Sara writes, Reza and Mina approve, Ali writes too. What they write is invented."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from estates.database import db
from estates.directory.profile_kind import ProfileKind
from estates.history import drafts
from estates.history.draft import Actor, Draft
from estates.history.models import Revision
from estates.web.clock import now
from tests.site import Site

SARA = Actor("user-1", "Sara")
ALI = Actor("user-2", "Ali")
REZA = Actor("user-3", "Reza")
MINA = Actor("user-4", "Mina")
KIND = ProfileKind()
REASON = {"reason_fa": "آزمون", "reason_en": "A test."}


def new_claim(field: str = "gas_capacity", number: str = "۳۰٬۰۰۰", **more: Any) -> dict[str, Any]:
    """A claim as somebody types it."""
    return {"field": field, "number": number, "source": "seed", "period": "۱۴۰۵/۰۶/۱۰", **more}


@contextmanager
def desk(site: Site) -> Iterator[Session]:
    """A session of the site for those who work at it."""
    with site.app.app_context():
        yield db.session()
        db.session.remove()


def written(
    session: Session, entries: Mapping[str, Any], actor: Actor = SARA, subject: str = "siro"
) -> Draft:
    """A draft with these entries."""
    draft = drafts.begin(session, KIND, subject, actor, now())
    drafts.save(session, draft, {**draft.entries, **entries}, actor, now())
    return draft


def submitted(
    session: Session,
    entries: Mapping[str, Any],
    actor: Actor = SARA,
    subject: str = "siro",
    reasons: Mapping[str, str] | None = None,
) -> Draft:
    """A draft that waits for a reviewer."""
    draft = written(session, entries, actor, subject)
    drafts.submit(session, KIND, draft, actor, now(), reasons)
    session.commit()
    return draft


def published(
    session: Session,
    entries: Mapping[str, Any],
    actor: Actor = SARA,
    reviewer: Actor = REZA,
    subject: str = "siro",
    reasons: Mapping[str, str] | None = None,
) -> Revision:
    """A revision that somebody else has approved."""
    draft = submitted(session, entries, actor, subject, reasons)
    revision = drafts.approve(session, KIND, draft, reviewer, now())
    session.commit()
    return revision
