"""Sessions: rows that can be ended from here, and a cookie that names one of them."""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import delete, select, update

from estates.accounts.models import Account, AccountSession, Stage
from estates.accounts.roles import Role
from estates.database import db
from estates.settings import Settings
from estates.web import clock

IDLE, LONGEST, UNFINISHED = timedelta(hours=1), timedelta(hours=12), timedelta(minutes=10)
NOTICED = timedelta(minutes=1)  # how exactly it is known when a session was last used
KNOWN_BROWSER = timedelta(days=180)
MOST_WRONG_CODES = 5
KEPT = timedelta(days=90)  # rows of sessions that are long over


def start(account: Account, stage: Stage) -> tuple[AccountSession, str]:
    """A new session of this browser and its token; what session it had before is over."""
    before, now, token = present(), clock.now(), secrets.token_urlsafe(32)
    db.session.execute(delete(AccountSession).where(AccountSession.started_at < now - KEPT))
    if before:
        before.ended_at = now
    made = AccountSession(
        token_hash=_hash(token),
        account=account,
        stage=stage,
        started_at=now,
        seen_at=now,
        address=address(),
        browser=request.user_agent.string[:200],
        wrong_codes=0,
    )
    db.session.add(made)
    if stage == Stage.FULL:
        account.signed_in_at = now
    return made, token


def stage_after_password(account: Account) -> Stage:
    """What an account has to do after its password was right."""
    if account.totp_secret is not None:
        return Stage.CODE
    return Stage.ENROL if Role(account.role).wants_second_factor else Stage.FULL


def present() -> AccountSession | None:
    """The session that the cookie of this request names, while it lasts and its account opens."""
    token = request.cookies.get(_cookie("staff"), "")
    if not token:
        return None
    session = db.session.scalar(
        select(AccountSession).where(AccountSession.token_hash == _hash(token))
    )
    return session if session and lasts(session, clock.now()) else None


def lasts(session: AccountSession, now: datetime) -> bool:
    """Whether a session has neither been ended nor come to an end."""
    longest = LONGEST if session.stage == Stage.FULL else UNFINISHED
    return (
        session.ended_at is None
        and session.account.enabled
        and now < session.started_at + longest
        and now < session.seen_at + IDLE
    )


def notice(session: AccountSession) -> bool:
    """Keep a session awake; whether there is anything to commit."""
    now = clock.now()
    if now - session.seen_at < NOTICED:
        return False
    session.seen_at = now
    return True


def of(account: Account) -> list[AccountSession]:
    """The sessions of an account that last, the latest first."""
    chosen = (
        select(AccountSession)
        .where(AccountSession.account_id == account.id, AccountSession.ended_at.is_(None))
        .order_by(AccountSession.id.desc())
    )
    return [found for found in db.session.scalars(chosen) if lasts(found, clock.now())]


def end_all(account: Account, but: AccountSession | None = None) -> None:
    """End every session of an account, at once and in every process."""
    these = [AccountSession.account_id == account.id, AccountSession.ended_at.is_(None)]
    if but is not None:
        these.append(AccountSession.id != but.id)
    db.session.execute(update(AccountSession).where(*these).values(ended_at=clock.now()))


def post_token(session: AccountSession) -> str:
    """What every form of a session carries: no other site, and no other session, can know it."""
    return hmac.new(_key(), b"post\0" + session.token_hash.encode(), sha256).hexdigest()


def address() -> str:
    """The network address of the request."""
    return (request.remote_addr or "unknown")[:45]


def give(response: Response, token: str, account: Account, known: bool) -> None:
    """Hand the browser its session; with ``known``, also the sign by which it is known again."""
    _set(response, "staff", token, None)
    if known:
        sign = _browsers().dumps([account.id, secrets.token_hex(8)])
        _set(response, "known", str(sign), KNOWN_BROWSER)


def take_back(response: Response) -> None:
    """Let the browser forget its session."""
    response.delete_cookie(_cookie("staff"), secure=_secure(), httponly=True, samesite="Lax")


def known_browser(account: Account | None) -> str | None:
    """The sign of a browser in which this account has signed in before; None for another one.

    Whoever guesses at an account from elsewhere does not slow this browser down.
    """
    try:
        owner, number = _browsers().loads(request.cookies.get(_cookie("known"), ""))
    except (BadData, ValueError, TypeError):
        return None
    return str(number) if account is not None and owner == account.id else None


def _set(response: Response, name: str, content: str, age: timedelta | None) -> None:
    response.set_cookie(
        _cookie(name), content, max_age=age, secure=_secure(), httponly=True, samesite="Lax"
    )


def _cookie(name: str) -> str:
    return f"__Host-{name}" if _secure() else name


def _secure() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return (settings.site_url or "").startswith("https://")


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _browsers() -> URLSafeSerializer:
    return URLSafeSerializer(_key(), salt="known browser")


def _key() -> bytes:
    key = current_app.secret_key
    assert isinstance(key, str)
    return key.encode()
