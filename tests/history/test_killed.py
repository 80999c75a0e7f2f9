"""Publishers that are killed at any instant leave whole publications, or nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from estates.directory.document import document
from estates.directory.models import Estate, Name
from estates.history import queries
from estates.history.draft import Draft, State
from estates.history.models import Revision
from estates.ledger.models import Claim, Lead
from tests.databases import Databases
from tests.history.cast import desk
from tests.site import Site

KILLS = os.environ.get("KILLS", "25")  # `make endure` asks for more


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_publication_is_all_there_or_not_at_all(
    databases: Databases, tmp_path: Path, kind: str
) -> None:
    url = databases.copy(kind)
    site = Site(url, tmp_path)
    with desk(site) as session:
        before = queries.site_revision()
        names = session.scalar(
            select(func.count()).select_from(Name).where(Name.estate_ref == "siro")
        )
    killed = [sys.executable, "-m", "tests.history.killed", url, str(tmp_path), KILLS]
    subprocess.run(killed, check=True, timeout=600, cwd=Path(__file__).parents[2])
    with desk(site) as session:
        revisions = session.scalars(
            select(Revision).where(Revision.subject == "siro").order_by(Revision.number)
        ).all()
        count = len(revisions) - 1
        assert count > 3, "the publishers were killed before they could do anything"
        assert [row.number for row in revisions] == list(range(1, count + 2))
        approved = select(Draft.id).where(Draft.state == State.APPROVED).order_by(Draft.id)
        assert [row.draft_id for row in revisions[1:]] == session.scalars(approved).all()
        published = (
            select(Claim.revision).where(Claim.revision.is_not(None)).order_by(Claim.revision)
        )
        assert session.scalars(published).all() == list(range(2, count + 2))
        assert queries.site_revision() == before + count
        assert session.get_one(Estate, "siro").revision == count + 1
        live = document(session, "siro")
        assert revisions[-1].snapshot["document"] == live
        assert sum(1 for path in live if path.startswith("names/")) == (names or 0) + count
        assert session.get_one(Lead, ("siro", "gas_capacity")).claim_id in {
            int(path.partition("/")[2])
            for path, entry in live.items()
            if path.startswith("claims/") and entry["field"] == "gas_capacity"
        }
    site.close()
