"""Province, estates, their names, and the places that distances are measured to."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from estates.database import BY_CODE_POINT, Base, ExactDecimal, UtcDateTime, WordsType
from estates.ledger.models import Source, one_of
from estates.lib.bilingual import Words
from estates.lib.geo import Point


class Kind(StrEnum):
    """The legal class of a place; the order is that of the lists."""

    ESTATE = "estate"
    ZONE = "zone"
    PRIVATE = "private"


class Specialism(StrEnum):
    """What an estate is for."""

    GENERAL = "general"
    PRINTING_PUBLISHING = "printing_publishing"
    ICT = "ict"
    WOOD_FURNITURE = "wood_furniture"
    NON_METALLIC = "non_metallic"
    METAL = "metal"
    UNKNOWN = "unknown"


class Quality(StrEnum):
    """How well a position is known."""

    SURVEYED = "surveyed"
    APPROXIMATE = "approximate"  # a mapped site; the radius covers its area
    SETTLEMENT = "settlement"  # only the town or village of that name is known
    UNKNOWN = "unknown"


class NameRole(StrEnum):
    """What a further name is to its estate."""

    ALIAS = "alias"
    FORMER = "former"
    SPELLING = "spelling"
    NOT_TO_CONFUSE = "not_to_confuse"


class Province(Base):
    """The province: the subject of its own claims."""

    __tablename__ = "province"

    ref: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[Words] = mapped_column(WordsType)
    reviewed_on: Mapped[date]


class Estate(Base):
    """An estate, zone or private estate. ``ref`` never changes and is never used again."""

    __tablename__ = "estate"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("specialism", Specialism),
        one_of("location_quality", Quality),
        CheckConstraint(
            "(latitude IS NULL) = (location_quality = 'unknown')"
            " AND (latitude IS NULL) = (longitude IS NULL)"
            " AND (latitude IS NULL) = (location_radius_m IS NULL)",
            name="location_whole",
        ),
        # An index, not a constraint: SQLite can add one without making the table anew.
        Index(None, "position", unique=True),
    )

    ref: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]  # in the lists, and in the search index
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[Words] = mapped_column(WordsType)
    short_name: Mapped[Words] = mapped_column(WordsType)
    specialism: Mapped[str] = mapped_column(String(25))
    county: Mapped[Words] = mapped_column(WordsType)
    county_source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    operator: Mapped[Words] = mapped_column(WordsType)
    summary: Mapped[Words] = mapped_column(WordsType)
    access: Mapped[Words] = mapped_column(WordsType)
    access_source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    latitude: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    longitude: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    location_quality: Mapped[str] = mapped_column(String(15))
    location_radius_m: Mapped[int | None]
    location_source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))
    note: Mapped[Words] = mapped_column(WordsType)
    identity_inferred: Mapped[bool]  # that it is one of the places counted is our inference
    name_published: Mapped[bool]
    reviewed_on: Mapped[date]
    ended_on: Mapped[date | None]
    ended_reason: Mapped[Words] = mapped_column(WordsType, default=lambda: Words())
    # Sources are never deleted, and SQLite adds no foreign key to a table that others refer to.
    ended_source_id: Mapped[str | None] = mapped_column(String(60))
    revision: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    county_source: Mapped[Source | None] = relationship(
        foreign_keys=[county_source_id], lazy="raise"
    )
    access_source: Mapped[Source | None] = relationship(
        foreign_keys=[access_source_id], lazy="raise"
    )
    location_source: Mapped[Source | None] = relationship(
        foreign_keys=[location_source_id], lazy="raise"
    )
    ended_source: Mapped[Source | None] = relationship(
        primaryjoin=lambda: foreign(Estate.ended_source_id) == Source.id, lazy="raise"
    )
    names: Mapped[list["Name"]] = relationship(order_by="Name.id", lazy="raise")
    sectors: Mapped[list["Sector"]] = relationship(order_by="Sector.id", lazy="raise")
    summary_links: Mapped[list["SummarySource"]] = relationship(
        order_by="SummarySource.position", lazy="raise"
    )

    @property
    def point(self) -> Point | None:
        """The position, where one is known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def summary_sources(self) -> list[Source]:
        """What the summary rests on, in the order of the text."""
        return [link.source for link in self.summary_links]


class SummarySource(Base):
    """That the summary of an estate rests on a source."""

    __tablename__ = "summary_source"

    estate_ref: Mapped[str] = mapped_column(ForeignKey("estate.ref"), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), primary_key=True)
    position: Mapped[int]

    source: Mapped[Source] = relationship(lazy="raise")


class Name(Base):
    """A further name of an estate, or the name of something it is mistaken for."""

    __tablename__ = "name"
    __table_args__ = (one_of("role", NameRole),)

    id: Mapped[int] = mapped_column(primary_key=True)
    estate_ref: Mapped[str] = mapped_column(ForeignKey("estate.ref"), index=True)
    language: Mapped[str] = mapped_column(String(8))
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(15))
    note: Mapped[Words] = mapped_column(WordsType)
    source_id: Mapped[str | None] = mapped_column(ForeignKey("source.id"))

    source: Mapped[Source | None] = relationship(lazy="raise")


class SearchRole(StrEnum):
    """What a name in the search index is to its estate."""

    SHORT = "short"
    NAME = "name"
    ALIAS = "alias"
    CONFUSED = "confused"  # the name of something else


class SearchName(Base):
    """A name as it is searched and sorted by; written by `directory.indexing` alone.

    ``squashed`` is the folded name without spaces. It and ``sort_key``, which short names have,
    are compared by code point in both databases.
    """

    __tablename__ = "search_name"
    __table_args__ = (one_of("role", SearchRole), Index(None, "role", "squashed"))

    id: Mapped[int] = mapped_column(primary_key=True)
    estate_ref: Mapped[str] = mapped_column(
        ForeignKey("estate.ref", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(8))
    squashed: Mapped[str] = mapped_column(BY_CODE_POINT)
    sort_key: Mapped[str | None] = mapped_column(BY_CODE_POINT)


class Derived(Base):
    """One row: by which recipe leads and search index were last made as a whole."""

    __tablename__ = "derived"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    recipe: Mapped[str] = mapped_column(String(64))


class Sector(Base):
    """A branch of industry that a source names as present in an estate or in the province."""

    __tablename__ = "sector"

    id: Mapped[int] = mapped_column(primary_key=True)
    estate_ref: Mapped[str | None] = mapped_column(ForeignKey("estate.ref"), index=True)
    key: Mapped[str] = mapped_column(String(40))
    name: Mapped[Words] = mapped_column(WordsType)
    note: Mapped[Words] = mapped_column(WordsType)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"))

    source: Mapped[Source] = relationship(lazy="raise")


class Place(Base):
    """A town or airport that distances are measured to."""

    __tablename__ = "place"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))  # town, airport
    name: Mapped[Words] = mapped_column(WordsType)
    latitude: Mapped[Decimal] = mapped_column(ExactDecimal)
    longitude: Mapped[Decimal] = mapped_column(ExactDecimal)
    rank: Mapped[int]

    @property
    def point(self) -> Point:
        """The position."""
        return Point(self.latitude, self.longitude)
