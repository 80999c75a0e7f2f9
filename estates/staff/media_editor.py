"""Contacts, photos and documents in somebody's own draft: what there is, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort

from estates.accounts import guards
from estates.database import db
from estates.directory.document import document, part
from estates.directory.media import FILE_KINDS, NEW, files, named
from estates.directory.media_models import StoredFile
from estates.directory.media_reading import as_typed
from estates.history import drafts
from estates.history import queries as history
from estates.history.draft import Draft
from estates.lib.bilingual import Words
from estates.pages import subjects
from estates.web import clock
from estates.web.languages import current

NAMED_BY = {"contacts": "role", "photos": "caption", "files": "title"}
MOST = 60  # entries of one kind, published and new ones together
Flat = Mapping[str, Any]


class TooMany(Exception):
    """There is no room for one more entry of a kind."""


@dataclass(frozen=True)
class Row:
    """One entry as the draft has it. ``fate``: "new", "changed", "removed", or '' as published."""

    kind: str
    key: str
    typed: Flat
    fate: str
    problems: list[str]
    file: StoredFile | None

    @property
    def path(self) -> str:
        """Where it stands in the draft."""
        return f"{self.kind}/{self.key}"

    @property
    def place(self) -> int:
        """Where it stands in the list."""
        return _place(self.typed)

    @property
    def title(self) -> Words:
        """What it is called, as far as that was typed."""
        name = NAMED_BY[self.kind]
        return Words({code: str(self.typed.get(f"{name}_{code}") or "") for code in ("fa", "en")})

    @property
    def alt(self) -> str:
        """What a picture shows, in the language of the page, as far as that was typed."""
        return str(self.typed.get(f"alt_{current().code}") or "")


def _place(typed: Flat) -> int:
    text = str(typed.get("position") or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@dataclass
class Work:
    """What somebody does at a profile: their draft, or what is published before there is one."""

    subject: str
    name: Words
    draft: Draft | None
    base: Flat
    entries: dict[str, Any]

    @property
    def version(self) -> int:
        """The number that forms carry, so that two windows do not undo each other's work."""
        return self.draft.version if self.draft else 0

    @property
    def editable(self) -> bool:
        """Whether the draft, where there is one, may be written on."""
        return self.draft is None or self.draft.editable

    def typed(self, kind: str, key: str) -> dict[str, Any] | None:
        """An entry as it is typed; {} where the draft removes it, None where there is none."""
        path = f"{kind}/{key}"
        if path in self.entries:
            found = self.entries[path]
            return dict(found) if isinstance(found, Mapping) else {}
        return as_typed(self.base[path]) if path in self.base else None

    def rows(self, kind: str) -> list[Row]:
        """Every entry of a kind in its order, those to be removed at the end."""
        keys = [*part(self.base, kind), *part(self.entries, kind)]
        typed = {key: self.typed(kind, key) or {} for key in dict.fromkeys(keys)}
        wrong = self._problems()
        stored = files(db.session(), named({f"{kind}/{key}": one for key, one in typed.items()}))
        found = [
            self._row(kind, key, one, wrong, stored)
            for key, one in typed.items()
            if one or f"{kind}/{key}" in self.base
        ]
        return sorted(found, key=lambda row: (row.fate == "removed", row.place))

    def _row(
        self,
        kind: str,
        key: str,
        typed: Flat,
        wrong: list[Any],
        stored: Mapping[str, StoredFile],
    ) -> Row:
        path = f"{kind}/{key}"
        fate = ""
        if path in self.entries:
            fate = "removed" if not typed else "changed" if path in self.base else "new"
        if fate == "removed":
            typed = as_typed(self.base[path])
            stored = files(db.session(), named({path: typed}))
        words = subjects.family(self.subject).problem_words
        problems = [words(one) for one in wrong if one.path == path]
        file = stored.get(str(typed.get("file"))) if kind in FILE_KINDS else None
        return Row(kind, key, typed, fate, problems, file)

    def _problems(self) -> list[Any]:
        kind = subjects.family(self.subject).kind
        return list(kind.read(db.session(), self.subject, self.base, self.entries).problems)

    def problems(self, path: str) -> dict[str, list[str]]:
        """What is wrong at one entry, by its fields."""
        words = subjects.family(self.subject).problem_words
        found: dict[str, list[str]] = {}
        for one in self._problems():
            if one.path == path:
                found.setdefault(one.part, []).append(words(one))
        return found

    def free_key(self, kind: str) -> str:
        """A key for a new entry. Raises TooMany."""
        there = {*part(self.base, kind), *part(self.entries, kind)}
        if len(there) >= MOST:
            raise TooMany
        taken = {int(key.removeprefix(NEW)) for key in there if key.startswith(NEW)}
        return f"{NEW}{max(taken, default=0) + 1}"

    def last_place(self, kind: str) -> int:
        """The place after all others."""
        return max((row.place for row in self.rows(kind)), default=0) + 1

    def put(self, kind: str, key: str, typed: Flat) -> None:
        """Let the draft say this of an entry; what says nothing new leaves it."""
        path = f"{kind}/{key}"
        if path in self.base and dict(typed) == as_typed(self.base[path]):
            self.entries.pop(path, None)
        else:
            self.entries[path] = dict(typed)

    def remove(self, kind: str, key: str) -> None:
        """Let the draft take an entry out of the profile; a new one is simply gone."""
        path = f"{kind}/{key}"
        if path in self.base:
            self.entries[path] = {}
        else:
            self.entries.pop(path, None)

    def keep(self, kind: str, key: str) -> None:
        """Leave an entry as it is published."""
        if f"{kind}/{key}" in self.base:
            self.entries.pop(f"{kind}/{key}", None)

    def move(self, kind: str, key: str, steps: int) -> None:
        """Move an entry in the list, and number the list anew."""
        rows = [row for row in self.rows(kind) if row.fate != "removed"]
        at = next((i for i, row in enumerate(rows) if row.key == key), None)
        if at is None or not 0 <= at + steps < len(rows):
            return
        rows.insert(at + steps, rows.pop(at))
        for place, row in enumerate(rows, 1):
            if row.place != place or row.typed.get("position") != str(place):
                self.put(kind, row.key, {**row.typed, "position": str(place)})

    def save(self, version: int) -> None:
        """Keep the draft; flushes. Raises what `drafts.begin` and `drafts.save` raise."""
        kind = subjects.family(self.subject).kind
        if self.draft is None:
            self.draft = drafts.begin(db.session(), kind, self.subject, guards.actor(), clock.now())
            version = self.draft.version if version == 0 and not self.draft.entries else version
        drafts.save(
            db.session(), self.draft, self.entries, guards.actor(), clock.now(), version=version
        )


def work(ref: str) -> Work:
    """The work of the signed-in person at a profile, or 404 where there is no such subject."""
    name = subjects.names([ref]).get(ref) or abort(404)
    draft = history.open_draft_of(db.session(), ref, guards.actor().key)
    if draft is None:
        return Work(ref, name, None, document(db.session(), ref), {})
    return Work(ref, name, draft, draft.base, dict(draft.entries))
