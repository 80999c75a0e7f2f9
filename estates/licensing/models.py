"""What was said about priority in licensing, its criteria, incentives, and the self-check."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.database import Base, ExactDecimal, WordsType
from estates.ledger.models import Source, one_of
from estates.lib.bilingual import Words
from estates.lib.period import Period
from estates.lib.quantity import Qualifier, Value


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
    criterion_rows: Mapped[list["Criterion"]] = relationship(
        order_by="Criterion.position, Criterion.version", lazy="raise"
    )

    @property
    def criteria_in_force(self) -> list["Criterion"]:
        """The latest version of each criterion that staff entered."""
        return list({row.position: row for row in self.criterion_rows}.values())


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


class Criterion(Base):
    """One criterion of a policy that an authority has published, as staff entered it.

    A changed criterion is a further row with the next ``version``; the earlier one stays.
    """

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("policy_key", "position", "version"),
        CheckConstraint("version >= 1", name="version_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_key: Mapped[str] = mapped_column(ForeignKey("policy.key"))
    position: Mapped[int]
    version: Mapped[int]
    text: Mapped[Words] = mapped_column(WordsType)
    entered_on: Mapped[date]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)

    source: Mapped[Source] = relationship(lazy="raise")


class Incentive(Base):
    """An incentive of national law as sources tell it; a lawyer has to check it."""

    __tablename__ = "incentive"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    title: Mapped[Words] = mapped_column(WordsType)
    text: Mapped[Words] = mapped_column(WordsType)
    lawyer_note: Mapped[Words] = mapped_column(WordsType)
    note: Mapped[Words] = mapped_column(WordsType)

    values: Mapped[list["IncentiveValue"]] = relationship(
        order_by="IncentiveValue.position", lazy="raise"
    )
    source_links: Mapped[list["IncentiveSource"]] = relationship(
        order_by="IncentiveSource.position", lazy="raise"
    )

    @property
    def sources(self) -> list[Source]:
        """What tells of it, in the order of the text."""
        return [link.source for link in self.source_links]

    def number(self, key: str) -> Decimal | None:
        """The number called ``key``, or None."""
        return next((value.value for value in self.values if value.key == key), None)


class IncentiveValue(Base):
    """One number of an incentive."""

    __tablename__ = "incentive_value"
    __table_args__ = (one_of("qualifier", Qualifier),)

    incentive_key: Mapped[str] = mapped_column(ForeignKey("incentive.key"), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    value: Mapped[Decimal] = mapped_column(ExactDecimal)
    qualifier: Mapped[str] = mapped_column(String(10))
    unit: Mapped[str] = mapped_column(String(20))

    @property
    def stated(self) -> Value:
        """The number with its qualifier."""
        return Value(self.value, Qualifier(self.qualifier))


class IncentiveSource(Base):
    """That a source tells of an incentive."""

    __tablename__ = "incentive_source"

    incentive_key: Mapped[str] = mapped_column(ForeignKey("incentive.key"), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), primary_key=True, index=True)
    position: Mapped[int]

    source: Mapped[Source] = relationship(lazy="raise")


class AnswerType(StrEnum):
    """How a question of the self-check is answered."""

    PRODUCT_GROUP = "product_group"
    HS_CHAPTER = "hs_chapter"
    COUNTRIES = "countries"
    PERCENT = "percent"
    NUMBER = "number"
    CHOICE = "choice"


class Question(Base):
    """A question of the self-check: it points to statements, and gives no verdict."""

    __tablename__ = "question"
    __table_args__ = (one_of("answer_type", AnswerType),)

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    text: Mapped[Words] = mapped_column(WordsType)
    answer_type: Mapped[str] = mapped_column(String(15))
    note: Mapped[Words] = mapped_column(WordsType)

    options: Mapped[list["QuestionOption"]] = relationship(
        order_by="QuestionOption.position", lazy="raise"
    )
    relations: Mapped[list["QuestionRelation"]] = relationship(
        order_by="QuestionRelation.position", lazy="raise"
    )
    source_links: Mapped[list["QuestionSource"]] = relationship(
        order_by="QuestionSource.position", lazy="raise"
    )


class QuestionOption(Base):
    """An answer that a question offers."""

    __tablename__ = "question_option"

    question_key: Mapped[str] = mapped_column(ForeignKey("question.key"), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    label: Mapped[Words] = mapped_column(WordsType)


class QuestionRelation(Base):
    """The statement, incentive or procedure that the answer to a question bears on."""

    __tablename__ = "question_relation"

    question_key: Mapped[str] = mapped_column(ForeignKey("question.key"), primary_key=True)
    target: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]


class QuestionSource(Base):
    """What a question was made from."""

    __tablename__ = "question_source"

    question_key: Mapped[str] = mapped_column(ForeignKey("question.key"), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), primary_key=True, index=True)
    position: Mapped[int]

    source: Mapped[Source] = relationship(lazy="raise")
