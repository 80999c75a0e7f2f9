"""What the small buttons of the profile's form do to the entries of a draft.

A button is named by what it does and by what it does it to: ``add:gas_capacity``,
``withdraw:12``. Each gives back the path to go on at, or None where it means nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from estates.directory.document import part
from estates.staff.profile_form import Entries, next_number

Flat = Mapping[str, Any]
STANDINGS = ("supersede", "withdraw", "reinstate")


@dataclass(frozen=True)
class Desk:
    """What a button may need to know."""

    draft_id: int
    document: Flat
    fields: Mapping[str, Any]
    today: date


def act(entries: Entries, button: str, desk: Desk) -> str | None:
    """Do what ``button`` says to ``entries``; the path that it concerns, or None."""
    verb, _, what = button.partition(":")
    if verb in STANDINGS:
        return _stand(entries, verb, what, desk)
    do = _ACTS.get(verb)
    return do(entries, what, desk) if do else None


def _add(entries: Entries, key: str, desk: Desk) -> str | None:
    if key not in desk.fields:
        return None
    path = next_number(entries, "claims")
    entries[path] = {"field": key}
    return path


def _confirm(entries: Entries, number: str, desk: Desk) -> str | None:
    claim = desk.document.get(f"claims/{number}")
    if claim is None:
        return None
    path = f"confirm/{number}"
    entries.setdefault(path, {"day": desk.today.isoformat(), "source": claim["source"]})
    return path


def _stand(entries: Entries, verb: str, number: str, desk: Desk) -> str | None:
    if f"claims/{number}" not in desk.document:
        return None
    path = f"standing/{number}"
    entries[path] = {**entries.get(path, {}), "action": verb}
    return path


def _lead(entries: Entries, what: str, desk: Desk) -> str | None:
    key, _, number = what.partition(":")
    if key not in desk.fields:
        return None
    path = f"rulings/{key}"
    reasons = {k: t for k, t in (entries.get(path) or {}).items() if k.startswith("reason")}
    entries[path] = {**reasons, "lead": number}
    return path


def _state(entries: Entries, key: str, desk: Desk) -> str | None:
    if key not in desk.fields:
        return None
    path = f"rulings/{key}"
    entries[path] = {"state": "none"}
    return path


def _unrule(entries: Entries, key: str, _desk: Desk) -> str | None:
    entries[f"rulings/{key}"] = {}
    return f"rulings/{key}"


def _name(entries: Entries, _what: str, _desk: Desk) -> str:
    path = next_number(entries, "names")
    entries[path] = {"language": "fa", "role": "alias"}
    return path


def _source(entries: Entries, path: str, desk: Desk) -> str:
    """A new source, named after the draft; what it was asked for rests on it."""
    start = f"s{desk.draft_id}-"
    taken = [int(k.removeprefix(start)) for k in part(entries, "sources") if k.startswith(start)]
    key = f"{start}{max(taken, default=0) + 1}"
    entries[f"sources/{key}"] = {"kind": "official", "language": "fa"}
    if isinstance(entries.get(path), dict):
        entries[path]["source"] = key
    return f"sources/{key}"


def _drop(entries: Entries, path: str, _desk: Desk) -> str | None:
    return path if entries.pop(path, None) is not None else None


_ACTS: Mapping[str, Callable[[Entries, str, Desk], str | None]] = {
    "add": _add,
    "confirm": _confirm,
    "lead": _lead,
    "state": _state,
    "unrule": _unrule,
    "name": _name,
    "source": _source,
    "drop": _drop,
}
