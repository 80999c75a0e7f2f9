"""A draft as its reviewer and its author see it, gathered for the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from estates.accounts import guards
from estates.accounts.roles import Role
from estates.database import db
from estates.directory.telling import LANGUAGE_NAMES, TEXTS
from estates.history import queries as history
from estates.history.draft import EDITABLE, Draft, DraftComment, State
from estates.history.drafts import Doubtful, Reading
from estates.history.family import Family
from estates.ledger.sentence import Sentence
from estates.lib.bilingual import Words
from estates.lib.word_difference import Part, difference
from estates.pages import subjects
from estates.staff.checks import Check, checks_of
from estates.web.clock import today


@dataclass(frozen=True)
class Change:
    """One change as a row of the page: its sentence, and what a reviewer said of it."""

    sentence: Sentence
    said: Sequence[DraftComment] = ()
    # What stands at the path itself, for what has neither a value nor a text of its own.
    stood: Sequence[tuple[str, str]] = ()
    stands: Sequence[tuple[str, str]] = ()

    @property
    def path(self) -> str:
        """Where the change was made."""
        return self.sentence.path

    @property
    def texts(self) -> list[tuple[str, list[Part]]]:
        """Of each language of a text how it became what it is proposed to be."""
        languages = [
            *self.sentence.new,
            *(c for c in self.sentence.old if c not in self.sentence.new),
        ]
        return [
            (code, difference(self.sentence.old.get(code, ""), self.sentence.new.get(code, "")))
            for code in languages
        ]

    @property
    def bare(self) -> bool:
        """Whether the sentence says all: there is no value and no text to set side by side."""
        one = self.sentence
        return not (one.before or one.after or one.old or one.new or self.stood or self.stands)


@dataclass(frozen=True)
class Review:
    """A draft with all that its page shows."""

    draft: Draft
    name: Words
    family: Family
    reading: Reading

    @cached_property
    def after(self) -> dict[str, Any]:
        """The document as the draft would make it."""
        return self.reading.document(self.draft.base)

    @cached_property
    def changes(self) -> list[Change]:
        """Every change with what was said of it."""
        sentences = self.family.tell(self.draft.subject, self.draft.base, self.after, today())
        return [self._change(one) for one in [*sentences, *self._fitting()]]

    def _change(self, one: Sentence) -> Change:
        said = self._said(one.path)
        if one.before or one.after or one.old or one.new:
            return Change(one, said)
        stood, stands = (parts_of(flat.get(one.path)) for flat in (self.draft.base, self.after))
        return Change(one, said, stood, stands)

    @property
    def groups(self) -> list[tuple[str, list[Change]]]:
        """The changes of values, of texts, and the rest; those that there are."""
        parts: dict[str, list[Change]] = {"figures": [], "texts": [], "rest": []}
        for change in self.changes:
            one = change.sentence
            texts = "texts" if one.old or one.new else "rest"
            parts["figures" if one.before or one.after else texts].append(change)
        return [(key, found) for key, found in parts.items() if found]

    def _fitting(self) -> list[Sentence]:
        return [
            Sentence(
                f"fits/{text}/{language}",
                _(
                    "Said that “%(text)s” in %(language)s still fits.",
                    text=str(TEXTS.get(text, text)),
                    language=str(LANGUAGE_NAMES.get(language, language)),
                ),
            )
            for text, language in sorted(self.reading.fitting)
        ]

    @property
    def doubts(self) -> list[tuple[str, str]]:
        """What is unlikely, in words, with the reason that the author gave."""
        return [(self.family.doubt_words(one), self.reason(one)) for one in self._doubts]

    @cached_property
    def _doubts(self) -> Sequence[Doubtful]:
        draft = self.draft
        return self.family.kind.doubts(db.session(), draft.subject, draft.base, self.after)

    def reason(self, doubt: Doubtful) -> str:
        """Why the author holds something unlikely to be right; "" where nothing was said."""
        return self.draft.reasons.get(doubt.key, "")

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What was typed wrongly, by where; nothing in what is published."""
        if self.draft.state == State.APPROVED:
            return []
        return [(one.path, self.family.problem_words(one)) for one in self.reading.problems]

    @cached_property
    def stale(self) -> bool:
        """Whether another revision was published since the draft began."""
        if self.draft.state == State.APPROVED:
            return False
        number = history.current_number(db.session(), self.draft.subject)
        return number != self.draft.base_number

    @property
    def checks(self) -> list[Check]:
        """What was looked at before publication, and what came out."""
        return checks_of(self)

    # --- who decides, and what was said ---------------------------------------------------------

    @property
    def own(self) -> bool:
        """Whether whoever looks wrote the draft."""
        return self.draft.author == guards.actor().key

    @property
    def decides(self) -> bool:
        """Whether whoever looks may decide on the draft now."""
        waits = self.draft.state == State.SUBMITTED
        return waits and not self.own and guards.account().has(Role.PUBLISHER)

    @property
    def edit_url(self) -> str | None:
        """Where its author goes on writing."""
        if not self.own or self.draft.state not in EDITABLE:
            return None
        return self.edit_url_of(self.draft.subject)

    def edit_url_of(self, subject: str) -> str:
        """The editor of a subject."""
        return url_for(self.family.edit_endpoint, **self.family.address(subject))

    def _said(self, path: str) -> list[DraftComment]:
        return [comment for comment in self.latest if comment.path == path]

    @cached_property
    def latest(self) -> list[DraftComment]:
        """What was said when the draft was last sent back, unless it was handed in again since."""
        if self.draft.state not in EDITABLE:
            return []
        written = [comment.written_at for comment in self.draft.comments]
        last = max(written, default=None)
        return [comment for comment in self.draft.comments if comment.written_at == last]

    @property
    def said_of_all(self) -> list[DraftComment]:
        """What was said of the draft as a whole, and of what it does not change any more."""
        paths = {change.path for change in self.changes}
        return [comment for comment in self.latest if comment.path not in paths]

    @property
    def earlier(self) -> list[DraftComment]:
        """What was said in the rounds before."""
        now = {comment.id for comment in self.latest}
        return [comment for comment in self.draft.comments if comment.id not in now]

    @property
    def overtaken(self) -> bool:
        """Whether it came back because another publication was first, and nobody said anything."""
        decided = [one for one in self.draft.comments if one.written_at == self.draft.decided_at]
        return self.draft.state == State.SENT_BACK and not decided


