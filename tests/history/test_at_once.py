"""Many who write and approve at the same moment: each is served or told, nobody is lost."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select

from estates.database import db
from estates.history import drafts, queries
from estates.history.draft import Actor, Draft
from estates.history.models import Revision
from estates.ledger.models import Claim
from estates.web.clock import now
from tests.databases import Databases
from tests.history.cast import KIND, MINA, REZA, desk, new_claim, submitted, written
from tests.site import Site

EDITORS = 50


@pytest.fixture(params=["sqlite", "postgresql"])
def site_of_many(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path):
    made = Site(databases.copy(request.param), tmp_path)
    yield made
    made.close()


def together(site: Site, count: int, work) -> list:
    """What ``work(session, number)`` gives in ``count`` threads that begin at one moment."""
    barrier = Barrier(count)

    def one(number: int):
        with site.app.app_context():
            barrier.wait()
            try:
                return work(db.session(), number)
            except drafts.Refused as refused:
                db.session.rollback()
                return refused
            finally:
                db.session.remove()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def approve(session, draft_id: int, reviewer: Actor) -> int:
    draft = session.get_one(Draft, draft_id)
    number = drafts.approve(session, KIND, draft, reviewer, now()).number
    session.commit()
    return number


def test_of_two_who_approve_at_once_one_wins_and_the_other_is_told(site_of_many: Site) -> None:
    with desk(site_of_many) as session:
        draft = submitted(session, {"claims/new1": new_claim()}).id
    found = together(site_of_many, 2, lambda s, n: approve(s, draft, (REZA, MINA)[n]))
    assert sorted(map(str, found)) == sorted(["2", "approved"])
    assert {type(one) for one in found} == {int, drafts.NotOpen}
    with desk(site_of_many) as session:
        assert queries.current_number(session, "siro") == 2


def test_two_drafts_approved_at_once_are_two_revisions_or_one_is_stale(site_of_many: Site) -> None:
    with desk(site_of_many) as session:
        ids = [
            submitted(session, {"claims/new1": new_claim(number=str(n))}, Actor(f"e{n}", "E")).id
            for n in (1, 2)
        ]
    found = together(site_of_many, 2, lambda s, n: approve(s, ids[n], REZA))
    assert sorted(type(one).__name__ for one in found) == ["StaleDraft", "int"]


def test_one_person_who_begins_twice_at_once_has_one_draft(site_of_many: Site) -> None:
    def begin(session, _number: int) -> int:
        draft = drafts.begin(session, KIND, "siro", REZA, now())
        session.commit()
        return draft.id

    assert len(set(together(site_of_many, 4, begin))) == 1


def test_fifty_editors_of_one_estate_lose_nothing(site_of_many: Site) -> None:
    """Each submits and has it approved; who is stale starts again from what is published."""
    with desk(site_of_many) as session:
        before = queries.site_revision()
        for number in range(EDITORS):
            written(
                session,
                {"claims/new1": new_claim(number=str(1000 + number))},
                Actor(f"e{number}", "E"),
            )
        session.commit()

    def work(session, number: int) -> tuple[int, int]:
        actor, refusals = Actor(f"e{number}", "E"), 0
        while True:
            draft = queries.open_draft_of(session, "siro", actor.key)
            assert draft is not None
            try:
                if draft.state == "submitted":
                    drafts.take_back(session, draft, actor)
                drafts.rebase(session, KIND, draft, actor, now(), {})
                drafts.submit(session, KIND, draft, actor, now())
                session.commit()
                published = drafts.approve(session, KIND, draft, REZA, now()).number
                session.commit()
                return published, refusals
            except drafts.StaleDraft:
                session.rollback()
                refusals += 1

    found = together(site_of_many, EDITORS, work)
    assert sorted(number for number, _ in found) == list(range(2, EDITORS + 2))
    with desk(site_of_many) as session:
        stored = session.scalars(
            select(Claim).where(
                Claim.subject == "siro",
                Claim.field_key == "gas_capacity",
                Claim.revision.is_not(None),
            )
        ).all()
        assert {int(claim.value) for claim in stored} == {1000 + n for n in range(EDITORS)}
        assert {claim.revision for claim in stored} == set(range(2, EDITORS + 2))
        assert queries.site_revision() == before + EDITORS
        last = session.get_one(Revision, ("siro", EDITORS + 1))
        assert sum(1 for path in last.snapshot["document"] if path.startswith("claims/")) >= EDITORS
