"""The invented directories of the measurements are what they say they are, on both databases."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.directory import make, settings_for
from estates import create_app
from estates.database import db
from estates.directory.catalogue import catalogue
from estates.directory.models import Estate
from estates.directory.search import search
from estates.ledger.models import PROVINCE, Claim, Lead
from tests.databases import Databases

ESTATES = 7


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_invented_directory_has_its_size_and_can_be_found(
    databases: Databases, tmp_path: Path, kind: str
) -> None:
    url = databases.empty(kind)
    made = make(url, tmp_path, ESTATES)
    app = create_app(settings_for(url, tmp_path))
    with app.test_request_context("/fa/"):
        names = [estate.name["en"] for estate in db.session.scalars(select(Estate))]
        assert made.estates == len(names) == ESTATES
        assert all("Invented" in name for name in names)
        own = select(func.count()).select_from(Claim).where(Claim.subject != PROVINCE)
        assert 20 * ESTATES < (db.session.scalar(own) or 0) < 45 * ESTATES
        assert db.session.scalar(select(func.count()).select_from(Lead))
        assert search("invented", catalogue()).sites.bit_count() == ESTATES
        db.session.remove()
        db.engine.dispose()
