"""Rows of the seed as rows of the directory and the ledger."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from hashlib import sha1

from estates.directory.models import Estate, Name, Place, Province, Sector, SummarySource
from estates.ledger.models import PROVINCE, Claim, Field, Source
from estates.lib.quantity import plain
from estates.seeding.rows import (
    ClaimRow,
    EstateRow,
    ExportRow,
    FieldRow,
    GroupRow,
    NameRow,
    ProvinceRow,
    SourceRow,
)
from estates.seeding.seed import Seed
from estates.seeding.vocabulary import GroupRole

FIRST_HOUR = time(10, tzinfo=UTC)  # of the day of the fact base


def seed_key(*parts: object) -> str:
    """A stable key of a seed row, made of what identifies it; an absent part counts as empty."""
    text = "|".join("" if part is None else str(part) for part in parts)
    return sha1(text.encode(), usedforsecurity=False).hexdigest()


def span(row: ClaimRow | ExportRow) -> str:
    """The period of a row as part of its key."""
    return f"{row.period_start or ''}/{row.period_end or ''}"


def fields(seed: Seed) -> list[Field]:
    """The registered figures."""
    return [_field(row, position) for position, row in enumerate(seed.fields.rows, 1)]


def _field(row: FieldRow, position: int) -> Field:
    return Field(
        key=row.key,
        position=position,
        group=row.group.value,
        scope=row.scope.value,
        label=row.words("label"),
        nature=row.nature.value,
        unit=row.unit.value,
        definition=row.words("definition"),
        level=row.level.value,
        review_every_days=row.review_every_days,
        plausible_min=row.plausible_min,
        plausible_max=row.plausible_max,
    )


def sources(seed: Seed) -> list[Source]:
    """What was read."""
    return [_source(row) for row in seed.sources.rows]


def _source(row: SourceRow) -> Source:
    return Source(
        id=row.id,
        kind=row.kind.value,
        publisher=row.words("publisher"),
        title=row.title,
        language=row.language.value,
        url=row.url,
        published_on=row.published_on,
        published_precision=row.published_precision.value,
        accessed_note=row.words("accessed_note"),
    )


def places(seed: Seed) -> list[Place]:
    """Towns and airports."""
    return [
        Place(
            id=row.id,
            kind=row.kind,
            name=row.name,
            latitude=row.point.latitude,
            longitude=row.point.longitude,
            rank=row.rank,
        )
        for row in seed.basemap.places
    ]


def provinces(seed: Seed) -> list[Province]:
    """The province."""
    return [_province(row) for row in seed.province.rows]


def _province(row: ProvinceRow) -> Province:
    return Province(ref=row.ref, name=row.words("name"), reviewed_on=row.reviewed_on)


def estates(seed: Seed) -> list[Estate]:
    """The 13 places, in their first revision, as reviewed on the day of the fact base."""
    day = seed.province.rows[0].reviewed_on
    return [_estate(row, position, day) for position, row in enumerate(seed.estates.rows, 1)]


def _estate(row: EstateRow, position: int, day: date) -> Estate:
    return Estate(
        ref=row.ref,
        position=position,
        kind=row.kind.value,
        name=row.words("name"),
        short_name=row.words("short"),
        specialism=row.specialism.value,
        county=row.words("county"),
        county_source_id=row.county_source,
        operator=row.words("operator"),
        summary=row.words("summary"),
        access=row.words("access"),
        access_source_id=row.access_source,
        latitude=row.latitude,
        longitude=row.longitude,
        location_quality=row.location_quality.value,
        location_radius_m=row.location_radius_m,
        location_source_id=row.location_source,
        note=row.words("note"),
        identity_inferred=row.identity_inferred,
        name_published=row.name_published,
        reviewed_on=day,
        revision=1,
        updated_at=datetime.combine(day, FIRST_HOUR),
    )


def summary_sources(seed: Seed) -> Iterator[SummarySource]:
    """What the summaries rest on, in the order of the text."""
    for row in seed.estates.rows:
        for position, source in enumerate(row.summary_sources, 1):
            yield SummarySource(estate_ref=row.ref, source_id=source, position=position)


def names(seed: Seed) -> list[Name]:
    """Further names."""
    return [_name(row) for row in seed.names.rows]


def _name(row: NameRow) -> Name:
    return Name(
        estate_ref=row.ref,
        language=row.language.value,
        name=row.name,
        role=row.role.value,
        note=row.words("note"),
        source_id=row.source_id,
    )


def sectors(seed: Seed) -> list[Sector]:
    """Branches of industry present; those of the whole province belong to no estate."""
    return [_sector(row) for row in seed.groups.rows if row.role is GroupRole.SECTOR]


def _sector(row: GroupRow) -> Sector:
    return Sector(
        estate_ref=None if row.subject == PROVINCE else row.subject,
        key=row.key,
        name=row.words("name"),
        note=row.words("note"),
        source_id=row.source_id,
    )


def claims(seed: Seed) -> list[Claim]:
    """One figure from one source each."""
    return [_claim(row) for row in seed.claims.rows]


def _claim_key(row: ClaimRow) -> str:
    value = plain(row.value)
    return seed_key(row.subject, row.field, row.source_id, span(row), value, row.extent.value)


def _claim(row: ClaimRow) -> Claim:
    return Claim(
        subject=row.subject,
        field_key=row.field,
        value=row.value,
        value_max=row.value_max,
        qualifier=row.qualifier.value,
        period_start=row.period_start,
        period_end=row.period_end,
        precision=row.precision.value,
        date_inferred=row.date_inferred,
        due_on=row.due_on,
        unit_presumed=row.unit_presumed,
        qualifier_word=row.words("qualifier_word"),
        extent=row.extent.value,
        confidence=row.confidence.value,
        superseded=row.superseded,
        withdrawn_at=None,
        note=row.words("note"),
        source_id=row.source_id,
        seed_key=_claim_key(row),
    )
