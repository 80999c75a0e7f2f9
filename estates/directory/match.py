"""Requirements against sites: meets, fails, or unknown (DESIGN §3). Never a score.

`judge` is the rule, for one figure. `verdicts` is the same rule for all sites at once, as sets,
out of the stored leads: it orders thousands of sites without reading their figures.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from math import dist
from operator import or_

from estates.directory.catalogue import Catalogue
from estates.directory.criteria import UNKNOWN, Criteria, Facet, Near
from estates.directory.models import Estate
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.ledger.freshness import age
from estates.ledger.models import Claim, Extent, Field, Nature
from estates.lib import bits
from estates.lib.geo import Point, chord, distance_km, great_circle_km
from estates.lib.quantity import Interval, Qualifier

NEAR = "near"
# Facets that a requirement can name; the others are ways of looking, not of needing.
NEEDS = (Facet.KIND, Facet.SPECIALISM)


class Outcome(StrEnum):
    """What can be said of one site and one requirement."""

    MEETS = "meets"
    FAILS = "fails"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why."""

    WITHIN = "within"  # every number that the source leaves open meets it
    OUTSIDE = "outside"  # none does
    STRADDLES = "straddles"  # some do
    EQUAL = "equal"
    OTHER = "other"
    NOT_PUBLISHED = "not_published"
    PART = "part"
    SHARED = "shared"
    PLANNED = "planned"
    EXPIRED = "expired"
    STATED = "stated"  # staff decided, with a reason, that there is no figure
    OVERDUE = "overdue"
    AGE_UNKNOWN = "age_unknown"
    UNPLACED = "unplaced"


@dataclass(frozen=True)
class Verdict:
    """What can be said, and why."""

    outcome: Outcome
    reason: Reason


def judge(figure: Figure, wanted: Interval) -> Verdict:
    """Whether a figure meets a requirement."""
    lead = figure.lead
    if lead is None:
        return Verdict(Outcome.UNKNOWN, _why_none(figure))
    if is_plan(lead, figure.field):
        return Verdict(Outcome.UNKNOWN, Reason.PLANNED)
    if figure.overdue:
        dated = age(lead, figure.today).known
        return Verdict(Outcome.UNKNOWN, Reason.OVERDUE if dated else Reason.AGE_UNKNOWN)
    return weigh(lead.stated.interval, wanted)


def weigh(known: Interval, wanted: Interval) -> Verdict:
    """Whether numbers of which only an interval is known meet a requirement."""
    if known.within(wanted):
        return Verdict(Outcome.MEETS, Reason.WITHIN)
    if not known.intersects(wanted):
        return Verdict(Outcome.FAILS, Reason.OUTSIDE)
    return Verdict(Outcome.UNKNOWN, Reason.STRADDLES)


def is_plan(claim: Claim, field: Field) -> bool:
    """Whether a claim speaks of what is not there yet."""
    return claim.qualifier == Qualifier.PLANNED or field.nature == Nature.PLAN


def _why_none(figure: Figure) -> Reason:
    if figure.ruling and figure.ruling.state:
        return Reason.STATED
    if figure.parts:
        part = figure.parts[0]
        return {Extent.PART: Reason.PART, Extent.SHARED: Reason.SHARED}.get(
            Extent(part.extent), Reason.PLANNED
        )
    if figure.former and figure.field.group == "price":
        return Reason.EXPIRED
    return Reason.NOT_PUBLISHED


def judge_value(own: str, wanted: Sequence[str]) -> Verdict:
    """Whether the kind or the specialism of a site is one of those wanted."""
    if own in wanted:
        return Verdict(Outcome.MEETS, Reason.EQUAL)
    if own == UNKNOWN:
        return Verdict(Outcome.UNKNOWN, Reason.NOT_PUBLISHED)
    return Verdict(Outcome.FAILS, Reason.OTHER)


def judge_distance(point: Point | None, radius_m: int, near: Near) -> Verdict:
    """Whether a site is near enough, its distance widened by what is not known of its position."""
    if point is None or near.within_km is None:
        return Verdict(Outcome.UNKNOWN, Reason.UNPLACED)
    return _judge_way(distance_km(point, near.point), radius_m, near.within_km)


_NEAR_ENOUGH = Verdict(Outcome.MEETS, Reason.WITHIN)
_TOO_FAR = Verdict(Outcome.FAILS, Reason.OUTSIDE)
_CANNOT_TELL = Verdict(Outcome.UNKNOWN, Reason.STRADDLES)


