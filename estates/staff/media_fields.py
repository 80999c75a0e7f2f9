"""What the desk asks of a contact, a photo and a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.directory.document import part
from estates.directory.words import DOCUMENT_LANGUAGES, PAPER_KINDS
from estates.ledger import queries as ledger
from estates.lib.typed import paragraphs
from estates.web.languages import current

BOTH = (("fa", _l("Persian")), ("en", _l("English")))
MOST_TYPED = 8000  # letters of one field that a draft keeps; what is longer is refused anyway


@dataclass(frozen=True)
class Asked:
    """One question. ``look``: how it is answered; ``pair``: once in each language."""

    name: str
    label: LazyString
    look: str = "line"  # line, lines, file, source, language, kind
    pair: bool = False
    hint: LazyString | None = None
    ltr: bool = False

    @property
    def names(self) -> list[str]:
        """The fields of the form that answer it."""
        return [f"{self.name}_{code}" for code, _label in BOTH] if self.pair else [self.name]


_DAY = _l("A day, month or year, such as 1404/05/31 or 2025. Empty: not known.")
_SOURCE = Asked("source", _l("Source"), "source")
FIELDS: Mapping[str, Sequence[Asked]] = {
    "contacts": (
        Asked(
            "role",
            _l("Office or function"),
            pair=True,
            hint=_l("An office or somebody's function, not a person's name."),
        ),
        Asked(
            "phones",
            _l("Phone numbers"),
            "lines",
            hint=_l("One on each line, with the area code."),
            ltr=True,
        ),
        Asked("email", _l("E-mail"), ltr=True),
        Asked("address", _l("Address"), "lines", pair=True),
        Asked("hours", _l("Hours"), pair=True),
        Asked("link", _l("Page on the web"), ltr=True),
        _SOURCE,
    ),
    "photos": (
        Asked("file", _l("Picture"), "file"),
        Asked("caption", _l("Caption"), pair=True),
        Asked(
            "alt",
            _l("Description"),
            pair=True,
            hint=_l("What is to be seen, for those who do not see the picture."),
        ),
        Asked("credit", _l("Taken by"), pair=True),
        Asked(
            "licence",
            _l("Licence"),
            hint=_l("Under which terms others may use it. Empty: not stated."),
            ltr=True,
        ),
        Asked("taken", _l("Taken on"), hint=_DAY, ltr=True),
        _SOURCE,
    ),
    "files": (
        Asked("file", _l("Document"), "file"),
        Asked("title", _l("Title"), pair=True),
        Asked("language", _l("Language of the document"), "language"),
        Asked("kind", _l("Kind"), "kind"),
        Asked("day", _l("Day"), hint=_DAY, ltr=True),
        _SOURCE,
    ),
}
Option = tuple[str, str]


def typed(kind: str) -> dict[str, str]:
    """What the form of this request says, without what would do harm anywhere; blanks left out."""
    names = [name for asked in FIELDS[kind] for name in asked.names]
    sent = {name: paragraphs(request.form.get(name, "")[:MOST_TYPED]).strip() for name in names}
    return {name: text for name, text in sent.items() if text}


def options(kind: str, entries: Mapping[str, Any]) -> dict[str, list[Option]]:
    """What can be chosen, by question."""
    found = {"source": _sources(entries)}
    if kind == "files":
        found["language"] = _of(DOCUMENT_LANGUAGES)
        found["kind"] = _of(PAPER_KINDS)
    return found


def _of(words: Mapping[str, LazyString]) -> list[Option]:
    return [("", _("Choose one"))] + [(key, str(text)) for key, text in words.items()]


def _sources(entries: Mapping[str, Any]) -> list[Option]:
    """Sources by publisher, those that the draft brings along first."""
    code = current().code
    brought = [
        (key, str(one.get("title") or key))
        for key, one in part(entries, "sources").items()
        if isinstance(one, Mapping)
    ]
    known = [
        (one.id, f"{one.publisher.best(code)[0]} · {one.plain_title}") for one in ledger.sources()
    ]
    return [("", _("Choose a source")), *brought, *sorted(known, key=lambda pair: pair[1])]


def labels(kind: str) -> dict[str, str]:
    """What each field of the form is called, for the summary of problems."""
    found = {}
    for asked in FIELDS[kind]:
        if asked.pair:
            for code, language in BOTH:
                text = _("%(field)s, %(language)s", field=asked.label, language=language)
                found[f"{asked.name}_{code}"] = text
        else:
            found[asked.name] = str(asked.label)
    return found
