"""The cast: one person of each role, and browsers in which they sign in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from estates.accounts import passwords, people, queries, second_factor
from estates.accounts.models import Account
from estates.accounts.roles import Role
from estates.database import db
from estates.web import clock
from tests.page import Page, inspect
from tests.site import Site

PASSWORD = "obviously invented lantern"
PREPARED = passwords.hashed(PASSWORD)  # once: it costs what it is meant to cost
SECRET = b"invented secret 20 b"
EMAILS = {role: f"{role}@example.org" for role in Role}
# Where links lead that every page has, by who looks: each is tried once in a run. Those that name a
# number are tried on every page: what it is the number of is there in one test alone.
LINKS: dict[str, dict[str, int]] = {}
NUMBER = re.compile(r"\d")
TOKEN = re.compile(r'name="post_token" value="([0-9a-f]+)"')


def add(site: Site, role: Role, email: str | None = None, refs: tuple[str, ...] = ()) -> int:
    """Somebody of a role, with a second factor where the role wants one; the number of the account."""
    with site.app.app_context():
        made = people.add(email or EMAILS[role], f"آزمون {role}", role, "fa")
        made.password_hash = PREPARED
        people.limit(made, refs)
        if role.wants_second_factor:
            second_factor.enrol(made, SECRET, step=0)
        number = made.id
        db.session.commit()
        db.session.remove()
    return number


def add_all(site: Site) -> None:
    """One person of each role."""
    for role in Role:
        add(site, role)


@contextmanager
def stored(site: Site, email: str) -> Iterator[Account]:
    """An account as it is in the database."""
    with site.app.app_context():
        found = queries.by_email(email)
        assert found
        yield found
        db.session.remove()


def phone(moment: datetime | None = None, secret: bytes = SECRET) -> str:
    """The code that the phone shows."""
    return TOTP(secret, 6, SHA1(), 30).generate(int((moment or clock.now()).timestamp())).decode()


class Someone:
    """A browser, and somebody in front of it."""

    def __init__(self, site: Site, address: str = "198.51.100.7") -> None:
        self.site, self.who = site, "stranger"
        self.client: FlaskClient = site.app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = address
        self._tokens: dict[str, str] = {}

    def get(self, path: str, **arguments: object) -> TestResponse:
        """An answer as it is."""
        return self.client.get(path, **arguments)

    def page(self, path: str, status: int = 200) -> Page:
        """An inspected page."""
        return self.inspected(path, self.get(path), status)

    def inspected(self, path: str, response: TestResponse, status: int = 200) -> Page:
        """The answer as an inspected page; its links are tried in this browser."""
        assert response.status_code == status, f"{path}: {response.status}"
        page, before = Page(path, response), self.site.client
        known = LINKS.setdefault(self.who, {})
        self.site.client, self.site._statuses = self.client, dict(known)
        inspect(page, self.site)
        found = self.site._statuses.items()
        known.update((link, status) for link, status in found if not NUMBER.search(link))
        self.site.client = before
        return page

    def token(self) -> str:
        """The token that forms of this session carry; looked up once in each session."""
        cookie = self.client.get_cookie("staff")
        session = cookie.value if cookie else ""
        if not self._tokens.get(session):
            found = TOKEN.search(self.get("/en/staff/account/").get_data(as_text=True))
            self._tokens[session] = found[1] if found else ""
        return self._tokens[session]

    def post(self, path: str, headers: dict | None = None, **fields: object) -> TestResponse:
        """A form of a page of this site, with the token of the session."""
        fields.setdefault("post_token", self.token())
        return self.client.post(path, data=fields, headers=headers)

    def sign_in(
        self, email: str, password: str = PASSWORD, query: str = "", **more
    ) -> TestResponse:
        """The answer to address and password."""
        fields = {"email": email, "password": password, **more}
        return self.client.post(f"/fa/staff/sign-in/{query}", data=fields)

    def code_token(self) -> str:
        """The token of the form for the code."""
        found = TOKEN.search(self.get("/en/staff/sign-in/code/").get_data(as_text=True))
        return found[1] if found else ""

    def give_code(self, code: str, query: str = "", **more) -> TestResponse:
        """The answer to a code."""
        fields = {"code": code, "post_token": self.code_token(), **more}
        return self.client.post(f"/fa/staff/sign-in/code/{query}", data=fields)

    def enter(self, email: str, password: str = PASSWORD) -> "Someone":
        """Sign in whole, with the phone where it is asked for."""
        self.who = email
        answer = self.sign_in(email, password)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        if urlsplit(str(answer.location)).path.endswith("/code/"):
            with stored(self.site, email) as account:  # a test may sign in twice in one moment
                account.totp_step = 0
                db.session.commit()
            assert self.give_code(phone()).status_code == 303
        assert self.is_in
        return self

    @property
    def is_in(self) -> bool:
        """Whether the desk opens."""
        return self.get("/en/staff/account/").status_code == 200


def entered(site: Site, role: Role) -> Someone:
    """Somebody of a role who has just signed in."""
    return Someone(site).enter(EMAILS[role])
