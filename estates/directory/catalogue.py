"""All sites at a glance: what every search, filter, count and order needs, kept in memory.

Every site is one number, and what sites have in common is a set of such numbers (`lib.bits`): the
zones, those in a county, those with a published area. Filters are then cuts of sets, and counts
cost nothing, at thirteen sites as at thirteen thousand. Figures, names and texts stay in the
database; what a page shows of a site is read for the sites of that page alone.

A catalogue belongs to one revision of the site and is made anew at the first request after the
next. It holds some tens of bytes for each site and fact.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Any

from flask import current_app
from sqlalchemy import select, text

from estates.database import db
from estates.directory.criteria import UNKNOWN, Facet
from estates.directory.indexing import Scope
from estates.directory.models import Estate, SearchName, SearchRole, Sector
from estates.history.models import SiteRevision
from estates.ledger import queries as ledger
from estates.lib import bits
from estates.lib.bilingual import Words
from estates.lib.geo import Direction, Point, distance_km
from estates.lib.persian import fold

Stamp = tuple[int, datetime] | None
MANY = 1_000  # sites
MOST_KEPT = 200  # queries
_EXTENSION = "catalogue"
_building = Lock()


@dataclass(frozen=True)
class Spot:
    """Where a site lies, and how far off that may be, in metres."""

    point: Point
    radius_m: int

    @cached_property
    def direction(self) -> Direction:
        """Where it lies on the globe, worked out once: distances are asked of thousands."""
        return self.point.direction


@dataclass(frozen=True)
class Catalogue:
    """The sites of one revision. A site is its place in ``refs``, the order of the registry.

    ``facets`` are sets of sites by facet and value; ``labels`` the texts of those values that are
    content (counties, sectors); ``spots`` the positions that are known.
    """

    stamp: Stamp
    refs: Sequence[str]
    positions: Mapping[int, int]  # a site by its position in the registry
    facets: Mapping[Facet, Mapping[str, int]]
    labels: Mapping[Facet, Mapping[str, Words]]
    spots: Mapping[int, Spot]
    _orders: dict[tuple[str, str], Sequence[int]] = field(default_factory=dict)
    _met: dict[str, Sequence[int]] = field(default_factory=dict)

    @cached_property
    def everyone(self) -> int:
        """The set of all sites."""
        return bits.first(len(self.refs))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Each site by its reference."""
        return {ref: number for number, ref in enumerate(self.refs)}

    def set_of(self, refs: Iterable[str]) -> int:
        """The set of the sites named; what is no site (the province) is left out."""
        return bits.of(known(refs, self.numbers))

    def named(self, sites: Iterable[int]) -> list[str]:
        """The references of sites, in the order given."""
        return [self.refs[number] for number in sites]

    @cached_property
    def widest_m(self) -> int:
        """The largest radius of an uncertain position, in metres."""
        return max((spot.radius_m for spot in self.spots.values()), default=0)

    @cached_property
    def placed(self) -> int:
        """The sites whose position is known."""
        return bits.of(self.spots)

    @cached_property
    def published(self) -> Mapping[str, int]:
        """The sites that have a lead of each field."""
        numbers = self.numbers
        found: dict[str, list[int]] = defaultdict(list)
        for key, subject in ledger.published():
            if subject in numbers:
                found[key].append(numbers[subject])
        return {key: bits.of(members) for key, members in found.items()}

    def by_name(self, language: str) -> Sequence[int]:
        """All sites in the alphabetical order of a language."""
        return self._order("name", language, lambda: self._named_order(language))

    def _named_order(self, language: str) -> Sequence[int]:
        chosen = select(SearchName.estate_ref, SearchName.language, SearchName.sort_key)
        keys: dict[int, tuple[bool, str]] = {}
        for ref, code, key in db.session.execute(chosen.where(SearchName.role == SearchRole.SHORT)):
            # A name of another language stands in where it must.
            own = (code != language, key or "")
            number = self.numbers.get(ref)
            if number is not None and (number not in keys or own < keys[number]):
                keys[number] = own
        last = (True, "")
        return sorted(range(len(self.refs)), key=lambda n: (keys.get(n, last)[1], n))

    def by_figure(self, key: str, language: str, descending: bool = False) -> Sequence[int]:
        """The sites with a lead of a field by its number, equal ones by name."""

        def arranged() -> Sequence[int]:
            ranks, sign = ledger.ranks(key), -1 if descending else 1
            able = [n for n in self.by_name(language) if self.refs[n] in ranks]
            return sorted(able, key=lambda n: sign * ranks[self.refs[n]])

        return self._order(f"-{key}" if descending else key, language, arranged)

    def by_distance(self, centre: Point) -> Sequence[int]:
        """The sites with a position by their distance from a place; kept, so for few places."""

        def arranged() -> Sequence[int]:
            return sorted(self.spots, key=lambda n: (distance_km(self.spots[n].point, centre), n))

        return self._order(f"distance {centre}", "", arranged)

    def _order(self, name: str, language: str, made: Any) -> Sequence[int]:
        if (name, language) not in self._orders:
            self._orders[name, language] = made()
        return self._orders[name, language]

    def met(self, query: str, made: Callable[[], Sequence[int]]) -> Sequence[int]:
        """The sets of sites that a query meets; kept for the latest queries.

        Whoever goes through the pages of what was found, or filters it, asks the same again.
        """
        if query not in self._met:
            if len(self._met) >= MOST_KEPT:
                self._met.pop(next(iter(self._met)), None)  # another thread may have done it
            self._met[query] = made()
        return self._met[query]

    @cached_property
    def vocabulary(self) -> Sequence[str]:
        """Every word of the search index, in order."""
        widest = {"scopes": len(Scope), "widest": Scope.TEXTS}
        chosen = text("SELECT words FROM search_text WHERE rowid % :scopes = :widest")
        found: set[str] = set()
        for (words,) in db.session.execute(chosen, widest):
            found.update(words.split(" "))
        return sorted(found)

    @cached_property
    def words_by_length(self) -> Mapping[int, Sequence[str]]:
        """The vocabulary by the number of letters, each part in order."""
        found: dict[int, list[str]] = defaultdict(list)
        for word in self.vocabulary:
            found[len(word)].append(word)
        return found


