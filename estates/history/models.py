"""Snapshots of published states, and the number of the site's state as a whole."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from estates.database import Base, UtcDateTime

SEED = "seed"  # the author of what a load of the seed published


class Revision(Base):
    """A published state of something, numbered from 1 without gaps for each subject."""

    __tablename__ = "revision"

    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    author: Mapped[str] = mapped_column(String(60))  # an account, or SEED
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)


class SiteRevision(Base):
    """One row: a number that grows with every publication, so that caches can tell."""

    __tablename__ = "site_revision"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    number: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
