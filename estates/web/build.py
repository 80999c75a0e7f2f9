"""Which program answers: what it is made of, and since when."""

import hashlib
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from estates.settings import ROOT

# Whatever an answer is made of besides the database.
_PARTS = ("estates/**/*.py", "templates/**/*", "static/**/*", "translations/**/*.mo")


class Build(NamedTuple):
    """A digest of the program's files, and when the youngest of them was written."""

    digest: str
    written_at: datetime


@lru_cache(maxsize=1)
def build() -> Build:
    """The program that this process runs, as its files were at the first call."""
    files = [path for part in _PARTS for path in sorted(ROOT.glob(part)) if path.is_file()]
    return _build(files)


def _build(files: list[Path]) -> Build:
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"\0{path.relative_to(ROOT).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    youngest = max(path.stat().st_mtime for path in files)
    return Build(digest.hexdigest()[:16], datetime.fromtimestamp(youngest, UTC))
