"""What a reader keeps stays good until the next publication, the next day or the next program.

Every public answer follows from these and its address alone, so that one validator serves all of
them (RFC 9110, 8.8).
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import wraps
from typing import Any, NamedTuple

from flask import Response, make_response, request

from estates.database import db
from estates.history.models import SiteRevision
from estates.web.build import build
from estates.web.clock import TEHRAN, now, today


class Validators(NamedTuple):
    """What tells two states of the site apart: ``tag`` exactly, ``changed_at`` to a second."""

    tag: str
    changed_at: datetime


def validators() -> Validators:
    """Those of this moment.

    The day is one of them, because figures grow old with it: what was sent yesterday is of
    yesterday, even if nothing was published since.
    """
    row = db.session.get(SiteRevision, 1)
    day = datetime.combine(today(), time(), TEHRAN)
    state = f"{build().digest} {row.number if row else 0} {day:%Y-%m-%d}"
    published_at = row.changed_at if row else day
    latest = max(published_at, day, min(build().written_at, now()))
    tag = hashlib.sha256(state.encode()).hexdigest()[:20]
    return Validators(tag, latest.astimezone(UTC).replace(microsecond=0))


def validated(view: Callable[..., Any]) -> Callable[..., Any]:
    """Name the state that a view's answer is of, and answer 304 to who has it already.

    For views that depend on their address and the published facts alone. The tag is weak: it says
    that the facts are the same, whatever the compression.
    """

    @wraps(view)
    def shown(*args: Any, **kwargs: Any) -> Response:
        state = validators()
        if _has(state):
            return _named(Response(status=304), state)
        response = make_response(view(*args, **kwargs))
        return _named(response, state) if response.status_code == 200 else response

    return shown


def _has(state: Validators) -> bool:
    if request.if_none_match:  # stronger than the date, where both are sent
        return request.if_none_match.contains_weak(state.tag) and not request.if_none_match.star_tag
    since = request.if_modified_since
    return since is not None and since >= state.changed_at


def _named(response: Response, state: Validators) -> Response:
    response.set_etag(state.tag, weak=True)
    response.last_modified = state.changed_at
    return response
