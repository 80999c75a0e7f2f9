"""What pages weigh and what they cost: `.venv/bin/python -m bench.pages`.

Prints a table of brotli weights and of render times as ratios to a bare Flask view of the same
run, because milliseconds of one machine say little on another. Uses a database of its own.
"""

import statistics
import tempfile
from functools import partial
from pathlib import Path

import brotli
from flask import Flask
from flask_migrate import upgrade

from bench.directory import settings_for
from bench.measuring import BARE, bare_visit, fetch, interleaved
from estates import create_app
from estates.database import db
from estates.directory.snapshot import published
from estates.seeding.load import seed_if_empty

PATHS = (
    "",
    "estates/",
    "estates/?view=cards",
    "estates/shokuhiyeh/",
    "province/figures/zones/",
    "map/",
    "sources/",
    "exports/",
    "licensing/",
    "licensing/domestic-investor-estate/",
    "licensing/domestic-investor-estate/land-contract/",
    "licensing/export-priority/",
    "licensing/self-check/?view=all",
    "licensing/self-check/?view=dossier&export_share=25&site_choice=estate",
    "enquire/",
)
ROUNDS = 15


def main() -> None:
    """Measure everything once and print it."""
    with tempfile.TemporaryDirectory() as folder:
        app = seeded(Path(folder))
        times = measured(app)
        bare = statistics.median(times.pop(BARE))
        print("| page | HTML | brotli | ms | times a bare Flask view |\n|---|---|---|---|---|")
        for path, spent in times.items():
            html = fetch(app.test_client(), path)
            median = statistics.median(spent)
            weight = len(brotli.compress(html)) / 1024
            print(
                f"| `{path}` | {len(html) / 1024:.1f} KB | {weight:.1f} KB"
                f" | {median * 1000:.1f} | {median / bare:.0f} |"
            )
        print_assets(app)


def seeded(folder: Path) -> Flask:
    """The application on a database of its own."""
    app = create_app(settings_for(f"sqlite:///{folder / 'estates.sqlite3'}", folder))
    with app.app_context():
        upgrade()
        seed_if_empty(db.session(), app.extensions["settings"].seed_dir, snapshot=published)
        db.session.commit()
    return app


def measured(app: Flask) -> dict[str, list[float]]:
    """Seconds of each page and of a bare view."""
    visits = {BARE: bare_visit()}
    for path in (f"/{code}/{path}" for code in ("fa", "en") for path in PATHS):
        visits[path] = partial(_visit, app, path)
    return interleaved(visits, ROUNDS)


def _visit(app: Flask, path: str, _round: int) -> bytes:
    return fetch(app.test_client(), path)


def print_assets(app: Flask) -> None:
    """The weight of the files that pages ask for."""
    assets = app.extensions["assets"]
    print("\n| file | brotli |\n|---|---|")
    for name, hashed in sorted(assets.names.items()):
        if name.endswith((".css", ".js", ".woff2")):
            content = (assets.folder / hashed).read_bytes()
            small = content if name.endswith(".woff2") else brotli.compress(content)
            print(f"| `{name}` | {len(small) / 1024:.1f} KB |")


if __name__ == "__main__":
    main()
