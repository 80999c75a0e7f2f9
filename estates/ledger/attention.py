"""Which figures want somebody: overdue ones, disputes that nobody decided, sources gone stale.

Read by SQL that stays quick at thousands of sites, a page of rows at a time.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select, tuple_
from sqlalchemy.orm import aliased, joinedload

from estates.database import db
from estates.ledger import agreement
from estates.ledger.models import Claim, Extent, Field, Lead, Nature, Ruling, Source
from estates.ledger.statement import Statement, claim_statement
from estates.lib.quantity import Interval, Qualifier, Value


@dataclass(frozen=True)
class Overdue:
    """A figure whose lead should have been looked at again; ``since`` is None where its age is
    not known."""

    subject: str
    field: Field
    statement: Statement
    since: date | None


@dataclass(frozen=True)
class Dispute:
    """A figure of which sources disagree, and nobody has decided."""

    subject: str
    field: Field
    statements: Sequence[Statement]


@dataclass(frozen=True)
class Stale:
    """A source of which every figure that rests on it is overdue; ``figures`` counts those."""

    source: Source
    figures: int


# --- overdue -----------------------------------------------------------------------------------


def count_overdue(today: date, subject: str | None = None) -> int:
    """How many leads should have been reviewed by now."""
    counted = select(func.count()).select_from(Lead).where(*_overdue(today, subject))
    return db.session.scalar(counted) or 0


def overdue(
    today: date, start: int, most: int, subject: str | None = None, first: Collection[str] = ()
) -> list[Overdue]:
    """Some of them, those of the sites ``first`` before others, the longest overdue first."""
    chosen = (
        select(Lead.subject, Lead.claim_id, Lead.overdue_from)
        .where(*_overdue(today, subject))
        .order_by(
            *_own_first(Lead.subject, first),
            Lead.overdue_from.asc().nulls_last(),
            Lead.subject,
            Lead.field_key,
        )
    )
    rows = db.session.execute(chosen.offset(start).limit(most)).all()
    claims = _claims([row.claim_id for row in rows])
    return [
        Overdue(
            row.subject,
            claims[row.claim_id].field,
            claim_statement(claims[row.claim_id], claims[row.claim_id].field, today),
            row.overdue_from,
        )
        for row in rows
    ]


def _overdue(today: date, subject: str | None) -> list[ColumnElement[bool]]:
    late: list[ColumnElement[bool]] = [or_(Lead.overdue_from.is_(None), Lead.overdue_from <= today)]
    return late if subject is None else [*late, Lead.subject == subject]


def _own_first(column: Any, first: Collection[str]) -> list[ColumnElement[int]]:
    return [case((column.in_(first), 0), else_=1)] if first else []


def _claims(ids: Sequence[int]) -> dict[int, Claim]:
    chosen = select(Claim).where(Claim.id.in_(ids))
    loaded = chosen.options(joinedload(Claim.source), joinedload(Claim.field))
    return {claim.id: claim for claim in db.session.scalars(loaded)}


# --- disputes ----------------------------------------------------------------------------------


def disputed(subject: str | None = None) -> list[tuple[str, str]]:
    """Subject and field of every figure whose sources disagree and that has no ruling.

    SQL finds the pairs of claims that may contradict each other; whether they do is seen here, by
    the rule of `agreement.rivals`: of intervals, pairs are enough.
    """
    found = {
        (row.subject, row.field_key): None
        for row in db.session.execute(_pairs(subject))
        if not _interval(row[2:5]).intersects(_interval(row[5:8]))
    }
    return list(found)


def _interval(columns: Sequence[Any]) -> Interval:
    number, qualifier, maximum = columns
    return Value(number, Qualifier(qualifier), maximum).interval


def _pairs(subject: str | None) -> Any:
    """Two live claims each that say different things of one time, of figures without a ruling."""
    one, other = aliased(Claim), aliased(Claim)
    undated = one.period_start.is_(None) | other.period_start.is_(None)
    overlap = (one.period_start <= other.period_end) & (other.period_start <= one.period_end)
    same = (one.period_start == other.period_start) & (one.period_end == other.period_end)
    ruled = (
        select(Ruling.subject)
        .where(Ruling.subject == one.subject, Ruling.field_key == one.field_key)
        .exists()
    )
    said = [(c.value, c.qualifier, c.value_max) for c in (one, other)]
    chosen = (
        select(one.subject, one.field_key, *said[0], *said[1])
        .join(
            other,
            (other.subject == one.subject)
            & (other.field_key == one.field_key)
            & (other.id > one.id),
        )
        .join(Field, Field.key == one.field_key)
        .where(*_able(one), *_able(other), ~ruled)
        .where(or_(one.value != other.value, one.qualifier != other.qualifier))
        .where(or_(undated, same, overlap & (Field.nature != Nature.FLOW)))
        .order_by(one.subject, Field.position)
    )
    return chosen if subject is None else chosen.where(one.subject == subject)


def _able(claim: Any) -> Iterator[ColumnElement[bool]]:
    """The SQL of `agreement.candidates`."""
    yield ~claim.superseded
    yield claim.withdrawn_at.is_(None)
    yield claim.extent == Extent.WHOLE
    yield or_(claim.qualifier != Qualifier.PLANNED, Field.nature == Nature.PLAN)


def _by_figure(keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[Claim]]:
    chosen = (
        select(Claim)
        .where(tuple_(Claim.subject, Claim.field_key).in_(keys))
        .order_by(Claim.id)
        .options(joinedload(Claim.field), joinedload(Claim.source))
    )
    found: dict[tuple[str, str], list[Claim]] = {key: [] for key in keys}
    for claim in db.session.scalars(chosen) if keys else ():
        found[(claim.subject, claim.field_key)].append(claim)
    return found


def disputes(keys: Sequence[tuple[str, str]], today: date) -> list[Dispute]:
    """Figures by their keys with what their sources say, one statement for each value."""
    made = []
    for (subject, _field), claims in _by_figure(keys).items():
        field = claims[0].field
        shown = {}
        for claim in agreement.rivals(field, claims):
            shown.setdefault(claim.stated, claim_statement(claim, field, today))
        made.append(Dispute(subject, field, list(shown.values())))
    return made


# --- sources -----------------------------------------------------------------------------------


def _stale(today: date) -> Any:
    late = case((or_(Lead.overdue_from.is_(None), Lead.overdue_from <= today), 1), else_=0)
    return (
        select(Claim.source_id, func.count().label("figures"))
        .select_from(Lead)
        .join(Claim, Claim.id == Lead.claim_id)
        .group_by(Claim.source_id)
        .having(func.sum(late) == func.count())
    )


def count_stale_sources(today: date) -> int:
    """How many sources have nothing left that is not overdue."""
    return db.session.scalar(select(func.count()).select_from(_stale(today).subquery())) or 0


def stale_sources(today: date, start: int, most: int) -> list[Stale]:
    """Some of them, those first on which most rests."""
    stale = _stale(today).subquery()
    chosen = (
        select(Source, stale.c.figures)
        .join(stale, stale.c.source_id == Source.id)
        .order_by(stale.c.figures.desc(), Source.id)
    )
    rows = db.session.execute(chosen.offset(start).limit(most))
    return [Stale(source, figures) for source, figures in rows]
