"""What was measured as a page of Markdown, and whether it keeps the limits."""

import platform
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.directory import Made
from bench.visits import Page, Seen

MOST_GROWTH = 3.0  # of the median, from the smallest directory to the largest
MOST_MS = 60.0  # of an HTML page
TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}

Results = Mapping[str, Mapping[int, tuple[Made, Seen]]]  # by kind of database, then by size


@dataclass(frozen=True)
class Verdict:
    """What one page in one kind of database came to."""

    page: Page
    growth: float
    slowest_ms: float

    @property
    def growth_held(self) -> bool:
        """Whether it grows no more than allowed, where its growth is of the directory's size."""
        return self.page.fills or self.growth <= MOST_GROWTH

    @property
    def time_held(self) -> bool:
        """Whether it takes no longer than allowed; only HTML pages have that limit."""
        return not self.page.html or self.slowest_ms <= MOST_MS

    @property
    def held(self) -> bool:
        """Whether both limits hold."""
        return self.growth_held and self.time_held


def verdict(page: Page, seen: Mapping[int, Seen]) -> Verdict:
    """How a page grows from the smallest directory to the largest, and its slowest median."""
    times = [seen[size].warm_ms[page.name] for size in sorted(seen)]
    return Verdict(page, times[-1] / times[0], max(times))


def verdicts(pages: Sequence[Page], results: Results) -> dict[str, list[Verdict]]:
    """The verdicts of every page, by kind of database."""
    return {
        kind: [verdict(page, _seen(by_size)) for page in pages] for kind, by_size in results.items()
    }


def report(pages: Sequence[Page], results: Results, rounds: int, postgresql: str | None) -> str:
    """The whole page."""
    lines = [*_preface(results, rounds, postgresql)]
    for kind, found in verdicts(pages, results).items():
        lines += ["", f"## {TITLES[kind]}", "", *_times(found, results[kind])]
        lines += ["", "### The first request after a publication", ""]
        lines += _cold(pages, results[kind])
        lines += ["", "### Memory and making", "", *_memory(results[kind])]
    return "\n".join(lines) + "\n"


def _preface(results: Results, rounds: int, postgresql: str | None) -> Iterator[str]:
    sizes = [f"{size:,}" for size in sorted(next(iter(results.values())))]
    yield "# What size costs"
    yield ""
    yield (
        f"Directories of {', '.join(sizes)} invented estates with about 30 claims each"
        " (`bench/directory.py`), the same estates in each as far as they go, beside the real"
        f" figures of the province. Medians of {rounds} rounds over all pages in turn, Persian and"
        " English alternately, by a client inside the process and without any HTTP cache."
        " Kept for a revision of the site are the sets of sites (catalogue) and those that the"
        " latest queries met; what it takes to make them stands in the tables of first requests."
        f" From the smallest to the largest a page may grow {MOST_GROWTH:.0f}-fold, and no HTML"
        f" page may take more than {MOST_MS:.0f} ms. Written by `make bench`."
    )
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield from (f"| {name} | {value} |" for name, value in _machine(postgresql))


def _machine(postgresql: str | None) -> Iterator[tuple[str, str]]:
    cores = re.findall(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+)", _read("/proc/meminfo"), re.MULTILINE)
    yield "date", date.today().isoformat()  # of the measuring, not of the stopped clock
    yield "processor", f"{cores[0] if cores else platform.machine()}, {len(cores)} cores"
    yield "memory", f"{int(memory[1]) / 1024**2:.0f} GB" if memory else "not told"
    yield "Python", platform.python_version()
    yield "SQLite", sqlite3.sqlite_version
    if postgresql:
        yield "PostgreSQL", postgresql


def _read(path: str) -> str:
    file = Path(path)
    return file.read_text() if file.exists() else ""


def _times(found: Sequence[Verdict], by_size: Mapping[int, tuple[Made, Seen]]) -> Iterator[str]:
    seen = _seen(by_size)
    sizes = sorted(seen)
    bare = ", ".join(f"{seen[size].bare_ms:.2f} ms" for size in sizes)
    yield (
        "| page | "
        + " | ".join(f"{size:,}: ms" for size in sizes)
        + " | growth | times a bare view | KB | limits |"
    )
    yield "|---" + "|---:" * (len(sizes) + 3) + "|---|"
    for one in found:
        name = one.page.name
        times = [seen[size].warm_ms[name] for size in sizes]
        ratio = times[-1] / seen[sizes[-1]].bare_ms
        weights = [seen[size].kilobytes[name] for size in (sizes[0], sizes[-1])]
        yield (
            f"| {name}{' (fills with rows)' if one.page.fills else ''} | "
            + " | ".join(f"{ms:.1f}" for ms in times)
            + f" | {one.growth:.1f} | {ratio:.0f} | {weights[0]:.0f} → {weights[1]:.0f}"
            f" | {_kept(one)} |"
        )
    yield ""
    yield f"A bare Flask view took {bare} in the same runs; ratios are those at {sizes[-1]:,}."


def _kept(one: Verdict) -> str:
    broken = [
        *([] if one.growth_held else [f"grows more than {MOST_GROWTH:.0f}-fold"]),
        *([] if one.time_held else [f"more than {MOST_MS:.0f} ms"]),
    ]
    return f"**{', '.join(broken)}**" if broken else "hold"


def _cold(pages: Sequence[Page], by_size: Mapping[int, tuple[Made, Seen]]) -> Iterator[str]:
    seen = _seen(by_size)
    sizes = sorted(seen)
    yield "| page | " + " | ".join(f"{size:,}: ms" for size in sizes) + " |"
    yield "|---" + "|---:" * len(sizes) + "|"
    firsts = [f"{seen[size].first_ms:.0f}" for size in sizes]
    yield f"| {pages[0].name}, first after the start | " + " | ".join(firsts) + " |"
    for page in pages:
        times = [f"{seen[size].cold_ms[page.name]:.0f}" for size in sizes]
        yield f"| {page.name} | " + " | ".join(times) + " |"


def _memory(by_size: Mapping[int, tuple[Made, Seen]]) -> Iterator[str]:
    yield (
        "| estates | claims | started: MB | all pages seen: MB | at the end: MB | peak: MB"
        " | writing the rows: s | build of leads and search index: s |"
    )
    yield "|---:" * 8 + "|"
    for size, (made, seen) in sorted(by_size.items()):
        memory = seen.memory
        yield (
            f"| {size:,} | {made.claims:,} | {memory.started:.0f} | {memory.warm:.0f}"
            f" | {memory.end:.0f} | {memory.peak:.0f} | {made.rows_seconds:.1f}"
            f" | {made.following_seconds:.1f} |"
        )


def _seen(by_size: Mapping[int, tuple[Made, Seen]]) -> dict[int, Seen]:
    return {size: seen for size, (_made, seen) in by_size.items()}
