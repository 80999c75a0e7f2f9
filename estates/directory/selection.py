"""Which sites meet what a reader asks, and what else would (DESIGN §3).

A range keeps a site whose figure may lie in it. What nobody published can neither meet nor fail:
such sites stay or go together, as the reader says, and their number is told in both cases.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain, islice
from operator import and_, or_

from estates.directory.catalogue import Catalogue, Spot
from estates.directory.criteria import Criteria, Facet, Near
from estates.directory.search import Found, search
from estates.ledger import queries as ledger
from estates.lib import bits
from estates.lib.geo import great_circle_km


@dataclass(frozen=True)
class Part:
    """One thing that was asked: the sites that may meet it, and those that cannot be told."""

    able: int
    untold: int = 0

    def kept(self, keep_unknown: bool) -> int:
        """The sites that stay."""
        return self.able | self.untold if keep_unknown else self.able


@dataclass(frozen=True)
class Selection:
    """The sites of ``catalogue`` that meet ``criteria``.

    ``parts`` are what was asked, each by the parameter that asked it: ``q``, a facet, the key of a
    field for a range, ``has:`` and a key, ``near``.
    """

    catalogue: Catalogue
    criteria: Criteria
    parts: Mapping[str, Part]
    found: Found | None = None

    @cached_property
    def sites(self) -> int:
        """The set of the sites that meet everything."""
        return self._meeting(self.parts.values(), self.criteria.keep_unknown)

    @property
    def total(self) -> int:
        """How many they are."""
        return self.sites.bit_count()

    @cached_property
    def untold(self) -> int:
        """The sites that meet everything else, and of which a range or the distance is unknown."""
        kept = self._meeting(self.parts.values(), True)
        return kept & ~self._meeting(self.parts.values(), False)

    def without(self, *names: str) -> int:
        """The sites that would meet everything but the parts named."""
        rest = [part for name, part in self.parts.items() if name not in names]
        return self._meeting(rest, self.criteria.keep_unknown)

    def counts(self, facet: Facet) -> dict[str, int]:
        """How many sites each value of a facet would show, with all else as it is."""
        rest = self.without(facet)
        sets = self.catalogue.facets[facet]
        return {value: (members & rest).bit_count() for value, members in sets.items()}

    def published_counts(self) -> dict[str, int]:
        """How many of the sites have a published figure of each field."""
        return {
            key: (members & self.sites).bit_count()
            for key, members in self.catalogue.published.items()
        }

    def _meeting(self, parts: Iterable[Part], keep_unknown: bool) -> int:
        return reduce(and_, (part.kept(keep_unknown) for part in parts), self.catalogue.everyone)

    def in_order(self, sort: str, language: str) -> Iterable[int]:
        """The sites in an order: ``best``, ``name``, ``distance`` or a field, with ``-`` backwards.

        Sites without the figure stand last in both directions.
        """
        key, descending = sort.removeprefix("-"), sort.startswith("-")
        by_name = self.catalogue.by_name(language)
        match key:
            case "best":
                tiers = self.found.by_tier if self.found else {}
                met = (sites & self.sites for _tier, sites in sorted(tiers.items()))
                return chain.from_iterable(bits.in_order(by_name, sites) for sites in met)
            case "name":
                return bits.in_order(by_name[::-1] if descending else by_name, self.sites)
            case "distance":
                return self._by_distance(by_name, descending)
        ranked = self.catalogue.by_figure(key, language, descending)
        rest = self.sites & ~self.catalogue.published.get(key, 0)
        return (*bits.in_order(ranked, self.sites), *bits.in_order(by_name, rest))

    def _by_distance(self, by_name: Sequence[int], descending: bool) -> Iterable[int]:
        near, spots = self.criteria.near, self.catalogue.spots
        if near is None:
            return bits.in_order(by_name, self.sites)
        sign, centre = -1 if descending else 1, near.direction
        placed = bits.in_order(by_name, self.sites & self.catalogue.placed)
        nearest = sorted(placed, key=lambda n: sign * great_circle_km(spots[n].direction, centre))
        return (*nearest, *bits.in_order(by_name, self.sites & ~self.catalogue.placed))

    def refs(self, sort: str, language: str, start: int, count: int) -> list[str]:
        """The references of ``count`` sites in an order, from ``start`` on."""
        return self.catalogue.named(islice(self.in_order(sort, language), start, start + count))


def select(criteria: Criteria, catalogue: Catalogue) -> Selection:
    """The sites that meet ``criteria``."""
    parts: dict[str, Part] = {}
    found = None
    if criteria.words:
        found = search(criteria.words, catalogue)
        parts["q"] = Part(found.sites)
    for facet, values in criteria.facets.items():
        sets = catalogue.facets[facet]
        parts[facet] = Part(reduce(or_, (sets.get(value, 0) for value in values), 0))
    for key in criteria.has:
        parts[f"has:{key}"] = Part(catalogue.published.get(key, 0))
    for key, wanted in criteria.ranges.items():
        told = catalogue.published.get(key, 0)
        able = catalogue.set_of(ledger.able(key, wanted))
        parts[key] = Part(able, catalogue.everyone & ~told)
    if criteria.near and criteria.near.within_km is not None:
        parts["near"] = Part(
            bits.of(n for n, spot in catalogue.spots.items() if may_be_near(spot, criteria.near)),
            catalogue.everyone & ~catalogue.placed,
        )
    return Selection(catalogue, criteria, parts, found)


def may_be_near(spot: Spot, near: Near) -> bool:
    """Whether a site may lie within the distance asked, given how far off its position may be.

    In whole kilometres, as pages show distances: what they print is never at odds with the list.
    """
    assert near.within_km is not None
    most = near.within_km + 1 + spot.radius_m / 1000
    return great_circle_km(spot.direction, near.direction) < most
