"""Enquiries, what was written in them, and the days on which nobody works."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.database import Base, UtcDateTime, WordsType
from estates.enquiries.reference import reference
from estates.ledger.models import Claim, Field, one_of
from estates.lib.bilingual import Words


class EnquiryKind(StrEnum):
    """What somebody wants."""

    QUESTION = "question"
    REPORT = "report"  # of a mistake in a figure


class Author(StrEnum):
    """Who wrote a message."""

    SENDER = "sender"
    STAFF = "staff"


class EnquiryState(StrEnum):
    """How far an enquiry has come."""

    OPEN = "open"  # it waits for an answer
    ANSWERED = "answered"
    CLOSED = "closed"
    BLANKED = "blanked"


class Enquiry(Base):
    """A question or a report, with who sent it until that is blanked.

    Of the token that opens its page only the hash is kept. ``waiting_since`` is when the sender
    wrote what no answer has followed yet; ``first_answered_at`` stays for the median.
    """

    __tablename__ = "enquiry"
    __table_args__ = (
        one_of("kind", EnquiryKind),
        CheckConstraint("blanked_at IS NOT NULL OR phone <> '' OR email <> ''", name="reachable"),
        # A number is given once, even where the last row was deleted: people hold references.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(40))
    email: Mapped[str] = mapped_column(String(254))
    country: Mapped[str] = mapped_column(String(2))
    project: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8))  # in which the sender wants the answer
    subject: Mapped[str | None] = mapped_column(
        String(60)
    )  # as of a claim: a site, or the province
    field_key: Mapped[str | None] = mapped_column(ForeignKey("field.key", ondelete="SET NULL"))
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="SET NULL"))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    first_answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    blanked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    assigned_id: Mapped[int | None]  # the account of whoever has it in hand
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # To whom it was passed on, as the sender reads it too.
    referred_to: Mapped[str] = mapped_column(String(200), default="", server_default="")
    # Grows with all that is written: who writes on top of something not yet read is told.
    version: Mapped[int] = mapped_column(default=0, server_default="0")

    messages: Mapped[list["EnquiryMessage"]] = relationship(
        order_by="EnquiryMessage.id", cascade="all, delete-orphan", lazy="raise"
    )
    notes: Mapped[list["EnquiryNote"]] = relationship(
        order_by="EnquiryNote.id", cascade="all, delete-orphan", lazy="raise"
    )
    field: Mapped[Field | None] = relationship(lazy="raise")
    claim: Mapped[Claim | None] = relationship(lazy="raise")

    @property
    def reference(self) -> str:
        """What people quote: the year, the number, and a check digit; nothing of a person."""
        return reference(self.received_at, self.id)

    @property
    def state(self) -> EnquiryState:
        """How far it has come."""
        if self.blanked_at is not None:
            return EnquiryState.BLANKED
        if self.closed_at is not None:
            return EnquiryState.CLOSED
        return EnquiryState.OPEN if self.waiting_since else EnquiryState.ANSWERED


class EnquiryMessage(Base):
    """What the sender or the staff wrote. ``post_hash`` tells a second sending of an addition."""

    __tablename__ = "enquiry_message"
    __table_args__ = (one_of("author", Author),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    author: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    post_hash: Mapped[str | None] = mapped_column(String(64), unique=True)


class EnquiryNote(Base):
    """What staff say among themselves of an enquiry. The sender never sees it."""

    __tablename__ = "enquiry_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), index=True
    )
    author_name: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReadyAnswer(Base):
    """An answer that is needed again and again, in each language that has it."""

    __tablename__ = "ready_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Words] = mapped_column(WordsType)
    text: Mapped[Words] = mapped_column(WordsType)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RestDay(Base):
    """A day of every week on which nobody works. ``weekday`` counts from Monday, 0."""

    __tablename__ = "rest_day"
    __table_args__ = (CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),)

    weekday: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    reason: Mapped[Words] = mapped_column(WordsType)


class Holiday(Base):
    """A single day on which nobody works."""

    __tablename__ = "holiday"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[Words] = mapped_column(WordsType)
