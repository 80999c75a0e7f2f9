"""What became different between two states of a plain document, told in sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.ledger.plain.columns import LANGUAGES, Column, Ground, Text
from estates.ledger.plain.shape import Flat, Part, Shape
from estates.ledger.sentence import Sentence
from estates.lib.bilingual import Words
from estates.lib.difference import changed

LANGUAGE_NAMES: Mapping[str, LazyString] = {"fa": _l("Persian"), "en": _l("English")}
MOST_TITLE = 80  # letters of a row's text that a sentence quotes


def tell(shape: Shape, before: Flat, after: Flat, ground: Ground) -> list[Sentence]:
    """Every change as a sentence of the page's language, in the order of the form."""
    different = set(changed(before, after))
    found: list[Sentence] = []
    for column in shape.columns:
        for path in column.paths:
            if path in different:
                found.append(_column(column, path, before.get(path), after.get(path), ground))
    for part in shape.parts:
        for path in sorted(different):
            if path.startswith(f"{part.key}/"):
                found.append(_row(part, path, before.get(path), after.get(path), ground))
    return found


def _column(column: Column, path: str, old: Any, new: Any, ground: Ground) -> Sentence:
    if isinstance(column, Text):
        return _text(column, path, old, new)
    told = {
        "label": str(column.label),
        "before": column.told(old, ground),
        "after": column.told(new, ground),
    }
    if not told["before"]:
        return Sentence(path, _("Gave “%(label)s”: %(after)s.", **told))
    if not told["after"]:
        return Sentence(path, _("Removed “%(label)s”; it was: %(before)s.", **told))
    return Sentence(path, _("Changed “%(label)s” from %(before)s to %(after)s.", **told))


def _text(column: Text, path: str, old: str | None, new: str | None) -> Sentence:
    language = path.rpartition("/")[2]
    told = {"text": str(column.label), "language": str(LANGUAGE_NAMES.get(language, language))}
    if old is None:
        words = _("Wrote “%(text)s” in %(language)s.", **told)
    elif new is None:
        words = _("Removed “%(text)s” in %(language)s.", **told)
    else:
        words = _("Rewrote “%(text)s” in %(language)s.", **told)
    return Sentence(path, words, old=Words({language: old}), new=Words({language: new}))


def _row(part: Part, path: str, old: Any, new: Any, ground: Ground) -> Sentence:
    told = {"part": str(part.label), "row": row_title(part, new or old, ground)}
    if old is None:
        words = _("Added to “%(part)s”: %(row)s.", **told)
    elif new is None:
        words = _("Removed from “%(part)s”: %(row)s.", **told)
    else:
        words = _("Changed in “%(part)s”: %(row)s.", **told)
    return Sentence(path, " ".join([words, *_fields(part, old or {}, new or {}, ground)]))


def row_title(part: Part, row: Flat, ground: Ground) -> str:
    """A row by what its first column says."""
    first = part.columns[0]
    title = " ".join(first.told(row.get(first.key), ground).split())
    return title if len(title) <= MOST_TITLE else title[:MOST_TITLE].rsplit(" ", 1)[0] + "…"


def _fields(part: Part, old: Flat, new: Flat, ground: Ground) -> Iterator[str]:
    """Before and after of each field of a row."""
    for column in part.columns:
        if isinstance(column, Text):
            pairs = [
                (f"{column.label} ({LANGUAGE_NAMES[code]})", (old.get(column.key) or {}).get(code),
                 (new.get(column.key) or {}).get(code))
                for code in LANGUAGES
            ]  # fmt: skip
        else:
            values = (old.get(column.key), new.get(column.key))
            before, after = (column.told(one, ground) if one is not None else "" for one in values)
            pairs = [(str(column.label), before, after)]
        for label, before, after in pairs:
            if before != after:
                yield _pair(label, before or "", after or "")


def _pair(label: str, before: str, after: str) -> str:
    told = {"label": label, "before": before, "after": after}
    if not before:
        return _("%(label)s: %(after)s.", **told)
    if not after:
        return _("%(label)s: was “%(before)s”, is empty now.", **told)
    return _("%(label)s: from “%(before)s” to “%(after)s”.", **told)
