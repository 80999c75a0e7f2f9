"""What officials have said about priority in licensing, and whether criteria are published."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.database import Base, WordsType
from estates.ledger.models import Source
from estates.lib.bilingual import Words
from estates.lib.period import Period


class Policy(Base):
    """A policy with the statements that make it up; the criteria are a text of their own."""

    __tablename__ = "policy"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[Words] = mapped_column(WordsType)
    criteria_published: Mapped[bool]
    criteria: Mapped[Words] = mapped_column(WordsType)

    statements: Mapped[list["PolicyStatement"]] = relationship(
        order_by="PolicyStatement.position", lazy="raise"
    )


class PolicyStatement(Base):
    """One quotation about a policy, with who said it."""

    __tablename__ = "policy_statement"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    policy_key: Mapped[str] = mapped_column(ForeignKey("policy.key"))
    position: Mapped[int]
    quote: Mapped[Words] = mapped_column(WordsType)
    speaker_role: Mapped[Words] = mapped_column(WordsType)
    attributed: Mapped[bool]
    said_on: Mapped[date | None]
    note: Mapped[Words] = mapped_column(WordsType)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)

    source: Mapped[Source] = relationship(lazy="raise")

    @property
    def period(self) -> Period:
        """The day of the statement, or undated."""
        return Period.day(self.said_on) if self.said_on else Period.undated()
