"""What one column of a plain document is: how it is stored, typed, read and told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, ClassVar

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from pydantic import Field, TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from estates.ledger import typed
from estates.ledger.models import Source
from estates.ledger.reading import Wrong
from estates.lib import jalali
from estates.lib.bilingual import Words
from estates.lib.period import Calendar
from estates.lib.quantity import plain
from estates.lib.typed import one_line
from estates.web.days import day_words
from estates.web.digits import digits
from estates.web.formatting import num
from estates.web.languages import current

LANGUAGES = ("fa", "en")
MOST_LISTED = 50  # what one field may list
Label = LazyString | str
Options = Mapping[str, Label]

_LINE = TypeAdapter(typed.Line)
_PROSE = TypeAdapter(typed.Prose)
# As much as both databases keep with six decimals.
_NUMBER = TypeAdapter(Annotated[typed.Number, Field(ge=0, le=9 * 10**12)])
_WHOLE = TypeAdapter(Annotated[typed.Number, Field(ge=0, lt=2**31, decimal_places=0)])
_DAY = TypeAdapter(typed.Day)


@dataclass
class Ground:
    """What entries may refer to: the database, the subject, what is published of it and typed."""

    session: Session
    key: str
    base: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[str, Any] = field(default_factory=dict)
    _options: dict[Any, "Options"] = field(default_factory=dict)

    def options(self, find: "Callable[[Ground], Options]") -> "Options":
        """What ``find`` gives, asked for once."""
        if find not in self._options:
            self._options[find] = find(self)
        return self._options[find]

    @cached_property
    def sources(self) -> Mapping[str, Words]:
        """Publishers of all sources by id."""
        return dict(self.session.execute(select(Source.id, Source.publisher)).all())


@dataclass(frozen=True, kw_only=True)
class Column:
    """One line of text, and what all columns share.

    ``attribute`` is that of the row where it is not called as the column is.
    """

    key: str
    label: Label
    needed: bool = False
    hint: Label = ""
    attribute: str = ""

    widget: ClassVar[str] = "line"
    blank: ClassVar[Any] = None  # what a new row has of it

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the document has it."""
        return (self.key,)

    def get(self, row: Any) -> Any:
        """What a stored row has; None for nothing."""
        return getattr(row, self.attribute or self.key)

    def put(self, row: Any, value: Any) -> None:
        """Write a value of the document into a row."""
        setattr(row, self.attribute or self.key, value)

    def read(self, text: str, ground: Ground) -> Any:
        """What was typed as a value of the document; nothing typed is None."""
        return _LINE.validate_python(text) or None

    def typed(self, value: Any) -> str:
        """A value of the document as somebody would type it."""
        return "" if value is None else str(value)

    def told(self, value: Any, ground: Ground) -> str:
        """A value of the document as a sentence names it."""
        return self.typed(value)


@dataclass(frozen=True, kw_only=True)
class Text(Column):
    """A text in both languages. ``paired``: one of them is not published without the other.

    ``any_script``: it may be a name that is written alike in both.
    """

    paired: bool = False
    any_script: bool = False
    long: bool = True

    @property
    def widget(self) -> str:  # type: ignore[override]
        """Lines where it is long."""
        return "lines" if self.long else "line"

    @property
    def paths(self) -> tuple[str, ...]:
        """A path for each language."""
        return tuple(f"texts/{self.key}/{code}" for code in LANGUAGES)

    def get(self, row: Any) -> dict[str, str]:
        """Language to text."""
        return (getattr(row, self.attribute or self.key) or Words()).to_dict()

    def put(self, row: Any, value: Mapping[str, str | None] | None) -> None:
        """Whole."""
        setattr(row, self.attribute or self.key, Words(value))

    def read(self, text: str, ground: Ground) -> str | None:
        """The text of one language."""
        return (_PROSE if self.long else _LINE).validate_python(text) or None

    def told(self, value: Any, ground: Ground) -> str:
        """In the page's language, else in the other."""
        return Words(value).best(current().code)[0]


def in_script(text: str | None, language: str) -> str | None:
    """``text``, unless it is plainly written in the script of the other language. Raises Wrong."""
    persian = bool(text and typed.PERSIAN.search(text))
    latin = any(letter.isascii() and letter.isalpha() for letter in text or "")
    if persian != latin and persian != (language == "fa"):
        raise Wrong("", "wrong_script")
    return text


@dataclass(frozen=True, kw_only=True)
class Choice(Column):
    """One of several keys."""

    options: Options | Callable[[Ground], Options]

    widget: ClassVar[str] = "choose"

    def choices(self, ground: Ground) -> Options:
        """The keys with their words."""
        return ground.options(self.options) if callable(self.options) else self.options

    def read(self, text: str, ground: Ground) -> Any:
        """One of the keys."""
        if text and text not in self.choices(ground):
            raise Wrong("", "unknown_choice")
        return text or None

    def told(self, value: Any, ground: Ground) -> str:
        """The words of the key."""
        return str(self.choices(ground).get(value, value or ""))


