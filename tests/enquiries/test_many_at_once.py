"""Two hundred enquiries at once are all kept, each with a reference of its own."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from time import sleep
from urllib.parse import urlencode, urlsplit

import pytest

from estates.database import db
from tests.browser.serving import served
from tests.databases import Databases
from tests.enquiries.cast import filled, stored
from tests.site import Site

HOW_MANY = 200


def send_together(address: str, forms: list[dict[str, str]]) -> list[tuple[int, str | None]]:
    """Status and way of the answer to each form; every one comes from an address of its own."""
    host, together = urlsplit(address).netloc, Barrier(len(forms))

    def send(number: int) -> tuple[int, str | None]:
        connection = HTTPConnection(host, timeout=120)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"203.0.113.{number}",
        }
        together.wait()
        connection.request("POST", "/fa/enquire/", urlencode(forms[number]), headers)
        response = connection.getresponse()
        connection.close()
        return response.status, response.headers["Location"]

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(send, range(len(forms))))


def settle(site: Site) -> None:
    """Wait until the last threads of a server have put away what they used."""
    with site.app.app_context():
        while db.engine.pool.checkedout():  # type: ignore[attr-defined]
            sleep(0.05)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_same_form_many_times_at_once_is_one(databases, tmp_path: Path, kind: str) -> None:
    site = Site(databases.copy(kind), tmp_path, TRUSTED_PROXIES="1")
    with served(site) as address:
        answers = send_together(address, [filled(site)] * 20)
        with stored(site) as enquiries:
            assert len(enquiries) == 1
        settle(site)
    assert len(set(answers)) == 1 and answers[0][0] == 303
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 1


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_at_once(databases: Databases, tmp_path: Path, kind: str) -> None:
    """On a real server, from two hundred network addresses, with a mail for each."""
    site = Site(databases.copy(kind), tmp_path, TRUSTED_PROXIES="1")
    forms = [filled(site, message=f"پرسش آزمون {number}") for number in range(HOW_MANY)]
    with served(site) as address:
        answers = send_together(address, forms)
        with stored(site) as enquiries:
            references = {enquiry.reference for enquiry in enquiries}
            texts = {enquiry.messages[0].text for enquiry in enquiries}
        settle(site)
    assert [status for status, _ in answers] == [303] * HOW_MANY
    assert len({path for _, path in answers}) == len(references) == len(texts) == HOW_MANY
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == HOW_MANY
