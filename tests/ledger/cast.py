"""Invented fields, sources and claims for tests of the rules; none of them is a fact."""

from datetime import date
from decimal import Decimal
from typing import Any

from estates.ledger.models import Claim, Field, Source
from estates.lib.bilingual import Words

TODAY = date(2026, 11, 25)


def field(key: str = "widgets", **changes: Any) -> Field:
    """A stock of widgets that wants review every year."""
    values: dict[str, Any] = {
        "key": key,
        "position": 1,
        "group": "activity",
        "scope": "both",
        "label": Words({"fa": "ابزارک", "en": "Widgets"}),
        "nature": "stock",
        "unit": "count",
        "definition": Words({"fa": "آزمون", "en": "A test"}),
        "level": "core",
        "review_every_days": 365,
        "plausible_min": Decimal(0),
        "plausible_max": Decimal(1000),
    }
    return Field(**values | changes)


def source(id: str = "test-a", published: str | None = None) -> Source:
    """An invented source."""
    return Source(
        id=id,
        kind="press",
        publisher=Words({"fa": "ناشر آزمون", "en": "Test publisher"}),
        title="[آزمون]",
        language="fa",
        url=None,
        published_on=date.fromisoformat(published) if published else None,
        published_precision="day" if published else "unknown",
        accessed_note=Words(),
    )


def claim(value: int | str = 10, **changes: Any) -> Claim:
    """A live, exact claim of the whole, of 1 June 2026, by an invented source."""
    day = changes.pop("day", "2026-06-01")
    by = changes.pop("by", None) or source()
    maximum = changes.pop("value_max", None)
    values: dict[str, Any] = {
        "subject": "test-estate",
        "field_key": "widgets",
        "value": Decimal(value),
        "value_max": None if maximum is None else Decimal(maximum),
        "qualifier": "exact",
        "period_start": date.fromisoformat(day) if day else None,
        "period_end": date.fromisoformat(day) if day else None,
        "precision": "day" if day else "undated",
        "date_inferred": False,
        "due_on": None,
        "unit_presumed": False,
        "qualifier_word": Words(),
        "extent": "whole",
        "confidence": "medium",
        "superseded": False,
        "withdrawn_at": None,
        "note": Words(),
        "source": by,
        "source_id": by.id,
    }
    return Claim(**values | changes)
