"""What the profile's form shows, gathered from a draft and from what is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from estates.database import db
from estates.directory import past
from estates.directory.changes import Problem
from estates.directory.document import CITED_TEXTS, texts_of
from estates.directory.profile_kind import Doubt
from estates.history import queries as history
from estates.history.draft import Draft
from estates.history.drafts import Flat, Reading
from estates.history.lag import Mark, lagging
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.ledger.models import PROVINCE, Claim, Field
from estates.ledger.statement import Statement
from estates.lib.bilingual import Words
from estates.lib.conversion import convertible
from estates.pages import subjects
from estates.staff.profile_form import Sheet
from estates.staff.profile_words import PARTS, path_words
from estates.web.clock import today
from estates.web.languages import current

LONG_TEXTS = ("summary", "access", "note")


@dataclass(frozen=True)
class Row:
    """One figure of the form: what is published of it, and what the draft does to it."""

    figure: Figure
    claims: Sequence[tuple[Claim, Statement]]
    added: Sequence[str]  # paths of new claims
    units: Sequence[str]

    @property
    def field(self) -> Field:
        """The figure's field."""
        return self.figure.field


@dataclass(frozen=True)
class Publisher:
    """A publisher's sources to choose from, each with its id, title and language."""

    name: str
    sources: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Fault:
    """One line of the summary of what is wrong."""

    name: str  # of the field of the form
    label: str
    words: str
    url: str = ""  # of the page on which it is mended, where that is another one


@dataclass(frozen=True)
class Page:
    """The whole form."""

    subject: str
    name: Words
    public_url: str | None
    sheet: Sheet
    draft: Draft | None
    stale: bool
    texts: Sequence[str]
    groups: Sequence[tuple[str, Sequence[Row]]]
    sources: Sequence[Publisher]
    behind: Mapping[str, set[str]]
    read: Mapping[str, Statement]
    faults: Sequence[Fault] = ()
    doubts: Sequence[tuple[str, str]] = ()
    blocking: Sequence[str] = ()
    others: Sequence[str] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_estate(self) -> bool:
        """Whether the profile is that of an estate, which has a position and further names."""
        return self.subject != PROVINCE

    @property
    def name_paths(self) -> list[str]:
        """The further names: those published, then those that the draft adds."""
        published = [path for path in self.sheet.base if path.startswith("names/")]
        return published + self.sheet.new("names")

    @property
    def long_texts(self) -> Sequence[str]:
        """The texts that want several lines."""
        return LONG_TEXTS

    @property
    def cited_texts(self) -> Sequence[str]:
        """The texts that rest on one source."""
        return CITED_TEXTS


@dataclass(frozen=True)
class Said:
    """What is to be said about a form that was sent."""

    problems: Sequence[Problem] = ()
    doubts: Sequence[Doubt] = ()
    blocking: Sequence[Doubt] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)


def page(
    subject: str, base: Flat, entries: Flat, reading: Reading, draft: Draft | None, said: Said
) -> Page:
    """The form of a subject, filled with what was typed."""
    fields = ledger.fields_by_key()
    after = reading.document(base)
    family = subjects.family(subject)
    faults = [
        Fault(
            f"{one.path}/{one.part}" if one.part else one.path,
            _label(one, path_words(one.path, fields, {**after, **_fields_typed(entries)})),
            family.problem_words(one),
            _other_page(subject, one.path),
        )
        for one in said.problems
    ]
    problems: dict[str, list[str]] = {}
    for fault in faults:
        problems.setdefault(fault.name, []).append(fault.words)
    sheet = Sheet(base, entries, problems)
    return Page(
        subject=subject,
        name=subjects.names([subject])[subject],
        public_url=family.public_url(subject),
        sheet=sheet,
        draft=draft,
        stale=draft is not None
        and draft.base_number != history.current_number(db.session(), subject),
        texts=texts_of(subject),
        groups=_groups(subject, base, sheet, fields),
        sources=_sources(sheet),
        behind=behind(subject),
        read=_read(subject, after),
        faults=faults,
        doubts=[(one.key, family.doubt_words(one)) for one in said.doubts],
        blocking=[family.doubt_words(one) for one in said.blocking],
        others=_others(subject, draft),
        reasons=said.reasons or (draft.reasons if draft else {}),
    )


def _label(problem: Problem, label: str) -> str:
    """What is wrong, and which part of it."""
    return f"{label}{_(', ')}{PARTS[problem.part]}" if problem.part in PARTS else label


def _other_page(subject: str, path: str) -> str:
    kind, _slash, key = path.partition("/")
    if kind not in ("contacts", "photos", "files"):
        return ""
    return url_for("staff.entry", ref=subject, kind=kind, key=key)


def _fields_typed(entries: Flat) -> dict[str, Any]:
    """New claims that cannot be read yet, as far as their figure is known."""
    return {path: one for path, one in entries.items() if path.startswith("claims/") and one}


def _groups(
    subject: str, base: Flat, sheet: Sheet, fields: Mapping[str, Field]
) -> list[tuple[str, list[Row]]]:
    figures = past.figures_of(base, subject, past.ground(db.session(), base), today())
    added: dict[str, list[str]] = {}
    for path in sheet.new("claims"):
        added.setdefault(sheet.of(path, "field"), []).append(path)
    rows = [
        Row(
            figures[key],
            list(zip(figures[key].claims, figures[key].history, strict=True)),
            added.get(key, ()),
            convertible(of.unit),
        )
        for key, of in fields.items()
        if key in figures and of.concerns(subject)
    ]
    return [(key, list(group)) for key, group in groupby(rows, lambda row: row.field.group)]


def _sources(sheet: Sheet) -> list[Publisher]:
    """The sources to choose from by their publishers, those of the draft first."""
    code = current().code
    new = [(key, sheet.of(f"sources/{key}", "title"), "") for key in sheet.keys("sources")]
    known: dict[str, list[tuple[str, str, str]]] = {}
    for one in ledger.sources():
        of = known.setdefault(one.publisher.best(code)[0], [])
        of.append((one.id, one.title, one.language))
    return [Publisher("", new), *(Publisher(name, known[name]) for name in sorted(known))]


def _read(subject: str, after: Flat) -> dict[str, Statement]:
    """What the draft adds, as readers would see it, by path."""
    figures = past.figures_of(after, subject, past.ground(db.session(), after), today())
    return {
        f"claims/new{-claim.id}": statement
        for figure in figures.values()
        for claim, statement in zip(figure.claims, figure.history, strict=True)
        if claim.id < 0
    }


def behind(subject: str) -> dict[str, set[str]]:
    """Of each text the languages that lag."""
    marks: dict[str, dict[str, Mark]] = {}
    for row in history.text_marks(subject):
        marks.setdefault(row.text, {})[row.language] = Mark(row.written, row.follows)
    whole = {text: {**{code: Mark() for code in ("fa", "en")}, **of} for text, of in marks.items()}
    return {text: found for text, of in whole.items() if (found := lagging(of))}


def _others(subject: str, own: Draft | None) -> list[str]:
    """Who else has a draft open on the subject."""
    open_ones = history.open_drafts([subject])
    return [one.author_name for one in open_ones if own is None or one.id != own.id]
