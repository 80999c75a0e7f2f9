"""The work at tables that staff bring in: checking their rows, and making drafts of them.

Done by a thread of its own in each process that has jobs; what it did is in the database with
every step, so that another one goes on where it was ended.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock, Thread
from typing import Any
from uuid import uuid4

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from estates.accounts.models import Account
from estates.accounts.roles import Role
from estates.database import db
from estates.directory import changes, claim_table, past
from estates.directory import queries as directory
from estates.directory.claim_table import Lookup, Unfit
from estates.directory.document import NEW, part
from estates.directory.row_tables import TABLES, Table
from estates.history import audit, drafts
from estates.history.draft import Actor
from estates.ledger import queries as ledger
from estates.ledger.agreement import lead, rivals
from estates.ledger.models import PROVINCE, Claim
from estates.lib.typed import paragraphs
from estates.pages.subjects import family
from estates.staff import importing
from estates.staff.importing import TAKEN, Fate, ImportJob, ImportRow, Step
from estates.web import clock, table_files
from estates.web.table_file import MOST_LETTERS

AT_ONCE = 200  # rows that are checked between two signs of life
HELD = 40  # documents in memory together
MOST_CELL = 300  # letters of a cell that the preview keeps
_AT = "at"  # in an entry that changes something published: its number
_WORKER, _WANTED = "import_worker", "import_wanted"
_changing = Lock()


def work_soon() -> None:
    """Let the jobs that wait be done, by a thread of this process."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with _changing:
        app.extensions[_WANTED] = True
        if _WORKER not in app.extensions:
            worker = Thread(target=_work_while_wanted, args=(app,), name="imports", daemon=True)
            app.extensions[_WORKER] = worker
            worker.start()


def settle(seconds: float) -> None:
    """Wait until the thread has nothing more to do, for no longer than ``seconds``."""
    worker: Thread | None = current_app.extensions.get(_WORKER)
    if worker is not None:
        worker.join(seconds)


def _work_while_wanted(app: Flask) -> None:
    with app.app_context():
        while True:
            with _changing:
                if not app.extensions.pop(_WANTED, False):
                    del app.extensions[_WORKER]
                    return
            try:
                work()
            except Exception:  # the database is away; the thread has to end as it began
                db.session.rollback()
                app.logger.exception("an import stopped; it goes on when its page is looked at")
            finally:
                db.session.remove()


def work() -> None:
    """Do every job that waits and that nobody works at."""
    worker = uuid4().hex
    while (number := importing.take(worker)) is not None:
        found = db.session.get_one(ImportJob, number)
        step = Step(found.step)
        try:
            (_check if step is Step.CHECK else _write)(found, worker)
        except SQLAlchemyError:
            raise
        except Exception as error:  # whatever a file may hold: the job ends with a word
            db.session.rollback()
            current_app.logger.exception("import %s failed", number)
            why = "gone" if isinstance(error, FileNotFoundError) else "failed"
            importing.advance(number, worker, step, step=Step.FAILED, result=[{"why": why}])


# --- checking ----------------------------------------------------------------------------------


def _check(job: ImportJob, worker: str) -> None:
    number, done, rows_file = job.id, job.done, importing.rows_of(job)
    columns = {int(place): key for place, key in job.options["columns"].items()}
    checker = Checker(db.session.get_one(Account, job.author), job.options, TABLES[job.of])
    checker.seen = set(
        db.session.scalars(
            select(ImportRow.digest).where(
                ImportRow.job_id == number, ImportRow.digest.is_not(None)
            )
        )
    )
    rows = table_files.rows(rows_file, done)
    while batch := list(islice(rows, AT_ONCE)):
        for row in batch:
            done += 1
            db.session.add(ImportRow(job_id=number, number=done, **checker.check(row, columns)))
        if not importing.advance(number, worker, Step.CHECK, done=done):
            return
    counts = importing.count_by_fate(number)
    importing.advance(number, worker, Step.CHECK, step=Step.CHECKED, counts=counts, done=done)


@dataclass
class _Ground:
    """What is published of one subject, and what its rows are held against."""

    known: changes.Known
    flat: dict[str, Any]
    claims: dict[str, list[Claim]] = field(default_factory=dict)


