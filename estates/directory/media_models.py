"""Contacts, photos and documents of a profile, and the files that photos and documents are.

A row is never deleted: what is removed from a profile says in which revision that happened.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.database import Base, UtcDateTime, WordsType
from estates.ledger.models import Source, one_of
from estates.lib.bilingual import Words
from estates.lib.period import Period, Precision


class FileKind(StrEnum):
    """What a stored file is."""

    PHOTO = "photo"
    PAPER = "paper"


class PaperKind(StrEnum):
    """What a published document is."""

    PLAN = "plan"
    RULES = "rules"
    PRICES = "prices"
    BROCHURE = "brochure"
    OTHER = "other"


class StoredFile(Base):
    """A file in the store, known by the digest of what is in it.

    ``widths`` are the widths in which a photo is there. ``published_at`` is when a revision first
    named the file: from then on everybody may read it, because past profiles stay public.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        one_of("kind", FileKind),
        CheckConstraint(
            "(kind = 'photo') = (width IS NOT NULL) AND (width IS NULL) = (height IS NULL)",
            name="photo_measured",
        ),
    )

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]  # bytes
    width: Mapped[int | None]
    height: Mapped[int | None]
    widths: Mapped[list[int]] = mapped_column(JSON)
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def name(self) -> str:
        """What the whole file is called in the store and in its address."""
        return f"{self.digest}.{'webp' if self.kind == FileKind.PHOTO else 'pdf'}"

    @property
    def names(self) -> list[str]:
        """Every file of the store that belongs to it."""
        return [*(f"{self.digest}-{width}.webp" for width in self.widths), self.name]

    @property
    def choices(self) -> list[tuple[str, int]]:
        """The names of a photo with their widths, the narrowest first."""
        assert self.width is not None
        return [*((f"{self.digest}-{w}.webp", w) for w in self.widths), (self.name, self.width)]

    @property
    def small(self) -> str:
        """The name of the narrowest form of a photo."""
        return self.names[0]


class Listed:
    """What all three have: a place in the order of their kind, and when they were there."""

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(60), index=True)
    position: Mapped[int]
    revision: Mapped[int]  # that brought it
    removed_in: Mapped[int | None]


class Dated:
    """A day, month, year or span that a picture or a document is of."""

    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    precision: Mapped[str] = mapped_column(String(10))

    @property
    def period(self) -> Period:
        """When."""
        return Period(self.period_start, self.period_end, Precision(self.precision))


class Contact(Listed, Base):
    """How an office, or somebody by their function, is reached."""

    __tablename__ = "contact"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 — no number is given twice

    role: Mapped[Words] = mapped_column(WordsType)
    phones: Mapped[list[str]] = mapped_column(JSON)  # E.164
    email: Mapped[str | None] = mapped_column(String(254))
    address: Mapped[Words] = mapped_column(WordsType)
    hours: Mapped[Words] = mapped_column(WordsType)
    link: Mapped[str | None]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))

    source: Mapped[Source] = relationship(lazy="raise")


class Photo(Listed, Dated, Base):
    """A picture of a site, described in both languages."""

    __tablename__ = "photo"
    __table_args__ = (one_of("precision", Precision), {"sqlite_autoincrement": True})

    file_digest: Mapped[str] = mapped_column(ForeignKey("stored_file.digest"))
    caption: Mapped[Words] = mapped_column(WordsType)
    alt: Mapped[Words] = mapped_column(WordsType)
    credit: Mapped[Words] = mapped_column(WordsType)
    licence: Mapped[str | None]
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))

    file: Mapped[StoredFile] = relationship(lazy="raise")
    source: Mapped[Source | None] = relationship(lazy="raise")


class Paper(Listed, Dated, Base):
    """A document that can be downloaded."""

    __tablename__ = "paper"
    __table_args__ = (
        one_of("kind", PaperKind),
        one_of("precision", Precision),
        {"sqlite_autoincrement": True},
    )

    file_digest: Mapped[str] = mapped_column(ForeignKey("stored_file.digest"))
    title: Mapped[Words] = mapped_column(WordsType)
    language: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(10))
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))

    file: Mapped[StoredFile] = relationship(lazy="raise")
    source: Mapped[Source | None] = relationship(lazy="raise")
