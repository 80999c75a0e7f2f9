"""The marks as one document for the map's script: the only way by which texts reach that map.

It has what drawing the marks needs. What their cards say stands in the page, made by the component
for figures, and the script only shows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from estates.directory.words import KINDS
from estates.ledger.figures import Figure
from estates.lib.bilingual import Words
from estates.maps import shapes
from estates.maps.marks import Mark, placed

MARK_SCALE = 1.15  # a screen pixel is smaller than a unit of the province drawing


@dataclass(frozen=True)
class Entry:
    """A site as the map page shows it, on the map and in its list, with its figures by key."""

    mark: Mark
    figures: Mapping[str, Figure]


def marks_document(entries: Sequence[Entry], *, language: str) -> dict[str, Any]:
    """The document of the map's script: those of ``entries`` that have a position, in list order.

    All values are plain JSON data. Texts are data as well: the script sets them as text alone.
    """
    marks = placed([entry.mark for entry in entries])
    return {"language": language, "marks": [_item(mark, language) for mark in marks]}


def _item(mark: Mark, language: str) -> dict[str, Any]:
    assert mark.point is not None  # the caller left the others out
    return {
        "ref": mark.ref,
        "kind": str(KINDS[mark.kind]),
        "short_name": _text(mark.short_name, language),
        "point": [float(mark.point.latitude), float(mark.point.longitude)],
        "quality": str(mark.quality),
        "radius_m": mark.radius_m,
        "icon": _icon(mark),
    }


def _text(words: Words, language: str) -> dict[str, str]:
    text, code = words.best(language)
    return {"text": text, "language": code}


def _icon(mark: Mark) -> dict[str, Any]:
    """The shape of a mark, in pixels."""
    size = shapes.radius(mark, MARK_SCALE)
    return {
        "class": shapes.css_class(mark),
        "path": shapes.path(mark.kind, size, mark.filled),
        "disc": round(size + shapes.DISC_GAP, 1),
    }
