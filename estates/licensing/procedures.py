"""The guide: procedures, their steps with ten elements each, and what each step needs."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from estates.database import Base, ExactDecimal, WordsType
from estates.ledger.models import Source, one_of
from estates.ledger.statement import Statement, Tag
from estates.lib.bilingual import Words
from estates.lib.period import Period
from estates.lib.quantity import Qualifier, Value
from estates.licensing.kinds import (
    Audience,
    DurationUnit,
    Link,
    Publication,
    SiteChoice,
    SourceRole,
)
from estates.licensing.step_parts import (
    Presumption,
    Requirement,
    StepPlace,
    StepReference,
    StepSource,
)


class Guide(Base):
    """What the guide says of itself."""

    __tablename__ = "guide"

    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    about: Mapped[Words] = mapped_column(WordsType)


class Gap(Base):
    """Something the guide does not cover; ``site`` where it answers a choice of site."""

    __tablename__ = "guide_gap"
    __table_args__ = (one_of("site", SiteChoice),)

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    site: Mapped[str | None] = mapped_column(String(10))
    text: Mapped[Words] = mapped_column(WordsType)


class Advantages(Base):
    """Advantages of estates as a source lists them."""

    __tablename__ = "estate_advantages"

    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    text: Mapped[Words] = mapped_column(WordsType)
    indicative: Mapped[bool]
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)

    source: Mapped[Source] = relationship(lazy="raise")


class Procedure(Base):
    """A way to a licence."""

    __tablename__ = "procedure"
    __table_args__ = (one_of("audience", Audience),)

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]
    title: Mapped[Words] = mapped_column(WordsType)
    audience: Mapped[str] = mapped_column(String(10))
    note: Mapped[Words] = mapped_column(WordsType)

    sites: Mapped[list["ProcedureSite"]] = relationship(
        order_by="ProcedureSite.position", lazy="raise"
    )
    steps: Mapped[list["Step"]] = relationship(
        order_by="Step.position", lazy="raise", back_populates="procedure"
    )

    @property
    def path(self) -> str:
        """The key as it stands in addresses: with hyphens."""
        return self.key.replace("_", "-")

    @property
    def applies_to(self) -> list[str]:
        """The choices of site for which it holds."""
        return [site.site for site in self.sites]


class ProcedureSite(Base):
    """A choice of site for which a procedure holds."""

    __tablename__ = "procedure_site"
    __table_args__ = (one_of("site", SiteChoice),)

    procedure_key: Mapped[str] = mapped_column(ForeignKey("procedure.key"), primary_key=True)
    site: Mapped[str] = mapped_column(String(10), primary_key=True)
    position: Mapped[int]


class Step(Base):
    """One step of a procedure.

    What nobody publishes is an empty text or None: the contact of a place, recourse, who vouches.
    """

    __tablename__ = "step"
    __table_args__ = (
        one_of("cost_state", Publication),
        one_of("cost_qualifier", Qualifier),
        one_of("duration_state", Publication),
        one_of("duration_qualifier", Qualifier),
        one_of("duration_unit", DurationUnit),
        *(
            CheckConstraint(rule, name=f"{part}_{name}")
            for part, unit in (("cost", "currency"), ("duration", "unit"))
            for name, rule in (
                ("stated", f"({part}_value IS NULL) = ({part}_state = 'not_published')"),
                ("unit", f"({part}_value IS NULL) = ({part}_{unit} IS NULL)"),
                ("sourced", f"({part}_value IS NULL) = ({part}_source_id IS NULL)"),
                ("qualified", f"({part}_value IS NULL) = ({part}_qualifier IS NULL)"),
                ("range", f"{part}_max IS NULL OR {part}_qualifier = 'range'"),
            )
        ),
    )

    procedure_key: Mapped[str] = mapped_column(ForeignKey("procedure.key"), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]
    title: Mapped[Words] = mapped_column(WordsType)
    authority: Mapped[Words] = mapped_column(WordsType)
    result: Mapped[Words] = mapped_column(WordsType)
    cost_value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    cost_max: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    cost_qualifier: Mapped[str | None] = mapped_column(String(10))
    cost_currency: Mapped[str | None] = mapped_column(String(10))
    cost_state: Mapped[str] = mapped_column(String(15))
    cost_source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    cost_note: Mapped[Words] = mapped_column(WordsType)
    duration_value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    duration_max: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    duration_qualifier: Mapped[str | None] = mapped_column(String(10))
    duration_unit: Mapped[str | None] = mapped_column(String(15))
    duration_state: Mapped[str] = mapped_column(String(15))
    duration_source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    duration_note: Mapped[Words] = mapped_column(WordsType)
    recourse: Mapped[Words] = mapped_column(WordsType)
    certified_by: Mapped[Words] = mapped_column(WordsType)
    certified_on: Mapped[date | None]
    note: Mapped[Words] = mapped_column(WordsType)
    indicative: Mapped[bool]

    procedure: Mapped[Procedure] = relationship(lazy="raise", back_populates="steps")
    cost_source: Mapped[Source | None] = relationship(
        lazy="raise", foreign_keys="Step.cost_source_id"
    )
    duration_source: Mapped[Source | None] = relationship(
        lazy="raise", foreign_keys="Step.duration_source_id"
    )
    places: Mapped[list[StepPlace]] = relationship(
        order_by="StepPlace.position, StepPlace.id", lazy="raise"
    )
    requirements: Mapped[list[Requirement]] = relationship(
        order_by="Requirement.position, Requirement.id",
        foreign_keys="[Requirement.procedure_key, Requirement.step_key]",
        lazy="raise",
    )
    presumptions: Mapped[list[Presumption]] = relationship(
        order_by="Presumption.position",
        foreign_keys="[Presumption.procedure_key, Presumption.step_key]",
        lazy="raise",
    )
    references: Mapped[list[StepReference]] = relationship(
        order_by="StepReference.position",
        foreign_keys="[StepReference.procedure_key, StepReference.step_key]",
        lazy="raise",
    )
    source_links: Mapped[list[StepSource]] = relationship(
        order_by="StepSource.position", lazy="raise"
    )

    @property
    def path(self) -> str:
        """The key as it stands in addresses: with hyphens."""
        return self.key.replace("_", "-")

    @property
    def sources(self) -> list[Source]:
        """What the step as a whole rests on."""
        return self._sources_as(SourceRole.SOURCE)

    @property
    def legal_basis(self) -> list[Source]:
        """The laws and decrees behind it."""
        return self._sources_as(SourceRole.LEGAL_BASIS)

    def _sources_as(self, role: SourceRole) -> list[Source]:
        return [link.source for link in self.source_links if link.role == role]

    @property
    def needs(self) -> Iterator[tuple[str, Link]]:
        """The keys of the steps whose results this one needs, each once, with the reason."""
        found: dict[str, Link] = {}
        for item in self.requirements:
            if item.yielded_by and found.get(item.yielded_by) is not Link.STATED:
                found[item.yielded_by] = Link(item.link or Link.INFERRED)
        for presumption in self.presumptions:
            found.setdefault(presumption.presumed_key, Link.INFERRED)
        yield from found.items()

    @property
    def cost(self) -> Statement | None:
        """The cost, or None where it is not published."""
        return _statement(
            _value(self.cost_value, self.cost_qualifier, self.cost_max),
            self.cost_currency,
            self.cost_source,
            self.cost_state,
            self.cost_note,
        )

    @property
    def duration(self) -> Statement | None:
        """How long it takes, or None where that is not published."""
        return _statement(
            _value(self.duration_value, self.duration_qualifier, self.duration_max),
            self.duration_unit,
            self.duration_source,
            self.duration_state,
            self.duration_note,
        )


def _value(number: Decimal | None, qualifier: str | None, maximum: Decimal | None) -> Value | None:
    if number is None:
        return None
    return Value(number, Qualifier(qualifier or Qualifier.EXACT), maximum)


def _statement(
    value: Value | None, unit: str | None, source: Source | None, state: str, note: Words
) -> Statement | None:
    """A published value; an indicative one says whose it is."""
    if value is None or unit is None:
        return None
    indicative = state == Publication.INDICATIVE
    return Statement(
        value=value,
        unit=unit,
        source=source,
        period=source.published if source else Period.undated(),
        tags=(Tag.BORROWED,) if indicative else (),
        borrowed_from=source.publisher if indicative and source else Words(),
        note=note,
    )
