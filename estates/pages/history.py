"""Numbered revisions of a profile, and what became different, gathered for pages and the feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from estates.database import db
from estates.directory import media, past
from estates.directory.document import as_document, is_whole
from estates.directory.media import Media
from estates.directory.models import Estate
from estates.directory.telling import TEXTS
from estates.history import queries as history
from estates.history.family import family_name
from estates.history.lag import Mark, lagging
from estates.history.models import SEED, Revision
from estates.ledger.figures import Figure
from estates.ledger.models import PROVINCE
from estates.ledger.sentence import Sentence
from estates.lib.bilingual import Words
from estates.pages import subjects
from estates.web.clock import TEHRAN
from estates.web.languages import current

NOTHING: Mapping[str, Any] = {"document": {}}


@dataclass(frozen=True)
class Entry:
    """A revision as a list tells it. ``serial`` is its number among those of its subject."""

    subject: str
    name: Words
    serial: int
    published_at: datetime
    seeded: bool
    approved: bool
    restores: int | None
    sentences: Sequence[Sentence]

    @property
    def first(self) -> bool:
        """Whether nothing tells what was published before: the first facts of a load."""
        return self.serial == 1 and self.seeded

    @property
    def url(self) -> str:
        """The profile as this revision had it."""
        return revision_url(self.subject, self.serial)

    @property
    def changes_url(self) -> str:
        """What it changed, in full."""
        return changes_url(self.subject, self.serial)


@dataclass(frozen=True)
class Past:
    """A profile as it was."""

    entry: Entry
    estate: Estate | None
    figures: Mapping[str, Figure]
    media: Media
    whole: bool
    until: datetime | None


def revisions_url(subject: str) -> str:
    """The list of a subject's revisions."""
    if family_name(subject):
        return url_for("pages.subject_revisions", **subjects.family(subject).address(subject))
    if subject == PROVINCE:
        return url_for("pages.province_revisions")
    return url_for("pages.revisions", ref=subject)


def revision_url(subject: str, serial: int) -> str:
    """A past profile; of what is no profile, what the revision changed."""
    if family_name(subject):
        return changes_url(subject, serial)
    if subject == PROVINCE:
        return url_for("pages.province_revision", serial=serial)
    return url_for("pages.revision", ref=subject, serial=serial)


def changes_url(subject: str, serial: int) -> str:
    """What a revision changed."""
    if family_name(subject):
        address = subjects.family(subject).address(subject)
        return url_for("pages.subject_changes", serial=serial, **address)
    if subject == PROVINCE:
        return url_for("pages.province_revision_changes", serial=serial)
    return url_for("pages.revision_changes", ref=subject, serial=serial)


def entries(rows: Sequence[Revision]) -> list[Entry]:
    """Revisions with what each changed of the one before it, in a handful of queries."""
    before = history.snapshots([(row.subject, row.number - 1) for row in rows if row.number > 1])
    # What staff have added began from nothing.
    before |= {(row.subject, 0): NOTHING for row in rows if row.number == 1 and row.author != SEED}
    named = subjects.names({row.subject for row in rows})
    return [
        _entry(row, named, _sentences(row, before.get((row.subject, row.number - 1))))
        for row in rows
    ]


def _entry(row: Revision, names: Mapping[str, Words], sentences: Sequence[Sentence]) -> Entry:
    return Entry(
        subject=row.subject,
        name=names.get(row.subject, Words()),
        serial=row.number,
        published_at=row.published_at,
        seeded=row.author == SEED,
        approved=row.approver is not None,
        restores=row.restores,
        sentences=sentences,
    )


def _sentences(row: Revision, before: Mapping[str, Any] | None) -> Sequence[Sentence]:
    return _told(row.subject, before, row) if before is not None else []


def _told(subject: str, before: Mapping[str, Any], after: Revision) -> Sequence[Sentence]:
    return subjects.family(subject).tell(
        subject,
        as_document(before),
        as_document(after.snapshot),
        after.published_at.astimezone(TEHRAN).date(),
        whole=is_whole(before) and is_whole(after.snapshot),
    )


def compare(old: Revision, new: Revision) -> Sequence[Sentence]:
    """What became different from one revision of a subject to another, in either direction."""
    return _told(new.subject, old.snapshot, new)


def look_back(row: Revision) -> Past:
    """The profile as a revision had it, made from its snapshot alone."""
    flat = as_document(row.snapshot)
    ground = past.ground(db.session(), flat)
    day = row.published_at.astimezone(TEHRAN).date()
    province = row.subject == PROVINCE
    following = history.revision(row.subject, row.number + 1)
    return Past(
        entry=_entry(row, subjects.names({row.subject}), ()),
        estate=None if province else past.estate(flat, row.snapshot, ground),
        figures=past.figures_of(flat, row.subject, ground, day),
        media=media.of_document(db.session(), flat, ground.sources),
        whole=is_whole(row.snapshot),
        until=following.published_at if following else None,
    )


def behind(subject: str) -> list[str]:
    """The texts of a subject that lag in the page's language, by their labels."""
    marks: dict[str, dict[str, Mark]] = {}
    for row in history.text_marks(subject):
        marks.setdefault(row.text, {})[row.language] = Mark(row.written, row.follows)
    code = current().code
    return [str(TEXTS[text]) for text, of in marks.items() if code in lagging(_whole(of))]


def _whole(marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """A language without a mark is as old as revision 1."""
    return {code: marks.get(code, Mark()) for code in {*marks, "fa", "en"}}
