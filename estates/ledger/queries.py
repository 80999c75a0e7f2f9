"""Reads of the ledger."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, and_, case, func, not_, or_, select, true
from sqlalchemy.orm import Session, joinedload

from estates.database import db
from estates.ledger.figures import Figure, figures
from estates.ledger.models import Claim, Field, Lead, Ruling, Source
from estates.lib.quantity import Interval

_LATEST = (Source.published_on.desc().nulls_last(), Source.id)


def fields() -> Sequence[Field]:
    """Every registered field, in the order of the registry."""
    return db.session.scalars(select(Field).order_by(Field.position)).all()


def fields_by_key() -> dict[str, Field]:
    """The same by their keys."""
    return {field.key: field for field in fields()}


def figures_of(
    subjects: Iterable[str],
    today: date,
    keys: Collection[str] | None = None,
    session: Session | None = None,
) -> dict[str, dict[str, Figure]]:
    """The figures of each subject by field key, in three queries whatever the number.

    ``keys`` names the fields that are wanted, where not all are; ``session`` is that of the
    request unless another is given.
    """
    session = session or db.session()
    wanted = list(subjects)
    registered = session.scalars(select(Field).order_by(Field.position)).all()
    registry = [field for field in registered if keys is None or field.key in keys]
    claims: dict[str, list[Claim]] = defaultdict(list)
    chosen = select(Claim).where(Claim.subject.in_(wanted)).order_by(Claim.id)
    if keys is not None:
        chosen = chosen.where(Claim.field_key.in_([field.key for field in registry]))
    for claim in session.scalars(chosen.options(joinedload(Claim.source))):
        claims[claim.subject].append(claim)
    rulings: dict[str, dict[str, Ruling]] = defaultdict(dict)
    ruled = select(Ruling).where(Ruling.subject.in_(wanted)).options(joinedload(Ruling.source))
    for ruling in session.scalars(ruled):
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
    """Every source, the latest first; undated ones last."""
    return db.session.scalars(select(Source).order_by(*_LATEST)).all()


def sources_by_kind(kinds: Sequence[str], start: int, count: int) -> Sequence[Source]:
    """``count`` sources from ``start`` on, in the order of ``kinds``, the latest first in each."""
    of_kind = case({kind: number for number, kind in enumerate(kinds)}, value=Source.kind)
    chosen = select(Source).order_by(of_kind, *_LATEST).offset(start).limit(count)
    return db.session.scalars(chosen).all()


def counts_by_kind() -> dict[str, int]:
    """How many sources there are of each kind that has any."""
    counted = select(Source.kind, func.count()).group_by(Source.kind)
    return dict(db.session.execute(counted).all())


def uses_by_source(ids: Sequence[str]) -> dict[str, int]:
    """How many claims rest on each of the sources ``ids`` that has any."""
    counted = select(Claim.source_id, func.count()).where(Claim.source_id.in_(ids))
    return dict(db.session.execute(counted.group_by(Claim.source_id)).all())


def uses_of_source(source_id: str) -> int:
    """How many claims rest on a source."""
    counted = select(func.count()).select_from(Claim).where(Claim.source_id == source_id)
    return db.session.scalar(counted) or 0


def claims_from(source_id: str, start: int, count: int) -> Sequence[Claim]:
    """``count`` of the claims that rest on a source, from ``start`` on, with their fields."""
    chosen = (
        select(Claim)
        .where(Claim.source_id == source_id)
        .options(joinedload(Claim.source), joinedload(Claim.field))
        .order_by(Claim.subject, Claim.id)
        .offset(start)
        .limit(count)
    )
    return db.session.scalars(chosen).all()


def every_claim() -> Iterable[Claim]:
    """Every claim with its source, by subject and figure; few of them are in memory at a time."""
    chosen = (
        select(Claim)
        .join(Field, Claim.field_key == Field.key)
        .options(joinedload(Claim.source))
        .order_by(Claim.subject, Field.position, Claim.id)
    )
    return db.session.scalars(chosen.execution_options(yield_per=500))


def claim(claim_id: int) -> Claim | None:
    """One claim with its field and source, or None."""
    chosen = select(Claim).where(Claim.id == claim_id)
    return db.session.scalar(chosen.options(joinedload(Claim.source), joinedload(Claim.field)))


def field(key: str) -> Field | None:
    """One registered field, or None."""
    return db.session.get(Field, key)


def published() -> Iterable[tuple[str, str]]:
    """Each figure that has a lead: its field and its subject, streamed."""
    return _pairs(select(Lead.field_key, Lead.subject))


def lead_numbers(key: str, subjects: Sequence[str]) -> dict[str, Decimal]:
    """The number of a field's lead of each subject that has one."""
    chosen = select(Lead.subject, Lead.number).where(
        Lead.field_key == key, Lead.subject.in_(subjects)
    )
    return dict(_pairs(chosen))


def ranks(key: str) -> dict[str, int]:
    """How each subject with a lead of a field ranks by its number, the smallest 1; equals alike."""
    ranked = select(Lead.subject, func.dense_rank().over(order_by=Lead.number))
    return dict(_pairs(ranked.where(Lead.field_key == key)))


def able(key: str, wanted: Interval) -> Iterable[str]:
    """The subjects of which a field's lead may lie in an interval, whatever its standing."""
    return _ones(select(Lead.subject).where(Lead.field_key == key, *_may_lie(wanted)))


def weighed(key: str, wanted: Interval, today: date) -> tuple[Iterable[str], Iterable[str]]:
    """The subjects of which a field surely meets a requirement, and those that surely fail it.

    A lead can answer where it is no plan and not due for review (DESIGN §3).
    """
    meets = case((and_(true(), *_lies_within(wanted)), Lead.subject))
    fails = case((not_(and_(true(), *_may_lie(wanted))), Lead.subject))
    chosen = select(func.aggregate_strings(meets, " "), func.aggregate_strings(fails, " ")).where(
        Lead.field_key == key, not_(Lead.planned), Lead.overdue_from > today
    )
    meeting, failing = db.session.execute(chosen).one()
    return (meeting or "").split(), (failing or "").split()


def _may_lie(wanted: Interval) -> list[ColumnElement[bool]]:
    """The SQL of `Interval.intersects`."""
    parts = []
    if wanted.low is not None:
        parts.append(or_(Lead.high.is_(None), Lead.high >= wanted.low))
    if wanted.high is not None:
        parts.append(or_(Lead.low.is_(None), Lead.low <= wanted.high))
    return parts


def _lies_within(wanted: Interval) -> list[ColumnElement[bool]]:
    """The SQL of `Interval.within`; a comparison with an open end is never true."""
    parts = []
    if wanted.low is not None:
        parts.append(Lead.low >= wanted.low)
    if wanted.high is not None:
        parts.append(Lead.high <= wanted.high)
    return parts


def _ones(chosen: Select[str]) -> Iterable[str]:
    """The subjects chosen, fetched as one text: thousands of rows cost ten times as much."""
    subjects = chosen.subquery().c.subject
    joined = db.session.scalar(select(func.aggregate_strings(subjects, " ")))
    return joined.split(" ") if joined else ()


def _pairs(chosen: Executable) -> Iterable[tuple[Any, Any]]:
    return ((row[0], row[1]) for row in db.session.execute(chosen))
