"""What happens to an enquiry: it is received, added to, answered, and at last blanked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import selectinload

from estates.database import db
from estates.enquiries import letters
from estates.enquiries.models import Author, Enquiry, EnquiryKind, EnquiryMessage, EnquiryNote
from estates.enquiries.queries import hash_of
from estates.web import mail


class Blanked(Exception):
    """The enquiry was blanked: nobody is there any more to write to."""


class Overtaken(Exception):
    """Somebody has written in the meantime: it has to be read first."""


@dataclass(frozen=True)
class Draft:
    """What somebody sends, checked and cleaned."""

    kind: EnquiryKind
    name: str
    phone: str
    email: str
    country: str
    project: str
    language: str
    message: str
    subject: str | None = None
    field_key: str | None = None
    claim_id: int | None = None

    @property
    def content(self) -> list[str]:
        """Everything in it, in order: two drafts are the same where this is."""
        return [str(value or "") for value in vars(self).values()]


def receive(draft: Draft, token: str, now: datetime) -> Enquiry:
    """Store an enquiry that ``token`` opens. Raises IntegrityError where that one is there."""
    enquiry = Enquiry(
        token_hash=hash_of(token),
        kind=draft.kind,
        name=draft.name,
        phone=draft.phone,
        email=draft.email,
        country=draft.country,
        project=draft.project,
        language=draft.language,
        subject=draft.subject,
        field_key=draft.field_key,
        claim_id=draft.claim_id,
        received_at=now,
        waiting_since=now,
        messages=[EnquiryMessage(author=Author.SENDER, text=draft.message, written_at=now)],
    )
    db.session.add(enquiry)
    db.session.flush()
    return enquiry


def acknowledge(enquiry: Enquiry, address: str) -> None:
    """Write to the sender where the enquiry can be followed.

    This letter alone holds that address: of the token in it nothing but the hash is kept, so that
    no later letter could repeat it.
    """
    if enquiry.email:
        subject, body = letters.receipt(enquiry, address)
        mail.post(enquiry.reference, enquiry.email, subject, body)


def add(enquiry: Enquiry, text: str, post: str, now: datetime) -> None:
    """Add what the sender has to say further. Raises IntegrityError at a second sending."""
    if enquiry.blanked_at is not None:
        raise Blanked
    db.session.add(
        EnquiryMessage(
            enquiry_id=enquiry.id,
            author=Author.SENDER,
            text=text,
            written_at=now,
            post_hash=hash_of(post),
        )
    )
    enquiry.waiting_since = enquiry.waiting_since or now
    enquiry.closed_at = None
    enquiry.version = Enquiry.version + 1
    db.session.flush()


def answer(enquiry: Enquiry, text: str, now: datetime) -> None:
    """Answer, on the page of the enquiry and by mail where there is an address."""
    if enquiry.blanked_at is not None:
        raise Blanked
    db.session.add(
        EnquiryMessage(enquiry_id=enquiry.id, author=Author.STAFF, text=text, written_at=now)
    )
    enquiry.first_answered_at = enquiry.first_answered_at or now
    enquiry.waiting_since = enquiry.closed_at = None
    enquiry.version = Enquiry.version + 1
    if enquiry.email:
        subject, body = letters.answered(enquiry, text)
        mail.post(enquiry.reference, enquiry.email, subject, body)
    db.session.flush()


def take_turn(enquiry: Enquiry, seen: int) -> None:
    """Let nobody else write before this transaction ends. Raises Overtaken.

    ``seen`` is the version that the page showed: whoever answers has read all that was written.
    """
    raised = (
        update(Enquiry)
        .where(Enquiry.id == enquiry.id, Enquiry.version == seen)
        .values(version=Enquiry.version + 1)
        .execution_options(synchronize_session=False)
    )
    if db.session.execute(raised).rowcount == 0:  # type: ignore[attr-defined]
        raise Overtaken
    db.session.refresh(enquiry)


def assign(enquiry: Enquiry, account_id: int | None) -> None:
    """Give an enquiry to somebody of the staff, or to nobody."""
    enquiry.assigned_id = account_id


def note(enquiry: Enquiry, author_name: str, text: str, now: datetime) -> None:
    """Keep what staff say among themselves."""
    if enquiry.blanked_at is not None:
        raise Blanked
    db.session.add(
        EnquiryNote(enquiry_id=enquiry.id, author_name=author_name, text=text, written_at=now)
    )


def refer(enquiry: Enquiry, whom: str) -> None:
    """Keep to whom an enquiry was passed on; it waits for an answer as before."""
    enquiry.referred_to = whom


def close(enquiry: Enquiry, now: datetime) -> None:
    """Let an enquiry rest. Whoever sent it may still add to it, which opens it again."""
    enquiry.closed_at, enquiry.waiting_since = now, None


def reopen(enquiry: Enquiry) -> None:
    """Take a closed enquiry up again; it waits since what no answer has followed was written."""
    if enquiry.blanked_at is not None:
        raise Blanked
    enquiry.closed_at = None
    for message in reversed(enquiry.messages):
        if message.author == Author.STAFF:
            break
        enquiry.waiting_since = message.written_at


def blank(enquiry: Enquiry, now: datetime) -> None:
    """Take out of an enquiry all that tells of a person; times and what it was about stay."""
    # By one statement: a message that was added in the meantime is blanked as well.
    db.session.execute(
        update(EnquiryMessage).where(EnquiryMessage.enquiry_id == enquiry.id).values(text="")
    )
    db.session.execute(delete(EnquiryNote).where(EnquiryNote.enquiry_id == enquiry.id))
    enquiry.name = enquiry.phone = enquiry.email = enquiry.country = enquiry.project = ""
    enquiry.waiting_since = None
    enquiry.blanked_at = enquiry.blanked_at or now
    mail.forget(enquiry.reference)


def blank_expired(now: datetime, retention_days: int) -> int:
    """Blank each enquiry in which nobody has written for ``retention_days``; how many."""
    last = select(
        EnquiryMessage.enquiry_id, func.max(EnquiryMessage.written_at).label("at")
    ).group_by(EnquiryMessage.enquiry_id)
    latest = last.subquery()
    chosen = (
        select(Enquiry)
        .join(latest, latest.c.enquiry_id == Enquiry.id)
        .where(Enquiry.blanked_at.is_(None), latest.c.at < now - timedelta(days=retention_days))
        .options(selectinload(Enquiry.messages))
    )
    expired = db.session.scalars(chosen).all()
    for enquiry in expired:
        blank(enquiry, now)
    return len(expired)
