"""The parts of a draft as people type them, each typed and checked on its own.

Every value that arrives is text, in any of the three digit sets. What is wrong gets a code; the
words for people are made in `directory.problem_words`.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, LiteralString
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from estates.directory.models import NameRole, Quality
from estates.ledger.models import Confidence, Extent
from estates.ledger.words import SOURCE_KINDS
from estates.lib.period import Period, Precision
from estates.lib.quantity import Qualifier, number_from
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


class ClaimForm(Typed):
    """A new claim: what a source says of a figure."""

    field: str
    number: Number
    number_max: Number | None = None
    qualifier: Qualifier = Qualifier.EXACT
    qualifier_word_fa: Line = ""
    qualifier_word_en: Line = ""
    unit: str | None = None
    extent: Extent = Extent.WHOLE
    period: Span = Field(default_factory=Period.undated)
    date_inferred: bool = False
    due_on: Day | None = None
    unit_presumed: bool = False
    source: str
    confidence: Confidence = Confidence.MEDIUM
    note_fa: Prose = ""
    note_en: Prose = ""

    @model_validator(mode="after")
    def _sound(self) -> "ClaimForm":
        if (self.number_max is not None) != (self.qualifier is Qualifier.RANGE):
            code = "range_needs_end" if self.number_max is None else "end_without_range"
            raise PydanticCustomError(code, "", {"part": "number_max"})
        if self.number_max is not None and self.number_max <= self.number:
            raise PydanticCustomError("range_upside_down", "", {"part": "number_max"})
        if self.extent is not Extent.WHOLE and not (self.note_fa or self.note_en):
            raise PydanticCustomError("part_needs_note", "", {"part": "note_fa"})
        if self.due_on and self.qualifier is not Qualifier.PLANNED:
            raise PydanticCustomError("due_without_plan", "", {"part": "due_on"})
        if self.date_inferred and not self.period.dated:
            raise PydanticCustomError("inferred_without_date", "", {"part": "date_inferred"})
        return self


class StandingForm(Reasoned):
    """What becomes of a published claim."""

    action: Literal["supersede", "withdraw", "reinstate"]


class RulingForm(Reasoned):
    """What is decided about a figure: which claim leads, or why there is none."""

    lead: str | None = None
    state: Literal["unknown", "not_applicable", "none"] | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "RulingForm":
        if (self.lead is None) == (self.state is None):
            raise PydanticCustomError("lead_or_state", "", {"part": "lead"})
        if self.state is not None and self.source is None:
            raise PydanticCustomError("missing", "", {"part": "source"})
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


class LocationForm(Typed):
    """Where an estate lies, and how well that is known."""

    latitude: Annotated[Number, Field(ge=-90, le=90, decimal_places=6)]
    longitude: Annotated[Number, Field(ge=-180, le=180, decimal_places=6)]
    quality: Literal[Quality.SURVEYED, Quality.APPROXIMATE, Quality.SETTLEMENT]
    radius_m: Annotated[Number, Field(gt=0, le=100_000, decimal_places=0)]
    source: str


class NameForm(Typed):
    """A further name of an estate."""

    language: Language
    name: Line
    role: NameRole
    note_fa: Prose = ""
    note_en: Prose = ""
    source: str | None = None


class ConfirmForm(Typed):
    """That a figure was still the same on a day, and who says so."""

    day: Day
    source: str


class EndForm(Reasoned):
    """That an estate is no more."""

    day: Day
    source: str


def both(fa: str, en: str) -> dict[str, str]:
    """A text in the languages that have it."""
    return {code: text for code, text in (("fa", fa), ("en", en)) if text}


def leads_to_the_web(url: str) -> bool:
    """Whether ``url`` is an address that a link may lead to."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in url
    except ValueError:
        return False
