"""Reads of the ledger."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from estates.database import db
from estates.ledger.figures import Figure, figures
from estates.ledger.models import Claim, Field, Ruling, Source


def fields() -> Sequence[Field]:
    """Every registered field, in the order of the registry."""
    return db.session.scalars(select(Field).order_by(Field.position)).all()


def figures_of(
    subjects: Iterable[str], today: date, keys: Collection[str] | None = None
) -> dict[str, dict[str, Figure]]:
    """The figures of each subject by field key, in three queries whatever the number.

    ``keys`` names the fields that are wanted, where not all are.
    """
    wanted = list(subjects)
    registry = [field for field in fields() if keys is None or field.key in keys]
    claims: dict[str, list[Claim]] = defaultdict(list)
    chosen = (
        select(Claim)
        .where(Claim.subject.in_(wanted), Claim.field_key.in_([field.key for field in registry]))
        .options(joinedload(Claim.source))
        .order_by(Claim.id)
    )
    for claim in db.session.scalars(chosen):
        claims[claim.subject].append(claim)
    rulings: dict[str, dict[str, Ruling]] = defaultdict(dict)
    ruled = select(Ruling).where(Ruling.subject.in_(wanted)).options(joinedload(Ruling.source))
    for ruling in db.session.scalars(ruled):
        rulings[ruling.subject][ruling.field_key] = ruling
    return {
        subject: figures(subject, registry, claims[subject], today, rulings[subject])
        for subject in wanted
    }


def figures_of_one(subject: str, today: date) -> dict[str, Figure]:
    """The figures of one subject by field key."""
    return figures_of([subject], today)[subject]


def source(source_id: str) -> Source | None:
    """One source, or None."""
    return db.session.get(Source, source_id)


def sources() -> Sequence[Source]:
    """Every source, the latest first within its kind; undated ones last."""
    newest = Source.published_on.desc().nulls_last()
    return db.session.scalars(select(Source).order_by(newest, Source.id)).all()


def uses_by_source() -> dict[str, int]:
    """How many claims rest on each source that has any."""
    counted = select(Claim.source_id, func.count()).group_by(Claim.source_id)
    return dict(db.session.execute(counted).all())


def claims_from(source_id: str) -> Sequence[Claim]:
    """The claims that rest on a source, with their fields."""
    chosen = (
        select(Claim)
        .where(Claim.source_id == source_id)
        .options(joinedload(Claim.source), joinedload(Claim.field))
        .order_by(Claim.subject, Claim.id)
    )
    return db.session.scalars(chosen).all()
