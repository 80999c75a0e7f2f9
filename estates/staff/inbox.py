"""Enquiries as the pages of the desk show them: how long they have waited, and in whose hands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from estates.accounts import queries as accounts
from estates.accounts.models import Account
from estates.accounts.roles import Role
from estates.enquiries import inbox, queries
from estates.enquiries.clock import working_days
from estates.enquiries.inbox import Wanted
from estates.enquiries.models import Enquiry, EnquiryState
from estates.lib.bilingual import Words
from estates.pages import subjects
from estates.settings import Settings
from estates.web import clock
from estates.web.errors import BadParameter

STATES = {
    EnquiryState.OPEN: _l("Waiting for an answer"),
    EnquiryState.ANSWERED: _l("Answered"),
    EnquiryState.CLOSED: _l("Closed"),
    EnquiryState.BLANKED: _l("Blanked"),
}


@dataclass(frozen=True)
class Row:
    """One enquiry as a list shows it; ``waited`` in working days, None where it does not wait."""

    enquiry: Enquiry
    subject: Words
    assigned: str
    waited: int | None
    late: bool


def rows(found: Sequence[Enquiry]) -> list[Row]:
    """Enquiries with what a list says of them, in a handful of queries."""
    named = subjects.names({one.subject for one in found if one.subject})
    hands = {one.id: one.name for one in accounts.everybody()} if found else {}
    rest, now, promise = queries.rest_days(), clock.now(), _promise()
    made = []
    for one in found:
        waits = one.waiting_since if one.state is EnquiryState.OPEN else None
        waited = working_days(waits, now, rest) if waits else None
        late = waited is not None and promise is not None and waited > promise
        subject = named.get(one.subject or "", Words())
        made.append(Row(one, subject, hands.get(one.assigned_id or 0, ""), waited, late))
    return made


def _promise() -> int | None:
    settings: Settings = current_app.extensions["settings"]
    return settings.enquiry_promise_days


def oldest_open(most: int) -> list[Row]:
    """Those that have waited longest."""
    return rows(inbox.page_of(Wanted(), 0, most))


def count_open() -> int:
    """How many wait for an answer."""
    return inbox.count(Wanted())


def helpers() -> list[Account]:
    """Whom an enquiry may be given to."""
    return [one for one in accounts.everybody() if one.enabled and one.has(Role.EDITOR)]


def wanted_of(args: MultiDict[str, str], refs: Mapping[str, Words]) -> Wanted:
    """What the parameters of the list ask for. Raises BadParameter."""
    state, subject = args.get("state", ""), args.get("estate", "")
    if state and state != "all" and state not in tuple(EnquiryState):
        raise BadParameter("state")
    if subject and subject not in refs:
        raise BadParameter("estate")
    return Wanted(
        state=None if state == "all" else EnquiryState(state or EnquiryState.OPEN),
        subject=subject or None,
        assigned=_assigned(args.get("assigned", "")),
    )


def _assigned(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadParameter("assigned")
    return int(text)
