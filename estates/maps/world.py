"""The countries around Iran as a small inline SVG: which of them a list of countries names.

A marked country is told by its pattern and by the number that it has in the list; the list is the
equal of the drawing. The shapes are Natural Earth's, cut at set-up by `tools/world.py`; countries
that the list does not name are one piece of land, without borders. Where the shapes have not been
set up there is no drawing.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from estates.maps.placement import Box, Label, Wanted, is_right_to_left, place, text_width
from estates.maps.projection import Frame, LonLat
from estates.maps.shapes import number

SHAPES = Path("vendor") / "world-atlas" / "around-iran.json"  # in the folder of static files
HOME = "IR"
WIDTH = 480.0
FONT_SIZE = 14.0
DOT = 2.0  # radius of the dot of a country in which its number has no room
HATCH = 5  # units from line to line, and from dot to dot
INSIDE = 0.62  # of the font size: the reach that a number needs to stand inside a country


@dataclass(frozen=True)
class Named:
    """A country of the list: its ISO code, its number there in words, and the pattern it gets."""

    code: str
    label: str
    pattern: str  # "lines" or "dots"


@dataclass(frozen=True)
class _World:
    """The shapes of the window in the units of a drawing."""

    frame: Frame
    shapes: dict[str, str]  # path data by code
    land: str
    middles: dict[str, tuple[float, float, float]]  # where a country is labelled: x, y, reach


def in_window(static_dir: Path) -> frozenset[str]:
    """The codes of the countries that a drawing can mark; none where there are no shapes."""
    world = _world(static_dir)
    return frozenset(world.shapes) - {HOME} if world else frozenset()


def drawing(
    static_dir: Path, countries: Sequence[Named], *, title: str, home: str
) -> Markup | None:
    """The drawing of ``countries``, or None where it cannot be made or would mark nothing."""
    world = _world(static_dir)
    marked = [one for one in countries if world and one.code in world.shapes and one.code != HOME]
    if world is None or not marked:
        return None
    named = {one.code for one in marked} | {HOME}
    rest = world.land + "".join(d for code, d in world.shapes.items() if code not in named)
    parts = [
        f'<svg class="world" viewBox="0 0 {number(WIDTH)} {number(world.frame.height)}"'
        f' role="img" aria-label="{escape(title)}"><defs>{_patterns()}</defs>',
        f'<path class="land" d="{rest}"/><path class="home" d="{world.shapes[HOME]}"/>',
    ]
    parts += [
        f'<path class="named" fill="url(#world-{one.pattern})" d="{world.shapes[one.code]}"/>'
        for one in marked
    ]
    return Markup("".join([*parts, *_texts(world, marked, home), "</g></svg>"]))


def _patterns() -> str:
    def tile(name: str, turn: str, drawn: str) -> str:
        return (
            f'<pattern id="world-{name}" width="{HATCH}" height="{HATCH}"'
            f' patternUnits="userSpaceOnUse"{turn}><rect width="{HATCH}" height="{HATCH}"/>'
            f"{drawn}</pattern>"
        )

    return tile("lines", ' patternTransform="rotate(45)"', f'<path d="M0 0V{HATCH}"/>') + tile(
        "dots", "", '<circle cx="2" cy="2" r="1"/>'
    )


def _texts(world: _World, marked: Sequence[Named], home: str) -> list[str]:
    """The numbers: inside where there is room, else beside a dot; left out where there is none."""
    parts, taken, crowded = [], [], []
    labels: list[Label] = []
    for label, code in [(home, HOME), *((one.label, one.code) for one in marked)]:
        x, y, reach = world.middles[code]
        if reach < FONT_SIZE * INSIDE:
            crowded.append(Wanted(label, x, y, DOT + 1, FONT_SIZE))
            taken.append(Box.around(x, y, DOT))
            parts.append(f'<circle class="spot" cx="{number(x)}" cy="{number(y)}" r="{DOT:g}"/>')
        else:
            half = text_width(label, FONT_SIZE) / 2
            box = Box(x - half, y - FONT_SIZE / 2, x + half, y + FONT_SIZE / 2)
            labels.append(Label(label, x, y + FONT_SIZE * 0.33, 0, box))
    taken += [label.box for label in labels]
    bounds = Box(0, 0, WIDTH, world.frame.height)
    labels += [label for label in place(crowded, taken, bounds) if label]
    lettering = (
        f'<g font-size="{FONT_SIZE:g}" font-weight="700" stroke-width="3" paint-order="stroke">'
    )
    return [*parts, lettering, *map(_text, labels)]


def _text(label: Label) -> str:
    anchor = {0: "middle", 1: "start", -1: "end"}[label.side]
    # An anchor is where a text begins in its own direction; sides are those of the screen.
    right = is_right_to_left(label.text)
    if right and label.side:
        anchor = "end" if anchor == "start" else "start"
    turn = ' direction="rtl"' if right else ' direction="ltr"'
    return (
        f'<text x="{number(label.x)}" y="{number(label.y)}" text-anchor="{anchor}"{turn}>'
        f"{escape(label.text)}</text>"
    )


@lru_cache(maxsize=4)
def _world(static_dir: Path) -> _World | None:
    try:
        document = json.loads((static_dir / SHAPES).read_text("utf-8"))
    except OSError:
        return None
    west, south, east, north = document["window"]
    outline: list[LonLat] = [(west, south), (east, north)]
    # Wide as it is asked for, and as high as the window then is.
    flat = Frame.around_outline(outline, WIDTH, 10 * WIDTH, 0)
    height = float(round((north - south) * flat.scale))
    frame = Frame(WIDTH, height, flat.centre, flat.scale)
    found: dict[str, Any] = document["countries"]
    return _World(
        frame=frame,
        shapes={code: _path(one["rings"], frame) for code, one in found.items()},
        land=_path(document["land"], frame),
        middles={
            code: (*frame.xy(tuple(one["at"])), one["reach"] * frame.scale * 0.84)
            for code, one in found.items()
        },
    )


def _path(rings: list[list[LonLat]], frame: Frame) -> str:
    """Rings as path data in whole units, each place as a step from the one before."""
    data = []
    for ring in rings:
        places = [(round(x), round(y)) for x, y in (frame.xy((lon, lat)) for lon, lat in ring)]
        before = places[0]
        data.append(f"M{before[0]} {before[1]}l")
        steps = []
        for x, y in places[1:]:
            if (x, y) != before:
                steps.append(f"{x - before[0]} {y - before[1]}".replace(" -", "-"))
                before = (x, y)
        data.append(" ".join(steps).replace(" -", "-") + "z")
    return "".join(data)
