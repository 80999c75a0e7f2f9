"""What a reader asks of the sites: the same for the list, the files, the map and the matcher."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from estates.lib.geo import Direction, Point
from estates.lib.quantity import Interval


class Facet(StrEnum):
    """A property of which a reader may want one of several values."""

    KIND = "kind"
    SPECIALISM = "specialism"
    COUNTY = "county"
    SECTOR = "sector"


UNKNOWN = "unknown"  # the value of a facet where nothing is published


@dataclass(frozen=True)
class Near:
    """Within ``within_km`` kilometres of a point, measured straight; None sets no limit."""

    point: Point
    within_km: int | None = None

    @cached_property
    def direction(self) -> Direction:
        """Where the point lies on the globe, worked out once."""
        return self.point.direction


@dataclass(frozen=True)
class Criteria:
    """What is asked. Values of one facet are alternatives; everything else has to hold at once.

    ``ranges`` go by field key; ``has`` names fields of which a figure must be published;
    ``keep_unknown`` says whether sites stay of which a range or the distance cannot be told.
    """

    words: str = ""
    facets: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    has: tuple[str, ...] = ()
    ranges: Mapping[str, Interval] = field(default_factory=dict)
    near: Near | None = None
    keep_unknown: bool = True
