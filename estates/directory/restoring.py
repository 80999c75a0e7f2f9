"""What somebody would have to type to bring an earlier revision back.

Claims are never deleted: those that came later are withdrawn, with the reason given.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from estates.directory.document import NEW, as_document, is_whole, part
from estates.directory.media import MODELS as MEDIA
from estates.directory.media_reading import as_typed
from estates.lib.difference import changed

Flat = Mapping[str, Any]
# What a record of a release without drafts tells completely.
IN_RECORDS = ("texts/name/", "texts/county/", "texts/summary/", "specialism")


def entries(snapshot: Flat, present: Flat, reason: Mapping[str, str]) -> dict[str, Any]:
    """The entries that make ``present`` what the revision with ``snapshot`` was."""
    old = as_document(snapshot)
    told = {f"reason_{code}": text for code, text in reason.items()}
    if not is_whole(snapshot):
        paths = [path for path in changed(present, old) if path.startswith(IN_RECORDS)]
        return {path: old.get(path) or "" for path in paths}
    found: dict[str, Any] = {}
    for path in changed(present, old):
        kind, _, rest = path.partition("/")
        if kind == "standing" and f"claims/{rest}" not in old:
            continue  # of a claim that came later: it is withdrawn in any case
        if kind == "claims" and f"standing/{rest}" in present:
            continue  # came later, and stands no more already
        found.update(_entry(kind, rest, path, old, told))
    found.update(_names(old, present))
    for media in MEDIA:
        found.update(_media(media, old, present))
    return found


def _entry(kind: str, rest: str, path: str, old: Flat, told: Flat) -> Iterator[tuple[str, Any]]:
    value = old.get(path)
    match kind:
        case "texts" | "specialism" | "cites":
            yield path, value or ""
        case "location":
            yield path, {key: str(one) for key, one in (value or {}).items() if one is not None}
        case "ended":
            yield path, {} if value is None else _reasoned(value, day=value["on"])
        case "rulings":
            yield path, {} if value is None else _reasoned(value, lead=value["lead"])
        case "standing":
            action = "reinstate" if value is None else _action(value)
            yield path, {"action": action, **told}
        case "claims" if value is None:
            yield f"standing/{rest}", {"action": "withdraw", **told}


def _action(standing: Flat) -> str:
    return "withdraw" if standing["withdrawn"] else "supersede"


def _reasoned(value: Flat, **more: Any) -> dict[str, Any]:
    reason = {f"reason_{code}": text for code, text in value["reason"].items()}
    kept = {key: value[key] for key in ("source", "state") if value.get(key)}
    return {**kept, **reason, **{key: one for key, one in more.items() if one}}


def _names(old: Flat, present: Flat) -> Iterator[tuple[str, Any]]:
    """Names that came later go, those that went come back under new numbers."""
    then, now = part(old, "names"), part(present, "names")
    for key, entry in now.items():
        if entry not in then.values():
            yield f"names/{key}", {}
    gone = [entry for entry in then.values() if entry not in now.values()]
    for number, entry in enumerate(gone, 1):
        note = {f"note_{code}": text for code, text in entry["note"].items()}
        kept = {key: entry[key] for key in ("language", "name", "role", "source") if entry[key]}
        yield f"names/{NEW}{number}", {**kept, **note}


def _media(kind: str, old: Flat, present: Flat) -> Iterator[tuple[str, Any]]:
    """Contacts, photos and documents: what stayed is as it was, what went has a new number."""
    then, now = part(old, kind), part(present, kind)
    for key, entry in now.items():
        if key not in then:
            yield f"{kind}/{key}", {}
        elif then[key] != entry:
            yield f"{kind}/{key}", as_typed(then[key])
    gone = [entry for key, entry in then.items() if key not in now]
    for number, entry in enumerate(gone, 1):
        yield f"{kind}/{NEW}{number}", as_typed(entry)
