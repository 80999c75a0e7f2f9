"""A database that takes nothing: readers go on reading, and nobody loses what they typed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from sqlalchemy import event

from estates.accounts.roles import Role
from estates.database import db
from tests.accounts.cast import add_all, entered
from tests.enquiries.cast import filled, stored
from tests.page import Page
from tests.site import LANGUAGES, Site

FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@contextmanager
def unwilling(site: Site, how: str) -> Iterator[None]:
    """The database of ``site`` refuses every write: it is read-only, or its disk is full."""
    with site.app.app_context():
        engine, kind = db.engine, db.engine.dialect.name
        name = engine.url.database
    statements = {
        ("sqlite", "read-only"): "PRAGMA query_only=ON",
        ("sqlite", "full"): "PRAGMA max_page_count=1",
        ("postgresql", "read-only"): "SET default_transaction_read_only=on",
    }

    def refuse(connection, _record) -> None:
        cursor = connection.cursor()
        cursor.execute(statements[kind, how])
        cursor.close()
        if kind == "postgresql":
            connection.commit()

    engine.dispose()
    event.listen(engine, "connect", refuse)
    try:
        yield
    finally:
        event.remove(engine, "connect", refuse)
        engine.dispose()
        assert name


def handed_back(page: Page) -> dict[str, str]:
    """What the page would send again."""
    return {name: unescape(text) for name, text in FIELD.findall(page.html)}


HOWS = ["read-only", "full"]


def possible(site: Site, how: str) -> None:
    """No test fills the disk under a server of PostgreSQL: it would be everybody's disk."""
    with site.app.app_context():
        if how == "full" and db.engine.dialect.name == "postgresql":
            pytest.skip("the disk of a server is not filled")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", HOWS)
def test_an_enquiry_that_cannot_be_stored_is_handed_back(
    own_site: Site, language: str, how: str
) -> None:
    possible(own_site, how)
    path = f"/{language}/enquire/"
    # Long enough to want pages of its own: a full SQLite still has room in those that it has.
    fields = filled(own_site, message="متن آزمون <b>\nدو سطر\n" + "آزمون " * 600)
    with unwilling(own_site, how):
        page = Page(path, own_site.client.post(path, data=fields))
        assert own_site.fetch(f"/{language}/estates/").status_code == 200
    assert page.response.status_code == 503 and page.language == language
    assert page.response.headers["Retry-After"] == "30"
    again = handed_back(page)
    assert again["message"] == fields["message"]
    assert own_site.client.post(path, data=again).status_code == 303
    with stored(own_site) as enquiries:
        assert len(enquiries) == 1


def test_a_form_of_the_desk_that_cannot_be_stored_is_handed_back(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.ADMINISTRATOR)
    fields = {
        "name": "آزمون «تازه»", "email": "new@example.org", "role": "editor", "language": "fa",
        "post_token": someone.token(),
    }  # fmt: skip
    with unwilling(own_site, "read-only"):
        answer = someone.client.post("/fa/staff/people/", data=fields)
        page = Page("/fa/staff/people/", answer)
        assert someone.get("/fa/staff/people/").status_code == 200
    assert answer.status_code == 503
    assert handed_back(page) == fields
    sent = someone.client.post("/fa/staff/people/", data=handed_back(page))
    assert sent.status_code == 200
    assert "new@example.org" in someone.page("/fa/staff/people/").html


def test_passwords_are_never_given_back(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.EDITOR)
    with unwilling(own_site, "read-only"):
        answer = someone.post(
            "/en/staff/account/password/",
            present="obviously invented lantern",
            new="another invented lantern",
            again="another invented lantern",
        )
    assert answer.status_code == 503
    assert "invented lantern" not in answer.get_data(as_text=True)


def test_a_database_out_of_reach_is_said(tmp_path) -> None:
    site = Site("postgresql+psycopg://nobody@127.0.0.1:1/nothing", tmp_path)
    for path, kind in (
        ("/fa/estates/", "text/html"),
        ("/api/v1/estates", "application/problem+json"),
    ):
        answer = site.client.get(path)
        assert answer.status_code == 503, path
        assert answer.mimetype == kind
    asked = site.client.post("/en/enquire/", data={"message": "Invented & kept"})
    assert asked.status_code == 503
    assert "Invented &amp; kept" in asked.get_data(as_text=True)
