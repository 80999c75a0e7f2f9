"""Bringing tables in: the file, its columns, what would become of each row, and the drafts."""

import os
from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for

from estates.accounts import guards
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.database import db
from estates.directory import claim_table
from estates.directory.row_tables import TABLES
from estates.ledger import queries as ledger
from estates.ledger.words import SOURCE_KINDS
from estates.lib.typed import one_line
from estates.pages import subjects
from estates.staff import import_words, import_work, importing
from estates.staff.blueprint import bp
from estates.staff.import_options import SOURCE_PARTS, Options, options_from
from estates.staff.importing import Fate, ImportJob, Step
from estates.web import table_files
from estates.web.errors import BadParameter
from estates.web.pagination import Pagination, whole_number
from estates.web.table_file import MOST_ROWS, Unreadable
from estates.web.tables import csv_answer

MOST_BYTES = 8 * 1024 * 1024
REFRESH = 4  # seconds between two looks at the progress, without scripts


@bp.url_value_preprocessor
def _let_tables_in(endpoint: str | None, _values: Any) -> None:
    """A form with a table may be larger than others; said before anything of it is read."""
    if endpoint == f"{bp.name}.send_import":
        request.max_content_length = MOST_BYTES + 64 * 1024


@bp.get("/import/", endpoint="imports")
@role(Role.EDITOR)
def imports() -> Response:
    """What can be sent, and what one has sent."""
    return _imports_page()


@bp.post("/import/")
@role(Role.EDITOR)
def send_import() -> Response:
    """Take a file, look into it, and ask for its columns."""
    of, sent = request.form.get("table") or "claims", request.files.get("file")
    if of not in TABLES:
        raise BadParameter("table")
    if sent is None or not sent.filename:
        return _imports_page("missing")
    importing.forget_old()
    stored = importing.new_name()
    path = importing.folder() / stored
    rows = path.with_name(f"{stored}.rows")
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as kept:
            while piece := sent.stream.read(256 * 1024):
                kept.write(piece)
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable("too_large")
        about = table_files.convert(path, rows)
    except (Unreadable, OSError) as wrong:
        for one in (path, rows):
            one.unlink(missing_ok=True)
        db.session.rollback()
        return _imports_page(str(wrong) if isinstance(wrong, Unreadable) else "full")
    about["header"] = [one_line(heading[:300]) for heading in about["header"]]
    name = one_line(sent.filename)[:200] or "?"
    job = importing.new(of, guards.account().id, name, stored, about)
    db.session.flush()
    guards.note("import-sent", str(job.id), rows=about["rows"])
    db.session.commit()
    return _to("import_columns", job)


@bp.get("/import/<int:number>/columns/", endpoint="import_columns")
@role(Role.EDITOR)
def columns(number: int) -> Response:
    """Which column of the file is what, and where the values are from."""
    job = _resolve(number)
    if job.step not in (Step.COLUMNS, Step.CHECKED):
        return _to("import_job", job)
    header = job.about["header"]
    if job.options:
        chosen = Options.kept(job.options)
    else:
        table = TABLES[job.of]
        known = importing.remembered(header) or {}
        found = {place: key for place, key in known.items() if key in table.by_key} or {
            str(place): key for place, key in claim_table.matched(header, table.columns).items()
        }
        chosen = Options(columns=found)
    return _columns_page(job, chosen)


@bp.post("/import/<int:number>/columns/")
@role(Role.EDITOR)
def choose_columns(number: int) -> Response:
    """Keep the columns and the source, and have the rows checked; or read another sheet."""
    job = _resolve(number)
    if job.step not in (Step.COLUMNS, Step.CHECKED):
        return _to("import_job", job)
    sheet = request.form.get("sheet")
    if sheet and sheet != job.about.get("sheet"):
        return _another_sheet(job, sheet)
    chosen = options_from(request.form, len(job.about["header"]), TABLES[job.of])
    if chosen.problems:
        return _columns_page(job, chosen, 400)
    job.options = chosen.to_dict()
    importing.remember(job.about["header"], chosen.columns)
    importing.start(job, Step.CHECK)
    db.session.commit()
    import_work.work_soon()
    return _to("import_job", job)


def _another_sheet(job: ImportJob, sheet: str) -> Response:
    try:
        about = table_files.convert(importing.file_of(job), importing.rows_of(job), sheet)
    except (Unreadable, OSError) as wrong:
        code = str(wrong) if isinstance(wrong, Unreadable) else "full"
        problems = {"sheet": [import_words.file_words(code)]}
        return _columns_page(job, Options(problems=problems), 400)
    about["header"] = [one_line(heading[:300]) for heading in about["header"]]
    job.about, job.total, job.options = about, about["rows"], {}
    job.step = Step.COLUMNS
    db.session.commit()
    return _to("import_columns", job)


