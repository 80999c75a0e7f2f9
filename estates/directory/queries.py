"""Reads of the directory."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import load_only, selectinload

from estates.database import db
from estates.directory.models import Estate, Name, Place, Province, Sector, SummarySource
from estates.lib.bilingual import Words


def province() -> Province:
    """The province. Raises NoResultFound where nothing is seeded."""
    return db.session.scalars(select(Province)).one()


def estates() -> Sequence[Estate]:
    """All estates, zones and private estates in their own order, with access sources."""
    chosen = (
        select(Estate)
        .order_by(Estate.position)
        .options(selectinload(Estate.access_source), selectinload(Estate.county_source))
    )
    return db.session.scalars(chosen).all()


def short_names() -> dict[str, Words]:
    """The short name of every site by its reference, in their own order, and nothing else."""
    chosen = select(Estate.ref, Estate.short_name).order_by(Estate.position)
    return {row.ref: row.short_name for row in db.session.execute(chosen)}


def refs() -> list[str]:
    """The references of all sites, in their own order."""
    return list(db.session.scalars(select(Estate.ref).order_by(Estate.position)))


def estates_named(refs: Sequence[str]) -> list[Estate]:
    """The estates with these references, in their order; those that are none are left out."""
    chosen = (
        select(Estate)
        .where(Estate.ref.in_(refs))
        .options(selectinload(Estate.access_source), selectinload(Estate.county_source))
    )
    found = {estate.ref: estate for estate in db.session.scalars(chosen)}
    return [found[ref] for ref in refs if ref in found]


def estates_placed(refs: Sequence[str]) -> list[Estate]:
    """The estates with these references and what a mark shows of them, and no more; in no order."""
    shown = (
        Estate.ref, Estate.position, Estate.kind, Estate.name, Estate.short_name,
        Estate.latitude, Estate.longitude, Estate.location_quality, Estate.location_radius_m,
    )  # fmt: skip
    chosen = select(Estate).where(Estate.ref.in_(refs)).options(load_only(*shown, raiseload=True))
    return list(db.session.scalars(chosen))


def estate(ref: str) -> Estate | None:
    """One estate with all that its profile shows, or None."""
    return db.session.get(
        Estate,
        ref,
        options=[
            selectinload(Estate.access_source),
            selectinload(Estate.county_source),
            selectinload(Estate.location_source),
            selectinload(Estate.ended_source),
            selectinload(Estate.names).selectinload(Name.source),
            selectinload(Estate.sectors).selectinload(Sector.source),
            selectinload(Estate.summary_links).selectinload(SummarySource.source),
        ],
    )


def estates_resting_on(source_id: str, most: int) -> Sequence[Estate]:
    """The first estates whose summary, address, county or position rests on a source."""
    by_summary = select(SummarySource.estate_ref).where(SummarySource.source_id == source_id)
    rests = (
        Estate.ref.in_(by_summary)
        | (Estate.access_source_id == source_id)
        | (Estate.county_source_id == source_id)
        | (Estate.location_source_id == source_id)
    )
    found = select(Estate).where(rests).order_by(Estate.position).limit(most)
    return db.session.scalars(found).all()


def places() -> Sequence[Place]:
    """Towns and airports, the most important first."""
    return db.session.scalars(select(Place).order_by(Place.rank, Place.id)).all()


def sectors_of(key: str) -> Sequence[Sector]:
    """The sites in which a source names a branch of industry, with their sources."""
    chosen = (
        select(Sector)
        .where(Sector.key == key, Sector.estate_ref.is_not(None))
        .order_by(Sector.id)
        .options(selectinload(Sector.source))
    )
    return db.session.scalars(chosen).all()
