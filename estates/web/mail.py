"""Mail: by SMTP where a server is set, else as files into ``outbox/`` of the instance folder.

A mail is a row first, written together with what it tells of. It is sent after that was
committed, and the row goes when the mail has left. Until then it is tried again, at ever longer
intervals: with each next mail, and by command. What is out of reach is left alone for a minute.
No reader waits for a server, and nothing that fails here reaches who sent the form.
"""

import os
import smtplib
import ssl
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from flask import Flask, current_app
from flask_mailman import EmailMessage, Mail
from flask_mailman.backends.smtp import EmailBackend
from sqlalchemy import CursorResult, String, Text, delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from estates.database import Base, UtcDateTime, db
from estates.settings import Settings
from estates.web import clock

TIMEOUT = 5  # seconds that a server may be silent
BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 1440))  # the last one for good
AT_ONCE = 20  # of the mails that are due, after one request
# What a server that is there says of one mail; anything else that fails is out of reach.
_OF_THIS_MAIL = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
_REST = "mail_rests_until"
_COURIER, _WANTED = "mail_courier", "mail_wanted"
_changing = Lock()
NOBODY = "estates@localhost"  # the sender of files, where none is set


class OutgoingMail(Base):
    """A mail that has not left yet; by what it is ``about`` it can be forgotten."""

    __tablename__ = "outgoing_mail"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 — files are named by numbers

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(String(40), index=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(200))  # the same at every try
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(200))


@dataclass(frozen=True)
class Delivery:
    """What became of the mails that were due."""

    sent: int = 0
    failed: int = 0


def post(about: str, recipient: str, subject: str, body: str) -> None:
    """Put a mail into the session; it leaves at the next `deliver` after the commit."""
    now = clock.now()
    mail = OutgoingMail(
        about=about,
        recipient=recipient,
        subject=subject,
        body=body,
        message_id=make_msgid(domain=_sender().rpartition("@")[2]),
        created_at=now,
        next_try_at=now,
        tries=0,
    )
    db.session.add(mail)


def deliver(even_early: bool = False, most: int = AT_ONCE) -> Delivery:
    """Send what is due, and with ``even_early`` what is not; commits for each mail. Never raises.

    Called when what the mails tell of is committed, so that its own commits undo nothing.
    """
    sent = failed = 0
    try:
        for number, tries in [] if _resting() and not even_early else _due(even_early, most):
            mail = _taken(number, tries)
            if mail is None:
                continue
            problem = _send(mail)
            _record(number, problem)
            sent, failed = sent + (problem is None), failed + (problem is not None)
            if _resting() and not even_early:
                break
    except SQLAlchemyError:
        db.session.rollback()
        current_app.logger.exception("mails could not be read or marked")
    return Delivery(sent, failed)


