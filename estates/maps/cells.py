"""Many sites as few cells: what maps show where marks would cover one another.

A site is a number, and many sites are a set of bits (`lib.bits`), as in the catalogue. Cells are
squares of a grid whose width is a power of two degrees, so that the same country always falls into
the same squares. A grid is made once for a revision of the site; what it shows of a search is a
cut of sets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor, log2

from estates.lib import bits
from estates.maps.projection import LonLat

MOST_MARKS = 300  # on a map that can be moved
MOST_DRAWN = 150  # in a drawing
ACROSS = 14  # so many cells at most, side by side, over what is shown
HALF_DEGREE = 0.5
FINEST, COARSEST = 2**-9, 2**3  # widths of a cell in degrees


@dataclass(frozen=True)
class Bounds:
    """A part of the country, in degrees; its edges belong to it."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, places: Iterable[LonLat]) -> "Bounds":
        """The least bounds of places, of which there has to be one."""
        lons, lats = zip(*places, strict=True)
        return cls(min(lons), min(lats), max(lons), max(lats))

    def __contains__(self, place: LonLat) -> bool:
        return self.west <= place[0] <= self.east and self.south <= place[1] <= self.north

    def holds(self, other: "Bounds") -> bool:
        """Whether all of ``other`` lies inside."""
        return (other.west, other.south) in self and (other.east, other.north) in self

    def meets(self, other: "Bounds") -> bool:
        """Whether the two have a place in common."""
        beside = other.east < self.west or self.east < other.west
        return not (beside or other.north < self.south or self.north < other.south)


@dataclass(frozen=True)
class Cell:
    """Sites near one another, as a set; about their middle, and the bounds in which they lie."""

    place: LonLat
    sites: int
    bounds: Bounds

    @property
    def count(self) -> int:
        """How many sites it has."""
        return self.sites.bit_count()


@dataclass(frozen=True)
class _Square:
    """A square of a grid with the sites in it, whatever is asked for."""

    sites: int
    place: LonLat
    bounds: Bounds


class Grids:
    """The positions of sites, in squares of any width; made from a position for each number."""

    def __init__(self, places: Mapping[int, LonLat]) -> None:
        self._places = places
        self._grids: dict[float, list[_Square]] = {}

    def cells(self, sites: int, shown: Bounds, across: int = ACROSS) -> list[Cell]:
        """The cells of ``sites`` in ``shown``, none of them empty, from south to north."""
        inside = self.within(sites, shown)
        squares = self._grid(width(shown, across))
        found = ((square, inside & square.sites) for square in squares)
        return [Cell(square.place, some, square.bounds) for square, some in found if some]

    def within(self, sites: int, shown: Bounds) -> int:
        """Those of ``sites`` that lie in ``shown``."""
        found = 0
        for square in self._grid(width(shown, ACROSS)):
            if shown.holds(square.bounds):
                found |= square.sites
            elif shown.meets(square.bounds):
                near = bits.members(square.sites & sites)
                found |= bits.of(site for site in near if self._places[site] in shown)
        return found & sites

    def bounds(self, sites: int) -> Bounds | None:
        """The bounds of ``sites``, about; None where no position is known."""
        found = [square.bounds for square in self._grid(HALF_DEGREE) if square.sites & sites]
        if not found:
            return None
        corners = [(b.west, b.south) for b in found] + [(b.east, b.north) for b in found]
        return Bounds.around(corners)

    def _grid(self, size: float) -> list[_Square]:
        if size not in self._grids:
            groups: dict[tuple[int, int], list[int]] = defaultdict(list)
            for site, (lon, lat) in self._places.items():
                groups[floor(lat / size), floor(lon / size)].append(site)
            self._grids[size] = [self._square(groups[at]) for at in sorted(groups)]
        return self._grids[size]

    def _square(self, sites: list[int]) -> _Square:
        places = [self._places[site] for site in sites]
        middle = (
            sum(lon for lon, _ in places) / len(places),
            sum(lat for _, lat in places) / len(places),
        )
        return _Square(bits.of(sites), middle, Bounds.around(places))


def width(shown: Bounds, across: int) -> float:
    """The width of cells that suits a part of the country: a power of two, in degrees."""
    span = max(shown.east - shown.west, shown.north - shown.south)
    if span <= 0:
        return FINEST
    return min(COARSEST, max(FINEST, 2.0 ** ceil(log2(span / across))))
