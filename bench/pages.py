"""What pages weigh and what they cost: `.venv/bin/python -m bench.pages`.

Prints a table of brotli weights and of render times as ratios to a bare Flask view of the same
run, because milliseconds of one machine say little on another. Uses a database of its own.
"""

import statistics
import tempfile
import time
from pathlib import Path

import brotli
from flask import Flask
from flask_migrate import upgrade

from estates import create_app
from estates.database import db
from estates.directory.snapshot import published
from estates.seeding.load import seed_if_empty
from estates.settings import Settings

PATHS = (
    "",
    "estates/",
    "estates/?view=cards",
    "estates/shokuhiyeh/",
    "province/figures/zones/",
    "map/",
    "sources/",
)
ROUNDS = 15


def main() -> None:
    """Measure everything once and print it."""
    with tempfile.TemporaryDirectory() as folder:
        app = seeded(Path(folder))
        times = measured(app)
        bare = statistics.median(times.pop("hello"))
        print("| page | HTML | brotli | ms | times a bare Flask view |\n|---|---|---|---|---|")
        for path, spent in times.items():
            html = app.test_client().get(path).data
            median = statistics.median(spent)
            weight = len(brotli.compress(html)) / 1024
            print(
                f"| `{path}` | {len(html) / 1024:.1f} KB | {weight:.1f} KB"
                f" | {median * 1000:.1f} | {median / bare:.0f} |"
            )
        print_assets(app)


def seeded(folder: Path) -> Flask:
    """The application on a database of its own."""
    app = create_app(Settings.from_env({"INSTANCE_DIR": str(folder)}))
    with app.app_context():
        upgrade()
        seed_if_empty(db.session(), app.extensions["settings"].seed_dir, snapshot=published)
        db.session.commit()
    return app


def measured(app: Flask) -> dict[str, list[float]]:
    """Seconds of each page and of a bare view, interleaved so that noise falls on all alike."""
    bare = Flask("bare")
    bare.add_url_rule("/", "hello", lambda: "hello")
    clients = {"hello": (bare.test_client(), "/")}
    clients |= {
        f"/{code}/{path}": (app.test_client(), f"/{code}/{path}")
        for code in ("fa", "en")
        for path in PATHS
    }
    times: dict[str, list[float]] = {name: [] for name in clients}
    for round_number in range(ROUNDS + 2):
        for name, (client, path) in clients.items():
            start = time.perf_counter()
            client.get(path)
            if round_number > 1:  # the first rounds compile templates
                times[name].append(time.perf_counter() - start)
    return times


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
