"""Alive, and ready to serve."""

from pathlib import Path

import pytest

from tests.databases import Databases
from tests.site import Site, made


def test_a_migrated_site_is_alive_and_ready(site: Site) -> None:
    assert site.fetch("/healthz").get_data(as_text=True) == "alive\n"
    assert site.fetch("/readyz").get_data(as_text=True) == "ready\n"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_database_without_tables_is_not_ready(
    databases: Databases, tmp_path: Path, kind: str
) -> None:
    with made(databases.empty(kind), tmp_path) as app:
        client = app.test_client()
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503


def test_a_database_out_of_reach_is_not_ready(tmp_path: Path) -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    with made(url, tmp_path) as app:
        client = app.test_client()
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200


def test_health_is_never_cached(site: Site) -> None:
    assert site.fetch("/readyz").headers["Cache-Control"] == "no-store"
