"""What drafts have to know of plain documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from estates.database import Base
from estates.history.family import own_key
from estates.history.models import SEED, Revision
from estates.ledger.plain import document as documents
from estates.ledger.plain.columns import Ground
from estates.ledger.plain.shape import Flat, Part, Shape, put_blanks
from estates.ledger.reading import Reading
from estates.web import clock


@dataclass(frozen=True)
class PlainDoubt:
    """Something unlikely, by a code of the family."""

    code: str
    path: str = ""
    blocks: bool = False

    @property
    def key(self) -> str:
        """What a reason is kept under."""
        return self.code


@dataclass(frozen=True)
class PlainKind:
    """See `history.drafts.Kind`."""

    shape: Shape

    def document(self, session: Session, subject: str) -> dict[str, Any]:
        """What is published, by paths."""
        return documents.document(self.shape, session, own_key(subject))

    def read(self, session: Session, subject: str, base: Flat, entries: Flat) -> Reading:
        """What was typed, as changes and as problems."""
        return documents.read(self.shape, Ground(session, own_key(subject), base, entries))

    def doubts(
        self, session: Session, subject: str, base: Flat, after: Flat
    ) -> Sequence[PlainDoubt]:
        """What the family finds unlikely."""
        found = self.shape.doubts(session, own_key(subject), base, after)
        return [PlainDoubt(code) for code in found]

    def apply(
        self, session: Session, subject: str, changes: Flat, number: int, now: datetime
    ) -> None:
        """Write the changes into the rows."""
        shape, key = self.shape, own_key(subject)
        shape.write(session, key, changes)
        for column in shape.columns:
            if column.key in shape.linked and column.key in changes:
                shape.relink(session, column, key, changes[column.key])
        for part in shape.parts:
            stored = shape.rows(session, part, key)
            for name, entry in _rows_of(part, changes):
                _write_row(session, shape, part, key, stored.get(name), entry)
        session.flush()

    def snapshot(self, session: Session, subject: str, number: int) -> dict[str, Any]:
        """The whole document as revision ``number`` keeps it."""
        return {"document": self.document(session, subject), "revision": number}

    def began(self, session: Session, subject: str) -> datetime:
        """When the first facts of this site were published."""
        first = select(func.min(Revision.published_at)).where(Revision.author == SEED)
        return session.scalar(first) or clock.now()

    def restoring(
        self, session: Session, subject: str, snapshot: Flat, reason: Mapping[str, str]
    ) -> dict[str, Any]:
        """The entries that bring an earlier revision back."""
        now = self.document(session, subject)
        return documents.restoring(self.shape, snapshot.get("document", {}), now)


def _rows_of(part: Part, changes: Flat) -> list[tuple[str, Any]]:
    start = f"{part.key}/"
    return [(path[len(start) :], one) for path, one in changes.items() if path.startswith(start)]


def _write_row(
    session: Session, shape: Shape, part: Part, key: str, row: Base | None, entry: Flat | None
) -> None:
    """Change, add or take away one row. In turn, so that what is taken away makes room."""
    if entry is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        row = shape.make_row(session, part, key, entry)
        put_blanks(row, part.columns)
        _fill(row, part, {name: one for name, one in entry.items() if one is not None})
        session.add(row)
    else:
        _fill(row, part, entry)
    session.flush()


def _fill(row: Base, part: Part, entry: Flat) -> None:
    for column in part.columns:
        if column.key in entry:
            column.put(row, entry[column.key])
