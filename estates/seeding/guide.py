"""The shape of the licensing guide, ``licensing.yaml``. Prose comes in pairs ``_fa``/``_en``."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from estates.seeding.finding import Flaw

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
StepPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
SourceIds = Annotated[list[str], Field(min_length=1)]


def _quote(text: str) -> str:
    count = len(text.split())
    if not 3 <= count <= 25:
        raise Flaw(f"the quotation has {count} words", "Quote 3 to 25 words")
    return text


def _url(text: str) -> str:
    if not (text.startswith(("http://", "https://")) and text.isascii() and " " not in text):
        raise Flaw(f"{text!r} is not a plain address", "Write http:// or https://, percent-encoded")
    return text


def _iso(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise Flaw(f"{text!r} is not an ISO date", "Write YYYY-MM-DD") from None
    return text


Quote = Annotated[str, AfterValidator(_quote)]
Url = Annotated[str, AfterValidator(_url)]
Iso = Annotated[str, AfterValidator(_iso)]


class Part(BaseModel):
    """A mapping of the guide: exactly these keys, and no conversion of types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Noted(Part):
    """A part that may carry a note."""

    note_fa: Text | None
    note_en: Text | None


class Where(Noted):
    """Where a step is taken: an office or a portal."""

    kind: Literal["office", "portal"]
    name_fa: Text
    name_en: Text
    url: Url | None
    source_id: str
    indicative: bool


class Requirement(Part):
    """What must be brought to a step, and who gives it.

    ``yielded_by`` is the step whose result it is; ``link`` says whether a source states that or
    we infer it. What the investor makes is their ``own``. Neither: nobody says who gives it.
    """

    text_fa: Text
    text_en: Text
    source_id: str
    indicative: bool
    yielded_by: Key | None
    link: Literal["stated", "inferred"] | None
    own: bool


class Cost(Noted):
    """The cost of a step, or that it is not published."""

    value: int | None
    currency: Literal["IRR", "USD"] | None
    qualifier: Literal["exact", "about", "at_least", "at_most"] | None
    state: Literal["published", "indicative", "not_published"]
    source_id: str | None


class Duration(Noted):
    """How long a step takes, or that it is not published."""

    value: int | None
    unit: Literal["days", "working_days", "weeks", "months"] | None
    qualifier: Literal["exact", "about", "at_least", "at_most"] | None
    state: Literal["published", "indicative", "not_published"]
    source_id: str | None


class Step(Noted):
    """A step of a procedure, with the ten elements of the eRegulations model.

    ``presumes`` names steps whose results this one plainly needs though no source says so: our
    inference. ``see`` names steps of other procedures that its note refers to.
    """

    order: int
    key: Key
    title_fa: Text
    title_en: Text
    authority_fa: Text
    authority_en: Text
    where: list[Where]
    result_fa: Text
    result_en: Text
    requirements: list[Requirement]
    cost: Cost
    duration: Duration
    legal_basis: list[str]
    # No source publishes these; what staff learn of them is theirs, not the seed's.
    recourse: None
    certified_by: None
    certified_on: None
    presumes: list[Key]
    see: list[StepPath]
    indicative: bool
    sources: SourceIds


class Procedure(Noted):
    """A way to a licence."""

    key: Key
    title_fa: Text
    title_en: Text
    audience: Literal["domestic", "foreign"]
    applies_to: list[Literal["estate", "zone", "private"]]
    steps: list[Step]


class Gap(Part):
    """Something the guide does not cover; ``site`` where it is the answer to a choice of site."""

    key: Key
    site: Literal["private", "outside"] | None
    text_fa: Text
    text_en: Text


class Advantages(Part):
    """Advantages of estates as another province lists them."""

    indicative: bool
    source_id: str
    text_fa: Text
    text_en: Text


class Statement(Noted):
    """A quotation about the policy."""

    key: Key
    quote_fa: Quote
    quote_en: Quote
    speaker_role_fa: Text
    speaker_role_en: Text
    attributed: bool
    date: Iso | None
    date_state: Literal["day", "undated"]
    source_id: str


class Criteria(Part):
    """That no criteria of the priority are published; a published list would be a new claim."""

    published: Literal[False]
    text_fa: Text
    text_en: Text
    items: Annotated[list[str], Field(max_length=0)]
    version: str | None
    entered_on: Iso | None


class PolicyPart(Part):
    """The export priority."""

    key: Key
    title_fa: Text
    title_en: Text
    statements: list[Statement]
    criteria: Criteria


class IncentiveValue(Part):
    """A number of an incentive."""

    key: Key
    value: int
    unit: str


class Incentive(Noted):
    """An incentive of national law, to be checked by a lawyer."""

    key: Key
    title_fa: Text
    title_en: Text
    text_fa: Text
    text_en: Text
    values: list[IncentiveValue]
    lawyer_check: Literal[True]
    lawyer_note_fa: Text
    lawyer_note_en: Text
    sources: SourceIds


class Option(Part):
    """An answer that may be chosen."""

    value: Key
    label_fa: Text
    label_en: Text


class Question(Noted):
    """A question of the self-check; it points to statements and gives no verdict."""

    order: int
    key: Key
    question_fa: Text
    question_en: Text
    answer_type: Literal["product_group", "percent", "countries", "number", "hs_chapter", "choice"]
    options: list[Option]
    relates_to: Annotated[list[str], Field(min_length=1)]
    sources: SourceIds
    verdict: None


class SelfCheck(Part):
    """The self-check."""

    title_fa: Text
    title_en: Text
    intro_fa: Text
    intro_en: Text
    questions: Annotated[list[Question], Field(min_length=8, max_length=12)]


class Guide(Part):
    """The whole file."""

    version: int
    subject: Literal["qom"]
    about_fa: Text
    about_en: Text
    procedures: Annotated[list[Procedure], Field(min_length=1)]
    not_covered: list[Gap]
    estate_advantages: Advantages
    policy: PolicyPart
    incentives: list[Incentive]
    self_check: SelfCheck
