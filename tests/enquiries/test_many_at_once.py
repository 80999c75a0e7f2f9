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


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_at_once(databases: Databases, tmp_path: Path, kind: str) -> None:
    """On a real server, from two hundred network addresses, with a mail for each."""
    site = Site(databases.copy(kind), tmp_path, TRUSTED_PROXIES="1")
    forms = [filled(site, message=f"پرسش آزمون {number}") for number in range(HOW_MANY)]
    together = Barrier(HOW_MANY)

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

    with served(site) as address:
        host = urlsplit(address).netloc
        with ThreadPoolExecutor(HOW_MANY) as pool:
            answers = list(pool.map(send, range(HOW_MANY)))
        with stored(site) as enquiries:
            references = {enquiry.reference for enquiry in enquiries}
            texts = {enquiry.messages[0].text for enquiry in enquiries}
        with site.app.app_context():
            while db.engine.pool.checkedout():  # type: ignore[attr-defined]
                sleep(0.05)  # the last threads are still putting things away
    assert [status for status, _ in answers] == [303] * HOW_MANY
    assert len({path for _, path in answers}) == len(references) == len(texts) == HOW_MANY
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == HOW_MANY
