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

    def begin(self) -> int:
        """Count an attempt, or say how many seconds are left until one may be made.

        It counts as a failure until `succeeded`, and is committed: of many that come at once each
        sees those before it. One that has to wait is not counted.
        """
        now = clock.now()
        db.session.execute(delete(Failures).where(Failures.last_at < now - FORGOTTEN))
        for key, free in self.keys:
            count = _counted(key, now)
            if count is None:
                db.session.rollback()
                return self._left(now)
            then = update(Failures).where(Failures.key == key)
            db.session.execute(then.values(next_at=now + _pause(count - free)))
        db.session.commit()
        return 0

    def _left(self, now: datetime) -> int:
        names = [key for key, _free in self.keys]
        chosen = select(Failures.next_at).where(Failures.key.in_(names))
        latest = max(db.session.scalars(chosen), default=now)
        return max(1, -int(-(latest - now).total_seconds() // 1))

    def succeeded(self) -> None:
        """Forget the failures of this account here; of the address only this attempt."""
        own, *shared = [key for key, _free in self.keys]
        db.session.execute(delete(Failures).where(Failures.key == own))
        less = update(Failures).where(Failures.key.in_(shared), Failures.count > 0)
        db.session.execute(less.values(count=Failures.count - 1, next_at=clock.now()))


def way(email: str, account: Account | None, what: str) -> Way:
    """The way in which this request tries to open ``email`` with ``what``."""
    known = sessions.known_browser(account)
    if known:
        return Way(((_key(what, "browser", known), FREE),))
    here = sessions.address()
    pair, address = _key(what, "pair", email, here), _key(what, "address", here)
    return Way(((pair, FREE), (address, FREE_OF_ADDRESS)))


def _counted(key: str, now: datetime) -> int | None:
    """One attempt more for ``key`` and how many they are, or None where it has to wait."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    first = insert(Failures).values(key=key, count=0, last_at=now, next_at=now)
    db.session.execute(first.on_conflict_do_nothing())
    more = update(Failures).where(Failures.key == key, Failures.next_at <= now)
    more = more.values(count=Failures.count + 1, last_at=now)
    return db.session.execute(more.returning(Failures.count)).scalar_one_or_none()


def _pause(beyond: int) -> timedelta:
    if beyond < 0:
        return timedelta(0)
    return min(LONGEST, SHORTEST * 2 ** min(beyond, 20))


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
