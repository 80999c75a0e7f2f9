"""The parts of a draft as people type them, each typed and checked on its own.

Every value that arrives is text, in any of the three digit sets. What is wrong gets a code; the
words for people are made in `directory.problem_words`.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from estates.directory.models import NameRole, Quality
from estates.ledger.models import Confidence, Extent
from estates.ledger.typed import Day, Language, Line, Number, Prose, Reasoned, Span, Typed
from estates.lib.period import Period
from estates.lib.quantity import Qualifier


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
    undated: Literal["yes", "no"] | None = None  # whether the source was looked through for a date
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
        if self.undated == "no" and not self.period.dated:
            raise PydanticCustomError("date_or_none", "", {"part": "period"})
        if self.undated == "yes" and self.period.dated:
            raise PydanticCustomError("dated_after_all", "", {"part": "undated"})
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
