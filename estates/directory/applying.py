"""Writing the changes of an approved draft into the tables of the directory and the ledger.

Through the session, so that leads and search index follow by themselves. Nothing published is
deleted but a further name, which earlier revisions keep.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from estates.directory import media, past
from estates.directory.document import CITED_TEXTS, NEW, part, texts_of
from estates.directory.models import Estate, Name, Province, SummarySource
from estates.ledger.models import PROVINCE, Claim, Ruling
from estates.lib.bilingual import Words

Flat = Mapping[str, Any]


def apply(session: Session, subject: str, changes: Flat, number: int, now: datetime) -> None:
    """Make what ``changes`` say true as revision ``number`` of a profile. Flushes."""
    for key, entry in part(changes, "sources").items():
        session.add(past.source_row(key, entry))
    session.flush()  # before what refers to them
    numbers = _add_claims(session, subject, changes, number)
    for key, standing in part(changes, "standing").items():
        _set_standing(session.get_one(Claim, int(key)), standing, now)
    for key, ruling in part(changes, "rulings").items():
        _rule(session, subject, key, ruling, numbers)
    media.write(session, subject, changes, number, now)
    if subject == PROVINCE:
        _write_texts(session.get_one(Province, subject), subject, changes)
    else:
        _write_estate(session, session.get_one(Estate, subject), changes, number, now)
    session.flush()


def _add_claims(session: Session, subject: str, changes: Flat, number: int) -> dict[str, int]:
    """The new claims, and the numbers that the database gave them, by their keys in the draft."""
    added = {
        key: Claim(
            subject=subject,
            superseded=False,
            withdrawn_at=None,
            revision=number,
            confirms_id=entry["confirms"],
            **past.claim_columns(entry),
        )
        for key, entry in part(changes, "claims").items()
        if entry is not None and key.startswith(NEW)
    }
    session.add_all(added.values())
    session.flush()
    return {key: claim.id for key, claim in added.items()}


def _set_standing(claim: Claim, standing: Flat | None, now: datetime) -> None:
    withdrawn = bool(standing and standing["withdrawn"])
    claim.superseded = bool(standing and standing["superseded"])
    claim.withdrawn_at = (claim.withdrawn_at or now) if withdrawn else None
    claim.reason = Words(standing["reason"] if standing else {})


def _rule(
    session: Session, subject: str, key: str, ruling: Flat | None, numbers: Mapping[str, int]
) -> None:
    stored = session.get(Ruling, (subject, key))
    if ruling is None:
        if stored is not None:
            session.delete(stored)
        return
    if stored is None:
        stored = Ruling(subject=subject, field_key=key)
        session.add(stored)
    lead = ruling["lead"]
    stored.lead_id = None if lead is None else numbers.get(lead) or int(lead)
    stored.state = ruling["state"]
    stored.source_id = ruling["source"]
    stored.reason = Words(ruling["reason"])


def _write_texts(row: Estate | Province, subject: str, changes: Flat) -> None:
    for text in texts_of(subject):
        if changed := part(changes, f"texts/{text}"):
            setattr(row, text, Words({**getattr(row, text).to_dict(), **changed}))


def _write_estate(
    session: Session, estate: Estate, changes: Flat, number: int, now: datetime
) -> None:
    _write_texts(estate, estate.ref, changes)
    for text in CITED_TEXTS:
        if f"cites/{text}" in changes:
            setattr(estate, f"{text}_source_id", changes[f"cites/{text}"])
    if "cites/summary" in changes:
        _cite(session, estate.ref, changes["cites/summary"] or [])
    if "specialism" in changes:
        estate.specialism = changes["specialism"]
    if "location" in changes:
        location = changes["location"]
        for column, value in past.location_columns(location).items():
            setattr(estate, column, value)
        estate.location_source_id = location["source"] if location else None
    if "ended" in changes:
        ended = changes["ended"]
        estate.ended_on = date.fromisoformat(ended["on"]) if ended else None
        estate.ended_reason = Words(ended["reason"] if ended else {})
        estate.ended_source_id = ended["source"] if ended else None
    for key, entry in part(changes, "names").items():
        _write_name(session, estate.ref, key, entry)
    estate.revision, estate.updated_at = number, now


def _cite(session: Session, ref: str, sources: list[str]) -> None:
    session.execute(delete(SummarySource).where(SummarySource.estate_ref == ref))
    session.add_all(
        SummarySource(estate_ref=ref, source_id=source, position=position)
        for position, source in enumerate(sources, 1)
    )


def _write_name(session: Session, ref: str, key: str, entry: Flat | None) -> None:
    stored = None if key.startswith(NEW) else session.get_one(Name, int(key))
    if entry is None:
        if stored is not None:
            session.delete(stored)
        return
    if stored is None:
        stored = Name(estate_ref=ref)
        session.add(stored)
    stored.language, stored.name, stored.role = entry["language"], entry["name"], entry["role"]
    stored.note, stored.source_id = Words(entry["note"]), entry["source"]
