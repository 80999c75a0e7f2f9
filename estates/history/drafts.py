"""The way of a draft: written, submitted, approved and public, or sent back.

What a subject is made of is the business of its `Kind`; this module knows documents alone. Nothing
here commits, except that nothing of a publication is there before its caller's commit.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from estates.history import publishing, queries
from estates.history.draft import EDITABLE, Actor, Draft, DraftComment, State
from estates.history.models import SEED, Revision
from estates.lib.difference import Divergence, Fate, three_way

MINE, THEIRS = "mine", "theirs"
Flat = Mapping[str, Any]


class Reading(Protocol):
    """What the entries of a draft amount to."""

    changes: dict[str, Any]
    fitting: set[tuple[str, str]]
    problems: list[Any]

    def document(self, base: Flat) -> dict[str, Any]:
        """``base`` as the changes would make it."""
        ...


class Doubtful(Protocol):
    """Something unlikely or impossible about a document."""

    @property
    def blocks(self) -> bool:
        """Whether it forbids publication, or only wants a reason."""
        ...

    @property
    def key(self) -> str:
        """What the reason is kept under."""
        ...


class Kind(Protocol):
    """What drafts have to know of a kind of subject (an estate, the province, a source, a step)."""

    def document(self, session: Session, subject: str) -> dict[str, Any]:
        """The published state by paths."""
        ...

    def read(self, session: Session, subject: str, base: Flat, entries: Flat) -> Reading:
        """What was typed, as changes of ``base`` and as problems."""
        ...

    def doubts(self, session: Session, subject: str, base: Flat, after: Flat) -> Sequence[Doubtful]:
        """What is doubtful about ``after`` and was not so before."""
        ...

    def apply(
        self, session: Session, subject: str, changes: Flat, number: int, now: datetime
    ) -> None:
        """Write the changes into the tables; flushes."""
        ...

    def snapshot(self, session: Session, subject: str, number: int) -> dict[str, Any]:
        """What revision ``number`` keeps of the state that the tables have."""
        ...

    def began(self, session: Session, subject: str) -> datetime:
        """Since when the facts were public that no revision was made of."""
        ...

    def restoring(
        self, session: Session, subject: str, snapshot: Flat, reason: Mapping[str, str]
    ) -> dict[str, Any]:
        """The entries that bring an earlier state back."""
        ...


class Refused(Exception):
    """Something could not be done with a draft."""


class NotYours(Refused):
    """Only its author may do this with a draft."""


class NotOpen(Refused):
    """The draft is not in a state in which this can be done: it was decided on in the meantime."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class Overtaken(Refused):
    """Somebody, or the same person in another window, has written in the meantime."""


class AlreadyDrafting(Refused):
    """There is an open draft of this person on the subject."""


class OwnDraft(Refused):
    """Nobody approves or sends back their own draft."""


class NothingChanged(Refused):
    """The draft would change nothing."""


class NotReady(Refused):
    """What was typed is not valid, or cannot be true: problems by field, and doubts that block."""

    def __init__(self, problems: Sequence[Any], doubts: Sequence[Doubtful] = ()) -> None:
        super().__init__(", ".join(map(str, (*problems, *doubts))))
        self.problems, self.doubts = problems, doubts


class ReasonsMissing(Refused):
    """Something unlikely wants a reason in words."""

    def __init__(self, doubts: Sequence[Doubtful]) -> None:
        super().__init__(", ".join(doubt.key for doubt in doubts))
        self.doubts = doubts


class StaleDraft(Refused):
    """Another revision was published since the draft began; with what each of the two changed."""

    def __init__(self, number: int, difference: dict[str, Divergence]) -> None:
        super().__init__(f"revision {number} was published in the meantime")
        self.number, self.difference = number, difference


class UnresolvedConflicts(Refused):
    """Both changed the same; whose change stays has to be said of these paths."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


class NothingSaid(Refused):
    """A draft is sent back with at least one comment."""


# --- writing -----------------------------------------------------------------------------------


def begin(session: Session, kind: Kind, subject: str, actor: Actor, now: datetime) -> Draft:
    """The open draft of ``actor`` on a subject, or a new one on what is published now."""
    found = queries.open_draft_of(session, subject, actor.key)
    return found or _new(session, kind, subject, actor, now)


def _new(session: Session, kind: Kind, subject: str, actor: Actor, now: datetime) -> Draft:
    draft = Draft(
        subject=subject,
        author=actor.key,
        author_name=actor.name,
        state=State.DRAFT,
        base_number=queries.current_number(session, subject),
        base=kind.document(session, subject),
        entries={},
        reasons={},
        created_at=now,
        saved_at=now,
    )
    session.add(draft)
    try:
        session.flush()
    except IntegrityError:  # the same person began one in another window at this moment
        session.rollback()
        found = queries.open_draft_of(session, subject, actor.key)
        if found is None:
            raise
        return found
    return draft


def save(
    session: Session,
    draft: Draft,
    entries: Flat,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
) -> None:
    """Keep what was typed, whether it is valid or not.

    ``version`` is the one that the form showed: Overtaken is raised where another window has saved
    since, and nothing is lost of either.
    """
    _own(draft, actor)
    if version is not None and version != draft.version:
        raise Overtaken
    draft.entries = dict(entries)
    draft.saved_at = now
    _flush(session)


def drop(session: Session, draft: Draft, actor: Actor, now: datetime) -> None:
    """Give a draft up. It stays in the database, and nobody's way."""
    _own(draft, actor)
    draft.state, draft.decided_at = State.DROPPED, now
    _flush(session)


