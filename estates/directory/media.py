"""Contacts, photos and documents between tables and documents (`directory.document`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from estates.database import db
from estates.directory.media_models import Contact, FileKind, Paper, Photo, StoredFile
from estates.ledger.models import Source
from estates.lib.bilingual import Words

CONTACTS, PHOTOS, FILES = "contacts", "photos", "files"
MODELS: Mapping[str, type[Contact] | type[Photo] | type[Paper]] = {
    CONTACTS: Contact,
    PHOTOS: Photo,
    FILES: Paper,
}
FILE_KINDS = {PHOTOS: FileKind.PHOTO, FILES: FileKind.PAPER}
NEW = "new"

Row = Contact | Photo | Paper
Flat = Mapping[str, Any]


@dataclass(frozen=True)
class Media:
    """What a profile shows, each kind in its order."""

    contacts: list[Contact] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    files: list[Paper] = field(default_factory=list)


def shown(session: Session, subject: str) -> Media:
    """What is published of a subject now, with its sources and files."""
    found = {kind: _rows(session, kind, subject) for kind in MODELS}
    return Media(**found)


def published_media(subject: str) -> Media:
    """The same for a page."""
    return shown(db.session(), subject)


def _rows(session: Session, kind: str, subject: str) -> list[Any]:
    model = MODELS[kind]
    chosen = (
        select(model)
        .where(model.subject == subject, model.removed_in.is_(None))
        .order_by(model.position, model.id)
        .options(selectinload(model.source))
    )
    if issubclass(model, Photo | Paper):
        chosen = chosen.options(selectinload(model.file))
    return list(session.scalars(chosen))


def entries(session: Session, subject: str) -> dict[str, Any]:
    """The same as entries of a document, by their paths."""
    found: dict[str, Any] = {}
    for kind, model in MODELS.items():
        chosen = select(model).where(model.subject == subject, model.removed_in.is_(None))
        for row in session.scalars(chosen.order_by(model.id)):
            found[f"{kind}/{row.id}"] = _entry(row)
    return found


def _entry(row: Row) -> dict[str, Any]:
    if isinstance(row, Contact):
        own = {
            "role": row.role.to_dict(),
            "phones": row.phones,
            "email": row.email,
            "address": row.address.to_dict(),
            "hours": row.hours.to_dict(),
            "link": row.link,
        }
        return {**own, "source": row.source_id, "position": row.position}
    shared = {
        "file": row.file_digest,
        "start": row.period_start.isoformat() if row.period_start else None,
        "end": row.period_end.isoformat() if row.period_end else None,
        "precision": row.precision,
        "source": row.source_id,
        "position": row.position,
    }
    if isinstance(row, Photo):
        texts = {text: getattr(row, text).to_dict() for text in ("caption", "alt", "credit")}
        return {**shared, **texts, "licence": row.licence}
    return {**shared, "title": row.title.to_dict(), "language": row.language, "kind": row.kind}


def _columns(kind: str, entry: Flat) -> dict[str, Any]:
    """The columns that an entry tells."""
    found: dict[str, Any] = {"source_id": entry["source"], "position": entry["position"]}
    if kind == CONTACTS:
        texts = {text: Words(entry[text]) for text in ("role", "address", "hours")}
        plain = {name: entry[name] for name in ("phones", "email", "link")}
        return {**found, **texts, **plain}
    found |= {
        "file_digest": entry["file"],
        "period_start": date.fromisoformat(entry["start"]) if entry["start"] else None,
        "period_end": date.fromisoformat(entry["end"]) if entry["end"] else None,
        "precision": entry["precision"],
    }
    if kind == PHOTOS:
        texts = {text: Words(entry[text]) for text in ("caption", "alt", "credit")}
        return {**found, **texts, "licence": entry["licence"]}
    return {
        **found,
        "title": Words(entry["title"]),
        "language": entry["language"],
        "kind": entry["kind"],
    }


def write(session: Session, subject: str, changes: Flat, number: int, now: datetime) -> None:
    """Make what ``changes`` say true as revision ``number``; files that they name become public."""
    for path, entry in changes.items():
        kind, _, key = path.partition("/")
        if kind not in MODELS:
            continue
        row = None if key.startswith(NEW) else session.get_one(MODELS[kind], int(key))
        if entry is None:
            if row is not None:
                row.removed_in = number
            continue
        if row is None:
            row = MODELS[kind](subject=subject, revision=number)
            session.add(row)
        for column, content in _columns(kind, entry).items():
            setattr(row, column, content)
        if kind in FILE_KINDS:
            file = session.get_one(StoredFile, entry["file"])
            file.published_at = file.published_at or now
    session.flush()


def files(session: Session, digests: Iterable[str]) -> dict[str, StoredFile]:
    """Stored files by digest; what is not stored is left out."""
    wanted = sorted({one for one in digests if isinstance(one, str)})
    rows = session.scalars(select(StoredFile).where(StoredFile.digest.in_(wanted)))
    return {row.digest: row for row in rows}


def named(flat: Flat) -> set[str]:
    """The digests that the entries of a document or of a draft name."""
    return {
        entry["file"]
        for path, entry in flat.items()
        if path.partition("/")[0] in FILE_KINDS
        and isinstance(entry, Mapping)
        and isinstance(entry.get("file"), str)
    }


def every_contact(session: Session) -> list[Contact]:
    """The published contacts of all subjects, in the order of their lists."""
    chosen = (
        select(Contact).where(Contact.removed_in.is_(None)).options(selectinload(Contact.source))
    )
    order = (Contact.subject, Contact.position, Contact.id)
    return list(session.scalars(chosen.order_by(*order)))


def of_document(session: Session, flat: Flat, sources: Mapping[str, Source]) -> Media:
    """What a document would show: rows for the moment, those left out whose file is lost."""
    stored = files(session, named(flat))
    found: dict[str, list[Any]] = {kind: [] for kind in MODELS}
    for path, entry in flat.items():
        kind, _, _key = path.partition("/")
        if kind in MODELS and (kind == CONTACTS or entry["file"] in stored):
            found[kind].append(_made(kind, entry, sources, stored))
    for rows in found.values():
        rows.sort(key=lambda row: row.position)
    return Media(**found)


def _made(
    kind: str, entry: Flat, sources: Mapping[str, Source], stored: Mapping[str, StoredFile]
) -> Row:
    more: dict[str, Any] = {"source": sources.get(entry["source"] or "")}
    columns = _columns(kind, entry)
    if kind in FILE_KINDS:
        more["file"] = stored[entry["file"]]
    return MODELS[kind](**columns, **more)