class Checker:
    """Says what would become of each row."""

    def __init__(self, account: Account, options: Mapping[str, Any], table: Table) -> None:
        self.account, self.options, self.table = account, options, table
        self.fields = ledger.fields_by_key()
        self.sources = {source.id: source for source in ledger.sources()}
        self.seen: set[str | None] = set()
        self.grounds: OrderedDict[str, _Ground] = OrderedDict()
        self.new_source = options.get("new_source") or {}
        self.lookup = _lookup(self.sources)
        db.session.expunge_all()  # what is read once is not read anew after every commit

    def check(self, row: Mapping[str, Any], columns: Mapping[int, str]) -> dict[str, Any]:
        """The columns of an `ImportRow` for a row of a file."""
        cells = {key: row["c"][at] for at, key in columns.items() if at < len(row["c"])}
        shown = {key: _shown(cell) for key, cell in cells.items() if cell is not None}
        made: dict[str, Any] = {
            "line": row["r"], "cells": shown, "entry": {}, "subject": None, "digest": None,
        }  # fmt: skip
        remarks = [
            {"column": columns[at], "code": "formula"} for at in row.get("f", ()) if at in columns
        ]
        wrong = [
            {"column": columns[at], "code": "merged"} for at in row.get("m", ()) if at in columns
        ]
        wrong += [
            {"column": key, "code": "too_long", "details": {"most": MOST_LETTERS}}
            for key, cell in cells.items()
            if isinstance(cell, str) and len(cell) > MOST_LETTERS
        ]  # fmt: skip
        if not wrong:
            try:
                made["fate"], more = self._fate(cells, made)
                remarks += more
            except Unfit as unfit:
                wrong = [{"column": unfit.column, "code": unfit.code, "details": unfit.details}]
        if wrong:
            made["fate"] = Fate.ERROR
        made["remarks"] = wrong + remarks
        return made

    def _fate(self, cells: Mapping[str, Any], made: dict[str, Any]) -> tuple[Fate, list[Any]]:
        table = self.table
        subject, entry = table.typed(cells, self.lookup, self.options.get("source") or "")
        made["subject"], made["entry"] = subject, entry
        if not self.account.may_write(subject):
            raise Unfit("subject", "not_yours")
        ground = self._ground(subject)
        reading = changes.read({f"{table.key}/{NEW}1": entry}, ground.known)
        if reading.problems:
            made["entry"] = {}
            return Fate.ERROR, [
                {
                    "column": table.column_of(one.part),
                    "code": one.code,
                    "details": {key: str(value) for key, value in one.details.items()},
                }
                for one in reading.problems
            ]
        read = reading.changes[f"{table.key}/{NEW}1"]
        number = claim_table.published_number(cells)
        published = ground.flat.get(f"{table.key}/{number}")
        known = [published] if published else []
        if any(table.same(read, one) for one in (*known, *part(ground.flat, table.key).values())):
            return Fate.SAME, []
        digest = hashlib.sha256(json.dumps([subject, read], sort_keys=True).encode()).hexdigest()
        if digest in self.seen:
            return Fate.REPEATED, []
        self.seen.add(digest)
        made["digest"] = digest
        if table.replaced:
            if published is None:
                return Fate.NEW, []
            made["entry"] = {**entry, _AT: str(number), "position": str(published["position"])}
            return Fate.NEW, [{"column": "id", "code": "replaces"}]
        fate = self._held_against(ground, subject, read)
        return fate, [{"column": "id", "code": "not_changed"}] if number else []

    def _held_against(self, ground: _Ground, subject: str, read: Mapping[str, Any]) -> Fate:
        """Whether the claim would be at odds with the one that leads."""
        of = self.fields[read["field"]]
        claims = ground.claims.setdefault(of.key, self._claims(ground, subject, of.key))
        first = lead(of, claims)
        if first is None:
            return Fate.NEW
        mine = Claim(
            subject=subject, superseded=False, withdrawn_at=None, **past.claim_columns(read)
        )
        return Fate.CONFLICT if mine in rivals(of, [first, mine]) else Fate.NEW

    def _claims(self, ground: _Ground, subject: str, key: str) -> list[Claim]:
        """The published claims of one figure, as rows that no session knows."""
        flat = {
            path: value
            for path, value in ground.flat.items()
            if path.startswith("standing/")
            or (path.startswith("claims/") and value["field"] == key)
        }
        return past.claims(flat, subject, past.Ground(self.fields, self.sources))

    def _ground(self, subject: str) -> _Ground:
        if subject not in self.grounds:
            flat = family(subject).kind.document(db.session(), subject)
            ids = frozenset(self.sources) | set(self.new_source)
            known = changes.Known(subject, flat, self.fields, ids)
            self.grounds[subject] = _Ground(known, flat)
            if len(self.grounds) > HELD:
                self.grounds.popitem(last=False)
        self.grounds.move_to_end(subject)
        return self.grounds[subject]


