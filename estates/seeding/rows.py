"""The rows of the seed's CSV files, typed. The order of the fields is that of the columns."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict

from estates.directory.models import Kind, NameRole, Quality, Specialism
from estates.exports.models import ExportBase
from estates.ledger.models import Confidence, Extent, Level, Nature, Scope
from estates.lib.bilingual import Words
from estates.lib.period import Precision
from estates.lib.quantity import Qualifier
from estates.seeding.cells import (
    Day,
    Filled,
    MaybeDay,
    MaybeNumber,
    MaybeText,
    MaybeUrl,
    MaybeWhole,
    Number,
    Refs,
    Whole,
    YesNo,
    matching,
    maybe_member,
    member,
)
from estates.seeding.vocabulary import (
    Group,
    GroupRole,
    MarketRole,
    Measured,
    NameLanguage,
    Published,
    SourceKind,
    SourceLanguage,
    Unit,
)

SnakeKey = Annotated[
    str, matching(r"[a-z][a-z0-9_]*", "Use small ASCII letters, digits and underscores")
]
Slug = Annotated[str, matching(r"[a-z][a-z0-9-]*", "Use small ASCII letters, digits and hyphens")]


class SeedRow(BaseModel):
    """A row with the line it stands on."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    FILE: ClassVar[str]
    FREE_SCRIPT: ClassVar[frozenset[str]] = frozenset()  # stems that may be a Latin proper name

    line: int

    @classmethod
    def columns(cls) -> list[str]:
        """The header of the file."""
        return [name for name in cls.model_fields if name != "line"]

    @classmethod
    def stems(cls) -> list[tuple[str, str, str]]:
        """The texts in two languages: stem, Persian column, English column."""
        stems = [name.removesuffix("_fa") for name in cls.columns() if name.endswith("_fa")]
        own = set(cls.columns())
        return [(s, f"{s}_fa", f"{s}_en" if f"{s}_en" in own else s) for s in stems]

    def words(self, stem: str) -> Words:
        """The text ``stem`` in both languages."""
        english = f"{stem}_en" if f"{stem}_en" in type(self).model_fields else stem
        return Words({"fa": getattr(self, f"{stem}_fa"), "en": getattr(self, english)})


class FieldRow(SeedRow):
    """A registered figure."""

    FILE = "fields.csv"

    key: SnakeKey
    group: Annotated[Group, member(Group)]
    scope: Annotated[Scope, member(Scope)]
    label_fa: Filled
    label_en: Filled
    nature: Annotated[Nature, member(Nature)]
    unit: Annotated[Unit, member(Unit)]
    definition_fa: Filled
    definition_en: Filled
    level: Annotated[Level, member(Level)]
    review_every_days: Whole
    plausible_min: Number
    plausible_max: Number


class SourceRow(SeedRow):
    """Something that was read."""

    FILE = "sources.csv"
    FREE_SCRIPT = frozenset({"publisher"})

    id: Slug
    kind: Annotated[SourceKind, member(SourceKind)]
    publisher_fa: Filled
    publisher_en: Filled
    title: Filled
    language: Annotated[SourceLanguage, member(SourceLanguage)]
    url: MaybeUrl
    published_on: MaybeDay
    published_precision: Annotated[Published, member(Published)]
    accessed_note: Filled
    accessed_note_fa: Filled


class ProvinceRow(SeedRow):
    """The province, and the day of the fact base."""

    FILE = "province.csv"

    ref: Slug
    name_fa: Filled
    name_en: Filled
    reviewed_on: Day


class EstateRow(SeedRow):
    """An estate, a zone or a private estate."""

    FILE = "estates.csv"

    ref: Slug
    kind: Annotated[Kind, member(Kind)]
    name_fa: Filled
    name_en: Filled
    specialism: Annotated[Specialism, member(Specialism)]
    county_fa: str
    county_en: str
    operator_fa: str
    operator_en: str
    summary_fa: Filled
    summary_en: Filled
    access_fa: str
    access_en: str
    access_source: MaybeText
    latitude: MaybeNumber
    longitude: MaybeNumber
    location_quality: Annotated[Quality, member(Quality)]
    location_radius_m: MaybeWhole
    location_source: MaybeText
    note_fa: str
    note_en: str
    county_source: MaybeText
    summary_sources: Refs
    short_fa: Filled
    short_en: Filled
    identity_inferred: YesNo
    name_published: YesNo


class NameRow(SeedRow):
    """A further name."""

    FILE = "names.csv"

    ref: Slug
    language: Annotated[NameLanguage, member(NameLanguage)]
    name: Filled
    role: Annotated[NameRole, member(NameRole)]
    note_fa: Filled
    note_en: Filled
    source_id: MaybeText


class ClaimRow(SeedRow):
    """One figure from one source."""

    FILE = "claims.csv"

    subject: Slug
    field: SnakeKey
    value: Number
    value_max: MaybeNumber
    qualifier: Annotated[Qualifier, member(Qualifier)]
    period_start: MaybeDay
    period_end: MaybeDay
    precision: Annotated[Precision, member(Precision)]
    date_inferred: YesNo
    source_id: Filled
    confidence: Annotated[Confidence, member(Confidence)]
    superseded: YesNo
    note_fa: str
    note_en: str
    extent: Annotated[Extent, member(Extent)]
    due_on: MaybeDay
    unit_presumed: YesNo
    qualifier_word_fa: str
    qualifier_word_en: str


class ExportRow(SeedRow):
    """One period of an export series."""

    FILE = "exports.csv"

    base: Annotated[ExportBase, member(ExportBase)]
    period_start: MaybeDay
    period_end: MaybeDay
    months: MaybeWhole
    period_label_fa: Filled
    period_label_en: Filled
    value_usd: MaybeWhole
    weight_t: MaybeWhole
    declarations: MaybeWhole
    kinds: MaybeWhole
    countries: MaybeWhole
    value_qualifier: Annotated[Measured | None, maybe_member(Measured)]
    weight_qualifier: Annotated[Measured | None, maybe_member(Measured)]
    date_inferred: YesNo
    source_id: Filled
    confidence: Annotated[Confidence, member(Confidence)]
    note_fa: str
    note_en: str
    base_inferred: YesNo


class MarketRow(SeedRow):
    """A country that a source names."""

    FILE = "markets.csv"

    code: Filled
    name_fa: Filled
    name_en: Filled
    role: Annotated[MarketRole, member(MarketRole)]
    rank: MaybeWhole
    value_usd: MaybeWhole
    value_qualifier: Annotated[Measured | None, maybe_member(Measured)]
    weight_t: MaybeWhole
    weight_qualifier: Annotated[Measured | None, maybe_member(Measured)]
    period_start: MaybeDay
    period_end: MaybeDay
    period_label_fa: Filled
    period_label_en: Filled
    date_inferred: YesNo
    source_id: Filled
    note_fa: str
    note_en: str


class GroupRow(SeedRow):
    """A group of goods that is exported, or a branch that is present."""

    FILE = "product_groups.csv"

    key: SnakeKey
    name_fa: Filled
    name_en: Filled
    role: Annotated[GroupRole, member(GroupRole)]
    subject: Slug
    source_id: Filled
    note_fa: str
    note_en: str
