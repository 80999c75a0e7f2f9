"""Changes of contacts, photos and documents in sentences."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from estates.directory.media import CONTACTS, PHOTOS
from estates.directory.media_reading import period_of
from estates.ledger.models import Source
from estates.lib.bilingual import Words
from estates.web.days import period_words
from estates.web.digits import digits
from estates.web.languages import current, languages, speaking

NAMED_BY = {CONTACTS: "role", PHOTOS: "caption", "files": "title"}


def tell(kind: str, old: Any, new: Any) -> str:
    """What became of one entry, in a sentence of the page's language."""
    if new is None:
        return _removed(kind, old)
    if old is None:
        return _added(kind, new)
    if _without_place(old) == _without_place(new):
        return _moved(kind, new)
    return _changed(kind, new)


def _without_place(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: content for name, content in entry.items() if name != "position"}


def called(kind: str, entry: Mapping[str, Any]) -> str:
    """What an entry is called in the page's language."""
    return Words(entry[NAMED_BY[kind]]).best(current().code)[0]


def _added(kind: str, entry: Mapping[str, Any]) -> str:
    name = called(kind, entry)
    if kind == CONTACTS:
        return _("Added the contact “%(name)s”.", name=name)
    if kind == PHOTOS:
        return _("Added the picture “%(name)s”.", name=name)
    return _("Added the document “%(name)s”.", name=name)


def _changed(kind: str, entry: Mapping[str, Any]) -> str:
    name = called(kind, entry)
    if kind == CONTACTS:
        return _("Changed the contact “%(name)s”.", name=name)
    if kind == PHOTOS:
        return _("Changed the picture “%(name)s” or what is said of it.", name=name)
    return _("Changed the document “%(name)s” or what is said of it.", name=name)


def _removed(kind: str, entry: Mapping[str, Any]) -> str:
    name = called(kind, entry)
    if kind == CONTACTS:
        return _("Removed the contact “%(name)s”.", name=name)
    if kind == PHOTOS:
        return _("Removed the picture “%(name)s”.", name=name)
    return _("Removed the document “%(name)s”.", name=name)


def _moved(kind: str, entry: Mapping[str, Any]) -> str:
    name = called(kind, entry)
    if kind == CONTACTS:
        return _("Moved the contact “%(name)s” in the list.", name=name)
    if kind == PHOTOS:
        return _("Moved the picture “%(name)s” in the list.", name=name)
    return _("Moved the document “%(name)s” in the list.", name=name)


def words_of(entry: Mapping[str, Any] | None, sources: Mapping[str, Source]) -> Words:
    """All that an entry says, as one text in each language: what a reviewer compares."""
    if entry is None:
        return Words()
    source = sources.get(entry["source"] or "")
    return Words({code: _in_one_line(code, entry, source) for code in languages()})


def _in_one_line(code: str, entry: Mapping[str, Any], source: Source | None) -> str:
    texts = [one.get(code) for one in entry.values() if isinstance(one, Mapping)]
    with speaking(code):
        phones = [_left_to_right(digits(number)) for number in entry.get("phones", ())]
        when = period_words(period_of(entry)) if entry.get("start") else None
    shared = [when, entry.get("email"), entry.get("link"), entry.get("licence")]
    publisher = source.publisher.best(code)[0] if source else None
    return " · ".join(str(one) for one in (*texts, *phones, *shared, publisher) if one)


def _left_to_right(text: str) -> str:
    """Kept from what stands around it: the plus of a phone number stays at its left."""
    return f"\u2066{text}\u2069"


def picture_of(kind: str, entry: Mapping[str, Any] | None) -> str:
    """The name of the file that an entry shows; '' where it shows none."""
    if entry is None or kind == CONTACTS:
        return ""
    return f"{entry['file']}.{'webp' if kind == PHOTOS else 'pdf'}"
