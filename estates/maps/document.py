"""The marks as one document for the map's script: the only way by which texts reach that map.

It has what drawing the marks needs. What their cards say stands in the page, made by the component
for figures, and the script only shows it. Where there are too many marks it has cells instead.
"""

from collections.abc import Callable, Sequence
from typing import Any

from estates.directory.words import KINDS
from estates.lib.bilingual import Words
from estates.maps import shapes
from estates.maps.cells import Bounds, Cell
from estates.maps.marks import Mark, placed

MARK_SCALE = 1.15  # a screen pixel is smaller than a unit of the province drawing
DECIMALS = 5


def marks_document(
    marks: Sequence[Mark],
    cells: Sequence[Cell] = (),
    *,
    language: str,
    numerals: Callable[[int], str] = str,
) -> dict[str, Any]:
    """The document of the map's script: those of ``marks`` that have a position, in list order,
    and ``cells`` with their counts in ``numerals``.

    All values are plain JSON data. Texts are data as well: the script sets them as text alone.
    """
    return {
        "language": language,
        "marks": [_item(mark, language) for mark in placed(marks)],
        "cells": [_cell(cell, numerals) for cell in cells],
    }


def _item(mark: Mark, language: str) -> dict[str, Any]:
    assert mark.point is not None  # the caller left the others out
    return {
        "ref": mark.ref,
        "kind": mark.kind,
        "kind_name": str(KINDS[mark.kind]),
        "short_name": _text(mark.short_name, language),
        "point": [float(mark.point.latitude), float(mark.point.longitude)],
        "quality": str(mark.quality),
        "radius_m": mark.radius_m,
        "icon": _icon(mark),
    }


def _cell(cell: Cell, numerals: Callable[[int], str]) -> dict[str, Any]:
    lon, lat = cell.place
    return {
        "point": [round(lat, DECIMALS), round(lon, DECIMALS)],
        "bounds": _corners(cell.bounds),
        "count": cell.count,
        "text": numerals(cell.count),
    }


def _corners(bounds: Bounds) -> list[list[float]]:
    corners = (bounds.south, bounds.west), (bounds.north, bounds.east)
    return [[round(degrees, DECIMALS) for degrees in corner] for corner in corners]


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
