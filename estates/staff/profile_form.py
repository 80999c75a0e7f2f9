"""The form of a profile and what it stands for: fields of the form to entries of a draft and back.

A field is named by the path of its entry, and by its part where the entry has parts:
``texts/summary/fa``, ``claims/new1/number``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from estates.directory.document import NEW, part

Entries = dict[str, Any]
Flat = Mapping[str, Any]

ALONE = ("texts", "specialism", "cites", "fits")  # entries without parts
GROUPS = ("location", "ended", "names", "claims", "standing", "rulings", "sources", "confirm")
LISTED = "cites/summary"  # rests on several sources
GONE = "gone"  # the tick that takes a published name away
# Entries that are there only while they differ from what is published.
_COMPARED = ("texts", "cites", "specialism", "location", "ended", "names")
_PART = re.compile(r"[a-z_]{1,30}")
_LONGEST_PATH = 100


def entries_of(form: MultiDict[str, str]) -> Entries:
    """What a form holds, as the entries of a draft. Fields of other names are left alone."""
    found: Entries = {}
    for name in form:
        kind, _, rest = name.partition("/")
        if len(name) > _LONGEST_PATH:
            continue
        if kind in ALONE:
            found[name] = form.getlist(name) if name == LISTED else form[name]
        elif kind in GROUPS and rest:
            path, _, of = name.rpartition("/")
            if _PART.fullmatch(of):
                # A tick stands after the hidden field that says what its absence means.
                found.setdefault(path, {})[of] = form.getlist(name)[-1]
    if LISTED in found:
        found[LISTED] = [one for one in found[LISTED] if one]
    for path, typed in found.items():
        if path.startswith("names/") and typed.get(GONE):
            found[path] = {}
    return found


def elsewhere(entries: Flat) -> Entries:
    """The entries of a draft that other pages of the desk write: contacts, pictures, documents."""
    return {
        path: typed
        for path, typed in entries.items()
        if path.partition("/")[0] not in (*ALONE, *GROUPS)
    }


def kept(entries: Entries, base: Flat, changes: Flat, wrong: Iterable[str]) -> Entries:
    """The entries that are worth keeping: not those that say what is published already."""
    mistaken = set(wrong)
    if LISTED in entries:
        entries = {**entries, LISTED: _in_order(entries[LISTED], base.get(LISTED) or [])}
        if entries[LISTED] == (base.get(LISTED) or []):
            entries.pop(LISTED)
    return {
        path: typed
        for path, typed in entries.items()
        if path.partition("/")[0] not in _COMPARED
        or path in changes
        or path in mistaken
        or f"/{NEW}" in path
    }


def _in_order(chosen: list[str], published: list[str]) -> list[str]:
    """A list of choices knows no order: those that are published keep theirs, new ones follow."""
    stay = [one for one in published if one in chosen]
    return stay + [one for one in chosen if one not in published]


def next_number(entries: Flat, kind: str) -> str:
    """The path of one more entry of a kind."""
    taken = [
        int(key.removeprefix(NEW))
        for key in part(entries, kind)
        if key.startswith(NEW) and key.removeprefix(NEW).isdigit()
    ]
    return f"{kind}/{NEW}{max(taken, default=0) + 1}"


def typed_form(path: str, value: Any) -> Any:
    """What somebody would have typed to say what is published at ``path``."""
    if value is None:
        return [] if path == LISTED else {} if path.partition("/")[0] in GROUPS else ""
    if not isinstance(value, dict):
        return value
    typed: dict[str, str] = {}
    for key, one in value.items():
        if isinstance(one, dict):
            typed |= {f"{key}_{language}": text for language, text in one.items()}
        elif one is not None:
            typed["day" if key == "on" else key] = str(one)
    return typed


@dataclass(frozen=True)
class Sheet:
    """A form as it is to be shown: what was typed over what is published, and what is wrong."""

    base: Flat
    entries: Flat
    problems: Mapping[str, list[str]] = field(default_factory=dict)

    def at(self, path: str) -> Any:
        """The whole entry of a path, else what is published there, as typed."""
        if path in self.entries:
            return self.entries[path]
        return typed_form(path, self.base.get(path))

    def of(self, path: str, of: str) -> str:
        """One part of an entry."""
        whole = self.at(path)
        return str(whole.get(of) or "") if isinstance(whole, Mapping) else ""

    def has(self, path: str) -> bool:
        """Whether the draft has an entry there."""
        return path in self.entries

    def gone(self, path: str) -> bool:
        """Whether the draft takes away what is published there."""
        return self.entries.get(path) == {} and path in self.base

    def keys(self, kind: str) -> list[str]:
        """What follows the kind in the paths of its entries, in the order in which they came."""
        return sorted(part(self.entries, kind), key=lambda key: (len(key), key))

    def new(self, kind: str) -> list[str]:
        """The paths of what the draft adds of a kind."""
        return [f"{kind}/{key}" for key in self.keys(kind) if key.startswith(NEW)]

    def wrong(self, name: str) -> list[str]:
        """What is wrong with one field."""
        return self.problems.get(name, [])
