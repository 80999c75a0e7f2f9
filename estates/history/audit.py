"""The audit log: who did what, when and from where. Rows are added, and nothing else is possible.

Triggers in both databases refuse every UPDATE and DELETE, so that not even this program can.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from estates.database import Base, UtcDateTime, db
from estates.web import clock

COMMAND = "command"  # the address of what was done by a command on the server


class AuditEntry(Base):
    """One thing that somebody did.

    ``actor`` is an e-mail address as it was then; None stands for nobody who is known. ``action``
    is a key; what it was done to stands in ``subject``, and the rest in ``details``. No secret and
    no personal text belongs there: it could never be taken out again.
    """

    __tablename__ = "audit_entry"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 — no number is given twice

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str | None] = mapped_column(String(254), index=True)
    address: Mapped[str] = mapped_column(String(45))
    action: Mapped[str] = mapped_column(String(60), index=True)
    subject: Mapped[str] = mapped_column(String(254))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


def record(
    actor: str | None, address: str, action: str, subject: str = "", **details: Any
) -> AuditEntry:
    """Put an entry into the session, to be committed together with what it tells of."""
    entry = AuditEntry(
        at=clock.now(),
        actor=actor,
        address=address,
        action=action,
        subject=subject,
        details=details,
    )
    db.session.add(entry)
    return entry


def count() -> int:
    """How many entries there are."""
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def entries(start: int, most: int) -> list[AuditEntry]:
    """A page of entries, the newest first."""
    chosen = select(AuditEntry).order_by(AuditEntry.id.desc()).offset(start).limit(most)
    return list(db.session.scalars(chosen))
