"""The words of the profile's form: choices, and what a path of a draft is called."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.directory.telling import LANGUAGE_NAMES, TEXTS
from estates.directory.words import QUALITIES, SPECIALISMS
from estates.ledger.models import Field
from estates.ledger.words import CONFIDENCES, EXTENTS, SOURCE_KINDS
from estates.web.languages import current

Choices = Mapping[str, LazyString]

QUALIFIERS: Choices = {
    "exact": _l("exactly"),
    "about": _l("about"),
    "at_least": _l("more than, or at least"),
    "at_most": _l("less than, or at most"),
    "range": _l("from … to …"),
    "planned": _l("planned"),
}
ROLES: Choices = {
    "alias": _l("Also called"),
    "former": _l("Formerly"),
    "spelling": _l("Another spelling"),
    "not_to_confuse": _l("Not the same as"),
}
STATES: Choices = {
    "none": _l("None: there is none, says the source"),
    "not_applicable": _l("Does not apply here"),
    "unknown": _l("Not known: the source says that nobody knows"),
}
LANGUAGES: Choices = {"fa": _l("Persian"), "en": _l("English")}
SOURCE_LANGUAGES: Choices = {
    **LANGUAGES,
    "ar": _l("Arabic"),
    "ru": _l("Russian"),
}
CHOICES: Mapping[str, Choices] = {
    "qualifier": QUALIFIERS,
    "extent": EXTENTS,
    "confidence": CONFIDENCES,
    "role": ROLES,
    "state": STATES,
    "language": LANGUAGES,
    "source_language": SOURCE_LANGUAGES,
    "source_kind": SOURCE_KINDS,
    "specialism": SPECIALISMS,
    "quality": {key: text for key, text in QUALITIES.items() if key != "unknown"},
}
PARTS: Choices = {
    "number": _l("Value"),
    "number_max": _l("Upper end"),
    "qualifier": _l("Reservation"),
    "qualifier_word_fa": _l("The source's own word, in Persian"),
    "qualifier_word_en": _l("The source's own word, in English"),
    "unit": _l("Unit"),
    "extent": _l("Of what"),
    "period": _l("Date of the figure"),
    "undated": _l("The source gives no date"),
    "date_inferred": _l("The date is inferred"),
    "due_on": _l("Promised by"),
    "unit_presumed": _l("The source prints no unit"),
    "source": _l("Source"),
    "confidence": _l("Confidence"),
    "note_fa": _l("Note, in Persian"),
    "note_en": _l("Note, in English"),
    "reason_fa": _l("Reason, in Persian"),
    "reason_en": _l("Reason, in English"),
    "state": _l("Instead of a value"),
    "lead": _l("Value that leads"),
    "day": _l("Day"),
    "name": _l("Name"),
    "role": _l("What it is"),
    "language": _l("Language"),
    "latitude": _l("Latitude"),
    "longitude": _l("Longitude"),
    "quality": _l("How well it is known"),
    "radius_m": _l("Radius, in metres"),
    "kind": _l("Kind of source"),
    "publisher_fa": _l("Publisher, in Persian"),
    "publisher_en": _l("Publisher, in English"),
    "title": _l("Title"),
    "url": _l("Link"),
    "published": _l("Published on"),
    "accessed_fa": _l("How it was read, in Persian"),
    "accessed_en": _l("How it was read, in English"),
}


# The labels stand in the language of their text, as an editor of that language calls it.
TEXT_LABELS: Mapping[str, Mapping[str, str]] = {
    "name": {"fa": "نام کامل", "en": "Full name"},
    "short_name": {"fa": "نام کوتاه", "en": "Short name"},
    "county": {"fa": "شهرستان", "en": "County"},
    "operator": {"fa": "گرداننده", "en": "Run by"},
    "summary": {"fa": "معرفی", "en": "Summary"},
    "access": {"fa": "نشانی", "en": "Address"},
    "note": {"fa": "یادداشت", "en": "Note"},
}


def field_label(field: Field) -> str:
    """What a figure is called in the page's language."""
    return field.label.best(current().code)[0]


def path_words(path: str, fields: Mapping[str, Field], document: Mapping[str, Any]) -> str:
    """What stands at a path of a draft, for lists of problems and of differences."""
    kind, _slash, rest = path.partition("/")
    match kind:
        case "texts" | "fits":
            text, _slash, language = rest.partition("/")
            if text in TEXTS and language in LANGUAGE_NAMES:
                return f"{TEXTS[text]} ({LANGUAGE_NAMES[language]})"
        case "claims" | "standing" | "confirm":
            entry = document.get(f"claims/{rest}") or {}
            if entry.get("field") in fields:
                return field_label(fields[entry["field"]])
        case "rulings" if rest in fields:
            return field_label(fields[rest])
        case "cites" if rest in TEXTS:
            return _("Source of “%(text)s”", text=TEXTS[rest])
    return str(_KINDS.get(kind, _l("This page")))


_KINDS: Choices = {
    "claims": _l("A figure"),
    "standing": _l("A figure"),
    "confirm": _l("A figure"),
    "rulings": _l("A figure"),
    "names": _l("A name"),
    "location": _l("Position"),
    "ended": _l("End of the site"),
    "specialism": _l("Specialism"),
    "sources": _l("A new source"),
    "contacts": _l("A contact"),
    "photos": _l("A picture"),
    "files": _l("A document"),
}
