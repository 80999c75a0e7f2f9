"""The real seed, copies of it that a test may spoil, and an empty database."""

import csv
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from estates.database import Base
from estates.directory.models import Estate
from estates.seeding import load as loading
from estates.seeding.check import check
from estates.seeding.report import LoadReport
from estates.seeding.seed import Seed, read_seed
from estates.settings import ROOT
from tests.databases import Databases

SEED = ROOT / "seed"


@dataclass
class SeedCopy:
    """A copy of the real seed, for spoiling."""

    folder: Path

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace the first ``old`` in a file, which has to be there."""
        path = self.folder / file
        content = path.read_bytes().decode()
        assert old in content
        path.write_bytes(content.replace(old, new, 1).encode())

    def line_of(self, file: str, text: str) -> int:
        """The line on which ``text`` first stands."""
        content = (self.folder / file).read_text(encoding="utf-8")
        return content[: content.index(text)].count("\n") + 1

    def set(self, file: str, line: int, **cells: str) -> None:
        """Write other cells into the row on a line."""
        rows = self._rows(file)
        for column, text in cells.items():
            rows[line - 1][rows[0].index(column)] = text
        self._write(file, rows)

    def repeat(self, file: str, line: int, **cells: str) -> int:
        """Add the row on a line once more at the end, with other cells; returns its line."""
        rows = self._rows(file)
        self._write(file, [*rows, list(rows[line - 1])])
        self.set(file, len(rows) + 1, **cells)
        return len(rows) + 1

    def findings(self) -> list[str]:
        """What the check prints."""
        return [str(finding) for finding in check(read_seed(self.folder))]

    def _rows(self, file: str) -> list[list[str]]:
        with (self.folder / file).open(encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream))

    def _write(self, file: str, rows: list[list[str]]) -> None:
        stream = StringIO()
        csv.writer(stream, lineterminator="\n").writerows(rows)
        (self.folder / file).write_bytes(stream.getvalue().encode())


@pytest.fixture(scope="session")
def seed() -> Seed:
    """The real seed."""
    return read_seed(SEED)


@pytest.fixture
def copied(tmp_path: Path) -> SeedCopy:
    """A copy of the real seed in a folder of its own."""
    return SeedCopy(Path(shutil.copytree(SEED, tmp_path / "seed")))


@pytest.fixture(params=["sqlite", "postgresql"])
def session(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Session]:
    """A session on an empty database with all tables, once on each kind of database."""
    engine = create_engine(databases.empty(request.param))
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def refs_only(estate: Estate) -> dict[str, Any]:
    """A snapshot for tests that do not look at it."""
    return {"ref": estate.ref}


def load(
    session: Session,
    seed: Seed,
    snapshot: loading.Snapshot = refs_only,
    now: datetime | None = None,
) -> LoadReport:
    """Load ``seed`` with a small snapshot."""
    return loading.load(session, seed, snapshot=snapshot, now=now)