def known(keys: Iterable[Any], numbers: Mapping[Any, int]) -> list[int]:
    """The sites that ``keys`` stand for; a key of none is left out."""
    return [number for number in map(numbers.get, keys) if number is not None]


def catalogue() -> Catalogue:
    """The catalogue of the present revision of the site."""
    stamp = _stamp()
    kept: Catalogue | None = current_app.extensions.get(_EXTENSION)
    if kept is None or kept.stamp != stamp:
        with _building:  # of threads that need it at the same time one makes it
            kept = current_app.extensions.get(_EXTENSION)
            if kept is None or kept.stamp != stamp:
                kept = current_app.extensions[_EXTENSION] = _read(stamp)
                _settle(kept)
    return kept


def _settle(made: Catalogue) -> None:
    """Take a large catalogue out of the rounds of the garbage collector.

    It would walk through all sites again and again: 20 ms a page at 13,000. A catalogue is in no
    circle, so that it is freed all the same when the next one takes its place.
    """
    if len(made.refs) >= MANY:
        gc.collect()
        gc.freeze()


def _stamp() -> Stamp:
    chosen = select(SiteRevision.number, SiteRevision.changed_at).where(SiteRevision.id == 1)
    row = db.session.execute(chosen).first()
    return (row[0], row[1]) if row else None


def _read(stamp: Stamp) -> Catalogue:
    columns = (
        Estate.ref, Estate.position, Estate.kind, Estate.specialism, Estate.county,
        Estate.latitude, Estate.longitude, Estate.location_radius_m,
    )  # fmt: skip
    rows = db.session.execute(select(*columns).order_by(Estate.position)).all()
    refs = [row.ref for row in rows]
    counties = [county_key(row.county) for row in rows]
    sectors, sector_names = _sectors(refs)
    return Catalogue(
        stamp=stamp,
        refs=refs,
        positions={row.position: number for number, row in enumerate(rows)},
        facets={
            Facet.KIND: _sets(row.kind for row in rows),
            Facet.SPECIALISM: _sets(row.specialism for row in rows),
            Facet.COUNTY: _sets(counties),
            Facet.SECTOR: sectors,
        },
        labels={
            Facet.COUNTY: dict(zip(counties, (row.county for row in rows), strict=True)),
            Facet.SECTOR: sector_names,
        },
        spots={
            number: Spot(Point(row.latitude, row.longitude), row.location_radius_m)
            for number, row in enumerate(rows)
            if row.latitude is not None
        },
    )


def county_key(county: Words) -> str:
    """The name of a county as it stands in addresses; `UNKNOWN` where none is published."""
    name, _ = county.best("en")
    return fold(name).replace(" ", "-") or UNKNOWN


def _sets(values: Iterable[str]) -> dict[str, int]:
    """The set of sites of each value, given the value of every site in turn."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, value in enumerate(values):
        found[value].append(number)
    return {value: bits.of(members) for value, members in found.items()}


def _sectors(refs: Sequence[str]) -> tuple[dict[str, int], dict[str, Words]]:
    """The sites of each sector, those of none as `UNKNOWN`, and what sectors are called."""
    numbers = {ref: number for number, ref in enumerate(refs)}
    found: dict[str, list[int]] = defaultdict(list)
    names: dict[str, Words] = {}
    chosen = select(Sector.estate_ref, Sector.key, Sector.name).where(
        Sector.estate_ref.is_not(None)
    )
    for ref, key, name in db.session.execute(chosen.order_by(Sector.id)):
        found[key].append(numbers[ref or ""])
        names.setdefault(key, name)
    sets = {key: bits.of(members) for key, members in found.items()}
    none = bits.first(len(refs)) & ~bits.of(n for members in found.values() for n in members)
    return (sets | {UNKNOWN: none} if none else sets), names
