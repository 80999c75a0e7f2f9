"""One directory visited, in a process of its own: `bench.scale` starts it for each of them.

It reads what to visit as JSON and answers with JSON. Memory is that of the process, so it holds the
application, the directory's caches and one visitor. Nothing is cached by HTTP; the clock stands at
the day of the directory.
"""

import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask

from bench.directory import settings_for
from bench.measuring import BARE, Unanswered, bare_visit, fetch, interleaved
from bench.profiles import HEAVIEST, MOMENT, ref, shared_source
from bench.wording import COUNTIES, word
from estates import create_app
from estates.database import db
from estates.directory.catalogue import county_key
from estates.directory.models import Estate
from estates.history.models import SiteRevision
from estates.pages.match_views import PER_PAGE as MATCHED_PER_PAGE
from estates.settings import ROOT
from estates.web import clock
from estates.web.pagination import PER_PAGE

LANGUAGES = ("fa", "en")
COLD_ROUNDS = 3
UNANSWERED = 2  # the status of a process that met an address without an answer
COMMON_COUNTIES = 12


@dataclass(frozen=True)
class Page:
    """What is visited. ``address`` has {lang} and the names of `blanks` in it.

    ``fills`` says that it holds a row or two at the smallest size and is full at the largest: it
    grows by what is on it, so that its growth says nothing of the number of estates.
    """

    name: str
    address: str
    html: bool = True
    fills: bool = False


@dataclass(frozen=True)
class Memory:
    """Megabytes of the process."""

    started: float
    warm: float
    end: float
    peak: float


@dataclass(frozen=True)
class Seen:
    """What was measured: median milliseconds and kilobytes of each page, and memory."""

    bare_ms: float
    warm_ms: dict[str, float]
    cold_ms: dict[str, float]
    kilobytes: dict[str, float]
    first_ms: float
    memory: Memory


def blanks(estates: int, counties: Collection[str]) -> dict[str, str]:
    """What stands for the blanks of addresses in a directory of this size.

    ``counties`` are the keys of those that it has: a small one does not have all.
    """
    name = word(HEAVIEST).fa
    return {
        "heaviest": ref(HEAVIEST),
        "last": str(-(-estates // PER_PAGE)),
        "last_matched": str(-(-estates // MATCHED_PER_PAGE)),
        "source": shared_source(7),
        "counties": "&".join(f"county={quote(key)}" for key in _common(counties)),
        "word": quote("نساجی"),  # a branch of one in ten
        "slip": quote(name[:2] + name[3:]),
        "common": quote("ساختگی"),  # of all
        "compared": "&".join(f"e={ref(number)}" for number in range(1, 5)),
    }


def _common(counties: Collection[str]) -> list[str]:
    keys = [county_key(county.words) for county in COUNTIES[:COMMON_COUNTIES]]
    return [key for key in keys if key in counties]


def _counties(app: Flask) -> set[str]:
    """The keys of the counties in a directory."""
    with app.app_context():
        return {county_key(county) for county in db.session.scalars(sa.select(Estate.county))}


def visit_apart(
    url: str, instance_dir: Path, estates: int, pages: Sequence[Page], rounds: int
) -> Seen:
    """`visit_all` in a process that has done nothing else, so that its memory tells."""
    asked = {
        "url": url,
        "instance_dir": str(instance_dir),
        "estates": estates,
        "pages": [asdict(page) for page in pages],
        "rounds": rounds,
    }
    command = [sys.executable, "-m", "bench.visits"]
    ran = subprocess.run(
        command, input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=False, cwd=ROOT
    )
    if ran.returncode == UNANSWERED:
        raise Unanswered(ran.stdout.strip())
    if ran.returncode:
        raise RuntimeError(f"visiting {estates:,} estates ended with status {ran.returncode}")
    found = json.loads(ran.stdout)
    return Seen(**found | {"memory": Memory(**found["memory"])})


def visit_all(
    url: str, instance_dir: Path, estates: int, pages: Sequence[Page], rounds: int
) -> Seen:
    """Measure ``pages`` of the directory at ``url``. Raises Unanswered."""
    app = create_app(settings_for(url, instance_dir))
    started = megabytes("VmRSS")
    known = blanks(estates, _counties(app))
    paths = {
        page.name: [page.address.format(lang=code, **known) for code in LANGUAGES] for page in pages
    }
    with clock.stopped_at(MOMENT):
        first = _timed(app, next(iter(paths.values()))[0])
        weights = {name: _weight(app, found) for name, found in paths.items()}
        warm = megabytes("VmRSS")
        visits = {BARE: bare_visit()} | {
            name: partial(_visit, app, found) for name, found in paths.items()
        }
        times = interleaved(visits, rounds)
        cold = {name: _cold(app, found) for name, found in paths.items()}
    with app.app_context():
        db.engine.dispose()
    medians = {name: median(spent) * 1000 for name, spent in times.items()}
    return Seen(
        bare_ms=medians.pop(BARE),
        warm_ms=medians,
        cold_ms=cold,
        kilobytes=weights,
        first_ms=first,
        memory=Memory(started, warm, megabytes("VmRSS"), megabytes("VmHWM")),
    )


def _visit(app: Flask, paths: Sequence[str], number: int) -> bytes:
    """One visit, in each language in turn."""
    return fetch(app.test_client(), paths[number % len(paths)])


def _weight(app: Flask, paths: Sequence[str]) -> float:
    """Kilobytes of the answer, in the language in which it is larger."""
    return max(len(fetch(app.test_client(), path)) for path in paths) / 1024


def _timed(app: Flask, path: str) -> float:
    start = perf_counter()
    fetch(app.test_client(), path)
    return (perf_counter() - start) * 1000


def _cold(app: Flask, paths: Sequence[str]) -> float:
    """The median of first requests after a publication: what is kept by revision is made anew."""
    found = []
    for number in range(COLD_ROUNDS):
        with app.app_context():
            later = {"number": SiteRevision.number + 1, "changed_at": clock.now()}
            db.session.execute(sa.update(SiteRevision).values(later))
            db.session.commit()
        found.append(_timed(app, paths[number % len(paths)]))
    return median(found)


def megabytes(name: str) -> float:
    """A size of this process as Linux tells it: VmRSS is held now, VmHWM the most ever held."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"this system does not tell {name}; memory is measured on Linux alone")


def main() -> int:
    """Visit what standard input asks for, and answer on standard output."""
    asked = json.load(sys.stdin)
    pages = [Page(**page) for page in asked["pages"]]
    try:
        seen = visit_all(
            asked["url"], Path(asked["instance_dir"]), asked["estates"], pages, asked["rounds"]
        )
    except Unanswered as error:
        print(error)
        return UNANSWERED
    print(json.dumps(asdict(seen)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
