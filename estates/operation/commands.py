"""`flask serve`: migrate, fill an empty database, then serve."""

import fcntl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from estates.database import db
from estates.directory.derived import bring_up_to_date
from estates.operation.health import is_migrated
from estates.operation.serve import serve
from estates.settings import Settings

Fill = Callable[[Session, Path], str | None]  # says what was loaded, if anything

# Any number that no other program on the same server is likely to lock by; not that of migrations.
LOCK = 7_136_114


def init_app(app: Flask, fill: Fill) -> None:
    """Register the command."""

    @app.cli.command("serve")
    def serve_command() -> None:
        """Bring the database up to date, fill an empty one, and serve until Ctrl-C."""
        settings: Settings = current_app.extensions["settings"]
        try:
            prepare(settings, fill)
        except (SQLAlchemyError, OSError) as error:
            sys.exit(f"The database cannot be used: {_first_line(error)}")
        serve(settings)


def prepare(settings: Settings, fill: Fill) -> None:
    """Migrate the database where it is behind, fill what is empty, renew what is derived.

    Of two processes that start together one waits for the other.
    """
    with one_at_a_time(settings):
        if not is_migrated():
            upgrade()
        if done := fill(db.session(), settings.seed_dir):
            db.session.commit()
            click.echo(done)
        if bring_up_to_date(db.session()):
            db.session.commit()
    db.session.remove()
    db.engine.dispose()


@contextmanager
def one_at_a_time(settings: Settings) -> Iterator[None]:
    """Hold the lock of the database, or of the folder where SQLite keeps it."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
            yield  # the lock ends with the connection
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
        return
    with (settings.instance_dir / "prepare.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0]
