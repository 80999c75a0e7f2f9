"""What administrators do with accounts: make, change, disable, reset."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, func, select, update

from estates.accounts import passwords, queries, second_factor, sessions
from estates.accounts.models import Account, AccountEstate, ResetLink
from estates.accounts.roles import Role
from estates.accounts.weak import weakness
from estates.database import db
from estates.lib.persian import to_ascii_digits
from estates.lib.typed import one_line
from estates.web import clock

BY_MAIL, BY_HAND = timedelta(hours=1), timedelta(hours=72)  # how long a link opens
NAME_MOST = 120


class BadEmail(ValueError):
    """This is no e-mail address."""


class EmailTaken(ValueError):
    """Another account has this address."""


class LastAdministrator(Exception):
    """Without this account nobody could administer the site."""


class NoLongerAllowed(Exception):
    """Who acts has lost the right to, between the opening of the page and now."""


class WeakPassword(ValueError):
    """The password is refused; ``why`` says for what."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def add(email: str, name: str, role: Role, language: str) -> Account:
    """A new account that nothing opens yet. Raises BadEmail, EmailTaken."""
    plain = checked_email(email)
    if queries.by_email(plain):
        raise EmailTaken(plain)
    made = Account(
        email=plain,
        name=one_line(name)[:NAME_MOST],
        role=role,
        language=language,
        created_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def checked_email(text: str) -> str:
    """An address as it is kept. Raises BadEmail. Nobody is asked whether it exists."""
    try:
        found = validate_email(
            to_ascii_digits(text.strip()),
            check_deliverability=False,
            allow_smtputf8=False,
            globally_deliverable=False,
        )
    except EmailNotValidError:
        raise BadEmail(text) from None
    return (found.ascii_email or "").lower()


def set_password(account: Account, password: str) -> None:
    """Give an account a password; every way in that the old one opened is shut.

    Raises WeakPassword.
    """
    why = weakness(password, account.email, account.name)
    if why:
        raise WeakPassword(why)
    account.password_hash = passwords.hashed(password)
    void = update(ResetLink).where(ResetLink.account_id == account.id, ResetLink.used_at.is_(None))
    db.session.execute(void.values(used_at=clock.now()))


def limit(account: Account, refs: Iterable[str]) -> None:
    """Limit an editor to some sites; to none means to all."""
    wanted = set(refs)
    kept = [one for one in account.limits if one.ref in wanted]
    new = sorted(wanted - {one.ref for one in kept})
    account.limits = [*kept, *(AccountEstate(ref=ref) for ref in new)]


def change_role(account: Account, role: Role, actor: Account | None) -> None:
    """Give an account another role. Raises LastAdministrator, NoLongerAllowed."""
    if account.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR:
        _leave_an_administrator(account, actor)
    account.role = role
    if role.wants_second_factor and account.totp_secret is None:
        sessions.end_all(account)  # a session with a password alone is not enough any more


def disable(account: Account, actor: Account | None) -> None:
    """Shut an account. Raises LastAdministrator, NoLongerAllowed."""
    if account.role == Role.ADMINISTRATOR and account.enabled:
        _leave_an_administrator(account, actor)
    account.disabled_at = account.disabled_at or clock.now()
    sessions.end_all(account)


def enable(account: Account) -> None:
    """Open an account again."""
    account.disabled_at = None


def reset_second_factor(account: Account) -> None:
    """Take a lost second factor away; whoever signed in with it has to sign in anew."""
    second_factor.remove(account)
    sessions.end_all(account)


def _leave_an_administrator(account: Account, actor: Account | None) -> None:
    """Raise LastAdministrator where no other administrator would be left.

    The rows of all administrators are locked first (an update that changes nothing takes the lock
    in both databases), so that of two who remove each other the second sees what the first did.
    """
    these = (Account.role == Role.ADMINISTRATOR, Account.disabled_at.is_(None))
    locked = update(Account).where(*these).values(role=Account.role)
    db.session.execute(locked, execution_options={"synchronize_session": False})
    db.session.refresh(account)
    if actor is not None:
        db.session.refresh(actor)
        if not actor.enabled or not actor.has(Role.ADMINISTRATOR):
            raise NoLongerAllowed
    others = select(func.count()).where(*these, Account.id != account.id)
    if not db.session.scalar(others):
        raise LastAdministrator


def new_link(account: Account, lasts: timedelta) -> str:
    """The token of a link that sets a new password; older ones are void."""
    now = clock.now()
    older = ResetLink.account_id == account.id, ResetLink.used_at.is_(None)
    db.session.execute(update(ResetLink).where(*older).values(used_at=now))
    db.session.execute(delete(ResetLink).where(ResetLink.expires_at < now - timedelta(days=30)))
    token = secrets.token_urlsafe(32)
    db.session.add(ResetLink(token_hash=_hash(token), account=account, expires_at=now + lasts))
    return token


def by_link(token: str) -> Account | None:
    """The account whose password this link may set; None where it is used, late or invented."""
    link = db.session.get(ResetLink, _hash(token))
    if link is None or link.used_at or link.expires_at <= clock.now() or not link.account.enabled:
        return None
    return link.account


def use_link(token: str) -> bool:
    """Use a link up; of two at once, one does."""
    this = ResetLink.token_hash == _hash(token), ResetLink.used_at.is_(None)
    used = (
        update(ResetLink).where(*this).values(used_at=clock.now()).returning(ResetLink.token_hash)
    )
    return db.session.execute(used).first() is not None


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