def deliver_soon() -> None:
    """Send what is due without letting a reader wait for a server that is slow or silent.

    Files are written at once. A server is spoken to by a thread of its own, one in each process.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if not app.extensions["settings"].mail.server:
        deliver()
        return
    with _changing:
        app.extensions[_WANTED] = True
        if _COURIER not in app.extensions:
            courier = Thread(target=_deliver_while_wanted, args=(app,), name="mail", daemon=True)
            app.extensions[_COURIER] = courier
            courier.start()


def settle(seconds: float) -> None:
    """Wait until the thread that sends mail has ended, for no longer than ``seconds``."""
    courier: Thread | None = current_app.extensions.get(_COURIER)
    if courier is not None:
        courier.join(seconds)


def _deliver_while_wanted(app: Flask) -> None:
    """Deliver, and again for whatever was posted meanwhile."""
    with app.app_context():
        while True:
            with _changing:
                if not app.extensions.pop(_WANTED, False):
                    del app.extensions[_COURIER]
                    return
            deliver()


def _resting() -> bool:
    """Whether the server was found out of reach within the last minute, by this process."""
    until = current_app.extensions.get(_REST)
    return until is not None and clock.now() < until


def waiting() -> list[OutgoingMail]:
    """The mails that have not left, the oldest first."""
    return list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def forget(about: str) -> None:
    """Delete every mail that concerns ``about``, in the database and in the outbox folder."""
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.about == about))
    for path in outbox().glob(f"{about}.*.eml"):
        path.unlink(missing_ok=True)


def outbox() -> Path:
    """The folder of mails where no server is set."""
    settings: Settings = current_app.extensions["settings"]
    return settings.instance_dir / "outbox"


def _due(even_early: bool, most: int) -> list[tuple[int, int]]:
    """The numbers of the mails to try, each with how often it was tried before."""
    chosen = select(OutgoingMail.id, OutgoingMail.tries).order_by(OutgoingMail.next_try_at)
    if not even_early:
        chosen = chosen.where(OutgoingMail.next_try_at <= clock.now())
    return [(row.id, row.tries) for row in db.session.execute(chosen.limit(most))]


def _taken(number: int, tries: int) -> OutgoingMail | None:
    """The mail with this number, marked as being tried; None where another process was first."""
    wait = BACK_OFF[min(tries, len(BACK_OFF) - 1)]
    taken = (
        update(OutgoingMail)
        .where(OutgoingMail.id == number, OutgoingMail.tries == tries)
        .values(tries=tries + 1, next_try_at=clock.now() + wait)
    )
    result = db.session.execute(taken, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)
    db.session.commit()
    return db.session.get(OutgoingMail, number) if result.rowcount else None


def _send(mail: OutgoingMail) -> str | None:
    """Let a mail leave; what went wrong in one line, or None."""
    try:
        message = EmailMessage(
            mail.subject,
            mail.body,
            _sender(),
            [mail.recipient],
            headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
        )
        settings: Settings = current_app.extensions["settings"]
        if settings.mail.server:
            message.send()
        else:
            _write(mail, message)
    except Exception as error:  # whatever a server or a disk may do
        if _out_of_reach(error):
            current_app.extensions[_REST] = clock.now() + BACK_OFF[0]
        current_app.logger.warning("mail %s did not leave: %s", mail.id, type(error).__name__)
        return f"{type(error).__name__}: {error}"[:200]
    return None


def _out_of_reach(error: Exception) -> bool:
    """Whether it is no use to try the next mail now: no server, or one that wants to be left."""
    if isinstance(error, smtplib.SMTPResponseException):
        return 400 <= error.smtp_code < 500
    return isinstance(error, OSError) and not isinstance(error, _OF_THIS_MAIL)


def _write(mail: OutgoingMail, message: EmailMessage) -> None:
    """The mail as a file that appears whole or not at all."""
    folder = outbox()
    folder.mkdir(mode=0o700, exist_ok=True)
    content: Any = message.message()
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.as_bytes())
        path.replace(folder / f"{mail.about}.{mail.id}.eml")
    finally:
        path.unlink(missing_ok=True)


def _record(number: int, problem: str | None) -> None:
    """Delete what has left, and say of what has not why; whoever else was quicker is not minded."""
    this = OutgoingMail.id == number
    options = {"synchronize_session": False}
    if problem is None:
        db.session.execute(delete(OutgoingMail).where(this), execution_options=options)
    else:
        failed = update(OutgoingMail).where(this).values(last_error=problem)
        db.session.execute(failed, execution_options=options)
    db.session.commit()


def _sender() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.mail.default_sender or NOBODY


class _Smtp(smtplib.SMTP):
    """SMTP that looks at the certificate; flask-mailman's asks for none with STARTTLS."""

    def starttls(self, *_old: Any, context: ssl.SSLContext | None = None) -> Any:  # type: ignore[override]
        return super().starttls(context=context or ssl.create_default_context())


class SmtpBackend(EmailBackend):
    """As flask-mailman's, with certificates checked."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """The class of the connection."""
        return smtplib.SMTP_SSL if self.use_ssl else _Smtp

    def send_messages(self, email_messages: Any) -> Any:
        """Send; the connection is closed where that fails as well."""
        try:
            return super().send_messages(email_messages)
        finally:
            with suppress(OSError):
                self.close()


def init_app(app: Flask, settings: Settings) -> None:
    """Tell flask-mailman of the settings."""
    mail = settings.mail
    app.config.update(
        MAIL_SERVER=mail.server or "localhost",
        MAIL_PORT=mail.port,
        MAIL_USERNAME=mail.username,
        MAIL_PASSWORD=mail.password,
        MAIL_USE_TLS=mail.use_tls,
        MAIL_USE_SSL=mail.use_ssl,
        MAIL_DEFAULT_SENDER=mail.default_sender,
        MAIL_TIMEOUT=TIMEOUT,
        MAIL_BACKEND=SmtpBackend,
    )
    Mail(app)
