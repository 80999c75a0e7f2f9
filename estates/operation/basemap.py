"""`flask basemap`: an operator's own layers of the ground, put in, listed and taken out."""

import json
import os
import sys
import tempfile
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from estates.maps import layers
from estates.maps.intake import (
    LARGEST_FILE,
    LONGEST_TEXT,
    BadLayer,
    Prepared,
    parse,
    prepare,
)
from estates.settings import Settings
from estates.web.clock import today

basemap = AppGroup("basemap", help="Layers of the maps that you bring: roads, water, borders.")
LAYER = click.Choice(layers.ADDABLE)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
RUNNING = "Running servers show it from the next page on."


def init_app(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(basemap)


def _credit(_context: click.Context, parameter: click.Parameter, value: str) -> str:
    text = " ".join(value.split())
    if not text or len(text) > LONGEST_TEXT or not text.isprintable():
        raise click.BadParameter(f"give a text of 1 to {LONGEST_TEXT} letters", param=parameter)
    return text


@basemap.command("add")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@click.option("--layer", required=True, type=LAYER, help="What the file becomes.")
@click.option("--licence", required=True, callback=_credit, help="Such as ODbL-1.0.")
@click.option("--attribution", required=True, callback=_credit, help="Whose work it is.")
def add(files: tuple[Path, ...], layer: str, licence: str, attribution: str) -> None:
    """Put GeoJSON (RFC 7946) on the maps as a layer, checked, cut out and simplified.

    Several files become one layer. What was there under its name is replaced.
    """
    try:
        prepared = prepare([parse(_content(file)) for file in files], layer)
    except BadLayer as error:
        for finding in error.findings:
            click.echo(finding, err=True)
        sys.exit("Nothing was written.")
    metadata = {
        "licence": licence,
        "attribution": attribution,
        "added_on": today().isoformat(),
        "source": ", ".join(file.name for file in files),
    }
    target = _folder() / f"{layer}.geojson"
    document = {
        "type": "FeatureCollection",
        "metadata": metadata,
        "features": list(prepared.features),
    }
    try:
        _write(target, json.dumps(document, ensure_ascii=False, separators=(",", ":")))
    except OSError as error:
        sys.exit(f"{target} cannot be written ({error.strerror}). Nothing was changed.")
    for line in _report(layer, prepared, target):
        click.echo(line)


@basemap.command("list")
def list_layers() -> None:
    """Name the layers that were added, with licence, attribution and day."""
    found = [path for name in layers.ADDABLE if (path := _folder() / f"{name}.geojson").is_file()]
    for path in found:
        click.echo(_line(path))
    if not found:
        click.echo("No layer was added: maps show what is shipped.")


@basemap.command("remove")
@click.argument("layer", type=LAYER)
def remove(layer: str) -> None:
    """Take an added layer off the maps; where one is shipped under its name, that shows again."""
    target = _folder() / f"{layer}.geojson"
    try:
        target.unlink()
    except FileNotFoundError:
        sys.exit(f"The layer {layer} was not added: there is nothing to remove.")
    click.echo(f"{layer}: removed {target}. {RUNNING.replace('show it', 'are without it')}")


def _folder() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return settings.instance_dir / layers.ADDED


def _content(file: Path) -> bytes:
    """The bytes of a file, one more than are allowed at most."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)


def _write(target: Path, text: str) -> None:
    """Put a file in place whole: a server that reads at this moment sees the old or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    path = Path(unfinished)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o644)
        path.replace(target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _report(layer: str, prepared: Prepared, target: Path) -> list[str]:
    size = target.stat().st_size / 1024
    lines = [
        f"{layer}: {len(prepared.features):,} features, {prepared.points_before:,} points before "
        f"and {prepared.points_after:,} after simplifying, {size:,.0f} KB."
    ]
    if prepared.cut:
        lines.append(f"{prepared.cut:,} features were cut at the edge of the country shown.")
    if prepared.left_out:
        lines.append(f"{prepared.left_out:,} features outside of it or too small were left out.")
    return [*lines, f"Written to {target}. {RUNNING}"]


def _line(path: Path) -> str:
    try:
        document = json.loads(path.read_text("utf-8"))
        metadata, count = document["metadata"], len(document["features"])
        credit = f"{metadata['attribution']}, {metadata['licence']}"
        origin = f"from {metadata['source']}, added on {metadata['added_on']}"
    except (OSError, ValueError, LookupError, TypeError) as error:
        return f"{path.stem}: cannot be read ({error!r}); add it again"
    return f"{path.stem}: {count:,} features, {credit}; {origin}"
