"""Which language of a text lags behind another.

A text that is rewritten leaves the others behind, unless they are rewritten in the same revision or
somebody says that they still fit. A text that was behind and is rewritten alone has caught up: it
does not put the others behind in turn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

FIRST = 1


@dataclass(frozen=True)
class Mark:
    """In which revision a text was written, and with which it agrees."""

    written: int = FIRST
    follows: int = FIRST


def lagging(marks: Mapping[str, Mark]) -> set[str]:
    """The languages of one text that lag behind another of them."""
    return {
        language
        for language, mark in marks.items()
        if any(other.written > mark.follows for code, other in marks.items() if code != language)
    }


def rewritten(
    marks: Mapping[str, Mark], languages: Iterable[str], still_fits: Iterable[str], number: int
) -> dict[str, Mark]:
    """The marks of one text after revision ``number`` has rewritten ``languages`` of it."""
    changed = set(languages)
    behind = lagging(marks) | (changed - marks.keys())  # a text that was missing was behind
    caught_up = changed <= behind and len(changed) < len({*marks, *changed})
    found = dict(marks)
    for language in changed:
        before = marks.get(language, Mark())
        found[language] = Mark(before.written if caught_up else number, number)
    for language in set(still_fits) - changed:
        found[language] = replace(found.get(language, Mark()), follows=number)
    return found
