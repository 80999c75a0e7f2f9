"""The one clock of the program. Tests set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TEHRAN = ZoneInfo("Asia/Tehran")

_stopped: list[datetime] = []  # for the whole process: server threads of a test see it too


def now() -> datetime:
    """This moment, in UTC."""
    return _stopped[-1] if _stopped else datetime.now(UTC)


def today() -> date:
    """The calendar day in Tehran."""
    return now().astimezone(TEHRAN).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Stop the clock at ``moment`` (aware) for the time of a ``with`` block."""
    _stopped.append(moment)
    try:
        yield
    finally:
        _stopped.pop()