def parts_of(value: Any, name: str = "") -> list[tuple[str, str]]:
    """What a document has at a path, part by part, each with its name; "" names the whole."""
    if isinstance(value, Mapping):
        found = [parts_of(one, f"{name} {key}".strip()) for key, one in value.items()]
        return [pair for pairs in found for pair in pairs]
    if isinstance(value, list):
        return [(name, ", ".join(str(one) for one in value))]
    return [] if value is None or value == "" else [(name, str(value))]


def review(draft: Draft) -> Review:
    """A draft with what its page shows."""
    family = subjects.family(draft.subject)
    reading = family.kind.read(db.session(), draft.subject, draft.base, draft.entries)
    return Review(draft, names_of([draft])[draft.subject], family, reading)


def names_of(drafts: Sequence[Draft]) -> Mapping[str, Words]:
    """What to call the subjects of drafts; one that is not there yet goes by its key."""
    subject_of = {draft.subject for draft in drafts}
    named = subjects.names(subject_of)
    return {one: named.get(one) or Words({"en": one, "fa": one}) for one in subject_of}


def count_changes(draft: Draft) -> int:
    """How much a draft would change."""
    kind = subjects.family(draft.subject).kind
    reading = kind.read(db.session(), draft.subject, draft.base, draft.entries)
    return len(reading.changes) + len(reading.fitting)
