"""Snapshots of published states, and the number of the site's state as a whole."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from estates.database import Base, UtcDateTime


class Revision(Base):
    """A published state of something, numbered from 1 without gaps for each subject."""

    __tablename__ = "revision"

    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)


class SiteRevision(Base):
    """One row: a number that grows with every publication, so that caches can tell."""

    __tablename__ = "site_revision"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    number: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
