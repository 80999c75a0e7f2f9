"""The site as tests visit it: every page they fetch is inspected."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from estates import create_app
from estates.database import db
from tests.databases import settings_for
from tests.page import Page, inspect

LANGUAGES = ("fa", "en")


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
        self.client: FlaskClient = self.app.test_client()
        self.instance_dir = instance_dir
        self._statuses: dict[str, int] = {}

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
        if path not in self._statuses:
            with self.client.get(path) as response:
                self._statuses[path] = response.status_code
        return self._statuses[path] in (200, 302, 308)

    def close(self) -> None:
        """Let go of the database."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
