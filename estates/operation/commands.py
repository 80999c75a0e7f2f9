"""`flask serve`: migrate, fill an empty database, then serve."""

from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy.orm import Session

from estates.database import db
from estates.operation.health import is_migrated
from estates.operation.serve import serve
from estates.settings import Settings

Fill = Callable[[Session, Path], bool]  # whether anything was loaded


def init_app(app: Flask, fill_when_empty: Fill) -> None:
    """Register the command."""

    @app.cli.command("serve")
    def serve_command() -> None:
        """Bring the database up to date, fill an empty one, and serve until Ctrl-C."""
        settings: Settings = current_app.extensions["settings"]
        prepare(settings, fill_when_empty)
        serve(settings)


def prepare(settings: Settings, fill_when_empty: Fill) -> None:
    """Migrate the database where it is behind, and fill it where it is empty."""
    if not is_migrated():
        upgrade()
    if fill_when_empty(db.session(), settings.seed_dir):
        db.session.commit()
        click.echo("The database was empty: the facts of seed/ were loaded.")
    db.session.remove()
    db.engine.dispose()
