"""Somebody who asks: reads a form as a browser does, fills it in, and sends it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from estates.database import db
from estates.enquiries import queries
from estates.enquiries.models import Enquiry
from estates.web.forms import new_number
from tests.page import Page, inspect
from tests.site import Site

MOMENT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # a Wednesday; so are all tests
REFERENCE = re.compile(r"Q-14\d\d-\d{5}-\d")

# Obviously nobody.
PERSON = {
    "name": "آزمون‌نام ساختگی",
    "phone": "۰۹۱۲ ۰۰۰ ۰۰۰۰",
    "email": "invented@example.org",
    "message": "پرسشی برای آزمون\nدر دو خط",
    "consent": "1",
}


def filled(site: Site, **changes: str) -> dict[str, str]:
    """What a browser sends of a form that was filled in; a change to "" leaves a field empty."""
    with site.app.app_context():
        number = new_number()
    form = {"serial": number, "website": "", "country": "", "language": "fa", "project": ""}
    form |= PERSON | changes
    return {name: text for name, text in form.items() if name != "consent" or text}


def send(
    site: Site, path: str = "/fa/enquire/", headers: dict[str, str] | None = None, **changes: str
) -> TestResponse:
    """The answer to a form that was sent."""
    return post(site, path, filled(site, **changes), headers)


def post(
    site: Site, path: str, form: dict[str, str], headers: dict[str, str] | None = None
) -> TestResponse:
    """The answer to a post, as it is."""
    return site.client.post(path, data=MultiDict(form), headers=headers)


def refused(site: Site, path: str, response: TestResponse, status: int = 400) -> Page:
    """The inspected page that says what is wrong."""
    assert response.status_code == status, response.status
    page = Page(path, response)
    inspect(page, site)
    return page


def sent(site: Site, path: str = "/fa/enquire/", **changes: str) -> str:
    """The address of the page of an enquiry that was received."""
    response = send(site, path, None, **changes)
    assert response.status_code == 303, response.get_data(as_text=True)
    return str(response.headers["Location"])


@contextmanager
def stored(site: Site) -> Iterator[list[Enquiry]]:
    """Every enquiry of a site."""
    with site.app.app_context():
        yield list(queries.all_of())
        db.session.remove()
