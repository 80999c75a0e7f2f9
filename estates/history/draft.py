"""What somebody wants to change, kept as it was typed until somebody else has approved it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.database import Base, UtcDateTime


@dataclass(frozen=True)
class Actor:
    """Somebody who acts: an opaque key, and what to call them."""

    key: str
    name: str


class State(StrEnum):
    """Where a draft stands on its way to the public."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    DROPPED = "dropped"


OPEN = (State.DRAFT, State.SUBMITTED, State.SENT_BACK)
EDITABLE = (State.DRAFT, State.SENT_BACK)
_STATES = ", ".join(f"'{state}'" for state in State)
_OPEN = text("state IN ({})".format(", ".join(f"'{state}'" for state in OPEN)))


class Draft(Base):
    """The changes of one person to one subject.

    ``entries`` are what was typed, by path, valid or not. ``base`` is the published document that
    they began from, and ``base_number`` its revision (0 where the subject had none).
    """

    __tablename__ = "draft"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state_known"),
        # Two pairs of eyes, whatever the program above does.
        CheckConstraint(
            "state <> 'approved' OR (reviewer IS NOT NULL AND reviewer <> author)",
            name="four_eyes",
        ),
        Index(
            "uq_draft_one_each",
            "subject",
            "author",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "state"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(130))
    author: Mapped[str] = mapped_column(String(60))
    author_name: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10))
    base_number: Mapped[int]
    base: Mapped[dict[str, Any]] = mapped_column(JSON)
    entries: Mapped[dict[str, Any]] = mapped_column(JSON)
    reasons: Mapped[dict[str, str]] = mapped_column(JSON)  # of warnings, by their key
    restores: Mapped[int | None]
    # Grows with every write: who writes on top of another's write is refused.
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewer: Mapped[str | None] = mapped_column(String(60))
    reviewer_name: Mapped[str | None] = mapped_column(String(200))

    comments: Mapped[list["DraftComment"]] = relationship(order_by="DraftComment.id", lazy="select")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 — the name is SQLAlchemy's

    @property
    def editable(self) -> bool:
        """Whether its author may go on writing."""
        return self.state in EDITABLE

    @property
    def writer(self) -> Actor:
        """Whose draft it is."""
        return Actor(self.author, self.author_name)


class DraftComment(Base):
    """What a reviewer said when sending a draft back: of one field, or of the whole (path '')."""

    __tablename__ = "draft_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    path: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(60))
    author_name: Mapped[str] = mapped_column(String(200))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
