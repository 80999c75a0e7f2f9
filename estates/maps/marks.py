"""The mark of a site: where it stands, what it is, and how much of that is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from estates.directory.models import Estate, Kind, Quality
from estates.lib.bilingual import Words
from estates.lib.geo import Point

SMALL_UNDER = 1_000  # people employed
MIDDLE_UP_TO = 10_000


class Size(StrEnum):
    """The classes of people employed that marks tell apart."""

    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"


@dataclass(frozen=True)
class Mark:
    """A site as maps draw it.

    ``jobs`` is the number of people employed that leads in the ledger, None where none is
    published. ``radius_m`` says how far from ``point`` the site may lie, in metres. ``position``
    is the site's place in the lists.
    """

    ref: str
    kind: Kind
    name: Words
    short_name: Words
    point: Point | None
    quality: Quality
    radius_m: int | None
    jobs: Decimal | None
    position: int

    @property
    def filled(self) -> bool:
        """Whether employment is published."""
        return self.jobs is not None

    @property
    def size(self) -> Size:
        """The class of the number employed; the smallest where it is not published."""
        return size_class(self.jobs)


def mark_of(estate: Estate, jobs: Decimal | None) -> Mark:
    """The mark of ``estate``; ``jobs`` is the number of people employed that leads."""
    return Mark(
        ref=estate.ref,
        kind=Kind(estate.kind),
        name=estate.name,
        short_name=estate.short_name,
        point=estate.point,
        quality=Quality(estate.location_quality),
        radius_m=estate.location_radius_m,
        jobs=jobs,
        position=estate.position,
    )


def size_class(jobs: Decimal | None) -> Size:
    """The class of a number of people employed; SMALL where it is None."""
    if jobs is None or jobs < SMALL_UNDER:
        return Size.SMALL
    return Size.MIDDLE if jobs <= MIDDLE_UP_TO else Size.LARGE


def in_order(marks: Sequence[Mark]) -> list[Mark]:
    """``marks`` in the order of the lists."""
    return sorted(marks, key=lambda mark: (mark.position, mark.ref))


def placed(marks: Sequence[Mark]) -> list[Mark]:
    """The marks whose position is known, in the order of the lists."""
    return [mark for mark in in_order(marks) if mark.point is not None]
