"""The databases and the sites that tests use."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from estates.web import clock
from tests.databases import Databases
from tests.site import Site

pytest_plugins = ["tests.browser.serving"]

# The day after the facts were compiled: ages and overdue figures are those of this day.
MOMENT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _stopped_clock() -> Iterator[None]:
    """Tests do not grow old: today is always the same day."""
    with clock.stopped_at(MOMENT):
        yield


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Both kinds of database, each with a migrated and seeded original to copy."""
    found = Databases(tmp_path_factory.mktemp("databases"))
    yield found
    found.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, databases: Databases, tmp_path_factory) -> Iterator[Site]:
    """The site on the real facts, for tests that only read; once on each database."""
    made = Site(databases.copy(request.param), tmp_path_factory.mktemp("site"))
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def own_site(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> Iterator[Site]:
    """A site on the real facts of which a test may change anything; once on each database."""
    made = Site(databases.copy(request.param), tmp_path)
    yield made
    made.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of words and forms, which no database can make different, run on SQLite alone."""
    items[:] = [item for item in items if not (_is_marked(item) and _is_second(item))]


def _is_marked(item: pytest.Item) -> bool:
    return item.get_closest_marker("one_database") is not None


def _is_second(item: pytest.Item) -> bool:
    return (
        isinstance(item, pytest.Function)
        and "postgresql" in getattr(getattr(item, "callspec", None), "params", {}).values()
    )
