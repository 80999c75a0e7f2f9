"""Somebody who brings tables in, and what they bring. All of it is invented."""

import csv
import io
import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from estates.accounts.roles import Role
from estates.database import db
from estates.history.draft import Draft
from estates.staff import import_work
from tests.accounts.cast import Someone, add, entered
from tests.page import Page
from tests.site import Site

HEADER = ["subject", "field", "value", "period", "source"]
NEW_ROW = ["siro", "gas_capacity", "۳۰٬۰۰۰", "۱۴۰۵/۰۶/۱۰", "seed"]


def editor(site: Site, refs: tuple[str, ...] = ()) -> Someone:
    """An editor who has signed in."""
    add(site, Role.EDITOR, refs=refs)
    return entered(site, Role.EDITOR)


def table(*rows: list[str], header: list[str] | None = None, delimiter: str = ",") -> bytes:
    """A CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header or HEADER, *rows])
    return text.getvalue().encode()


def send(
    someone: Someone, content: bytes, name: str = "invented.csv", of: str = "claims"
) -> TestResponse:
    """The answer to a file."""
    client: FlaskClient = someone.client
    fields: dict[str, Any] = {"file": (io.BytesIO(content), name), "post_token": someone.token()}
    fields["table"] = of
    return client.post("/en/staff/import/", data=fields, content_type="multipart/form-data")


def columns_form(page: Page) -> dict[str, str]:
    """The form of the columns as it is offered."""
    found: dict[str, str] = {}
    for field in page.soup.select("form[aria-label] select[name^=column-], select[name=source]"):
        chosen = field.select_one("option[selected]")
        found[str(field["name"])] = str(chosen["value"]) if chosen else ""
    return found


def checked(
    someone: Someone, content: bytes, name: str = "invented.csv", of: str = "claims", **more: str
) -> str:
    """Send a file, accept its columns, and let the rows be checked; the address of the job."""
    answer = send(someone, content, name, of)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    address = re.sub("columns/$", "", str(answer.location))
    form = columns_form(someone.page(f"{address}columns/"))
    answer = someone.post(f"{address}columns/", None, **{**form, **more})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    finish(someone.site)
    return address


def finish(site: Site) -> None:
    """Wait until the work in the background is done."""
    with site.app.app_context():
        import_work.settle(60)


def fates(someone: Someone, address: str) -> dict[str, int]:
    """How many rows there are of each fate that any has."""
    found: dict[str, int] = {}
    for row in csv_of(someone.get(f"{address}rows.csv"))[1:]:
        found[row[1]] = found.get(row[1], 0) + 1
    return found


def csv_of(answer: TestResponse) -> list[list[str]]:
    """The cells of an answer that is CSV."""
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def drafts_of(site: Site) -> dict[str, dict]:
    """The entries of every draft, by subject."""
    with site.app.app_context():
        return {draft.subject: dict(draft.entries) for draft in db.session.query(Draft)}