@bp.get("/import/<int:number>/", endpoint="import_job")
@role(Role.EDITOR)
def job_page(number: int) -> Response:
    """How far the work is; then what would become of each row; then what became of it."""
    job = _resolve(number)
    if job.step == Step.COLUMNS:
        return _to("import_columns", job)
    if job.working:
        import_work.work_soon()
    fate = _fate()
    total = job.counts.get(fate, 0) if fate else sum(job.counts.values())
    page = whole_number("page", request.args.get("page"), 1, 10_000)
    pages = Pagination(
        page, 50, total, lambda n: url_for(".import_job", number=number, fate=fate, page=n)
    )
    rows = importing.rows(job, fate, pages.start, pages.per_page) if job.counts else []
    named = {row.subject for row in rows if row.subject} | {
        one["subject"] for one in job.result if "subject" in one
    }
    answer = make_response(
        render_template(
            "staff/import_job.html",
            job=job,
            fate=fate,
            fates=[str(one) for one in Fate],
            rows=rows,
            pages=pages,
            columns=_used(job),
            names=subjects.names(sorted(named)),
        )
    )
    if job.working:
        answer.headers["Refresh"] = str(REFRESH)
    return answer


@bp.get("/import/<int:number>/progress.json", endpoint="import_progress")
@role(Role.EDITOR)
def progress(number: int) -> dict[str, Any]:
    """How far the work is, for the script of its page."""
    job = _resolve(number)
    if job.working and (job.worker is None or job.silent):
        import_work.work_soon()
    return {"step": job.step, "done": job.done, "total": job.total, "working": job.working}


@bp.get("/import/<int:number>/rows.csv", endpoint="import_rows")
@role(Role.EDITOR)
def rows_file(number: int) -> Response:
    """What would become of each row, as a table with the row as it was sent."""
    job, fate, used = _resolve(number), _fate(), _used(_resolve(number))
    header = claim_table.words_of_rows() + [str(column.label) for column in used]

    def lines() -> Any:
        start = 0
        while batch := importing.rows(job, fate, start, 500):
            start += len(batch)
            for row in batch:
                said = "\n".join(import_words.remark_words(one) for one in row.remarks)
                cells = [claim_table.harmless(row.cells.get(column.key)) for column in used]
                yield [row.line, str(import_words.FATES[Fate(row.fate)]), said, *cells]

    return csv_answer(header, lines(), "rows.csv")


@bp.post("/import/<int:number>/drafts/")
@role(Role.EDITOR)
def make_drafts(number: int) -> Response:
    """Have drafts made of the rows that are new."""
    job = _resolve(number)
    again = job.step == Step.DONE and any("why" in one for one in job.result)
    if (job.step == Step.CHECKED or again) and job.taken:
        kept = [one for one in job.result if "why" not in one]
        importing.start(job, Step.WRITE)
        job.result = kept
        db.session.commit()
        import_work.work_soon()
    return _to("import_job", job)


@bp.post("/import/<int:number>/cancel/")
@role(Role.EDITOR)
def cancel_import(number: int) -> Response:
    """Stop, and forget the file. Drafts that were made stay."""
    job = _resolve(number)
    if job.step not in (Step.DONE, Step.CANCELLED):
        importing.cancel(job)
        guards.note("import-cancelled", str(job.id))
        db.session.commit()
    return _to("import_job", job)


@bp.get("/import/<int:number>/<any(drafts, cancel):_done>/")
@role(Role.EDITOR)
def after_import(number: int, _done: str) -> Response:
    """To the job: what was done by a post is not done again by coming back to its address."""
    return redirect(url_for(".import_job", number=number))  # type: ignore[return-value]


def _resolve(number: int) -> ImportJob:
    """One's own job, or 404."""
    return importing.job(number, guards.account().id) or abort(404)


def _fate() -> str | None:
    fate = request.args.get("fate") or None
    if fate and fate not in tuple(Fate):
        raise BadParameter("fate")
    return fate


def _used(job: ImportJob) -> list[claim_table.Column]:
    used = set((job.options or {}).get("columns", {}).values())
    return [column for column in TABLES[job.of].columns if column.key in used and not column.told]


def _to(endpoint: str, job: ImportJob) -> Response:
    code = 303 if request.method == "POST" else 302
    return redirect(url_for(f".{endpoint}", number=job.id), code)  # type: ignore[return-value]


def _imports_page(wrong: str = "") -> Response:
    page = render_template(
        "staff/imports.html",
        wrong=wrong,
        problems={"file": [import_words.file_words(wrong)]} if wrong else {},
        jobs=importing.jobs_of(guards.account().id),
        most_rows=MOST_ROWS,
        most_megabytes=MOST_BYTES // 1024 // 1024,
        tables=TABLES,
    )
    return make_response(page, 400 if wrong else 200)


def _columns_page(job: ImportJob, chosen: Options, status: int = 200) -> Response:
    samples = list(_samples(job))
    page = render_template(
        "staff/import_columns.html",
        job=job,
        chosen=chosen,
        problems=chosen.problems,
        columns=TABLES[job.of].columns,
        samples=samples,
        sources=ledger.sources(),
        kinds=SOURCE_KINDS,
        parts=SOURCE_PARTS,
    )
    return make_response(page, status)


def _samples(job: ImportJob) -> Any:
    """The first cells of each column, so that it is seen what it holds."""
    header = job.about["header"]
    found: list[list[str]] = [[] for _ in header]
    try:
        for number, row in enumerate(table_files.rows(importing.rows_of(job))):
            if number == 3:
                break
            for place, cell in enumerate(row["c"][: len(found)]):
                text = "" if cell is None else cell if isinstance(cell, str) else str(cell[1])
                if text:
                    found[place].append(one_line(text[:60]))
    except OSError:
        abort(404)
    return found
