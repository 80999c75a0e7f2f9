"""A claim, a period and a source as plain data."""

from typing import Any

from estates.ledger.models import Claim, Field, Source
from estates.lib.period import Period
from estates.lib.quantity import json_number


def claim_row(claim: Claim, of: Field) -> dict[str, Any]:
    """A claim with all that is known of it, JSON-ready."""
    return {
        "id": claim.id,
        "subject": claim.subject,
        "field": claim.field_key,
        "value": json_number(claim.value),
        "value_max": None if claim.value_max is None else json_number(claim.value_max),
        "qualifier": claim.qualifier,
        "qualifier_word": claim.qualifier_word.to_dict() or None,
        "unit": of.unit,
        "unit_presumed": claim.unit_presumed,
        "extent": claim.extent,
        "period": period_row(claim.period),
        "date_inferred": claim.date_inferred,
        "due_on": None if claim.due_on is None else claim.due_on.isoformat(),
        "source": source_row(claim.source),
        "confidence": claim.confidence,
        "live": claim.live,
        "superseded": claim.superseded,
        "withdrawn": claim.withdrawn_at is not None,
        "note": claim.note.to_dict() or None,
    }


def period_row(period: Period) -> dict[str, Any]:
    """A period: both ends as ISO days, or null where it is undated."""
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
        "precision": str(period.precision),
    }


def source_row(source: Source) -> dict[str, Any]:
    """What names a source: its id, and its address where one is known."""
    return {"id": source.id, "url": source.url}


def source_record(source: Source) -> dict[str, Any]:
    """A source with all that is known of it, JSON-ready."""
    published = source.published_on
    return {
        "id": source.id,
        "kind": source.kind,
        "publisher": source.publisher.to_dict(),
        "title": source.title,
        "language": source.language,
        "url": source.url,
        "published": {
            "on": published.isoformat() if published else None,
            "precision": source.published_precision,
        },
        "accessed_note": source.accessed_note.to_dict() or None,
    }


def field_record(field: Field) -> dict[str, Any]:
    """A field with its meaning and its bounds, JSON-ready."""
    low, high = field.plausible_min, field.plausible_max
    return {
        "key": field.key,
        "group": field.group,
        "scope": field.scope,
        "label": field.label.to_dict(),
        "nature": field.nature,
        "unit": field.unit,
        "definition": field.definition.to_dict(),
        "level": field.level,
        "review_every_days": field.review_every_days,
        "plausible_min": None if low is None else json_number(low),
        "plausible_max": None if high is None else json_number(high),
    }
