"""A mail that fails is tried again and never costs an enquiry."""

import email
import email.message
import email.policy
import smtplib
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from estates.database import db
from estates.enquiries import desk, queries
from estates.web import clock, mail
from tests.databases import Databases
from tests.enquiries.cast import MOMENT, sent, stored
from tests.site import Site


def letters(site: Site) -> list[email.message.EmailMessage]:
    """The letters in the outbox folder, in order of their names."""
    found = sorted((site.instance_dir / "outbox").glob("*"))
    return [email.message_from_bytes(p.read_bytes(), policy=email.policy.default) for p in found]


def waiting(site: Site) -> list[mail.OutgoingMail]:
    with site.app.app_context():
        mail.settle(20)
        return mail.waiting()


def test_without_a_server_a_letter_becomes_a_file_with_the_way_back(own_site: Site) -> None:
    path = sent(own_site)
    [letter] = letters(own_site)
    with stored(own_site) as [enquiry]:
        assert enquiry.reference in letter["Subject"]
    assert letter["To"] == "invented@example.org"
    assert "http://localhost" + path in letter.get_content()
    assert waiting(own_site) == []


@pytest.mark.parametrize(("language", "words"), [("fa", "پرسش شما رسید"), ("en", "has arrived")])
def test_a_letter_is_in_the_language_of_the_answer(own_site: Site, language, words) -> None:
    sent(own_site, "/en/enquire/", language=language)
    assert words in letters(own_site)[0].get_content()
    assert own_site.get("/en/enquire/").language == "en"


def test_who_gave_no_address_gets_no_letter(own_site: Site) -> None:
    sent(own_site, email="")
    assert letters(own_site) == [] and waiting(own_site) == []


def test_an_answer_comes_by_mail_without_the_token(own_site: Site) -> None:
    token = sent(own_site).rstrip("/").rpartition("/")[2]
    with own_site.app.app_context():
        [enquiry] = queries.all_of()
        desk.answer(enquiry, "پاسخ آزمون", MOMENT)
        db.session.commit()
        assert mail.deliver() == mail.Delivery(sent=1)
    first, second = letters(own_site)
    assert "پاسخ آزمون" in second.get_content() and token not in second.get_content()
    assert token in first.get_content()


def test_a_letter_is_for_its_owner_alone(own_site: Site) -> None:
    sent(own_site)
    assert (own_site.instance_dir / "outbox").stat().st_mode & 0o077 == 0


def test_an_outbox_that_cannot_be_written_loses_nothing(own_site: Site) -> None:
    """A file stands where the folder should be: no folder can be made, whoever runs the site."""
    (own_site.instance_dir / "outbox").write_text("in the way")
    path = sent(own_site)
    own_site.get(path)
    [kept] = waiting(own_site)
    assert kept.tries == 1 and "outbox" in str(kept.last_error)
    (own_site.instance_dir / "outbox").unlink()
    with clock.stopped_at(MOMENT + timedelta(minutes=2)):
        sent(own_site)  # the next letter takes the first one along
    assert len(letters(own_site)) == 2 and waiting(own_site) == []


def test_a_full_disk_leaves_no_half_letter(own_site: Site, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        sent(own_site)
    assert list((own_site.instance_dir / "outbox").iterdir()) == []
    assert "No space left" in str(waiting(own_site)[0].last_error)


class Smtp(socketserver.StreamRequestHandler):
    """A server of mail that keeps what it gets; it refuses a recipient whose name says so."""

    kept: list[bytes]

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"RCPT" and b"refused" in line:
                self.wfile.write(b"550 no such person\r\n")
            elif word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                content = iter(self.rfile.readline, b".\r\n")
                self.server.kept.append(b"".join(content))  # type: ignore[attr-defined]
                self.wfile.write(b"250 kept\r\n")
            else:
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 fine\r\n")
            if word == b"QUIT":
                return


@contextmanager
def smtp() -> Iterator[tuple[int, list[bytes]]]:
    """The port of a server of mail, and what it was sent."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Smtp) as server:
        server.daemon_threads = True
        server.kept = []  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1], server.kept  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


def site_with(databases: Databases, folder: Path, kind: str, port: int) -> Site:
    return Site(databases.copy(kind), folder, MAIL_SERVER="127.0.0.1", MAIL_PORT=str(port),
                MAIL_USE_TLS="no", MAIL_DEFAULT_SENDER="estates@example.org",
                SITE_URL="http://localhost")  # fmt: skip


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_mail_leaves_by_smtp_where_a_server_is_set(databases, tmp_path: Path, kind: str) -> None:
    with smtp() as (port, kept):
        site = site_with(databases, tmp_path, kind, port)
        sent(site)
        assert waiting(site) == []
        site.close()
    letter = email.message_from_bytes(kept[0], policy=email.policy.default)
    assert (letter["From"], letter["To"]) == ("estates@example.org", "invented@example.org")
    assert not (tmp_path / "outbox").exists()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_server_that_is_away_is_asked_again_and_loses_nothing(databases, tmp_path, kind) -> None:
    with smtp() as (port, _):
        pass  # now nobody listens there
    site = site_with(databases, tmp_path, kind, port)
    site.get(sent(site))
    sent(site)  # within the minute in which the server is left alone
    assert [one.tries for one in waiting(site)] == [1, 0]
    with site.app.app_context():
        for minutes, tries in ((2, [1, 1]), (4, [2, 1]), (6, [2, 2])):
            with clock.stopped_at(MOMENT + timedelta(minutes=minutes)):
                mail.deliver()
                mail.deliver()
                assert [one.tries for one in mail.waiting()] == tries
                db.session.rollback()
    site.close()


def test_one_bad_address_does_not_hold_the_others_up(databases, tmp_path: Path) -> None:
    with smtp() as (port, kept):
        site = site_with(databases, tmp_path, "sqlite", port)
        sent(site, email="refused@example.org")
        sent(site)
        [left] = waiting(site)
        assert left.recipient == "refused@example.org" and "550" in str(left.last_error)
        assert len(kept) == 1
        site.close()


def test_a_certificate_is_looked_at(monkeypatch) -> None:
    contexts = []
    monkeypatch.setattr(
        smtplib.SMTP, "starttls", lambda _self, *, context: contexts.append(context)
    )
    mail._Smtp().starttls()
    assert contexts[0].check_hostname and contexts[0].verify_mode.name == "CERT_REQUIRED"
