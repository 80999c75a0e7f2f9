"""Export figures, markets and product groups as plain data, for the API and for files."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from estates.exports.models import ExportPeriod, Market, ProductGroup
from estates.ledger.rows import period_row, source_row
from estates.lib.bilingual import Words
from estates.lib.quantity import json_number


def period_record(of: ExportPeriod) -> dict[str, Any]:
    """The exports of one period by one source, JSON-ready; null is what the source does not say."""
    return {
        "base": of.base,
        "base_inferred": of.base_inferred,
        "period": period_row(of.period),
        "months": of.months,
        "date_inferred": of.date_inferred,
        "label": of.label.to_dict(),
        "value_usd": _number(of.value_usd),
        "value_qualifier": _qualifier(of.value_usd, of.value_qualifier),
        "weight_t": _number(of.weight_t),
        "weight_qualifier": _qualifier(of.weight_t, of.weight_qualifier),
        "declarations": of.declarations,
        "kinds": of.kinds,
        "countries": of.countries,
        "source": source_row(of.source),
        "confidence": of.confidence,
        "note": of.note.to_dict() or None,
    }


def market_record(of: Market) -> dict[str, Any]:
    """One mention of a country by one source, JSON-ready."""
    return {
        "country": of.code,
        "name": of.name.to_dict(),
        "role": of.role,
        "rank": of.rank,
        "value_usd": _number(of.value_usd),
        "value_qualifier": _qualifier(of.value_usd, of.value_qualifier),
        "weight_t": _number(of.weight_t),
        "weight_qualifier": _qualifier(of.weight_t, of.weight_qualifier),
        "period": period_row(of.period),
        "date_inferred": of.date_inferred,
        "label": of.label.to_dict(),
        "source": source_row(of.source),
        "note": of.note.to_dict() or None,
    }


def group_record(of: ProductGroup) -> dict[str, Any]:
    """One product group named by one source, JSON-ready."""
    return {
        "key": of.key,
        "name": of.name.to_dict(),
        "source": source_row(of.source),
        "note": of.note.to_dict() or None,
    }


def flat(record: Mapping[str, Any], languages: tuple[str, ...]) -> dict[str, Any]:
    """A record as one row of a table: parts of parts get names of their own."""
    row: dict[str, Any] = {}
    for key, part in record.items():
        match key:
            case "period":
                row |= {f"period_{name}": part[name] for name in ("start", "end", "precision")}
            case "source":
                row |= {"source": part["id"], "source_url": part["url"]}
            case "label" | "name" | "note":
                texts = Words(part or {})
                row |= {f"{key}_{code}": texts.get(code) for code in languages}
            case _:
                row[key] = part
    return row


def _number(exact: Decimal | None) -> int | float | None:
    return None if exact is None else json_number(exact)


def _qualifier(exact: Decimal | None, qualifier: str | None) -> str | None:
    return None if exact is None else qualifier or "exact"