def _own(draft: Draft, actor: Actor, states: Sequence[State] = EDITABLE) -> None:
    if draft.author != actor.key:
        raise NotYours
    if draft.state not in states:
        raise NotOpen(draft.state)


def _flush(session: Session) -> None:
    try:
        session.flush()
    except StaleDataError:
        session.rollback()
        raise Overtaken from None


# --- submitting --------------------------------------------------------------------------------


def submit(
    session: Session,
    kind: Kind,
    draft: Draft,
    actor: Actor,
    now: datetime,
    reasons: Mapping[str, str] | None = None,
) -> None:
    """Hand a draft to the reviewers. ``reasons`` answer what is unlikely, and are kept.

    Raises NotReady, NothingChanged, StaleDraft or ReasonsMissing; the draft is then as it was.
    """
    _own(draft, actor)
    reading = kind.read(session, draft.subject, draft.base, draft.entries)
    if reading.problems:
        raise NotReady(reading.problems)
    if not reading.changes and not reading.fitting:
        raise NothingChanged
    refuse_stale(session, kind, draft, reading)
    given = {**draft.reasons, **{key: text.strip() for key, text in (reasons or {}).items()}}
    _refuse_doubtful(session, kind, draft, reading, given)
    draft.reasons = {key: text for key, text in given.items() if text}
    draft.state, draft.submitted_at = State.SUBMITTED, now
    draft.decided_at = draft.reviewer = draft.reviewer_name = None
    _flush(session)


def refuse_stale(session: Session, kind: Kind, draft: Draft, reading: Reading) -> None:
    """Raise StaleDraft where the draft does not begin from what is published now."""
    number = queries.current_number(session, draft.subject)
    if number != draft.base_number:
        raise StaleDraft(number, _difference(session, kind, draft, reading))


def _difference(
    session: Session, kind: Kind, draft: Draft, reading: Reading
) -> dict[str, Divergence]:
    theirs = kind.document(session, draft.subject)
    return three_way(draft.base, reading.document(draft.base), theirs)


def _refuse_doubtful(
    session: Session, kind: Kind, draft: Draft, reading: Reading, reasons: Mapping[str, str]
) -> None:
    after = reading.document(draft.base)
    doubts = kind.doubts(session, draft.subject, draft.base, after)
    if blocking := [doubt for doubt in doubts if doubt.blocks]:
        raise NotReady((), blocking)
    if silent := [doubt for doubt in doubts if not reasons.get(doubt.key)]:
        raise ReasonsMissing(silent)


def take_back(session: Session, draft: Draft, actor: Actor) -> None:
    """Go on writing at a draft that nobody has decided on yet."""
    _own(draft, actor, (State.SUBMITTED,))
    draft.state = State.DRAFT
    _flush(session)


def rebase(
    session: Session,
    kind: Kind,
    draft: Draft,
    actor: Actor,
    now: datetime,
    choices: Mapping[str, str],
) -> None:
    """Let a stale draft begin from what is published now, keeping what both have done.

    ``choices`` say of each path that both changed whether "mine" or "theirs" stays; raises
    UnresolvedConflicts where one is missing.
    """
    _own(draft, actor)
    reading = kind.read(session, draft.subject, draft.base, draft.entries)
    number = queries.current_number(session, draft.subject)
    difference = _difference(session, kind, draft, reading)
    conflicts = [path for path, one in difference.items() if one.fate is Fate.CONFLICT]
    if open_ones := [path for path in conflicts if choices.get(path) not in (MINE, THEIRS)]:
        raise UnresolvedConflicts(open_ones)
    settled = {path for path in conflicts if choices[path] == THEIRS}
    settled |= {path for path, one in difference.items() if one.fate is Fate.SAME}
    draft.entries = {path: one for path, one in draft.entries.items() if path not in settled}
    draft.base, draft.base_number = kind.document(session, draft.subject), number
    draft.saved_at = now
    _flush(session)


