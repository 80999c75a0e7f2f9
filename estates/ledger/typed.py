"""Types of what people type, each checked on its own; every editor of the desk is made of them.

Every value that arrives is text, in any of the three digit sets. What is wrong gets a code; the
words for people are made where people are met.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, LiteralString
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from estates.ledger.words import SOURCE_KINDS
from estates.lib.period import Period, Precision
from estates.lib.quantity import number_from
from estates.lib.typed import one_line, paragraphs
from estates.lib.typed_period import day_from, period_from

MOST_TEXT, MOST_LINE = 4000, 300  # letters
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PERSIAN = re.compile("[\u0621-\u06ff]")


def _reading(read: Callable[[str], Any], code: LiteralString) -> BeforeValidator:
    """Read a text by a function that raises ValueError where it cannot be read."""

    def validate(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return read(value)
        except (ValueError, OverflowError):
            raise PydanticCustomError(code, "{typed}", {"typed": value[:MOST_LINE]}) from None

    return BeforeValidator(validate)


def _text(clean: Callable[[str], str], most: int) -> BeforeValidator:
    def validate(value: Any) -> Any:
        text = clean(value if isinstance(value, str) else "")
        if len(text) > most:
            raise PydanticCustomError("too_long", "{most}", {"most": most})
        return text

    return BeforeValidator(validate)


Number = Annotated[Decimal, _reading(number_from, "not_a_number")]
Span = Annotated[Period, _reading(period_from, "not_a_period")]
Day = Annotated[date, _reading(day_from, "not_a_day")]
Line = Annotated[str, _text(one_line, MOST_LINE)]
Prose = Annotated[str, _text(paragraphs, MOST_TEXT)]
Language = Literal["fa", "en"]


class Typed(BaseModel):
    """A group of fields that were typed. Empty ones count as not given."""

    model_config = ConfigDict(extra="ignore", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            raise PydanticCustomError("not_understood", "")
        return {
            key: value.strip() if isinstance(value, str) else value
            for key, value in values.items()
            if not (isinstance(value, str) and not value.strip()) and value is not None
        }


class Reasoned(Typed):
    """Something that wants a reason, in at least one of the languages."""

    reason_fa: Prose = ""
    reason_en: Prose = ""

    @property
    def reason(self) -> dict[str, str]:
        """The reason in the languages that have it."""
        return both(self.reason_fa, self.reason_en)

    @model_validator(mode="after")
    def _with_reason(self) -> "Reasoned":
        if not self.reason:
            raise PydanticCustomError("reason_needed", "", {"part": "reason_fa"})
        return self


class SourceForm(Typed):
    """A source that a draft brings along."""

    kind: Literal[tuple(SOURCE_KINDS)]  # type: ignore[valid-type]
    publisher_fa: Line = ""
    publisher_en: Line = ""
    title: Line
    language: Literal["fa", "en", "ru", "ar"]
    url: Line = ""
    published: Span = Field(default_factory=Period.undated)
    accessed_fa: Line = ""
    accessed_en: Line = ""

    @model_validator(mode="after")
    def _sound(self) -> "SourceForm":
        if not both(self.publisher_fa, self.publisher_en):
            raise PydanticCustomError("missing", "", {"part": "publisher_fa"})
        if self.url and not leads_to_the_web(self.url):
            raise PydanticCustomError("not_a_link", "", {"part": "url"})
        day = self.published.start
        if day and self.published.precision is not Precision.DAY and day.day != 1:
            # A source is dated by a day, or by a month or year of the Gregorian calendar.
            raise PydanticCustomError("source_day", "", {"part": "published"})
        return self


def both(fa: str, en: str) -> dict[str, str]:
    """A text in the languages that have it."""
    return {code: text for code, text in (("fa", fa), ("en", en)) if text}


def leads_to_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url
    except ValueError:
        return False
