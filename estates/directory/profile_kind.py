"""Profiles as subjects of drafts: the province and the estates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from estates.directory import applying, media, past, restoring
from estates.directory.changes import Known, Reading
from estates.directory.changes import read as read_entries
from estates.directory.document import document, part
from estates.directory.models import Estate, Province
from estates.directory.past import source_columns
from estates.directory.snapshot import published, published_province
from estates.ledger.models import PROVINCE, Field, Scope, Source
from estates.ledger.plausibility import Remark, Severity, check_bounds, check_order, check_point
from estates.lib.geo import Point, Ring
from estates.lib.quantity import Qualifier, Value
from estates.web.clock import today

Flat = Mapping[str, Any]
FIRST_HOUR = time(10, tzinfo=UTC)  # as the seed dates its own first revisions


@dataclass(frozen=True)
class Doubt:
    """A remark about one path of a draft."""

    path: str
    remark: Remark

    @property
    def blocks(self) -> bool:
        """Whether it cannot be true at all."""
        return self.remark.severity is Severity.ERROR

    @property
    def key(self) -> str:
        """What is doubted, so that a reason stays with it."""
        return " ".join((self.path, str(self.remark.doubt), *self.remark.fields))


@dataclass(frozen=True)
class ProfileKind:
    """What drafts have to know of profiles. ``outline`` gives that of the province, or nothing."""

    outline: Callable[[], Sequence[Ring]] = tuple

    def document(self, session: Session, subject: str) -> dict[str, Any]:
        """The published profile by paths."""
        return document(session, subject)

    def read(self, session: Session, subject: str, base: Flat, entries: Flat) -> Reading:
        """What was typed, as changes of ``base`` and as problems."""
        fields = session.scalars(select(Field).order_by(Field.position))
        known = Known(
            subject=subject,
            document=base,
            fields={field.key: field for field in fields},
            sources=frozenset(session.scalars(select(Source.id))),
            files={
                key: row.kind for key, row in media.files(session, media.named(entries)).items()
            },
        )
        return read_entries(_without_arrived(session, entries, known), known)

    def doubts(self, session: Session, subject: str, base: Flat, after: Flat) -> list[Doubt]:
        """What is unlikely or impossible, and was not said of what is published already."""
        ground = past.ground(session, base, after)
        found = [
            Doubt(f"claims/{key}", remark)
            for key, entry in part(after, "claims").items()
            if f"claims/{key}" not in base
            for remark in _bounds(subject, ground.fields[entry["field"]], entry)
        ]
        before = set(_order(base, subject, ground))
        found += [Doubt("", one) for one in _order(after, subject, ground) if one not in before]
        if (outline := self.outline()) and after.get("location") != base.get("location"):
            found += [Doubt("location", one) for one in _position(after, outline)]
        return found

    def apply(
        self, session: Session, subject: str, changes: Flat, number: int, now: datetime
    ) -> None:
        """Write the changes into claims, rulings, names and the profile itself."""
        applying.apply(session, subject, changes, number, now)

    def snapshot(self, session: Session, subject: str, number: int) -> dict[str, Any]:
        """The whole profile as revision ``number`` keeps it."""
        if subject == PROVINCE:
            return published_province(session, session.get_one(Province, subject), number)
        return published(session.get_one(Estate, subject))

    def began(self, session: Session, subject: str) -> datetime:
        """The hour of the first review, as the seed gives it to what it numbers."""
        row = session.get_one(Province if subject == PROVINCE else Estate, subject)
        return datetime.combine(row.reviewed_on, FIRST_HOUR)

    def restoring(
        self, session: Session, subject: str, snapshot: Flat, reason: Mapping[str, str]
    ) -> dict[str, Any]:
        """The entries that bring an earlier revision back."""
        return restoring.entries(snapshot, document(session, subject), reason)


def _without_arrived(session: Session, entries: Flat, known: Known) -> Flat:
    """``entries`` without the sources that another draft has brought in the very same words.

    A letter tells of several estates: the draft of each brings it, and the first to be approved
    makes it known.
    """
    brought = [key for key in part(entries, "sources") if key in known.sources]
    if not brought:
        return entries
    left = dict(entries)
    nothing = Known(known.subject, {}, {}, frozenset())
    for key in brought:
        path = f"sources/{key}"
        entry = read_entries({path: entries[path]}, nothing).changes.get(path)
        row = session.get_one(Source, key)
        if entry and all(
            getattr(row, column) == value for column, value in source_columns(key, entry).items()
        ):
            del left[path]
    return left


def _bounds(subject: str, field: Field, entry: Flat) -> Sequence[Remark]:
    # The bounds of a figure of both sides are those of one estate.
    if subject == PROVINCE and field.scope == Scope.BOTH:
        return ()
    columns = past.claim_columns(entry)
    value = Value(columns["value"], Qualifier(columns["qualifier"]), columns["value_max"])
    return list(check_bounds(field, value))


def _order(flat: Flat, subject: str, ground: past.Ground) -> list[Remark]:
    figures = past.figures_of(flat, subject, ground, today())
    leads = {key: figure.lead.stated for key, figure in figures.items() if figure.lead}
    return list(check_order(leads))


def _position(flat: Flat, outline: Sequence[Ring]) -> Sequence[Remark]:
    location = flat.get("location")
    if not location:
        return ()
    columns = past.location_columns(location)
    return list(check_point(Point(columns["latitude"], columns["longitude"]), outline))
