"""The days on which nobody works as a plain document: waiting times are counted without them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from estates.database import Base
from estates.enquiries.models import Holiday, RestDay
from estates.ledger.plain.columns import Choice, Day, Ground, Text
from estates.ledger.plain.shape import Flat, Naming, Part, Shape
from estates.ledger.reading import Problem
from estates.lib.bilingual import Words

ONLY = "rest"  # there is one calendar
WEEKDAYS = {
    "5": _l("Saturday"),
    "6": _l("Sunday"),
    "0": _l("Monday"),
    "1": _l("Tuesday"),
    "2": _l("Wednesday"),
    "3": _l("Thursday"),
    "4": _l("Friday"),
}
NAME = Words({"fa": "روزهای تعطیل", "en": "Days of rest"})


class _Weekday(Choice):
    """Counted from Monday, 0."""

    def get(self, row: Any) -> str | None:
        """As the choice has it."""
        return None if row.weekday is None else str(row.weekday)

    def put(self, row: Any, value: str | None) -> None:
        """As a number."""
        row.weekday = None if value is None else int(value)


WEEKLY = Part(
    key="weekly",
    label=_l("Days of every week"),
    one=_l("A further day of the week"),
    unique="weekday",
    columns=(
        _Weekday(key="weekday", label=_l("Day of the week"), needed=True, options=WEEKDAYS),
        Text(key="reason", label=_l("Why"), paired=True, long=False),
    ),
)
HOLIDAYS = Part(
    key="holidays",
    label=_l("Holidays"),
    one=_l("A further holiday"),
    unique="day",
    columns=(
        Day(key="day", label=_l("Day"), needed=True),
        Text(key="name", label=_l("Name of the holiday"), needed=True, paired=True, long=False),
    ),
)


class CalendarShape(Shape):
    """See the module."""

    family = "calendar"
    group = "calendar"
    label = _l("Days of rest")
    one = _l("Days of rest")
    naming = Naming.NEVER
    columns = ()
    parts = (WEEKLY, HOLIDAYS)

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """The only one."""
        return [(ONLY, NAME)]

    def find(self, session: Session, key: str) -> Any:
        """There is no row of its own."""
        return self if key == ONLY else None

    def make(self, session: Session, key: str) -> Base:
        """It is always there."""
        raise NotImplementedError

    def write(self, session: Session, key: str, changes: Flat) -> Any:
        """Its rows are all it has."""
        return self

    def name(self, row: Any) -> Words:
        """One for all."""
        return NAME

    def rows(self, session: Session, part: Part, key: str) -> Mapping[str, Base]:
        """Weekdays by number, holidays by day."""
        if part.key == "weekly":
            weekly = session.scalars(select(RestDay).order_by(RestDay.weekday))
            return {str(row.weekday): row for row in weekly}
        holidays = session.scalars(select(Holiday).order_by(Holiday.day))
        return {row.day.isoformat(): row for row in holidays}

    def make_row(self, session: Session, part: Part, key: str, entry: Flat) -> Base:
        """With its key."""
        if part.key == "weekly":
            return RestDay(weekday=int(entry["weekday"]))
        return Holiday(day=date.fromisoformat(entry["day"]))

    def check(self, ground: Ground, after: Flat, changes: Flat) -> Iterator[Problem]:
        """A day of the week is left for work."""
        resting = {row["weekday"] for path, row in after.items() if path.startswith("weekly/")}
        if len(resting) == len(WEEKDAYS):
            changed = [path for path in changes if path.startswith("weekly/")]
            yield Problem(max(changed, default="weekly/0"), "weekday", "no_working_day")


CALENDAR = CalendarShape()
