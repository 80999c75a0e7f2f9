"""The shapes of the marks as SVG path data around (0, 0): one source for drawing and script.

Star for an estate, lozenge for a zone, ring for a private estate: told apart by shape alone.
"""

from math import cos, pi, sin

from estates.directory.models import Kind
from estates.maps.marks import Mark, Size

# Radii in the units of the province drawing. A hollow mark is as small as the smallest filled one.
RADIUS = {Size.SMALL: 7.0, Size.MIDDLE: 9.5, Size.LARGE: 12.5}
DISC_GAP = 2.5  # of the light disc that keeps lines of the map off the mark

# Where the sides of two crossed squares meet, as a share of the distance of their corners.
_STAR_NOTCH = cos(pi / 4) / cos(pi / 8)
_RING_HOLE = 0.42


def number(value: float) -> str:
    """``value`` as drawings write it: at most one decimal, no needless characters."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def radius(mark: Mark, scale: float = 1.0) -> float:
    """The radius of a mark's shape, in units of the drawing."""
    return RADIUS[mark.size] * scale


def css_class(mark: Mark) -> str:
    """The classes by which style sheets colour a mark."""
    return f"m-{mark.kind}{' filled' if mark.filled else ''}"


def path(kind: Kind, size: float, filled: bool) -> str:
    """The path data of a mark with radius ``size``."""
    match kind:
        case Kind.ESTATE:
            return _star(size)
        case Kind.ZONE:
            return _lozenge(size * 1.1)
        case Kind.PRIVATE:
            return _ring(size * 0.9, filled)


def _star(size: float) -> str:
    corners = []
    for step in range(16):
        reach = size if step % 2 == 0 else size * _STAR_NOTCH
        angle = step * pi / 8
        corners.append(f"{number(reach * sin(angle))} {number(-reach * cos(angle))}")
    return f"M{'L'.join(corners)}Z"


def _lozenge(size: float) -> str:
    reach = number(size)
    return f"M0-{reach}L{reach} 0 0 {reach}-{reach} 0Z"


def _ring(size: float, filled: bool) -> str:
    # The hole runs the other way round, so that it stays one under either fill rule.
    return _circle(size, 1) + (_circle(size * _RING_HOLE, 0) if filled else "")


def _circle(size: float, sweep: int) -> str:
    reach = number(size)
    half = f"A{reach} {reach} 0 0 {sweep}"
    return f"M0-{reach}{half} 0 {reach}{half} 0-{reach}Z"
