"""A directory of invented estates in any database, for measuring what size costs.

The estates are the same ones whatever their number: estate 7 of 13 is estate 7 of 13,000, and the
province with its figures, exports and policy is the real one of `seed/`. So sizes differ in number
alone. Revisions of profiles are not made.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import sqlalchemy as sa
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from bench import profiles
from bench.claims import claims
from estates import create_app
from estates.database import Base, db
from estates.directory import derived
from estates.directory.models import Estate, Name, Sector, SummarySource
from estates.directory.snapshot import published
from estates.ledger.models import PROVINCE, Claim, Field, Ruling, Scope, Source
from estates.lib.bilingual import Words
from estates.seeding.load import load, sound_seed
from estates.seeding.seed import Seed
from estates.seeding.tables import Table
from estates.settings import Settings
from estates.web import clock

AT_ONCE = 500  # estates
_RULED = 0.05  # the share of estates of which staff ruled on a figure
_STATES = ("unknown", "not_applicable", "none")

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Made:
    """How many rows there are, and the seconds it took to write them and what follows from them."""

    estates: int
    claims: int
    rows_seconds: float
    following_seconds: float


def settings_for(url: str, instance_dir: Path) -> Settings:
    """Settings that take nothing from the environment of the machine."""
    return Settings.from_env({"DATABASE_URL": url, "INSTANCE_DIR": str(instance_dir)})


def make(url: str, instance_dir: Path, estates: int) -> Made:
    """Migrate the empty database at ``url`` and put the province and ``estates`` into it."""
    app = create_app(settings_for(url, instance_dir))
    with app.app_context(), clock.stopped_at(profiles.MOMENT):
        upgrade()
        session = db.session()
        start = perf_counter()
        load(session, _province_alone(app.extensions["settings"].seed_dir), snapshot=published)
        _write(session, estates)
        session.commit()
        written = perf_counter()
        _follow(session)
        session.commit()
        followed = perf_counter()
        total = session.scalar(sa.select(sa.func.count()).select_from(Claim)) or 0
        _tidy(session)
        db.session.remove()
        db.engine.dispose()
    return Made(estates, total, written - start, followed - written)


def _province_alone(folder: Path) -> Seed:
    """The real seed without its estates."""
    seed = sound_seed(folder)
    return replace(
        seed,
        estates=Table(seed.estates.file),
        names=Table(seed.names.file),
        claims=Table(seed.claims.file, [r for r in seed.claims.rows if r.subject == PROVINCE]),
        groups=Table(seed.groups.file, [r for r in seed.groups.rows if r.subject == PROVINCE]),
    )


def _write(session: Session, estates: int) -> None:
    fields = session.scalars(sa.select(Field).order_by(Field.position)).all()
    own = [field for field in fields if field.scope != Scope.PROVINCE]
    _insert(session, Source, profiles.shared_sources(Random("shared")))
    ids = count((session.scalar(sa.select(sa.func.max(Claim.id))) or 0) + 1)
    for start in range(1, estates + 1, AT_ONCE):
        _write_some(session, range(start, min(start + AT_ONCE, estates + 1)), own, ids)


def _write_some(
    session: Session, numbers: Sequence[int], fields: Sequence[Field], ids: Iterator[int]
) -> None:
    randoms = {number: Random(f"profile {number}") for number in numbers}
    found = [profiles.profile(number, random) for number, random in randoms.items()]
    stated = [row for n, random in randoms.items() for row in claims(n, fields, random)]
    for row in stated:
        row["id"] = next(ids)
    _insert(session, Source, [one.source for one in found])
    _insert(session, Estate, [one.estate for one in found])
    _insert(session, SummarySource, [row for one in found for row in one.summary_sources])
    _insert(session, Name, [row for one in found for row in one.names])
    _insert(session, Sector, [row for one in found for row in one.sectors])
    _insert(session, Claim, stated)
    _insert(session, Ruling, list(_rulings(numbers, stated)))


def _rulings(numbers: Iterable[int], stated: Rows) -> Iterator[dict[str, Any]]:
    """What staff decided here and there: that a claim leads, or that there is none and why."""
    by_subject: dict[str, Rows] = {}
    for row in stated:
        by_subject.setdefault(row["subject"], []).append(row)
    for number in numbers:
        random = Random(f"ruling {number}")
        own = by_subject.get(profiles.ref(number))
        if not own or random.random() >= _RULED:
            continue
        claim = random.choice(own)
        state = random.choice((None, *_STATES))
        yield {
            "subject": claim["subject"],
            "field_key": claim["field_key"],
            "lead_id": None if state else claim["id"],
            "state": state,
            "source_id": profiles.own_source(number) if state else None,
            "reason": Words({"fa": "داوری ساختگی", "en": "An invented ruling"}),
        }


def _insert(session: Session, model: type[Base], rows: Rows) -> None:
    if rows:
        session.connection().execute(sa.insert(model.metadata.tables[model.__tablename__]), rows)


def _follow(session: Session) -> None:
    """Build what follows from the rows, which were written past the session's listeners."""
    derived.rebuild(session)


def _tidy(session: Session) -> None:
    """What PostgreSQL comes to do by itself some minutes later, and a number for the next claim."""
    if session.connection().dialect.name == "postgresql":
        highest = sa.select(sa.func.max(Claim.id)).scalar_subquery()
        session.execute(sa.select(sa.func.setval("claim_id_seq", highest)))
        session.commit()
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM ANALYZE"))