# --- deciding ----------------------------------------------------------------------------------


def send_back(
    session: Session, draft: Draft, reviewer: Actor, comments: Mapping[str, str], now: datetime
) -> None:
    """Give a draft back to its author with what is to be done, by field ('' is the whole)."""
    _refuse_own(draft, reviewer)
    said = {path: text.strip() for path, text in comments.items() if text.strip()}
    if not said:
        raise NothingSaid
    _decide(draft, reviewer, State.SENT_BACK, now)
    session.add_all(
        DraftComment(
            draft_id=draft.id,
            path=path,
            text=text,
            author=reviewer.key,
            author_name=reviewer.name,
            written_at=now,
        )
        for path, text in said.items()
    )
    _flush(session)


def return_stale(session: Session, draft: Draft, reviewer: Actor, now: datetime) -> None:
    """Give a draft back that another publication has overtaken: its author has to look again."""
    _refuse_own(draft, reviewer)
    _decide(draft, reviewer, State.SENT_BACK, now)
    _flush(session)


def approve(session: Session, kind: Kind, draft: Draft, reviewer: Actor, now: datetime) -> Revision:
    """Publish a draft: claims, texts, numbered revision and revision of the site, all or nothing.

    It is public with the caller's commit. Raises OwnDraft, NotOpen (somebody has decided
    meanwhile), StaleDraft or NotReady; the caller then rolls back.
    """
    _refuse_own(draft, reviewer, look=False)
    publishing.take_turn(session, now)
    session.refresh(draft)
    _refuse_own(draft, reviewer)
    reading = kind.read(session, draft.subject, draft.base, draft.entries)
    refuse_stale(session, kind, draft, reading)
    if reading.problems:
        raise NotReady(reading.problems)
    _refuse_doubtful(session, kind, draft, reading, draft.reasons)
    number = _first_facts(session, kind, draft) + 1
    kind.apply(session, draft.subject, reading.changes, number, now)
    _decide(draft, reviewer, State.APPROVED, now)
    _flush(session)
    publishing.mark_texts(session, draft.subject, _texts(draft.base, reading), number)
    return publishing.publish(
        session,
        draft.subject,
        number,
        kind.snapshot(session, draft.subject, number),
        published_at=now,
        author=draft.author,
        approver=reviewer.key,
        draft_id=draft.id,
        restores=draft.restores,
    )


def _first_facts(session: Session, kind: Kind, draft: Draft) -> int:
    """The number of the latest revision; what no load of the seed numbered gets its number 1.

    Of what is new, nothing was published before.
    """
    if draft.base_number or not draft.base:
        return draft.base_number
    publishing.publish(
        session,
        draft.subject,
        1,
        kind.snapshot(session, draft.subject, 1),
        published_at=kind.began(session, draft.subject),
        author=SEED,
    )
    return 1


def _texts(base: Flat, reading: Reading) -> dict[str, tuple[set[str], set[str], set[str]]]:
    """Of each text that is touched: its languages before, those rewritten, those that still fit."""
    found: dict[str, tuple[set[str], set[str], set[str]]] = {}
    rewritten = [path.split("/")[1:] for path in reading.changes if path.startswith("texts/")]
    touched = {text for text, _ in rewritten} | {text for text, _ in reading.fitting}
    for text in touched:
        before = {path.split("/")[2] for path in base if path.startswith(f"texts/{text}/")}
        found[text] = (
            before,
            {language for of, language in rewritten if of == text},
            {language for of, language in reading.fitting if of == text},
        )
    return found


def _refuse_own(draft: Draft, reviewer: Actor, *, look: bool = True) -> None:
    if draft.author == reviewer.key:
        raise OwnDraft
    if look and draft.state != State.SUBMITTED:
        raise NotOpen(draft.state)


def _decide(draft: Draft, reviewer: Actor, state: State, now: datetime) -> None:
    draft.state, draft.decided_at = state, now
    draft.reviewer, draft.reviewer_name = reviewer.key, reviewer.name


# --- going back --------------------------------------------------------------------------------


def restore(
    session: Session,
    kind: Kind,
    old: Revision,
    actor: Actor,
    reason: Mapping[str, str],
    now: datetime,
) -> Draft:
    """A new draft that brings an earlier revision back; it goes through review like any other."""
    if queries.open_draft_of(session, old.subject, actor.key) is not None:
        raise AlreadyDrafting
    draft = _new(session, kind, old.subject, actor, now)
    draft.entries = kind.restoring(session, old.subject, old.snapshot, reason)
    draft.restores = old.number
    _flush(session)
    return draft
