"""What a thousand times the estates cost: `.venv/bin/python -m bench.scale`.

Makes directories of each size in both kinds of database, visits every page of the table in a
process of its own for each, prints what it took and writes `bench/RESULTS.md`. An address that
does not answer stops the run; a limit that does not hold ends it with status 1. A run of a part
(`--only`, `--sizes`, `--databases`) is printed and not written.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from bench.databases import KINDS, InUse, Kept, kept
from bench.measuring import Unanswered
from bench.report import Results, report, verdicts
from bench.visits import Page, visit_apart

PAGES = (
    Page("home", "/{lang}/"),
    Page("list", "/{lang}/estates/"),
    Page(
        "list, filtered by facets",
        "/{lang}/estates/?kind=estate&kind=zone&specialism=general&specialism=metal"
        "&specialism=non_metallic&{counties}",
    ),
    Page(
        "list, ranges, unknown dropped",
        "/{lang}/estates/?min_area_gross=50&max_area_gross=2000&min_jobs_direct=200&unknown=drop",
    ),
    Page("list, a Persian word", "/{lang}/estates/?q={word}"),
    Page("list, a misspelt name", "/{lang}/estates/?q={slip}"),
    Page("list, a word of all", "/{lang}/estates/?q={common}"),
    Page("list, sorted by a field", "/{lang}/estates/?sort=-area_gross"),
    Page("list, last page", "/{lang}/estates/?page={last}"),
    Page("list as cards", "/{lang}/estates/?view=cards"),
    Page("profile of the heaviest", "/{lang}/estates/{heaviest}/"),
    Page("figure", "/{lang}/estates/{heaviest}/figures/jobs-direct/"),
    Page("compare four", "/{lang}/compare/?{compared}"),
    Page(
        "match six requirements",
        "/{lang}/match/?min_area_gross=50&min_power_capacity=20&min_gas_capacity=2000"
        "&min_water_capacity=5&min_fibre=1&near=34.64,50.876&within_km=60",
    ),
    Page(
        "match, a late page",
        "/{lang}/match/?min_area_gross=50&min_fibre=1&page={last_matched}",
    ),
    Page("sources", "/{lang}/sources/"),
    Page("one source", "/{lang}/sources/{source}/", fills=True),
    Page("map", "/{lang}/map/"),
    Page("map marks", "/{lang}/map/marks.json", html=False),
    Page("API, first page", "/api/v1/estates", html=False),
)
SIZES = (13, 1_300, 13_000)
ROUNDS = 16  # half of them in each language
RESULTS = Path(__file__).parent / "RESULTS.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write; the status says whether the limits hold."""
    wanted = read(arguments)
    pages = [page for page in PAGES if not wanted.only or page.name in wanted.only]
    try:
        with kept(wanted.fresh) as databases:
            results, postgresql = measure(databases, wanted, pages)
    except (Unanswered, InUse) as error:
        say(f"Stopped: {error}")
        return 2
    text = report(pages, results, wanted.rounds, postgresql)
    print(text)
    if not (wanted.only or wanted.sizes or wanted.databases):
        RESULTS.write_text(text, "utf-8")
    found = [one for every in verdicts(pages, results).values() for one in every]
    return 0 if all(one.held for one in found) else 1


def read(arguments: Sequence[str] | None) -> Namespace:
    """What the command line asks for."""
    parser = ArgumentParser(prog="python -m bench.scale", description="What size costs.")
    names = [page.name for page in PAGES]
    parser.add_argument("--only", nargs="+", choices=names, metavar="PAGE", help=f"{names}")
    parser.add_argument("--sizes", nargs="+", type=int, help=f"instead of {SIZES}")
    parser.add_argument("--databases", nargs="+", choices=KINDS, help="instead of both")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--fresh", action="store_true", help="make kept directories anew")
    return parser.parse_args(arguments)


def measure(
    databases: Kept, wanted: Namespace, pages: Sequence[Page]
) -> tuple[Results, str | None]:
    """Each directory visited, and the version of PostgreSQL where it was. Raises Unanswered."""
    results: dict[str, dict] = {}
    postgresql = None
    for kind in wanted.databases or KINDS:
        for size in wanted.sizes or SIZES:
            directory = databases.directory(kind, size, say)
            say(f"visiting {size:,} estates in {kind} ...")
            seen = visit_apart(directory.url, databases.instance_dir, size, pages, wanted.rounds)
            results.setdefault(kind, {})[size] = (directory.made, seen)
            if kind == "postgresql":
                postgresql = postgresql or version(directory.url)
    return results, postgresql


def version(url: str) -> str:
    """The version of a PostgreSQL server."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = connection.scalar(sa.text("SHOW server_version"))
    engine.dispose()
    return str(found)


def say(words: str) -> None:
    """Progress, for whoever waits."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
