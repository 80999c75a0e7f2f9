"""What profiles lack: core figures of which nothing is known, and texts that lag or are missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, case, func, literal, or_, select, union_all

from estates.database import db
from estates.directory.document import ESTATE_TEXTS, PROVINCE_TEXTS
from estates.directory.models import Estate, Province
from estates.history.lag import Mark, lagging
from estates.history.models import TextMark
from estates.ledger.models import PROVINCE, Field, Lead, Level, Ruling, Scope
from estates.lib.bilingual import Words

LANGUAGES = ("fa", "en")


@dataclass(frozen=True)
class Behind:
    """A text of a profile in a language that lags behind the other, or is not there at all."""

    subject: str
    text: str
    language: str
    missing: bool


# --- core figures of which nothing is known ----------------------------------------------------


def count_unknown(subject: str | None = None) -> int:
    """How many core figures of sites that have not ended have no value and no ruling."""
    counted = select(func.count()).select_from(_unknown(subject).subquery())
    return db.session.scalar(counted) or 0


def unknown(
    start: int, most: int, subject: str | None = None, first: Collection[str] = ()
) -> list[tuple[str, Field]]:
    """Some of them as subject and field, those of the sites ``first`` before others."""
    gaps = _unknown(subject).subquery()
    own: list[ColumnElement[int]] = [case((gaps.c.subject.in_(first), 0), else_=1)] if first else []
    chosen = (
        select(gaps.c.subject, Field)
        .join(Field, Field.key == gaps.c.field)
        .order_by(*own, gaps.c.place, Field.position)
    )
    rows = db.session.execute(chosen.offset(start).limit(most))
    return [(row[0], row[1]) for row in rows]


def _subjects() -> CTE:
    estates = select(
        Estate.ref.label("subject"),
        Estate.position.label("place"),
        literal(Scope.ESTATE.value).label("scope"),
    ).where(Estate.ended_on.is_(None))
    province = select(
        literal(PROVINCE).label("subject"),
        literal(-1).label("place"),
        literal(Scope.PROVINCE.value).label("scope"),
    )
    return union_all(province, estates).cte("subjects")


def _unknown(subject: str | None) -> Any:
    of = _subjects()
    led = (
        select(Lead.subject)
        .where(Lead.subject == of.c.subject, Lead.field_key == Field.key)
        .exists()
    )
    ruled = (
        select(Ruling.subject)
        .where(
            Ruling.subject == of.c.subject,
            Ruling.field_key == Field.key,
            Ruling.state.is_not(None),
        )
        .exists()
    )
    chosen = (
        select(of.c.subject, of.c.place, Field.key.label("field"))
        .join(Field, or_(Field.scope == of.c.scope, Field.scope == Scope.BOTH))
        .where(Field.level == Level.CORE, ~led, ~ruled)
    )
    return chosen if subject is None else chosen.where(of.c.subject == subject)


# --- texts -------------------------------------------------------------------------------------


def behind() -> list[Behind]:
    """Every text of the province and of sites that lags in a language, or lacks it."""
    return [*_lagging(), *_missing()]


def _lagging() -> list[Behind]:
    marks: dict[tuple[str, str], dict[str, Mark]] = {}
    for row in db.session.execute(
        select(
            TextMark.subject, TextMark.text, TextMark.language, TextMark.written, TextMark.follows
        ).order_by(TextMark.subject, TextMark.text)
    ):
        mark = Mark(row.written, row.follows)
        marks.setdefault((row.subject, row.text), {})[row.language] = mark
    return [
        Behind(subject, text, language, False)
        for (subject, text), known in marks.items()
        for language in sorted(
            lagging({code: known.get(code, Mark()) for code in {*known, *LANGUAGES}})
        )
    ]


def _missing() -> list[Behind]:
    columns = [getattr(Estate, text) for text in ESTATE_TEXTS]
    rows: Sequence[Any] = db.session.execute(
        select(Estate.ref, *columns).where(Estate.ended_on.is_(None)).order_by(Estate.position)
    ).all()
    found = [one for row in rows for one in _gaps(row[0], ESTATE_TEXTS, row[1:])]
    names = db.session.execute(select(Province.name)).all()
    return [*(one for row in names for one in _gaps(PROVINCE, PROVINCE_TEXTS, row)), *found]


def _gaps(subject: str, texts: Sequence[str], words: Sequence[Words]) -> list[Behind]:
    return [
        Behind(subject, text, code, True)
        for text, of in zip(texts, words, strict=True)
        if of
        for code in LANGUAGES
        if code not in of
    ]
