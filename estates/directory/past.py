"""Rows as they would be if a document were published: never stored, only looked at.

A past profile, the preview of a draft and every sentence about a change are made from these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from estates.directory.document import CITED_TEXTS, NEW, part, texts_of
from estates.directory.models import Estate, Name, Quality
from estates.ledger.figures import Figure, figures
from estates.ledger.models import Claim, Field, Ruling, Source
from estates.lib.bilingual import Words
from estates.web.clock import now

Flat = Mapping[str, Any]


@dataclass(frozen=True)
class Ground:
    """What documents refer to and do not hold: the registry of fields, and sources by id."""

    fields: Mapping[str, Field]
    sources: Mapping[str, Source]


def ground(session: Session, *documents: Flat) -> Ground:
    """What the documents refer to; sources that a draft brings along are made for the moment."""
    wanted = {source for flat in documents for source in cited(flat)}
    fields = session.scalars(select(Field).order_by(Field.position))
    sources = session.scalars(select(Source).where(Source.id.in_(wanted)))
    known = {source.id: source for source in sources}
    for flat in documents:
        for key, entry in part(flat, "sources").items():
            known.setdefault(key, source_row(key, entry))
    return Ground({field.key: field for field in fields}, known)


def cited(flat: Flat) -> set[str]:
    """The ids of the sources that a document rests on."""
    found: set[str] = set()
    for path, value in flat.items():
        if path.startswith("cites/"):
            found |= {value} if isinstance(value, str) else set(value)
        elif isinstance(value, Mapping) and value.get("source"):
            found.add(value["source"])
    return found


def source_row(key: str, entry: Mapping[str, Any]) -> Source:
    """A source as a draft describes it."""
    return Source(**source_columns(key, entry))


def source_columns(key: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a source that its entry tells."""
    published = entry["published_on"]
    return {
        "id": key,
        "kind": entry["kind"],
        "publisher": Words(entry["publisher"]),
        "title": entry["title"],
        "language": entry["language"],
        "url": entry["url"],
        "published_on": date.fromisoformat(published) if published else None,
        "published_precision": entry["published_precision"],
        "accessed_note": Words(entry["accessed_note"]),
    }


def claim_columns(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a claim that its entry tells."""
    return {
        "field_key": entry["field"],
        "value": Decimal(entry["value"]),
        "value_max": None if entry["value_max"] is None else Decimal(entry["value_max"]),
        "qualifier": entry["qualifier"],
        "qualifier_word": Words(entry["qualifier_word"]),
        "period_start": date.fromisoformat(entry["start"]) if entry["start"] else None,
        "period_end": date.fromisoformat(entry["end"]) if entry["end"] else None,
        "precision": entry["precision"],
        "date_inferred": entry["date_inferred"],
        "due_on": date.fromisoformat(entry["due_on"]) if entry["due_on"] else None,
        "unit_presumed": entry["unit_presumed"],
        "extent": entry["extent"],
        "confidence": entry["confidence"],
        "note": Words(entry["note"]),
        "source_id": entry["source"],
    }


def number_of(key: str) -> int:
    """The id of a row as it stands in a path; what is not stored yet has a negative one."""
    return -int(key.removeprefix(NEW)) if key.startswith(NEW) else int(key)


def claims(flat: Flat, subject: str, of: Ground) -> list[Claim]:
    """The claims of a document, those left out of which a source or field is not known."""
    standings = part(flat, "standing")
    return [
        _claim(key, entry, standings.get(key), subject, of)
        for key, entry in part(flat, "claims").items()
        if entry["source"] in of.sources and entry["field"] in of.fields
    ]


def _claim(key: str, entry: Mapping[str, Any], standing: Any, subject: str, of: Ground) -> Claim:
    withdrawn = bool(standing and standing["withdrawn"])
    return Claim(
        id=number_of(key),
        subject=subject,
        superseded=bool(standing and standing["superseded"]),
        withdrawn_at=now() if withdrawn else None,
        reason=Words(standing["reason"] if standing else {}),
        source=of.sources[entry["source"]],
        **claim_columns(entry),
    )


def rulings(flat: Flat, subject: str, of: Ground) -> dict[str, Ruling]:
    """The rulings of a document by field."""
    return {
        key: Ruling(
            subject=subject,
            field_key=key,
            lead_id=None if entry["lead"] is None else number_of(entry["lead"]),
            state=entry["state"],
            source_id=entry["source"],
            source=of.sources.get(entry["source"] or ""),
            reason=Words(entry["reason"]),
        )
        for key, entry in part(flat, "rulings").items()
    }


def figures_of(flat: Flat, subject: str, of: Ground, today: date) -> dict[str, Figure]:
    """The figures that a document amounts to, by field key."""
    return figures(
        subject,
        of.fields.values(),
        claims(flat, subject, of),
        today,
        rulings(flat, subject, of),
    )


def words(flat: Flat, text: str) -> Words:
    """A text of a document in its languages."""
    return Words(part(flat, f"texts/{text}"))


def estate(flat: Flat, snapshot: Mapping[str, Any], of: Ground) -> Estate:
    """The estate that a document describes; ``snapshot`` tells what no document holds."""
    subject = snapshot["ref"]
    location = flat.get("location")
    ended = flat.get("ended") or {}
    made = Estate(
        ref=subject,
        kind=snapshot["kind"],
        specialism=flat.get("specialism", "unknown"),
        location_source=of.sources.get((location or {}).get("source") or ""),
        **location_columns(location),
        ended_on=date.fromisoformat(ended["on"]) if ended else None,
        ended_reason=Words(ended.get("reason")),
        ended_source=of.sources.get(ended.get("source") or ""),
        names=[_name(entry, of) for entry in part(flat, "names").values()],
        revision=snapshot["revision"],
        **{text: words(flat, text) for text in texts_of(subject)},
        **{
            f"{text}_source": of.sources.get(flat.get(f"cites/{text}") or "")
            for text in CITED_TEXTS
        },
    )
    if not made.short_name:
        made.short_name = made.name  # a record of an earlier release has the full name alone
    return made


def location_columns(location: Mapping[str, Any] | None) -> dict[str, Any]:
    """The columns of a position; of one that is not known, too."""
    if not location:
        return {
            "latitude": None,
            "longitude": None,
            "location_quality": Quality.UNKNOWN,
            "location_radius_m": None,
        }
    return {
        "latitude": Decimal(location["latitude"]),
        "longitude": Decimal(location["longitude"]),
        "location_quality": location["quality"],
        "location_radius_m": location["radius_m"],
    }


def _name(entry: Mapping[str, Any], of: Ground) -> Name:
    return Name(
        language=entry["language"],
        name=entry["name"],
        role=entry["role"],
        note=Words(entry["note"]),
        source=of.sources.get(entry["source"] or ""),
    )
