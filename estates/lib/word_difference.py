"""Two texts compared word by word: what stayed, what went, what came."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word carries the spaces after it; a half-space is part of its word.
_WORD = re.compile(r"[\w\u200c]+\s*|[^\w\s]\s*|\s+")
# Comparing takes as many steps at worst: texts of which more differs are shown as a whole.
MOST_STEPS = 400_000
LEAST_ALIKE = 0.3  # below it nothing but chance words stayed: the text was written anew


class Piece(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Part:
    """A run of words that shared one fate; ``was`` is how the old text spaced what stayed."""

    piece: Piece
    text: str
    was: str = ""


def words_of(text: str) -> list[str]:
    """``text`` cut into words and marks, with nothing lost."""
    return _WORD.findall(text)


def difference(old: str, new: str) -> list[Part]:
    """How ``old`` became ``new``: its parts in order, what was removed before what was added."""
    if old == new:
        return [Part(Piece.SAME, new, old)] if new else []
    before, after = words_of(old), words_of(new)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    stop, until = len(before) - end, len(after) - end
    parts = [_same(before[:start], after[:start])]
    parts += _middle(before[start:stop], after[start:until])
    parts.append(_same(before[stop:], after[until:]))
    return [part for part in parts if part.text]


def _same(before: list[str], after: list[str]) -> Part:
    return Part(Piece.SAME, "".join(after), "".join(before))


def _common(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    for number, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return number
    return min(len(one), len(other))


def _middle(before: list[str], after: list[str]) -> list[Part]:
    anew = [Part(Piece.REMOVED, "".join(before)), Part(Piece.ADDED, "".join(after))]
    if len(before) * len(after) > MOST_STEPS:
        return anew
    # Words are alike whatever the spaces after them.
    plain = [word.strip() or " " for word in before], [word.strip() or " " for word in after]
    matcher = SequenceMatcher(None, *plain, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return anew
    parts: list[Part] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            parts.append(_same(before[first:last], after[start:end]))
            continue
        parts.append(Part(Piece.REMOVED, "".join(before[first:last])))
        parts.append(Part(Piece.ADDED, "".join(after[start:end])))
    return parts
