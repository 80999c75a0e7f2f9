"""The marks as one document for the map's script: the only way by which texts reach that map."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from estates.ledger.figures import Figure
from estates.lib.bilingual import Words
from estates.maps import shapes
from estates.maps.marks import Mark, in_order

MARK_SCALE = 1.15  # a screen pixel is smaller than a unit of the province drawing


@dataclass(frozen=True)
class CardFigure:
    """A figure as a card shows it: all texts ready, in the language of the page.

    ``note`` is the line below (the day, or that none is known), ``tag`` a warning such as
    "Two sources differ"; both may be empty. ``published`` is False where ``value`` says that
    nothing is published.
    """

    label: str
    value: str
    note: str = ""
    tag: str = ""
    published: bool = True


@dataclass(frozen=True)
class Entry:
    """A site as the map page shows it, in the list and on the map.

    ``kind`` names its kind, ``place`` says how well its position is known, ``url`` leads to its
    profile: ready texts in the language of the page. ``jobs`` is what the list prints by the
    component for figures; ``figures`` is what the card says.
    """

    mark: Mark
    kind: str
    place: str
    url: str
    jobs: Figure | None = None
    figures: Sequence[CardFigure] = ()


def marks_document(entries: Sequence[Entry], *, language: str) -> dict[str, Any]:
    """The document of the map's script: those of ``entries`` that have a position, in list order.

    All values are plain JSON data. Texts are data as well: the script sets them as text alone.
    """
    by_ref = {entry.mark.ref: entry for entry in entries}
    marks = in_order([entry.mark for entry in entries])
    found = [by_ref[mark.ref] for mark in marks if mark.point is not None]
    return {"language": language, "marks": [_item(entry, language) for entry in found]}


def _item(entry: Entry, language: str) -> dict[str, Any]:
    mark = entry.mark
    assert mark.point is not None  # the caller left the others out
    return {
        "ref": mark.ref,
        "kind": entry.kind,
        "name": _text(mark.name, language),
        "short_name": _text(mark.short_name, language),
        "point": [float(mark.point.latitude), float(mark.point.longitude)],
        "quality": str(mark.quality),
        "radius_m": mark.radius_m,
        "place": entry.place,
        "url": entry.url,
        "figures": [asdict(figure) for figure in entry.figures],
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
