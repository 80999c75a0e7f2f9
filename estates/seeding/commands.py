"""The command ``flask seed``."""

import sys

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from estates.database import db
from estates.directory.derived import bring_up_to_date
from estates.seeding.check import check, warnings
from estates.seeding.load import Snapshot, load
from estates.seeding.seed import Seed, read_seed
from estates.settings import Settings

_EXTENSION = "seeding"


def init_app(app: Flask, snapshot: Snapshot) -> None:
    """Register the command; ``snapshot`` makes of an estate what its first revision keeps."""
    app.extensions[_EXTENSION] = snapshot
    app.cli.add_command(seed)


@click.command("seed")
@click.option("--check", "check_only", is_flag=True, help="Check the files; touch no database.")
@with_appcontext
def seed(check_only: bool) -> None:
    """Add what the database lacks of the seed; what is there stays as it is."""
    settings: Settings = current_app.extensions["settings"]
    content = read_seed(settings.seed_dir)
    _refuse_unsound(content)
    if check_only:
        for warning in warnings(content):
            click.echo(f"look at {warning}")
        click.echo(f"seed is sound: {content.counts()}")
        return
    snapshot: Snapshot = current_app.extensions[_EXTENSION]
    report = load(db.session(), content, snapshot=snapshot)
    bring_up_to_date(db.session())
    db.session.commit()
    for line in report.lines():
        click.echo(line)


def _refuse_unsound(content: Seed) -> None:
    findings = check(content)
    for finding in findings:
        click.echo(str(finding), err=True)
    if findings:
        click.echo(f"{len(findings)} findings; nothing was loaded", err=True)
        sys.exit(1)
