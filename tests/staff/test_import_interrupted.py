"""Imports that are interrupted go on where they were, in one process at a time."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from estates.database import db
from estates.history.draft import Draft
from estates.staff import import_work, importing
from estates.staff.importing import ImportJob, ImportRow, Step
from estates.web import clock
from tests.accounts.cast import Someone
from tests.site import Site
from tests.staff.cast_of_tables import columns_form, editor, fates, finish, send, table


def waiting(site: Site, monkeypatch, count: int) -> tuple[Someone, str]:
    """A file whose rows nobody has begun to check."""
    sara = editor(site)
    rows = [["siro", "gas_capacity", str(1000 + n), "1405", "seed"] for n in range(count)]
    columns = str(send(sara, table(*rows)).location)
    form = columns_form(sara.page(columns))
    monkeypatch.setattr(import_work, "work_soon", lambda: None)
    assert sara.post(columns, None, **form).status_code == 303
    return sara, columns.removesuffix("columns/")


def kill(site: Site, rows: int) -> None:
    url = site.app.config["SQLALCHEMY_DATABASE_URI"]
    arguments = ["-m", "tests.staff.killed_import", url, str(site.instance_dir), str(rows)]
    killed = subprocess.run(
        [sys.executable, *arguments], check=False, timeout=120, cwd=Path(__file__).parents[2]
    )
    assert killed.returncode == -signal.SIGKILL


def work_on(site: Site) -> None:
    """Another process, when the killed one has been silent for a while."""
    later = datetime.now(UTC) + timedelta(minutes=5)
    with site.app.app_context(), clock.stopped_at(max(later, clock.now())):
        import_work.work()


def test_a_killed_server_goes_on_where_it_was(own_site: Site, monkeypatch) -> None:
    sara, address = waiting(own_site, monkeypatch, 900)
    kill(own_site, 600)
    with own_site.app.app_context():
        job = db.session.query(ImportJob).one()
        assert (job.step, job.done) == (Step.CHECK, 400)
        assert db.session.query(ImportRow).count() == 400
    page = sara.page(address)
    assert page.response.headers["Refresh"]
    work_on(own_site)
    assert fates(sara, address) in (
        {"New value": 900},
        {"New, and disagrees with the value shown": 900},
    )
    sara.post(f"{address}drafts/")
    kill(own_site, 900)  # the draft is made, and the step that says so is not
    with own_site.app.app_context():
        assert db.session.query(Draft).count() == 0
    work_on(own_site)
    with own_site.app.app_context():
        assert db.session.query(ImportJob).one().step == Step.DONE
        assert len(db.session.query(Draft).one().entries) == 900


def test_a_job_is_taken_once(own_site: Site, monkeypatch) -> None:
    waiting(own_site, monkeypatch, 1)
    with own_site.app.app_context():
        number = importing.take("first")
        assert number is not None
        assert importing.take("second") is None
        assert not importing.advance(number, "second", Step.CHECK, done=1)
        later = clock.now() + timedelta(minutes=1)
        with clock.stopped_at(later):
            assert importing.take("second") == number
        assert not importing.advance(number, "first", Step.CHECK, done=1)


def test_a_cancelled_job_keeps_nothing_of_the_next_step(own_site: Site, monkeypatch) -> None:
    sara, address = waiting(own_site, monkeypatch, 1)
    with own_site.app.app_context():
        number = importing.take("first")
        assert number is not None
    sara.post(f"{address}cancel/")
    with own_site.app.app_context():
        db.session.add(
            ImportRow(job_id=number, number=1, line=2, fate="new", entry={}, cells={}, remarks=[])
        )
        assert not importing.advance(number, "first", Step.CHECK, done=1)
        assert db.session.query(ImportRow).count() == 0
    finish(own_site)
