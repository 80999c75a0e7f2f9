"""Tables that staff bring in: a job for each file, its rows with what would become of each.

A job waits for its columns, is checked, waits for a word, and makes drafts. What is to be done
stands in the database, so that any process may go on where another one ended.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import current_app
from sqlalchemy import (
    JSON,
    CheckConstraint,
    CursorResult,
    ForeignKey,
    Index,
    String,
    delete,
    func,
    select,
    update,
)  # fmt: skip
from sqlalchemy.orm import Mapped, mapped_column

from estates.database import Base, UtcDateTime, db
from estates.lib.persian import fold
from estates.settings import Settings
from estates.web import clock

SILENT_AFTER = timedelta(seconds=20)  # without a sign of life another process goes on
KEPT_FOR = timedelta(days=7)  # a file that nobody came back to


class Step(StrEnum):
    """Where a job is."""

    COLUMNS = "columns"  # waits for the person
    CHECK = "check"  # to be checked, or being so
    CHECKED = "checked"  # waits for the person
    WRITE = "write"  # drafts are to be made, or being so
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


WORKING = (Step.CHECK, Step.WRITE)


class Fate(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CONFLICT = "conflict"  # new, and at odds with the value that leads
    SAME = "same"  # published already
    REPEATED = "repeated"  # in the file already
    ERROR = "error"


TAKEN = (Fate.NEW, Fate.CONFLICT)


def _known(column: str, values: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class ImportJob(Base):
    """One file that somebody sent."""

    __tablename__ = "import_job"
    __table_args__ = (_known("step", Step), Index(None, "author"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    of: Mapped[str] = mapped_column("table", String(20))  # what the rows are: claims
    author: Mapped[int] = mapped_column(ForeignKey("account.id"))
    filename: Mapped[str] = mapped_column(String(200))  # as it was called; for people alone
    stored: Mapped[str] = mapped_column(String(32))  # what it is called here
    about: Mapped[dict[str, Any]] = mapped_column(JSON)  # what `web.table_file` says of it
    options: Mapped[dict[str, Any]] = mapped_column(JSON)  # columns and source, as chosen
    counts: Mapped[dict[str, int]] = mapped_column(JSON)  # rows by fate
    result: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # what became of each subject
    step: Mapped[str] = mapped_column(String(10))
    done: Mapped[int]
    total: Mapped[int]
    worker: Mapped[str | None] = mapped_column(String(32))
    heartbeat: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def working(self) -> bool:
        """Whether something is being done, or about to be."""
        return self.step in WORKING

    @property
    def silent(self) -> bool:
        """Whether whoever worked at it has given no sign of life for a while."""
        return bool(self.heartbeat and self.heartbeat < clock.now() - SILENT_AFTER)

    @property
    def taken(self) -> int:
        """How many rows would become new values."""
        return sum(self.counts.get(fate, 0) for fate in TAKEN)


class ImportRow(Base):
    """One row of a file, read."""

    __tablename__ = "import_row"
    __table_args__ = (_known("fate", Fate), Index(None, "job_id", "fate", "number"))

    job_id: Mapped[int] = mapped_column(
        ForeignKey("import_job.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)  # its place among the rows, from 1
    line: Mapped[int]  # where it stands in the file
    fate: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str | None] = mapped_column(String(130))
    digest: Mapped[str | None] = mapped_column(String(64))
    entry: Mapped[dict[str, Any]] = mapped_column(JSON)  # as a draft takes it
    cells: Mapped[dict[str, str]] = mapped_column(JSON)  # as they stand in the file, by column
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # by column: a code and its details


class ImportColumns(Base):
    """How the columns of a set of headings were matched the last time."""

    __tablename__ = "import_columns"

    headings: Mapped[str] = mapped_column(String(64), primary_key=True)
    columns: Mapped[dict[str, str]] = mapped_column(JSON)


# --- files -------------------------------------------------------------------------------------


def folder() -> Path:
    """Where files wait; nobody but the server looks into it."""
    settings: Settings = current_app.extensions["settings"]
    found = settings.instance_dir / "imports"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def file_of(job: ImportJob) -> Path:
    """The file as it was sent."""
    return folder() / job.stored


def rows_of(job: ImportJob) -> Path:
    """Its rows as lines of JSON."""
    return folder() / f"{job.stored}.rows"


def remove_files(job: ImportJob) -> None:
    """Forget the file; its rows stay in the database as long as the job does."""
    for path in (file_of(job), rows_of(job)):
        path.unlink(missing_ok=True)


# --- jobs --------------------------------------------------------------------------------------


def new(of: str, author: int, filename: str, stored: str, about: Mapping[str, Any]) -> ImportJob:
    """A job that waits for its columns."""
    job = ImportJob(
        of=of, author=author, filename=filename, stored=stored, about=dict(about), options={},
        counts={}, result=[], step=Step.COLUMNS, done=0, total=about["rows"], worker=None,
        heartbeat=None, created_at=clock.now(),
    )  # fmt: skip
    db.session.add(job)
    return job


def new_name() -> str:
    """What a file is called here: nothing of its own name."""
    return uuid4().hex


def job(number: int, author: int) -> ImportJob | None:
    """A job of somebody, or None."""
    found = db.session.get(ImportJob, number) if number < 2**31 else None
    return found if found is not None and found.author == author else None


def jobs_of(author: int, most: int = 20) -> Sequence[ImportJob]:
    """The jobs of somebody, the newest first."""
    chosen = select(ImportJob).where(ImportJob.author == author)
    return db.session.scalars(chosen.order_by(ImportJob.id.desc()).limit(most)).all()


def rows(job: ImportJob, fate: str | None, start: int, count: int) -> Sequence[ImportRow]:
    """``count`` rows of a job from ``start`` on, of one fate or all, in the order of the file."""
    chosen = select(ImportRow).where(ImportRow.job_id == job.id)
    if fate:
        chosen = chosen.where(ImportRow.fate == fate)
    return db.session.scalars(chosen.order_by(ImportRow.number).offset(start).limit(count)).all()


def forget_old() -> None:
    """Remove jobs that nobody came back to, with their files."""
    old = select(ImportJob).where(ImportJob.created_at < clock.now() - KEPT_FOR)
    for one in db.session.scalars(old.where(ImportJob.step.not_in(WORKING)).limit(20)):
        remove_files(one)
        db.session.execute(delete(ImportRow).where(ImportRow.job_id == one.id))
        db.session.delete(one)


def start(job: ImportJob, step: Step) -> None:
    """Ask for a job to be checked, or for its drafts."""
    if step is Step.CHECK:
        db.session.execute(delete(ImportRow).where(ImportRow.job_id == job.id))
        job.counts = {}
    job.step, job.done, job.worker, job.heartbeat, job.result = step, 0, None, None, []


def cancel(job: ImportJob) -> None:
    """Stop: whoever works at it sees that with its next step, which is then not kept."""
    job.step, job.worker = Step.CANCELLED, None
    db.session.execute(delete(ImportRow).where(ImportRow.job_id == job.id))
    remove_files(job)


def remembered(header: Sequence[str]) -> dict[str, str] | None:
    """How these headings were matched before: columns by the place of the heading."""
    found = db.session.get(ImportColumns, _digest(header))
    return found.columns if found else None


def remember(header: Sequence[str], columns: Mapping[str, str]) -> None:
    """Keep how these headings were matched."""
    key = _digest(header)
    found = db.session.get(ImportColumns, key)
    if found is None:
        db.session.add(ImportColumns(headings=key, columns=dict(columns)))
    else:
        found.columns = dict(columns)


def _digest(header: Sequence[str]) -> str:
    words = "\n".join(fold(heading) for heading in header)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


# --- taking turns ------------------------------------------------------------------------------


def take(worker: str) -> int | None:
    """The number of a job that nobody works at, now this worker's; None where there is none."""
    free = (ImportJob.worker.is_(None)) | (ImportJob.heartbeat < clock.now() - SILENT_AFTER)
    waiting = select(ImportJob.id).where(ImportJob.step.in_(WORKING), free).order_by(ImportJob.id)
    for number in db.session.scalars(waiting).all():
        taken = (
            update(ImportJob)
            .where(ImportJob.id == number, ImportJob.step.in_(WORKING), free)
            .values(worker=worker, heartbeat=clock.now())
        )
        if _did(taken):
            db.session.commit()
            return number
    db.session.rollback()
    return None


def advance(job_id: int, worker: str, at: Step, /, **values: Any) -> bool:
    """Note how far the work ``at`` a step is.

    False where the job was cancelled or is another worker's now. Whoever gets that keeps nothing of
    what came with the step.
    """
    mine = update(ImportJob).where(
        ImportJob.id == job_id, ImportJob.worker == worker, ImportJob.step == at
    )
    if not _did(mine.values(heartbeat=clock.now(), **values)):
        db.session.rollback()
        return False
    db.session.commit()
    return True


def _did(statement: Any) -> bool:
    result = db.session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)
    return bool(result.rowcount)


def count_by_fate(job_id: int) -> dict[str, int]:
    """How many rows of a job there are of each fate."""
    counted = select(ImportRow.fate, func.count()).where(ImportRow.job_id == job_id)
    return dict(db.session.execute(counted.group_by(ImportRow.fate)).all())
