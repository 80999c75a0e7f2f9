"""An estate as plain data: the one shape from which every file and every answer is made."""

from collections.abc import Mapping
from typing import Any

from estates.directory.models import Estate
from estates.ledger.figures import Figure
from estates.ledger.rows import period_row, source_row
from estates.lib.bilingual import Words
from estates.lib.quantity import json_number


def record(estate: Estate, figures: Mapping[str, Figure]) -> dict[str, Any]:
    """An estate and its figures as JSON-ready data, without addresses of this site."""
    return {
        "ref": estate.ref,
        "kind": estate.kind,
        "name": words(estate.name),
        "specialism": estate.specialism,
        "county": words(estate.county),
        "summary": words(estate.summary),
        "location": location(estate),
        "figures": figure_rows(figures),
        "revision": estate.revision,
        "updated_at": f"{estate.updated_at:%Y-%m-%dT%H:%M:%SZ}",
    }


def words(text: Words) -> dict[str, str] | None:
    """A text in its languages; None where it has none."""
    return text.to_dict() or None


def location(estate: Estate) -> dict[str, Any] | None:
    """The position with what is known of its quality; None where it is not known."""
    if estate.point is None:
        return None
    return {
        "longitude": json_number(estate.point.longitude),
        "latitude": json_number(estate.point.latitude),
        "quality": estate.location_quality,
        "radius_m": estate.location_radius_m,
    }


def figure_rows(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """Each figure by its key: the lead with its period and source, or why there is none."""
    return {key: figure_row(figure) for key, figure in figures.items()}


def figure_row(figure: Figure) -> dict[str, Any]:
    """One figure: known with its lead, or its state; never a zero for what is unknown."""
    if figure.lead is None:
        return {"state": str(figure.state), "partial": figure.partial}
    lead = figure.lead
    return {
        "state": str(figure.state),
        "value": json_number(lead.value),
        "value_max": None if lead.value_max is None else json_number(lead.value_max),
        "qualifier": lead.qualifier,
        "extent": lead.extent,
        "unit": figure.field.unit,
        "period": period_row(lead.period),
        "source": source_row(lead.source),
        "disputed": figure.disputed,
        "overdue": figure.overdue,
    }