@dataclass(frozen=True, kw_only=True)
class Several(Choice):
    """Several keys, in the order of the choices."""

    widget: ClassVar[str] = "several"

    def read(self, text: str, ground: Ground) -> list[str] | None:
        """Keys with spaces between."""
        chosen, known = set(text.split()), self.choices(ground)
        if chosen - known.keys():
            raise Wrong("", "unknown_choice")
        return [key for key in known if key in chosen] or None

    def typed(self, value: Any) -> str:
        """Keys with spaces between."""
        return " ".join(value or ())

    def told(self, value: Any, ground: Ground) -> str:
        """The words of each."""
        known = self.choices(ground)
        return _(", ").join(str(known.get(key, key)) for key in value or ())


@dataclass(frozen=True, kw_only=True)
class Tick(Column):
    """Yes or no."""

    widget: ClassVar[str] = "tick"
    blank: ClassVar[bool] = False

    def read(self, text: str, ground: Ground) -> bool:
        """Anything typed is yes."""
        return bool(text)

    def typed(self, value: Any) -> str:
        """As a browser sends it."""
        return "1" if value else ""

    def told(self, value: Any, ground: Ground) -> str:
        """In a word."""
        return _("yes") if value else _("no")


@dataclass(frozen=True, kw_only=True)
class Amount(Column):
    """A number as exact as it was given."""

    def get(self, row: Any) -> str | None:
        """In ASCII."""
        value = super().get(row)
        return None if value is None else plain(value)

    def put(self, row: Any, value: str | None) -> None:
        """As a decimal."""
        super().put(row, None if value is None else Decimal(value))

    def read(self, text: str, ground: Ground) -> str | None:
        """In ASCII, whatever digits were typed."""
        return plain(_NUMBER.validate_python(text)) if text else None

    def typed(self, value: Any) -> str:
        """In the digits of the page."""
        return "" if value is None else num(Decimal(value))

    def told(self, value: Any, ground: Ground) -> str:
        """With separators."""
        return self.typed(value)


@dataclass(frozen=True, kw_only=True)
class Count(Column):
    """A whole number."""

    def read(self, text: str, ground: Ground) -> int | None:
        """Without decimals."""
        return int(_WHOLE.validate_python(text)) if text else None

    def typed(self, value: Any) -> str:
        """In the digits of the page."""
        return "" if value is None else num(value)


@dataclass(frozen=True, kw_only=True)
class Day(Column):
    """A day, typed in the calendar of either language."""

    def get(self, row: Any) -> str | None:
        """In ISO."""
        value = super().get(row)
        return value.isoformat() if value else None

    def put(self, row: Any, value: str | None) -> None:
        """As a date."""
        super().put(row, date.fromisoformat(value) if value else None)

    def read(self, text: str, ground: Ground) -> str | None:
        """In ISO."""
        return _DAY.validate_python(text).isoformat() if text else None

    def typed(self, value: Any) -> str:
        """In the calendar of the page."""
        return typed_day(date.fromisoformat(value)) if value else ""

    def told(self, value: Any, ground: Ground) -> str:
        """In words."""
        return day_words(date.fromisoformat(value)) if value else ""


def typed_day(day: date) -> str:
    """A day as somebody would type it into a field of the page."""
    if current().traits.calendar is not Calendar.JALALI:
        return day.isoformat()
    year, month, of_month = jalali.to_jalali(day)
    return digits(f"{year}/{month:02}/{of_month:02}")


@dataclass(frozen=True, kw_only=True)
class Link(Column):
    """An address of the web."""

    def read(self, text: str, ground: Ground) -> str | None:
        """One that begins with http."""
        address = one_line(_PROSE.validate_python(text)) or None
        if address and not typed.leads_to_the_web(address):
            raise Wrong("", "not_a_link")
        return address


@dataclass(frozen=True, kw_only=True)
class SourceOf(Column):
    """A source, by its id."""

    widget: ClassVar[str] = "source"

    def read(self, text: str, ground: Ground) -> str | None:
        """One that is published."""
        chosen = text.strip().lower() or None
        if chosen and chosen not in ground.sources:
            raise Wrong("", "no_such_source")
        return chosen

    def told(self, value: Any, ground: Ground) -> str:
        """By its publisher."""
        return named_source(value, ground)


def named_source(key: str | None, ground: Ground) -> str:
    """A source by its publisher and id."""
    publisher = ground.sources.get(key or "")
    return f"{publisher.best(current().code)[0]} ({key})" if publisher else key or ""


@dataclass(frozen=True, kw_only=True)
class Sources(Column):
    """Several sources, in the order in which they are cited."""

    widget: ClassVar[str] = "sources"

    def read(self, text: str, ground: Ground) -> list[str] | None:
        """Ids with spaces between."""
        found = list(dict.fromkeys(text.lower().split()))
        if len(found) > MOST_LISTED or any(one not in ground.sources for one in found):
            raise Wrong("", "no_such_source")
        return found or None

    def typed(self, value: Any) -> str:
        """Ids with spaces between."""
        return " ".join(value or ())

    def told(self, value: Any, ground: Ground) -> str:
        """Each by its publisher."""
        return _(", ").join(named_source(key, ground) for key in value or ())


def texts_of(columns: Sequence[Column]) -> list[Text]:
    """Those of ``columns`` that are texts of both languages."""
    return [column for column in columns if isinstance(column, Text)]
