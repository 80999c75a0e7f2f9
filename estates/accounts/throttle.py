"""Failures slow down whoever fails, and nobody else.

There is no lock on an account, so that nobody can be locked out by a stranger. What is counted is
the pair of an account and a network address, and the address alone; a browser in which the account
has signed in before is counted by itself. The account need not exist.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from estates.accounts import sessions
from estates.accounts.models import Account, Failures
from estates.database import db
from estates.web import clock

FREE, FREE_OF_ADDRESS = 4, 30  # failures that cost nothing: people mistype, offices share
SHORTEST, LONGEST = timedelta(seconds=2), timedelta(minutes=15)
FORGOTTEN = timedelta(hours=24)


@dataclass(frozen=True)
class Way:
    """One way of signing in: what is counted for it, each with how many failures are free."""

    keys: tuple[tuple[str, int], ...]

    def wait(self) -> int:
        """How many seconds are left until it may be tried again."""
        names = [key for key, _free in self.keys]
        chosen = select(Failures.next_at).where(Failures.key.in_(names))
        latest = max(db.session.scalars(chosen), default=None)
        left = (latest - clock.now()).total_seconds() if latest else 0
        return max(0, -int(-left // 1))

    def failed(self) -> None:
        """Count a failure; each one beyond the free ones doubles the wait."""
        now = clock.now()
        db.session.execute(delete(Failures).where(Failures.last_at < now - FORGOTTEN))
        for key, free in self.keys:
            count = _counted(key, now)
            then = update(Failures).where(Failures.key == key)
            db.session.execute(then.values(next_at=now + _pause(count - free)))

    def succeeded(self) -> None:
        """Forget the failures of this account here; those of the address stay."""
        db.session.execute(delete(Failures).where(Failures.key == self.keys[0][0]))


def way(email: str, account: Account | None, what: str) -> Way:
    """The way in which this request tries to open ``email`` with ``what``."""
    known = sessions.known_browser(account)
    if known:
        return Way(((_key(what, "browser", known), FREE),))
    here = sessions.address()
    pair, address = _key(what, "pair", email, here), _key(what, "address", here)
    return Way(((pair, FREE), (address, FREE_OF_ADDRESS)))


def _counted(key: str, now: datetime) -> int:
    """One failure more for ``key``, and how many they are; none is lost where two come at once."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    first = insert(Failures).values(key=key, count=0, last_at=now, next_at=now)
    db.session.execute(first.on_conflict_do_nothing())
    more = update(Failures).where(Failures.key == key)
    more = more.values(count=Failures.count + 1, last_at=now)
    return db.session.execute(more.returning(Failures.count)).scalar_one()


def _pause(beyond: int) -> timedelta:
    if beyond < 0:
        return timedelta(0)
    return min(LONGEST, SHORTEST * 2 ** min(beyond, 20))


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
