"""Sources as plain documents. A source is never deleted: claims rest on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from estates.ledger import typed
from estates.ledger.models import Source
from estates.ledger.plain.columns import Choice, Column, Ground, Link, Text, typed_day
from estates.ledger.plain.shape import Flat, Shape
from estates.ledger.reading import Problem, Wrong
from estates.ledger.words import SOURCE_KINDS
from estates.lib.bilingual import Words
from estates.lib.period import Period, Precision, end_of
from estates.web.days import period_words
from estates.web.digits import digits

UNKNOWN = "unknown"
_SPAN = TypeAdapter(typed.Span)
LANGUAGES = {"fa": _l("Persian"), "en": _l("English"), "ru": _l("Russian"), "ar": _l("Arabic")}


@dataclass(frozen=True, kw_only=True)
class Published(Column):
    """When a source was published: a day, or a month or a year of the Gregorian calendar."""

    def get(self, row: Any) -> dict[str, str] | None:
        """The first day, with the precision."""
        day = row.published_on
        return {"on": day.isoformat(), "precision": row.published_precision} if day else None

    def put(self, row: Any, value: Any) -> None:
        """Both columns."""
        row.published_on = date.fromisoformat(value["on"]) if value else None
        row.published_precision = value["precision"] if value else UNKNOWN

    def read(self, text: str, ground: Ground) -> dict[str, str] | None:
        """As typed, as far as the table can keep it."""
        if not text:
            return None
        period: Period = _SPAN.validate_python(text)
        start = period.start
        assert start is not None
        if period.end != end_of(start, period.precision):
            raise Wrong("", "source_day")
        return {"on": start.isoformat(), "precision": str(period.precision)}

    def typed(self, value: Any) -> str:
        """In the calendar of the page where it is a day."""
        if not value:
            return ""
        on = date.fromisoformat(value["on"])
        match value["precision"]:
            case Precision.YEAR:
                return digits(f"{on.year}")
            case Precision.MONTH:
                return digits(f"{on.year}/{on.month:02}")
            case _:
                return typed_day(on)

    def told(self, value: Any, ground: Ground) -> str:
        """In words."""
        if not value:
            return ""
        start, precision = date.fromisoformat(value["on"]), Precision(value["precision"])
        return period_words(Period(start, end_of(start, precision), precision))


class SourceShape(Shape):
    """What was read, and how."""

    family: ClassVar[str] = "source"
    group = "source"
    label = _l("Sources")
    one = _l("A new source")
    key_hint = _l("Publisher and number, such as irna-86012345. It stands in addresses, and stays.")
    columns = (
        Column(
            key="title",
            label=_l("Title"),
            needed=True,
            hint=_l("As it is printed. Our own description stands in square brackets."),
        ),
        Text(
            key="publisher",
            label=_l("Publisher"),
            needed=True,
            paired=True,
            any_script=True,
            long=False,
        ),
        Choice(key="kind", label=_l("Kind"), needed=True, options=SOURCE_KINDS),
        Choice(key="language", label=_l("Language"), needed=True, options=LANGUAGES),
        Link(key="url", label=_l("Address"), hint=_l("Begins with https://. Empty, if unknown.")),
        Published(
            key="published",
            label=_l("Published"),
            hint=_l("A day of either calendar, or a Gregorian month or year. Empty, if unknown."),
        ),
        Text(key="accessed_note", label=_l("How it was read"), paired=True),
    )

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """By id."""
        rows = session.execute(select(Source.id, Source.title).order_by(Source.id))
        return [(key, _title(title)) for key, title in rows]

    def find(self, session: Session, key: str) -> Source | None:
        """By id."""
        return session.get(Source, key)

    def make(self, session: Session, key: str) -> Source:
        """With its id."""
        return Source(id=key)

    def name(self, row: Any) -> Words:
        """The title, as printed or described."""
        return _title(row.title)

    def check(self, ground: Ground, after: Flat, changes: Flat) -> Iterator[Problem]:
        """A title in brackets has text in them."""
        if not after["title"].strip("[] "):
            yield Problem("title", "", "missing")


def _title(title: str) -> Words:
    plain = title[1:-1] if title.startswith("[") else title
    return Words({"fa": plain, "en": plain})  # it has one language, and is not translated


SOURCE = SourceShape()
