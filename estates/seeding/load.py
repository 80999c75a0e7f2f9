"""Loading the seed into the database: what is missing is added, what is there is left alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import exists, inspect, select
from sqlalchemy.orm import Session

from estates.database import Base
from estates.directory.models import Estate
from estates.history.models import SEED, Revision, SiteRevision
from estates.ledger.models import PROVINCE, Claim, Source
from estates.licensing.procedures import Procedure
from estates.seeding import records, trade_records
from estates.seeding.check import check
from estates.seeding.finding import UnsoundSeed
from estates.seeding.guide_records import guide_tables, subject_of
from estates.seeding.guide_rules import guide_of
from estates.seeding.policy_records import self_check_tables
from estates.seeding.report import LoadReport
from estates.seeding.seed import Seed, read_seed
from estates.web import clock

Snapshot = Callable[[Estate], dict[str, Any]]

# What a load itself counts, what the database numbers, and what only staff write: no difference of
# content.
_NOT_COMPARED = {
    "id", "position", "revision", "reviewed_on", "updated_at", "reason", "ended_reason"
}  # fmt: skip


def sound_seed(folder: Path) -> Seed:
    """The seed in ``folder``. Raises UnsoundSeed with all findings where it has any."""
    seed = read_seed(folder)
    if findings := check(seed):
        raise UnsoundSeed(findings)
    return seed


def seed_if_empty(session: Session, folder: Path, *, snapshot: Snapshot) -> bool:
    """Load the seed in ``folder`` where the database has no source and no estate.

    Says whether it did. Flushes; the caller commits. Raises UnsoundSeed.
    """
    if session.scalar(select(exists(select(Source.id)) | exists(select(Estate.ref)))):
        return False
    load(session, sound_seed(folder), snapshot=snapshot)
    return True


def fill(session: Session, folder: Path, *, snapshot: Snapshot) -> str | None:
    """Load the seed into an empty database, and what this release is the first to have into others.

    Says what was done, or None. Flushes; the caller commits. Raises UnsoundSeed.
    """
    if seed_if_empty(session, folder, snapshot=snapshot):
        return "The database was empty: the facts of seed/ were loaded."
    if session.scalar(select(exists(select(Procedure.key)))):
        return None
    loader = _Loader(session, LoadReport(), _closed_profiles(session))
    _load_reference(loader, sound_seed(folder))
    _raise_site_revision(session, clock.now())
    return "The licensing guide, which this database lacked, was loaded from seed/."


def load(
    session: Session,
    seed: Seed,
    *,
    snapshot: Snapshot,
    now: datetime | None = None,
) -> LoadReport:
    """Add what the database lacks of a checked ``seed``, and report on every table.

    A row that is there already is left untouched in every column, whoever wrote it: a claim that
    staff superseded or withdrew stays so, and a seed row that now reads otherwise is only counted
    as different. Reference tables (fields, sources, places, exports, policy and guide) get each
    row they lack. A profile gets further rows, and a claim that the seed has come to call
    superseded becomes so, only while nobody but the seed has published a revision of it; a step,
    a procedure or an incentive gets further parts by the same rule. From
    then on it belongs to the staff, and what this rule keeps out is counted as withheld.

    Each new estate gets revision 1, with the moment of its review. An estate that a later load
    changes gets its next revision, at ``now``: no published state ever changes in silence. The
    site's own revision grows by one with every load that changes anything. Flushes, never commits.
    """
    loader = _Loader(session, LoadReport(), _closed_profiles(session))
    _load_reference(loader, seed)
    _load_profiles(loader, seed)
    if loader.report.changed:
        moment = now or clock.now()
        _write_revisions(loader, snapshot, moment)
        _raise_site_revision(session, moment)
        session.flush()
    return loader.report


@dataclass
class _Loader:
    """Adds rows to tables, except to the profiles that are closed to the seed."""

    session: Session
    report: LoadReport
    closed: set[str]
    grown: set[str] = field(default_factory=set)  # the profiles that got rows

    def add(self, rows: Iterable[Base], *identity: str, owner: str | None = None) -> None:
        """Add the rows whose values of ``identity`` no stored row of their table has.

        ``owner`` names the column of the profile that a row belongs to; None there stands for
        the province.
        """
        rows = list(rows)
        if not rows:
            return
        model = type(rows[0])
        report = self.report.table(model.__tablename__)
        stored = {_key(row, identity): row for row in self.session.scalars(select(model))}
        for row in rows:
            profile = (getattr(row, owner) or PROVINCE) if owner else None
            closed = bool({profile, subject_of(row)} & self.closed)
            if (other := stored.get(_key(row, identity))) is not None:
                if (
                    profile not in self.closed
                    and isinstance(other, Claim)
                    and _overtaken(row, other)
                ):
                    other.superseded = True
                    report.superseded += 1
                    self.grown.add(profile or PROVINCE)
                report.kept += 1
                report.different += _differs(row, other)
            elif closed:
                report.withheld += 1
            else:
                report.added += 1
                self.session.add(row)
                if profile:
                    self.grown.add(profile)
        self.session.flush()  # in this order, so that references find their targets


def _overtaken(row: Base, stored: Base) -> bool:
    """Whether the seed has come to call a stored claim superseded."""
    return (
        isinstance(row, Claim)
        and isinstance(stored, Claim)
        and row.superseded
        and not stored.superseded
    )


def _key(row: Base, identity: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in identity)


def _differs(row: Base, stored: Base) -> bool:
    columns = [attribute.key for attribute in inspect(type(row)).column_attrs]
    return any(
        getattr(row, column) != getattr(stored, column)
        for column in columns
        if column not in _NOT_COMPARED
    )


def _closed_profiles(session: Session) -> set[str]:
    """The subjects of which somebody else than the seed has published a revision."""
    return set(session.scalars(select(Revision.subject).where(Revision.author != SEED)))


def _load_reference(loader: _Loader, seed: Seed) -> None:
    loader.add(records.fields(seed), "key")
    loader.add(records.sources(seed), "id")
    loader.add(records.places(seed), "id")
    loader.add(trade_records.export_periods(seed), "seed_key")
    loader.add(trade_records.markets(seed), "seed_key")
    loader.add(trade_records.product_groups(seed), "seed_key")
    if guide := guide_of(seed.guide):
        loader.add([trade_records.policy(guide.policy)], "key")
        loader.add(trade_records.policy_statements(guide.policy), "key")
        for rows, identity in [*guide_tables(guide), *self_check_tables(guide)]:
            loader.add(rows, *identity)


def _load_profiles(loader: _Loader, seed: Seed) -> None:
    loader.add(records.provinces(seed), "ref")
    loader.add(records.estates(seed), "ref", owner="ref")
    loader.add(records.summary_sources(seed), "estate_ref", "source_id", owner="estate_ref")
    loader.add(records.names(seed), "estate_ref", "language", "name", "role", owner="estate_ref")
    loader.add(records.sectors(seed), "estate_ref", "key", "source_id", owner="estate_ref")
    loader.add(records.claims(seed), "seed_key", owner="subject")


def _write_revisions(loader: _Loader, snapshot: Snapshot, now: datetime) -> None:
    """Publish each estate that got rows: a new one as revision 1, another as the next one."""
    session = loader.session
    numbered = set(session.scalars(select(Revision.subject).distinct()))
    for estate in session.scalars(select(Estate).where(Estate.ref.in_(loader.grown))):
        if estate.ref in numbered:
            estate.revision += 1
            estate.updated_at = now
        session.flush()
        session.add(
            Revision(
                subject=estate.ref,
                number=estate.revision,
                published_at=estate.updated_at,
                author=SEED,
                snapshot=snapshot(estate),
            )
        )


def _raise_site_revision(session: Session, now: datetime) -> None:
    site = session.get(SiteRevision, 1)
    if site is None:
        session.add(SiteRevision(id=1, number=1, changed_at=now))
    else:
        site.number += 1
        site.changed_at = now
