"""A profile as a flat document: the whole published state by paths, for drafts and for history.

Every path is the smallest thing that two people may change without meeting. Values are JSON:

    texts/<text>/<language>   a text            cites/<text>   the source of it, or several
    specialism, location, ended                 names/<id>     a further name
    claims/<id>   what a source says (never changes)
    standing/<id> whether that was superseded or withdrawn, and why
    rulings/<field>   the lead or the state that staff chose
    contacts/<id>, photos/<id>, files/<id>   how somebody is reached, pictures, documents
    sources/<id>  a source that a draft brings along (in drafts alone)

What a draft adds is numbered new1, new2, … where the database will number it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from estates.directory import media
from estates.directory.models import Estate, Name, Province, SummarySource
from estates.ledger.models import PROVINCE, Claim, Ruling
from estates.lib.quantity import plain

ESTATE_TEXTS = ("name", "short_name", "county", "operator", "summary", "access", "note")
PROVINCE_TEXTS = ("name",)
CITED_TEXTS = ("county", "access")  # each rests on one source; a summary on several
NEW = "new"

Flat = dict[str, Any]


def texts_of(subject: str) -> tuple[str, ...]:
    """The texts in several languages that a subject has."""
    return PROVINCE_TEXTS if subject == PROVINCE else ESTATE_TEXTS


def document(session: Session, subject: str) -> Flat:
    """The published state of the province or an estate, as the database has it now.

    Raises NoResultFound where there is no such subject.
    """
    found: Flat = {}
    if subject == PROVINCE:
        row = session.get_one(Province, subject)
        _put_texts(found, row, PROVINCE_TEXTS)
    else:
        found.update(_estate(session, session.get_one(Estate, subject)))
    claims = select(Claim).where(Claim.subject == subject).order_by(Claim.id)
    for claim in session.scalars(claims):
        found[f"claims/{claim.id}"] = claim_entry(claim)
        if standing := standing_entry(claim):
            found[f"standing/{claim.id}"] = standing
    for ruling in session.scalars(select(Ruling).where(Ruling.subject == subject)):
        found[f"rulings/{ruling.field_key}"] = ruling_entry(ruling)
    found.update(media.entries(session, subject))
    return found


def _put_texts(found: Flat, row: Estate | Province, texts: tuple[str, ...]) -> None:
    for text in texts:
        for language, words in getattr(row, text).items():
            found[f"texts/{text}/{language}"] = words


def _estate(session: Session, estate: Estate) -> Flat:
    found: Flat = {"specialism": estate.specialism}
    _put_texts(found, estate, ESTATE_TEXTS)
    for text in CITED_TEXTS:
        if source := getattr(estate, f"{text}_source_id"):
            found[f"cites/{text}"] = source
    summary = select(SummarySource.source_id).where(SummarySource.estate_ref == estate.ref)
    if cited := list(session.scalars(summary.order_by(SummarySource.position))):
        found["cites/summary"] = cited
    if estate.latitude is not None and estate.longitude is not None:
        found["location"] = {
            "latitude": plain(estate.latitude),
            "longitude": plain(estate.longitude),
            "quality": estate.location_quality,
            "radius_m": estate.location_radius_m,
            "source": estate.location_source_id,
        }
    if estate.ended_on:
        found["ended"] = {
            "on": estate.ended_on.isoformat(),
            "reason": estate.ended_reason.to_dict(),
            "source": estate.ended_source_id,
        }
    names = select(Name).where(Name.estate_ref == estate.ref).order_by(Name.id)
    for name in session.scalars(names):
        found[f"names/{name.id}"] = {
            "language": name.language,
            "name": name.name,
            "role": name.role,
            "note": name.note.to_dict(),
            "source": name.source_id,
        }
    return found


def claim_entry(claim: Claim) -> dict[str, Any]:
    """What a claim says, without its standing. It never changes once it is published."""
    return {
        "field": claim.field_key,
        "value": plain(claim.value),
        "value_max": None if claim.value_max is None else plain(claim.value_max),
        "qualifier": claim.qualifier,
        "qualifier_word": claim.qualifier_word.to_dict(),
        "start": claim.period_start.isoformat() if claim.period_start else None,
        "end": claim.period_end.isoformat() if claim.period_end else None,
        "precision": claim.precision,
        "date_inferred": claim.date_inferred,
        "due_on": claim.due_on.isoformat() if claim.due_on else None,
        "unit_presumed": claim.unit_presumed,
        "extent": claim.extent,
        "confidence": claim.confidence,
        "note": claim.note.to_dict(),
        "source": claim.source_id,
        "confirms": claim.confirms_id,
    }


def standing_entry(claim: Claim) -> dict[str, Any] | None:
    """That a claim stands no more, and why; None while it is live."""
    if claim.live:
        return None
    return {
        "superseded": claim.superseded,
        "withdrawn": claim.withdrawn_at is not None,
        "reason": claim.reason.to_dict(),
    }


def ruling_entry(ruling: Ruling) -> dict[str, Any]:
    """What staff decided about a figure."""
    return {
        "lead": None if ruling.lead_id is None else str(ruling.lead_id),
        "state": ruling.state,
        "source": ruling.source_id,
        "reason": ruling.reason.to_dict(),
    }


def part(flat: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """What a document has of one kind, by what follows in the path."""
    start = f"{kind}/"
    return {path[len(start) :]: value for path, value in flat.items() if path.startswith(start)}


def as_document(snapshot: Mapping[str, Any]) -> Flat:
    """The document that a revision keeps.

    Revisions of releases that knew no drafts keep a record alone: of those the document has the
    texts, the position and the lead of each figure, and `is_whole` says that it is not all.
    """
    if "document" in snapshot:
        return dict(snapshot["document"])
    found: Flat = {}
    for text in ("name", "county", "summary"):
        for language, words in (snapshot.get(text) or {}).items():
            found[f"texts/{text}/{language}"] = words
    if "specialism" in snapshot:
        found["specialism"] = snapshot["specialism"]
    if location := snapshot.get("location"):
        found["location"] = {**location, "source": None} | {
            axis: str(location[axis]) for axis in ("latitude", "longitude")
        }
    leads = {key: row for key, row in snapshot.get("figures", {}).items() if "value" in row}
    for number, (key, row) in enumerate(leads.items(), 1):
        found[f"claims/{NEW}{number}"] = _entry_of_row(key, row)
    return found


def is_whole(snapshot: Mapping[str, Any]) -> bool:
    """Whether a revision keeps everything that was published."""
    return "document" in snapshot


def _entry_of_row(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    maximum = row.get("value_max")
    return {
        "field": key,
        "value": str(row["value"]),
        "value_max": None if maximum is None else str(maximum),
        "qualifier": row["qualifier"],
        "qualifier_word": {},
        "start": row["period"]["start"],
        "end": row["period"]["end"],
        "precision": row["period"]["precision"],
        "date_inferred": False,
        "due_on": None,
        "unit_presumed": False,
        "extent": row["extent"],
        "confidence": "medium",
        "note": {},
        "source": row["source"]["id"],
        "confirms": None,
    }
