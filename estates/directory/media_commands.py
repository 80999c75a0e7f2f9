"""The command ``flask uploads``: files that nothing names any more."""

import json
import re
from datetime import timedelta

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from estates.database import db
from estates.directory.media_models import StoredFile
from estates.history.draft import Draft
from estates.web.clock import now
from estates.web.uploads import NAME, store

uploads = AppGroup("uploads", help="Pictures and documents that were uploaded.")
YOUNG = timedelta(days=1)  # what was sent just now may not be in its draft yet
_DIGEST = re.compile("[0-9a-f]{64}")


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(uploads)


@uploads.command("tidy")
@click.option("--remove", is_flag=True, help="Remove them; without this, only say which.")
def tidy(remove: bool) -> None:
    """Name the files that no draft and no revision names, or remove them."""
    rows = orphans(db.session())
    names = [name for row in rows for name in row.names]
    strange = _strange(db.session())
    if remove:
        for row in rows:
            db.session.delete(row)
        db.session.commit()  # before the files: an address must not outlive what it leads to
        for name in (*names, *strange):
            store().remove(name)
    for name in (*names, *strange):
        click.echo(name)
    said = "removed" if remove else "could be removed (--remove does so)"
    click.echo(f"{len(names) + len(strange)} files {said}")


def orphans(session: Session) -> list[StoredFile]:
    """Stored files that were never published and that no draft names, those of today left out."""
    chosen = select(StoredFile).where(
        StoredFile.published_at.is_(None), StoredFile.stored_at < now() - YOUNG
    )
    rows = list(session.scalars(chosen.order_by(StoredFile.digest)))
    if not rows:
        return []
    named: set[str] = set()
    for entries in session.scalars(select(Draft.entries).execution_options(yield_per=100)):
        named.update(_DIGEST.findall(json.dumps(entries)))
    return [row for row in rows if row.digest not in named]


def _strange(session: Session) -> list[str]:
    """Files of the store that the database does not know, those of today left out."""
    known = set(session.scalars(select(StoredFile.digest)))
    before = (now() - YOUNG).timestamp()
    found = []
    for name in store().names():
        parts = NAME.fullmatch(name)
        if parts and parts[1] not in known and store().path(name).stat().st_mtime < before:
            found.append(name)
    return found
