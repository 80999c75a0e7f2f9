"""The site as tests visit it: every page they fetch is inspected."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.test import TestResponse

from estates import create_app
from estates.database import db
from tests.databases import settings_for
from tests.page import Page, inspect

LANGUAGES = ("fa", "en")


class Compiled(BytecodeCache):
    """Templates compiled once in a run: hundreds of sites are made of the same ones.

    Jinja keeps what it compiled with a digest of the source, and compiles anew where that differs.
    """

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand a template out."""
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()

# Public addresses that led somewhere in this run, by kind of database: hundreds of sites hold the
# same facts, and each address is tried once. What staff see depends on who looks.
LED: dict[str, set[str]] = {}


@contextmanager
def made(database_url: str, instance_dir: Path, **environ: str) -> Iterator[Flask]:
    """An application with settings of its own, for what is no visit of the seeded site."""
    app = create_app(settings_for(database_url, instance_dir, **environ))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


class Site:
    """A running application and somebody who visits it."""

    def __init__(self, database_url: str, instance_dir: Path, **environ: str) -> None:
        self.app: Flask = create_app(settings_for(database_url, instance_dir, **environ))
        self.app.jinja_env.bytecode_cache = COMPILED
        self.client: FlaskClient = self.app.test_client()
        self.instance_dir = instance_dir
        self._statuses: dict[str, int] = {}
        self._led = LED.setdefault(database_url.partition(":")[0], set())

    def get(self, path: str, status: int = 200, **arguments: object) -> Page:
        """The inspected page at ``path``, which has to answer ``status``."""
        response = self.fetch(path, status, **arguments)
        page = Page(path, response)
        inspect(page, self)
        return page

    def fetch(self, path: str, status: int = 200, **arguments: object) -> TestResponse:
        """The answer at ``path`` as it is, for what is no page."""
        response = self.client.get(path, **arguments)
        assert response.status_code == status, f"{path} answered {response.status}"
        return response

    def answers(self, path: str) -> bool:
        """Whether a link to ``path`` leads somewhere; each address is tried once."""
        if path in self._led:
            return True
        if path not in self._statuses:
            with self.client.get(path) as response:
                self._statuses[path] = response.status_code
        found = self._statuses[path] in (200, 302, 308)
        if found and "/staff/" not in path:
            self._led.add(path)
        return found

    def close(self) -> None:
        """Let go of the database."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