def _judge_way(km: float, radius_m: int, within_km: int) -> Verdict:
    """In whole kilometres at the shortest and at the longest, as pages show the way."""
    off = radius_m / 1000
    if km + off <= within_km:
        return _NEAR_ENOUGH
    return _TOO_FAR if km - off >= within_km + 1 else _CANNOT_TELL


def asked(criteria: Criteria) -> list[str]:
    """What is required: facets, then keys of fields, then the distance."""
    facets = [facet for facet in NEEDS if facet in criteria.facets]
    near = [NEAR] if criteria.near and criteria.near.within_km is not None else []
    return [*facets, *criteria.ranges, *near]


def judge_all(criteria: Criteria, estate: Estate, figures: dict[str, Figure]) -> dict[str, Verdict]:
    """The verdict of each requirement on one site, by the names of `asked`."""
    found: dict[str, Verdict] = {}
    for name in asked(criteria):
        if name in criteria.ranges:
            found[name] = judge(figures[name], criteria.ranges[name])
        elif name == NEAR and criteria.near:
            found[name] = judge_distance(estate.point, estate.location_radius_m or 0, criteria.near)
        else:
            own = estate.kind if name == Facet.KIND else estate.specialism
            found[name] = judge_value(own, criteria.facets[Facet(name)])
    return found


# --- all sites at once ------------------------------------------------------------------------


Group = tuple[tuple[int, int], int]  # numbers of failed and of unknown requirements, and sites


@dataclass(frozen=True)
class Split:
    """The sites that surely meet a requirement, and those that surely fail it."""

    meets: int
    fails: int


def verdicts(criteria: Criteria, catalogue: Catalogue, today: date) -> dict[str, Split]:
    """The split of all sites by each requirement."""
    return {name: _split(name, criteria, catalogue, today) for name in asked(criteria)}


def _split(name: str, criteria: Criteria, catalogue: Catalogue, today: date) -> Split:
    if name in criteria.ranges:
        wanted = criteria.ranges[name]
        meeting, failing = ledger.weighed(name, wanted, today)
        return Split(catalogue.set_of(meeting), catalogue.set_of(failing))
    if name == NEAR and criteria.near:
        return _split_by_distance(criteria.near, catalogue)
    sets = catalogue.facets[Facet(name)]
    meets = reduce(or_, (sets.get(value, 0) for value in criteria.facets[Facet(name)]), 0)
    untold = sets.get(UNKNOWN, 0) if name == Facet.SPECIALISM else 0
    return Split(meets, catalogue.everyone & ~meets & ~untold)


def _split_by_distance(near: Near, catalogue: Catalogue) -> Split:
    assert near.within_km is not None
    centre, meets, fails = near.direction, [], []
    # Most sites lie clearly nearer or farther, whatever is not known of their positions.
    off = catalogue.widest_m / 1000
    far, close = chord(near.within_km + 1 + off), chord(near.within_km - off)
    for number, spot in catalogue.spots.items():
        way = dist(spot.direction, centre)
        if way > far:
            fails.append(number)
            continue
        if way < close:
            meets.append(number)
            continue
        verdict = _judge_way(great_circle_km(spot.direction, centre), spot.radius_m, near.within_km)
        if verdict is _TOO_FAR:
            fails.append(number)
        elif verdict is _NEAR_ENOUGH:
            meets.append(number)
    return Split(bits.of(meets), bits.of(fails))


def ranked(splits: Sequence[Split], everyone: int) -> list[Group]:
    """The sites by how many requirements they fail and how many are unknown, the fewest first.

    Sets are cut once for each requirement and pair of numbers, whatever the number of sites.
    """
    groups = {(0, 0): everyone}
    for split in splits:
        cut: dict[tuple[int, int], int] = defaultdict(int)
        for (fails, unknowns), sites in groups.items():
            cut[fails, unknowns] |= sites & split.meets
            cut[fails + 1, unknowns] |= sites & split.fails
            cut[fails, unknowns + 1] |= sites & ~split.meets & ~split.fails
        groups = {at: sites for at, sites in cut.items() if sites}
    return sorted(groups.items())


def in_order(
    groups: Sequence[tuple[tuple[int, int], int]], by_name: Sequence[int]
) -> Iterator[int]:
    """All sites in the order of `ranked`, equals by name."""
    for _numbers, sites in groups:
        yield from bits.in_order(by_name, sites)
