"""The desk with somebody of each role, and drafts that they have written. All of it is invented."""

from collections.abc import Mapping
from typing import Any

from estates.accounts import queries
from estates.accounts.roles import Role
from estates.database import db
from estates.directory.profile_kind import ProfileKind
from estates.history import drafts
from estates.history.draft import Actor
from estates.web import clock
from tests.accounts.cast import EMAILS
from tests.history.cast import desk
from tests.site import Site

KIND = ProfileKind()
SECOND = "second@example.org"  # another publisher


def actor(site: Site, email: str) -> Actor:
    """Somebody as drafts know them."""
    with site.app.app_context():
        found = queries.by_email(email)
        assert found
        return Actor(str(found.id), found.name)


def handed_in(
    site: Site,
    entries: Mapping[str, Any],
    who: str = EMAILS[Role.EDITOR],
    subject: str = "siro",
    reasons: Mapping[str, str] | None = None,
) -> int:
    """The number of a draft that waits for a reviewer."""
    writer = actor(site, who)
    with desk(site) as session:
        draft = drafts.begin(session, KIND, subject, writer, clock.now())
        drafts.save(session, draft, {**draft.entries, **entries}, writer, clock.now())
        drafts.submit(session, KIND, draft, writer, clock.now(), reasons)
        session.commit()
        return draft.id


def begun(
    site: Site,
    entries: Mapping[str, Any],
    who: str = EMAILS[Role.EDITOR],
    subject: str = "siro",
) -> int:
    """The number of a draft that is being written."""
    writer = actor(site, who)
    with desk(site) as session:
        draft = drafts.begin(session, KIND, subject, writer, clock.now())
        drafts.save(session, draft, {**draft.entries, **entries}, writer, clock.now())
        session.commit()
        return draft.id


def committed(site: Site, work) -> Any:
    """What ``work(session)`` gives, committed."""
    with desk(site) as session:
        found = work(session)
        db.session.commit()
        return found
