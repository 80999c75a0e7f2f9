"""The editor of a plain subject: what is kept of a form, and the page that shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import abort
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from estates.accounts import guards
from estates.database import db
from estates.history import drafts, queries
from estates.history.draft import Draft, State
from estates.history.family import SEPARATOR
from estates.ledger import queries as ledger
from estates.ledger.plain import document as documents
from estates.ledger.plain.columns import Ground
from estates.ledger.plain.shape import Naming, Shape
from estates.ledger.reading import Problem
from estates.ledger.sentence import Sentence
from estates.ledger.source_shape import SOURCE
from estates.ledger.typed import SLUG
from estates.lib.bilingual import Words
from estates.lib.difference import Divergence, Fate, three_way
from estates.lib.typed import paragraphs
from estates.pages import library
from estates.pages.plain_families import PLAIN_FAMILIES
from estates.pages.plain_family import DOUBTS, PlainFamily
from estates.staff.subject_form import SubjectForm, entries_of, form_of
from estates.web import clock
from estates.web.formatting import mixed
from estates.web.pagination import MOST_PER_PAGE

REASON = "reason:"  # what the names of fields with reasons begin with
MOST_REASON = 1000  # letters
MOST_VERSION = 2**31 - 1
FIRST_NUMBER = 1_000_000_000  # of rows that staff add, far above those of any file


@dataclass(frozen=True)
class Subject:
    """One subject as the desk works on it, with the draft of whoever is signed in."""

    family: PlainFamily
    key: str
    draft: Draft | None
    base: Mapping[str, Any]  # what the draft began from; without one what is published
    serial: int  # the revision of that

    @property
    def name(self) -> str:
        """As drafts and revisions call it."""
        return f"{self.family.shape.family}{SEPARATOR}{self.key}"

    @property
    def shape(self) -> Shape:
        """What it is made of."""
        return self.family.shape

    @property
    def entries(self) -> Mapping[str, Any]:
        """What was typed so far."""
        return self.draft.entries if self.draft else {}

    @property
    def title(self) -> Words:
        """What it is called now; empty where it is not public yet."""
        return self.family.names([self.name]).get(self.name, Words())

    def ground(self, entries: Mapping[str, Any] | None = None) -> Ground:
        """What reading and the form refer to."""
        typed = self.entries if entries is None else entries
        return Ground(db.session(), self.key, self.base, typed)


@dataclass
class Shown:
    """What a page says besides the fields."""

    said: str = ""
    problems: dict[str, list[str]] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


def plain_families() -> dict[str, PlainFamily]:
    """The families that this editor knows."""
    return PLAIN_FAMILIES


def first_of_groups() -> list[str]:
    """The family with which each group of families begins."""
    groups: dict[str, str] = {}
    for name, family in plain_families().items():
        groups.setdefault(family.shape.group, name)
    return list(groups.values())


def resolve(family_name: str, key: str) -> Subject:
    """The subject of an address, or 404; one that does not exist yet may be begun."""
    family, session = plain_families()[family_name], db.session()
    name = f"{family_name}{SEPARATOR}{key}"
    estate = family.estate_of(name)
    if estate is not None and not guards.account().may_write(estate):
        abort(403)
    draft = queries.open_draft_of(session, name, guards.actor().key)
    if draft is not None:
        return Subject(family, key, draft, draft.base, draft.base_number)
    base = family.kind.document(session, name)
    missing = not base and family.shape.find(session, key) is None
    if missing and not may_begin(family.shape, session, key):
        abort(404)
    return Subject(family, key, None, base, queries.current_number(session, name))


def may_begin(shape: Shape, session: Session, key: str) -> bool:
    """Whether something new may be called ``key``."""
    match shape.naming:
        case Naming.TYPED:
            short = all(len(part) <= shape.key_most for part in key.split("."))
            return short and shape.may_begin(session, key)
        case Naming.COUNTED:
            return key.isascii() and key.isdigit() and FIRST_NUMBER <= int(key) <= MOST_VERSION
        case _:
            return False


def new_key(shape: Shape, typed: str) -> str | None:
    """The key of a new subject, or None where what was typed is none."""
    if shape.naming is Naming.COUNTED:
        # A second has one number: two who begin in one second have a draft each on one subject.
        seconds = int(clock.now().timestamp()) % (MOST_VERSION - FIRST_NUMBER)
        return str(FIRST_NUMBER + seconds)
    parts = typed.strip().lower().split(".")
    sound = all(SLUG.fullmatch(part) and len(part) <= 60 for part in parts)
    return ".".join(parts) if sound and len(parts) <= 2 else None


def keep(of: Subject, sent: MultiDict[str, str]) -> Subject:
    """Keep what a form brings, in the draft of whoever is signed in; flushes.

    A form that was opened before another revision was published begins from what it showed, so
    that nobody's change is undone in silence. Raises Overtaken and NotOpen.
    """
    session, actor, now = db.session(), guards.actor(), clock.now()
    draft = of.draft
    if draft is None:
        began = _number(sent.get("base"))
        base = of.base if began in (None, of.serial) else _base_of(of, began)
        entries = entries_of(of.shape, Ground(session, of.key, base), sent)
        if not entries:
            return of
        draft = drafts.begin(session, of.family.kind, of.name, actor, now)
        if began is not None and began != of.serial:
            draft.base, draft.base_number = dict(base), began
        drafts.save(session, draft, entries, actor, now)
    else:
        entries = entries_of(of.shape, of.ground({}), sent)
        version = _number(sent.get("version")) or 0
        drafts.save(session, draft, entries, actor, now, version=version)
    return Subject(of.family, of.key, draft, draft.base, draft.base_number)


def _number(text: str | None) -> int | None:
    sound = bool(text) and text.isascii() and text.isdigit() and len(text) < 10  # type: ignore[union-attr]
    return int(text) if sound else None  # type: ignore[arg-type]


def _base_of(of: Subject, number: int) -> Mapping[str, Any]:
    """What was public when a form was opened: the first facts are kept as revision 1."""
    row = queries.revision(of.name, max(number, 1))
    if row is None:
        return of.base
    return {} if number == 0 and row.approver is not None else row.snapshot["document"]


def reasons_of(sent: MultiDict[str, str]) -> dict[str, str]:
    """The reasons that were typed, by what they are about."""
    return {
        code: paragraphs(sent[f"{REASON}{code}"][:MOST_REASON])
        for code in DOUBTS
        if f"{REASON}{code}" in sent
    }


def typed_form(of: Subject, sent: MultiDict[str, str] | None = None) -> SubjectForm:
    """The form with what is kept, or with what was just sent."""
    if sent is None:
        return form_of(of.shape, of.ground())
    entries = entries_of(of.shape, of.ground({}), sent)
    return form_of(of.shape, of.ground(entries))


def problems_by_field(of: Subject, found: Sequence[Problem]) -> dict[str, list[str]]:
    """What is wrong, by the names of fields; what no field has stands at its row or path."""
    told: dict[str, list[str]] = {}
    for problem in found:
        name = f"{problem.path}/{problem.part}" if problem.part else problem.path
        told.setdefault(name, []).append(mixed(of.family.problem_words(problem)))
    return told


def sentences(of: Subject) -> Sequence[Sentence]:
    """What the draft would change, as far as what was typed can be read."""
    reading = documents.read(of.shape, of.ground())
    after = reading.document(of.base)
    return of.family.tell(of.name, of.base, after, clock.today())


@dataclass(frozen=True)
class Meeting:
    """One path that both changed, or one did, as the page of a stale draft tells it."""

    path: str
    label: str
    mine: Sequence[Sentence]
    theirs: Sequence[Sentence]


@dataclass(frozen=True)
class Merge:
    """What a stale draft and what was published since have changed of one base."""

    serial: int
    conflicts: Sequence[Meeting]
    mine: Sequence[Sentence]
    theirs: Sequence[Sentence]

    @property
    def paths(self) -> set[str]:
        """Of which a choice has to be made."""
        return {one.path for one in self.conflicts}


def merge_of(of: Subject) -> Merge:
    """The three-way difference in sentences."""
    session = db.session()
    reading = documents.read(of.shape, of.ground())
    theirs = of.family.kind.document(session, of.name)
    difference = three_way(of.base, reading.document(of.base), theirs)
    return Merge(
        serial=queries.current_number(session, of.name),
        conflicts=[
            Meeting(path, _label(of, path), _told(of, one, one.mine), _told(of, one, one.theirs))
            for path, one in difference.items()
            if one.fate is Fate.CONFLICT
        ],
        mine=_those(of, difference, Fate.ONLY_MINE, "mine"),
        theirs=_those(of, difference, Fate.ONLY_THEIRS, "theirs"),
    )


def _told(of: Subject, one: Divergence, value: Any) -> Sequence[Sentence]:
    before = {} if one.base is None else {one.path: one.base}
    after = {} if value is None else {one.path: value}
    return of.family.tell(of.name, before, after, clock.today())


def _those(
    of: Subject, difference: Mapping[str, Divergence], fate: Fate, whose: str
) -> list[Sentence]:
    return [
        sentence
        for one in difference.values()
        if one.fate is fate
        for sentence in _told(of, one, getattr(one, whose))
    ]


def _label(of: Subject, path: str) -> str:
    if at := of.shape.column_at(path):
        return str(at[0].label)
    at_part = of.shape.part_at(path)
    return str(at_part[0].label) if at_part else path


def resting_on(of: Subject) -> dict[str, Any]:
    """What rests on a source, so that who changes it knows; of other families nothing."""
    row = ledger.source(of.key) if of.shape is SOURCE else None
    if row is None:
        return {"uses": None, "claims": ()}
    return {"uses": library.uses_of(row), "claims": library.claims_of(row, 0, MOST_PER_PAGE)}


def comments_by_field(of: Subject) -> Mapping[str, Sequence[str]]:
    """What a reviewer said of a draft that was sent back, by path; '' is the whole."""
    told: dict[str, list[str]] = {}
    if of.draft is not None and of.draft.state == State.SENT_BACK:
        for comment in of.draft.comments:
            told.setdefault(comment.path, []).append(comment.text)
    return told
