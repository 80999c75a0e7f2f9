"""The audit log: what is in it, and that nobody takes anything out of it."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from estates.accounts.roles import Role
from estates.database import db
from estates.history.audit import AuditEntry, entries, record
from tests.accounts.cast import EMAILS, Someone, add, add_all, entered
from tests.site import Site


def actions(site: Site) -> list[tuple[str | None, str, str, str]]:
    with site.app.app_context():
        found = [(e.actor, e.action, e.subject, e.address) for e in entries(0, 100)]
        db.session.remove()
    return found[::-1]


def test_who_when_from_where_and_what_is_kept(own_site: Site) -> None:
    add_all(own_site)
    editor, boss = EMAILS[Role.EDITOR], EMAILS[Role.ADMINISTRATOR]
    Someone(own_site, "203.0.113.9").sign_in(editor, "wrong lantern here")
    entered(own_site, Role.EDITOR).post("/fa/staff/sign-out/")
    someone = entered(own_site, Role.ADMINISTRATOR)
    someone.post(
        "/fa/staff/people/", email="new@example.org", name="آزمون", role="reader", language="fa"
    )
    assert actions(own_site) == [
        (None, "sign-in-failed", editor, "203.0.113.9"),
        (editor, "signed-in", "", "198.51.100.7"),
        (editor, "signed-out", "", "198.51.100.7"),
        (boss, "signed-in", "", "198.51.100.7"),
        (boss, "account-added", "new@example.org", "198.51.100.7"),
    ]
    page = someone.page("/fa/staff/audit/")
    assert "همکاری افزود" in page.text and len(page.all("tbody tr")) == 5
    someone.page("/en/staff/audit/")


def test_what_was_refused_is_not_told_as_done(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.ADMINISTRATOR)
    before = actions(own_site)
    someone.post("/fa/staff/people/", email="nonsense", name="آزمون", role="reader", language="fa")
    someone.post("/fa/staff/account/password/", present="x", new="y", again="y")
    assert actions(own_site) == before


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET actor = 'x'", "UPDATE audit_entry SET action = 'x' WHERE id = 1",
     "DELETE FROM audit_entry", "DELETE FROM audit_entry WHERE id = 1"],
)  # fmt: skip
def test_the_database_itself_refuses_to_change_it(own_site: Site, statement: str) -> None:
    with own_site.app.app_context():
        record("a@example.org", "192.0.2.1", "trial")
        db.session.commit()
        with pytest.raises(DatabaseError, match="only ever added to"):
            db.session.execute(sa.text(statement))
        db.session.rollback()
        entry = db.session.scalars(sa.select(AuditEntry)).one()
        entry.actor = "somebody else"
        with pytest.raises(DatabaseError):
            db.session.flush()
        db.session.rollback()
        db.session.remove()
    assert [action for _, action, *_ in actions(own_site)] == ["trial"]


def test_postgresql_does_not_empty_it_either(own_site: Site) -> None:
    with own_site.app.app_context():
        if db.engine.dialect.name == "postgresql":
            with pytest.raises(DatabaseError, match="only ever added to"):
                db.session.execute(sa.text("TRUNCATE audit_entry"))
        db.session.remove()


def test_pages_of_the_log(own_site: Site) -> None:
    add(own_site, Role.ADMINISTRATOR)
    with own_site.app.app_context():
        for number in range(120):
            record("a@example.org", "192.0.2.1", "trial", f"subject {number}")
        db.session.commit()
        db.session.remove()
    boss = entered(own_site, Role.ADMINISTRATOR)
    first, last = boss.page("/fa/staff/audit/"), boss.page("/fa/staff/audit/?page=3")
    assert len(first.all("tbody tr")) == 50 and len(last.all("tbody tr")) == 21
    assert "subject 0" in last.html
    assert boss.get("/fa/staff/audit/?page=x").status_code == 400
    boss.page("/fa/staff/audit/?page=99")
