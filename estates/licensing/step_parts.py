"""What belongs to a step: places, requirements, references to other steps, sources."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.database import Base, WordsType
from estates.ledger.models import Source, one_of
from estates.lib.bilingual import Words
from estates.licensing.kinds import Giver, Link, PlaceKind, SourceRole

if TYPE_CHECKING:
    from estates.licensing.procedures import Step


def _of_step() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["procedure_key", "step_key"], ["step.procedure_key", "step.key"])


class StepPlace(Base):
    """An office or a portal where a step is taken."""

    __tablename__ = "step_place"
    __table_args__ = (
        _of_step(),
        one_of("kind", PlaceKind),
        CheckConstraint(
            "url IS NULL OR url LIKE 'http://%' OR url LIKE 'https://%'", name="url_web"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    procedure_key: Mapped[str] = mapped_column(String(60))
    step_key: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[Words] = mapped_column(WordsType)
    url: Mapped[str | None]
    contact: Mapped[Words] = mapped_column(WordsType)
    hours: Mapped[Words] = mapped_column(WordsType)
    note: Mapped[Words] = mapped_column(WordsType)
    indicative: Mapped[bool]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    seed_key: Mapped[str | None] = mapped_column(String(40), unique=True)

    source: Mapped[Source] = relationship(lazy="raise")


class Requirement(Base):
    """What must be brought to a step, and who gives it."""

    __tablename__ = "requirement"
    __table_args__ = (
        _of_step(),
        ForeignKeyConstraint(["procedure_key", "yielded_by"], ["step.procedure_key", "step.key"]),
        one_of("link", Link),
        CheckConstraint("(yielded_by IS NULL) = (link IS NULL)", name="yield_linked"),
        CheckConstraint("NOT (own AND yielded_by IS NOT NULL)", name="one_giver"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    procedure_key: Mapped[str] = mapped_column(String(60))
    step_key: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    text: Mapped[Words] = mapped_column(WordsType)
    indicative: Mapped[bool]
    yielded_by: Mapped[str | None] = mapped_column(String(60))
    link: Mapped[str | None] = mapped_column(String(10))
    own: Mapped[bool]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    seed_key: Mapped[str | None] = mapped_column(String(40), unique=True)

    source: Mapped[Source] = relationship(lazy="raise")

    @property
    def giver(self) -> Giver:
        """Who gives it."""
        if self.yielded_by is not None:
            return Giver.STEP
        return Giver.INVESTOR if self.own else Giver.UNKNOWN


class Presumption(Base):
    """That a step plainly needs the result of another though no source says so: our inference."""

    __tablename__ = "presumption"
    __table_args__ = (
        _of_step(),
        ForeignKeyConstraint(["procedure_key", "presumed_key"], ["step.procedure_key", "step.key"]),
    )

    procedure_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    step_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    presumed_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]


class StepReference(Base):
    """A step of another procedure that the note of a step refers to."""

    __tablename__ = "step_reference"
    __table_args__ = (
        _of_step(),
        ForeignKeyConstraint(
            ["other_procedure_key", "other_step_key"],
            ["step.procedure_key", "step.key"],
        ),
    )

    procedure_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    step_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    other_procedure_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    other_step_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]

    other: Mapped["Step"] = relationship(
        lazy="raise", foreign_keys=[other_procedure_key, other_step_key], viewonly=True
    )


class StepSource(Base):
    """That a step rests on a source, as a whole or as its legal basis."""

    __tablename__ = "step_source"
    __table_args__ = (_of_step(), one_of("role", SourceRole))

    procedure_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    step_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    role: Mapped[str] = mapped_column(String(15), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), primary_key=True)
    position: Mapped[int]

    source: Mapped[Source] = relationship(lazy="raise")