def _lookup(sources: Mapping[str, Any]) -> Lookup:
    sites = directory.estates()
    province = directory.province()
    rows: list[tuple[str, Any]] = [(s.ref, t) for s in sites for t in (s.name, s.short_name)]
    rows.append((PROVINCE, province.name))
    names = [(name, ref) for ref, texts in rows for _, name in texts.items()]
    refs = [(ref, ref) for ref in (*(site.ref for site in sites), PROVINCE)]
    fields = ledger.fields()
    labels = [(text, one.key) for one in fields for _, text in one.label.items()]
    titles = [(one.plain_title, key) for key, one in sources.items()]
    urls = {one.url: key for key, one in sources.items() if one.url}
    return Lookup(
        subjects=claim_table.names_of(iter(names)) | dict(claim_table.names_of(iter(refs))),
        fields=claim_table.names_of(iter(labels))
        | claim_table.names_of((f.key, f.key) for f in fields),
        sources=claim_table.names_of(iter(titles)) | urls | {key: key for key in sources},
        choices=claim_table.choices(),
    )


def _shown(cell: Any) -> str:
    text = cell if isinstance(cell, str) else str(cell[1])
    return paragraphs(text[:MOST_CELL])


# --- making drafts -----------------------------------------------------------------------------


def _write(job: ImportJob, worker: str) -> None:
    """One draft for each subject; each is there with the step that says so, or not at all."""
    number, author, options = job.id, job.author, dict(job.options)
    name, result, done, of = job.filename, list(job.result), job.done, job.of
    told = {one["subject"] for one in result}
    chosen = select(ImportRow.subject).where(ImportRow.job_id == number, ImportRow.fate.in_(TAKEN))
    subjects = sorted({s for s in db.session.scalars(chosen.distinct()) if s})
    for subject in subjects:
        if subject in told:
            continue
        account = db.session.get_one(Account, author)
        entries = list(_entries(number, subject))
        if not (account.enabled and account.has(Role.EDITOR) and account.may_write(subject)):
            outcome: dict[str, Any] = {"subject": subject, "why": "not_yours"}
        else:
            outcome = _put(subject, account, entries, options, TABLES[of])
        if "draft" in outcome:
            audit.record(
                account.email, "", "imported", subject, draft=outcome["draft"], file=name[:100]
            )
        result.append(outcome)
        done += len(entries)
        if not importing.advance(number, worker, Step.WRITE, result=list(result), done=done):
            return
    if importing.advance(number, worker, Step.WRITE, step=Step.DONE, result=result):
        finished = db.session.get_one(ImportJob, number)
        if not any("why" in one for one in result):
            importing.remove_files(finished)


def _entries(number: int, subject: str) -> Iterator[dict[str, Any]]:
    chosen = select(ImportRow.entry).where(
        ImportRow.job_id == number, ImportRow.subject == subject, ImportRow.fate.in_(TAKEN)
    )
    yield from db.session.scalars(chosen.order_by(ImportRow.number))


def _put(
    subject: str,
    account: Account,
    entries: list[dict[str, Any]],
    options: Mapping[str, Any],
    table: Table,
) -> dict[str, Any]:
    """Put entries into the draft of a person; those that are in it already are passed over."""
    session, kind = db.session(), family(subject).kind
    actor = Actor(str(account.id), account.name)
    draft = drafts.begin(session, kind, subject, actor, clock.now())
    if not draft.editable:
        return {"subject": subject, "why": "submitted", "draft_waits": draft.id}
    kept = dict(draft.entries)
    of = table.key
    there = [json.dumps(one, sort_keys=True) for one in part(kept, of).values()]
    present = set(there)
    fresh = [key.removeprefix(NEW) for key in part(kept, of) if key.startswith(NEW)]
    last = max((int(key) for key in fresh if key.isdigit()), default=0)
    place = _last_place(draft.base, kept) if table.replaced else 0
    added = 0
    for entry in entries:
        one = {key: text for key, text in entry.items() if key != _AT}
        if table.replaced and _AT not in entry:
            one["position"] = str(place + added + 1)
        if _AT in entry:
            kept[f"{of}/{entry[_AT]}"] = one
            added += 1
        elif json.dumps(one, sort_keys=True) not in present:
            added += 1
            kept[f"{of}/{NEW}{last + added}"] = one
    used = {entry["source"] for entry in entries}
    for key, source in (options.get("new_source") or {}).items():
        if key in used and ledger.source(key) is None:
            kept[f"sources/{key}"] = source
    drafts.save(session, draft, kept, actor, clock.now())
    return {"subject": subject, "draft": draft.id, "added": added}


def _last_place(base: Mapping[str, Any], entries: Mapping[str, Any]) -> int:
    """The last place in the list of contacts, as published and as drafted."""
    listed = [*part(base, "contacts").values(), *part(entries, "contacts").values()]
    places = [str(one.get("position") or "0") for one in listed]
    return max((int(text) for text in places if text.isascii() and text.isdigit()), default=0)
