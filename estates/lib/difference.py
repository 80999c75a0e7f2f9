"""What two people made of one text that both began from: the three-way difference.

A document is a flat mapping of paths to values. A path that is missing and one whose value is None
are the same: nothing is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Document = Mapping[str, Any]


class Fate(StrEnum):
    """Who changed a path, and whether the two agree."""

    ONLY_MINE = "only_mine"
    ONLY_THEIRS = "only_theirs"
    SAME = "same"  # both changed it, into the same
    CONFLICT = "conflict"  # both changed it, into different things


@dataclass(frozen=True)
class Divergence:
    """One path that somebody changed, with what it was and what each made of it."""

    path: str
    fate: Fate
    base: Any
    mine: Any
    theirs: Any


def changed(before: Document, after: Document) -> list[str]:
    """The paths of which the value differs, in the order of their names."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


def three_way(base: Document, mine: Document, theirs: Document) -> dict[str, Divergence]:
    """Every path that ``mine`` or ``theirs`` changed of ``base``, in the order of their names."""
    paths = sorted({*changed(base, mine), *changed(base, theirs)})
    return {
        path: Divergence(
            path,
            _fate(base.get(path), mine.get(path), theirs.get(path)),
            base.get(path),
            mine.get(path),
            theirs.get(path),
        )
        for path in paths
    }


def _fate(base: Any, mine: Any, theirs: Any) -> Fate:
    if mine == theirs:
        return Fate.SAME
    if theirs == base:
        return Fate.ONLY_MINE
    return Fate.ONLY_THEIRS if mine == base else Fate.CONFLICT


def merged(base: Document, mine: Document, theirs: Document) -> dict[str, Any]:
    """Both changes together; where they conflict, ``mine``. What is nothing is left out."""
    found = {
        path: one.theirs if one.fate is Fate.ONLY_THEIRS else one.mine
        for path, one in three_way(base, mine, theirs).items()
    }
    return {path: value for path, value in {**base, **found}.items() if value is not None}
