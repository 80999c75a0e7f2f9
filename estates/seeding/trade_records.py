"""Rows of the seed as rows of the export figures and of the export policy."""

from datetime import date
from decimal import Decimal

from estates.exports.models import ExportPeriod, Market, ProductGroup
from estates.lib.bilingual import Words
from estates.licensing.models import Policy, PolicyStatement
from estates.seeding.guide import PolicyPart
from estates.seeding.records import seed_key
from estates.seeding.rows import ExportRow, GroupRow, MarketRow
from estates.seeding.seed import Seed
from estates.seeding.vocabulary import GroupRole, Measured


def export_periods(seed: Seed) -> list[ExportPeriod]:
    """The export series."""
    return [_export(row, position) for position, row in enumerate(seed.exports.rows, 1)]


def _export(row: ExportRow, position: int) -> ExportPeriod:
    return ExportPeriod(
        position=position,
        base=row.base.value,
        base_inferred=row.base_inferred,
        period_start=row.period_start,
        period_end=row.period_end,
        months=row.months,
        label=row.words("period_label"),
        value_usd=_decimal(row.value_usd),
        value_qualifier=_measured(row.value_qualifier),
        weight_t=_decimal(row.weight_t),
        weight_qualifier=_measured(row.weight_qualifier),
        declarations=row.declarations,
        kinds=row.kinds,
        countries=row.countries,
        date_inferred=row.date_inferred,
        confidence=row.confidence.value,
        note=row.words("note"),
        source_id=row.source_id,
        seed_key=seed_key(
            "export", row.base.value, row.period_start, row.period_end, row.source_id
        ),
    )


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _measured(qualifier: Measured | None) -> str | None:
    return None if qualifier is None else qualifier.value


def markets(seed: Seed) -> list[Market]:
    """Destinations and targets."""
    return [_market(row) for row in seed.markets.rows]


def _market(row: MarketRow) -> Market:
    return Market(
        code=row.code,
        name=row.words("name"),
        role=row.role.value,
        rank=row.rank,
        value_usd=_decimal(row.value_usd),
        value_qualifier=_measured(row.value_qualifier),
        weight_t=_decimal(row.weight_t),
        weight_qualifier=_measured(row.weight_qualifier),
        period_start=row.period_start,
        period_end=row.period_end,
        label=row.words("period_label"),
        date_inferred=row.date_inferred,
        note=row.words("note"),
        source_id=row.source_id,
        seed_key=seed_key("market", row.code, row.source_id),
    )


def product_groups(seed: Seed) -> list[ProductGroup]:
    """Groups of goods that are exported."""
    return [_group(row) for row in seed.groups.rows if row.role is GroupRole.EXPORT]


def _group(row: GroupRow) -> ProductGroup:
    return ProductGroup(
        key=row.key,
        name=row.words("name"),
        subject=row.subject,
        note=row.words("note"),
        source_id=row.source_id,
        seed_key=seed_key("group", row.key, row.subject, row.source_id),
    )


def policy(part: PolicyPart) -> Policy:
    """The export priority."""
    return Policy(
        key=part.key,
        title=Words({"fa": part.title_fa, "en": part.title_en}),
        criteria_published=part.criteria.published,
        criteria=Words({"fa": part.criteria.text_fa, "en": part.criteria.text_en}),
    )


def policy_statements(part: PolicyPart) -> list[PolicyStatement]:
    """The quotations of the policy."""
    return [
        PolicyStatement(
            key=statement.key,
            policy_key=part.key,
            position=position,
            quote=Words({"fa": statement.quote_fa, "en": statement.quote_en}),
            speaker_role=Words({"fa": statement.speaker_role_fa, "en": statement.speaker_role_en}),
            attributed=statement.attributed,
            said_on=date.fromisoformat(statement.date) if statement.date else None,
            note=Words({"fa": statement.note_fa, "en": statement.note_en}),
            source_id=statement.source_id,
        )
        for position, statement in enumerate(part.statements, 1)
    ]
