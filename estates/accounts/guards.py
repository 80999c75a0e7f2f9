"""Who may see a view of the desk: said above its name, and held to here, before the view runs.

Declaring and guarding are one thing: a view that says nothing is shown to nobody. What is sent to a
guarded view has to come from a page of this site and to carry the token of its session.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from estates.accounts import sessions
from estates.accounts.models import Account, AccountSession, Stage
from estates.accounts.roles import Role
from estates.database import db
from estates.history import audit
from estates.history.draft import Actor
from estates.web import forms
from estates.web.access import access_of
from estates.web.languages import languages

View = TypeVar("View", bound=Callable[..., Any])
Answer = Any
POST_TOKEN = "post_token"
SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Access:
    """What a view asks of who comes: a stage of signing in, a role, a right to the site ``ref``."""

    stages: tuple[Stage, ...] = (Stage.FULL,)
    role: Role = Role.READER
    own_estate: bool = False

    def allows(self, account: Account, view_args: dict[str, Any]) -> bool:
        """Whether ``account`` may see the view, called with ``view_args``."""
        own = not self.own_estate or account.may_write(str(view_args["ref"]))
        return account.has(self.role) and own


def role(least: Role) -> Callable[[View], View]:
    """Whoever has this role, or one that includes it, may see the view."""
    return _declare(Access(role=least))


def own_estate(view: View) -> View:
    """Whoever may write on the site that the address names as ``ref``."""
    return _declare(Access(role=Role.EDITOR, own_estate=True))(view)


def signing_in(*stages: Stage) -> Callable[[View], View]:
    """Whoever has come to one of these stages of signing in."""
    return _declare(Access(stages=stages))


def _declare(access: Access) -> Callable[[View], View]:
    def declared(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return declared


def account() -> Account:
    """Who is signed in. Only behind a guard."""
    return g.account


def actor() -> Actor:
    """Who is signed in, as drafts know people. Only behind a guard."""
    return Actor(str(g.account.id), g.account.name)


def session() -> AccountSession:
    """The session of this request. Only behind a guard."""
    return g.session


def enter(found: AccountSession) -> None:
    """Let the rest of this request belong to a session that it has just begun."""
    g.session, g.account = found, found.account


def note(action: str, subject: str = "", **details: Any) -> None:
    """Put what the signed-in person does into the audit log; the view commits it."""
    audit.record(g.account.email, sessions.address(), action, subject, **details)


def own_path(text: str | None) -> str | None:
    """``text`` where it is a path of the desk on this site, else None."""
    if not text or any(c in text for c in "\\\t\r\n\0") or not text.startswith("/"):
        return None
    parts = urlsplit(text)
    codes = "/".join(languages())
    ours = any(parts.path.startswith(f"/{code}/staff/") for code in codes.split("/"))
    return text if ours and not parts.netloc and not parts.scheme else None


@dataclass(frozen=True)
class Ways:
    """What the desk does with those who may not come in, handed over by the factory.

    ``sign_in`` is the endpoint of signing in, ``stages`` where it goes on. ``keep`` answers a form
    that came without a session, or with one that is not its own, so that nothing typed is lost.
    """

    sign_in: str
    stages: dict[Stage, str]
    keep: Callable[[bool], Any]


def init_app(app: Flask, ways: Ways) -> None:
    """Guard every view."""
    app.extensions["guards"] = ways
    app.before_request(_guard)
    app.after_request(_keep_from_caches)
    app.jinja_env.globals.update(post_token=lambda: sessions.post_token(g.session))
    app.context_processor(lambda: {"account": g.get("account"), "signed_in": _is_full()})


def _is_full() -> bool:
    found = g.get("session")
    return found is not None and found.stage == Stage.FULL


def _guard() -> Answer:
    if request.endpoint is None or request.routing_exception is not None:
        return None
    access = access_of(current_app.view_functions[request.endpoint])
    if access == "public":
        return None
    g.guarded = True
    if not isinstance(access, Access):
        abort(403)
    return _held_to(access)


def _held_to(access: Access) -> Answer:
    ways: Ways = current_app.extensions["guards"]
    if request.method not in SAFE:
        forms.refuse_foreign()
    found = sessions.present()
    if found is None:
        return _stopped(ways) if request.method in SAFE else ways.keep(False)
    if found.stage not in access.stages:
        return _to(ways.stages[Stage(found.stage)])
    enter(found)
    if not access.allows(found.account, request.view_args or {}):
        abort(403)
    if request.method not in SAFE and _is_stale(found):
        return ways.keep(found.stage == Stage.FULL)
    _keep_awake(found)
    return None


def _is_stale(found: AccountSession) -> bool:
    """Whether what was sent does not carry the token of this session."""
    sent = request.form.get(POST_TOKEN, "").encode("utf-8", "replace")
    return not hmac.compare_digest(sent, sessions.post_token(found).encode())


def _keep_awake(found: AccountSession) -> None:
    """Note that a session is used. A database that takes nothing just now stops no reading."""
    try:
        if sessions.notice(found):
            db.session.commit()
    except SQLAlchemyError:
        db.session.rollback()
        current_app.logger.exception("the use of a session could not be noted")
        db.session.refresh(found)


def _stopped(ways: Ways) -> Response:
    """Send a stranger to signing in, and from there back to the page that was asked for."""
    return _to(ways.sign_in, next=request.full_path.rstrip("?"))


def _to(endpoint: str, **values: str) -> Response:
    code = 302 if request.method in SAFE else 303
    return redirect(url_for(endpoint, **values), code)  # type: ignore[return-value]


def _keep_from_caches(response: Response) -> Response:
    """What staff see is kept by no cache and found by no search engine."""
    if g.get("guarded") or g.get("of_staff"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
