"""Snapshots of published states, and the number of the site's state as a whole."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from estates.database import Base, UtcDateTime

SEED = "seed"  # the author of what a load of the seed published


class Revision(Base):
    """A published state of something, numbered from 1 without gaps for each subject.

    It is also the row of the change feed: who, when, and what became public.
    """

    __tablename__ = "revision"
    __table_args__ = (Index(None, "published_at"), Index(None, "draft_id", unique=True))

    subject: Mapped[str] = mapped_column(String(130), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    author: Mapped[str] = mapped_column(String(60))  # an account, or SEED
    approver: Mapped[str | None] = mapped_column(String(60))  # the second pair of eyes
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id"))
    restores: Mapped[int | None]  # the number of the revision that this one brings back
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)


class SiteRevision(Base):
    """One row: a number that grows with every publication, so that caches can tell."""

    __tablename__ = "site_revision"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    number: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TextMark(Base):
    """How far a text of one language has followed the others.

    Numbers are those of the subject's revisions: in which the text was last written, and with
    which the texts of the other languages it agrees. A text without a mark is as old as revision 1
    and agrees with it.
    """

    __tablename__ = "text_mark"

    subject: Mapped[str] = mapped_column(String(130), primary_key=True)
    text: Mapped[str] = mapped_column(String(40), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    written: Mapped[int]
    follows: Mapped[int]
