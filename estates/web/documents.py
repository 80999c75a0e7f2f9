"""Documents in PDF, made by Typst from a template and data.

A template gets its data as JSON text in ``sys.inputs.data``. Data are never run: a template shows
them as text. It can read its own folder and nothing else, and fetches nothing. The same data on
the same day make the same bytes. Every document is tagged (PDF/UA-1).
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from flask import Response, current_app
from fontTools.ttLib import TTFont

from estates.settings import ROOT, Settings

TEMPLATES = ROOT / "templates" / "documents"
STANDARD = "ua-1"
_FILENAME = re.compile(r"[a-z0-9][a-z0-9.-]*\.pdf")
# Typst sets these without a glyph: they direct what stands around them.
_WITHOUT_GLYPH = frozenset("\n\u200c\u200d\u2066\u2067\u2068\u2069")
# These turn the direction of what follows, whatever it is; the font has an empty glyph for them.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e")


def pdf(template: str, data: Mapping[str, Any], on: date) -> bytes:
    """The document that ``template`` of `templates/documents/` makes of ``data`` on a day.

    ``data`` are texts, numbers, lists and mappings. A letter that the fonts lack, or that overrides
    the direction of others, stands as its code in brackets, [U+4E2D]. Raises `typst.TypstError`
    for a template with a mistake.
    """
    settings: Settings = current_app.extensions["settings"]
    folder = settings.static_dir / "vendor" / "vazirmatn"
    told = _shown(data, _letters(folder))
    return typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=_fonts(folder),
        package_path=str(TEMPLATES),  # holds no package: none can be loaded
        package_cache_path=str(TEMPLATES),
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=datetime.combine(on, time(), UTC),
    )


def pdf_answer(content: bytes, filename: str) -> Response:
    """A document for the reader to see or keep. Raises ValueError for an odd ``filename``."""
    if not _FILENAME.fullmatch(filename):
        raise ValueError(f"not a plain file name: {filename!r}")
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename={filename}"
    return response


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


@lru_cache(maxsize=4)
def _letters(folder: Path) -> frozenset[str]:
    """The letters that every one of the fonts has."""
    covered = [set(TTFont(path).getBestCmap() or ()) for path in sorted(folder.glob("*.ttf"))]
    return frozenset(map(chr, set.intersection(*covered))) if covered else frozenset()


def _shown(data: Any, letters: frozenset[str]) -> Any:
    match data:
        case str():
            return "".join(_letter(one, letters) for one in unicodedata.normalize("NFC", data))
        case Mapping():
            return {key: _shown(value, letters) for key, value in data.items()}
        case list() | tuple():
            return [_shown(item, letters) for item in data]
        case _:
            return data


def _letter(letter: str, letters: frozenset[str]) -> str:
    if letter in _WITHOUT_GLYPH or (letter in letters and letter not in _TURNING):
        return letter
    return f"[U+{ord(letter):04X}]"
