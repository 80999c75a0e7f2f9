"""The form of the list: facets with counts, what is applied, and the ways out of an empty list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from estates.directory.criteria import UNKNOWN, Facet
from estates.directory.models import Kind, Place
from estates.directory.words import KINDS, SPECIALISMS
from estates.ledger.models import Field
from estates.lib.bilingual import Words
from estates.lib.persian import sort_key
from estates.lib.quantity import Interval, plain
from estates.pages.criteria import Asked
from estates.pages.listing import BEST, DISTANCE, NAME, Listing
from estates.web.formatting import num
from estates.web.languages import current
from estates.web.units import unit_short

SHOWN_AT_ONCE = 8  # values of a facet; further ones stand in a disclosure
USUAL_RANGES = ("area_gross", "jobs_direct")
Url = Callable[..., str]


@dataclass(frozen=True)
class Option:
    """A value of a facet; ``count`` is how many sites it would show with all else as it is.

    It is None where nothing is counted.
    """

    key: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """Something that is applied; ``url`` is the list without it.

    ``count`` is how many sites that list has; ``typed`` says that the label is the reader's own.
    """

    label: str
    url: str
    count: int
    typed: bool


def options(listing: Listing) -> dict[Facet, list[Option]]:
    """The values of each facet that any site has; "not published" stands last."""
    return {facet: _options(listing, facet) for facet in Facet}


def _options(listing: Listing, facet: Facet) -> list[Option]:
    counts = listing.selection.counts(facet)
    chosen = listing.asked.criteria.facets.get(facet, ())
    found = [
        Option(value, value_label(listing, facet, value), counts.get(value, 0), value in chosen)
        for value in {*counts, *chosen}
    ]
    if facet is Facet.KIND:
        return sorted(found, key=lambda option: list(Kind).index(Kind(option.key)))
    most = facet in (Facet.COUNTY, Facet.SECTOR) and len(found) > SHOWN_AT_ONCE
    return sorted(
        found,
        key=lambda o: (
            o.key == UNKNOWN,
            not o.chosen if most else False,
            -(o.count or 0) if most else 0,
            sort_key(o.label),
        ),
    )


def plain_options(asked: Asked, facet: str) -> list[Option]:
    """Every value that a kind or a specialism can have, for a form that counts nothing."""
    known = KINDS if facet == Facet.KIND else SPECIALISMS
    chosen = asked.criteria.facets.get(Facet(facet), ())
    return [
        Option(value, str(label), None, value in chosen)
        for value, label in known.items()
        if value != UNKNOWN
    ]


def value_label(listing: Listing, facet: Facet, value: str) -> str:
    """What a value of a facet is called in the language of the page."""
    if value == UNKNOWN:
        return _("Not published")
    known: Mapping[str, LazyString] = {
        Facet.KIND: KINDS,
        Facet.SPECIALISM: SPECIALISMS,
    }.get(facet, {})
    if value in known:
        return str(known[value])
    return _text(listing.catalogue.labels[facet].get(value, Words()))


def _text(words: Words) -> str:
    return words.best(current().code)[0]


def published_options(listing: Listing) -> list[Option]:
    """The fields of which any site has a published figure, with how many of those shown do."""
    counts = listing.selection.published_counts()
    chosen = listing.asked.criteria.has
    return [
        Option(field.key, _text(field.label), counts.get(field.key, 0), field.key in chosen)
        for field in listing.asked.fields
        if field.key in counts or field.key in chosen
    ]


def never_published(listing: Listing) -> list[str]:
    """What the fields are called of which no site has a figure."""
    known = listing.catalogue.published
    return [_text(field.label) for field in listing.asked.fields if field.key not in known]


def usual_ranges(asked: Asked) -> list[Field]:
    """The fields that most readers ask for: they need no unfolding."""
    return [field for field in asked.fields if field.key in USUAL_RANGES]


def range_groups(asked: Asked) -> list[tuple[str, list[Field], int]]:
    """The other fields by group, with how many of each group are asked or wrongly asked."""
    others = [field for field in asked.fields if field.key not in USUAL_RANGES]
    return [
        (key, fields, in_use(asked, fields))
        for key, group in groupby(others, lambda field: field.group)
        if (fields := list(group))
    ]


def in_use(asked: Asked, fields: Sequence[Field]) -> int:
    """Of how many of some fields a range is asked, or wrongly asked."""
    wrong = {name.removeprefix("min_").removeprefix("max_") for name in asked.problems}
    return sum(field.key in asked.criteria.ranges or field.key in wrong for field in fields)


def chips(listing: Listing, places: Sequence[Place], url: Url) -> list[Chip]:
    """Everything that is applied, one by one."""
    return [
        Chip(label, url(**_without(listing, names, value)), count, typed=names == ("q",))
        for label, names, value, count in _applied(listing, places)
    ]


def _without(listing: Listing, names: Sequence[str], value: str | None) -> dict[str, object]:
    """The parameters of the list without one value of ``names``, or without all of theirs."""
    address = listing.address(page=1)
    for name in names:
        values = address.pop(name, [])
        if kept := [v for v in values if value is not None and v != value]:
            address[name] = kept
    return address


Applied = tuple[str, tuple[str, ...], str | None, int]


def _applied(listing: Listing, places: Sequence[Place]) -> Iterator[Applied]:
    """Label, parameters, value among several, and how many sites there would be without it."""
    criteria, selection = listing.asked.criteria, listing.selection
    if criteria.words:
        yield criteria.words, ("q",), None, selection.without("q").bit_count()
    for facet, values in criteria.facets.items():
        rest = selection.without(facet).bit_count()
        for value in values:
            yield _facet_label(listing, facet, value), (facet,), value, rest
    fields = {field.key: field for field in listing.asked.fields}
    for key in criteria.has:
        label = _("%(figure)s: published", figure=_text(fields[key].label))
        yield label, ("has",), key, selection.without(f"has:{key}").bit_count()
    for key, wanted in criteria.ranges.items():
        names = (f"min_{key}", f"max_{key}")
        rest = selection.without(key).bit_count()
        yield range_label(fields[key], wanted), names, None, rest
    if criteria.near:
        rest = selection.without("near").bit_count()
        yield near_label(listing.asked, places), ("near", "within_km"), None, rest


def _facet_label(listing: Listing, facet: Facet, value: str) -> str:
    label = value_label(listing, facet, value)
    if value != UNKNOWN:
        return label
    return _("%(facet)s: not published", facet=listing.asked.label(facet))


def range_label(field: Field, wanted: Interval) -> str:
    """A range in words: "Gross area: from 100 ha"."""
    label, unit = _text(field.label), unit_short(field.unit)
    if field.unit == "yes_no":
        return label
    low, high = (None if end is None else num(end) for end in (wanted.low, wanted.high))
    if high is None:
        text = _("%(figure)s: from %(low)s %(unit)s", figure=label, low=low, unit=unit)
    elif low is None:
        text = _("%(figure)s: up to %(high)s %(unit)s", figure=label, high=high, unit=unit)
    else:
        text = _(
            "%(figure)s: %(low)s to %(high)s %(unit)s", figure=label, low=low, high=high, unit=unit
        )
    return text.strip()


def near_label(asked: Asked, places: Sequence[Place]) -> str:
    """The place and the distance asked, in words."""
    near = asked.criteria.near
    assert near is not None
    name = next(
        (_text(place.name) for place in places if place_value(place) == asked.values["near"][0]),
        asked.values["near"][0],
    )
    if near.within_km is None:
        return _("Measured from %(place)s", place=name)
    return _("Within %(km)s km of %(place)s", km=num(near.within_km), place=name)


def place_value(place: Place) -> str:
    """A place as the parameter ``near`` has it."""
    return f"{plain(place.latitude)},{plain(place.longitude)}"


def sort_groups(listing: Listing) -> list[tuple[str, list[tuple[str, str]]]]:
    """The orders that the form offers, by group of fields: value and words."""
    asked = listing.asked
    plain_orders = [(NAME, _("Name")), (f"-{NAME}", _("Name, backwards"))]
    if asked.criteria.near:
        plain_orders.insert(0, (DISTANCE, _("Distance, nearest first")))
    if asked.criteria.words:
        plain_orders.insert(0, (BEST, _("Best match")))
    fields = [
        field
        for field in asked.fields
        if listing.catalogue.published.get(field.key) or field.key == listing.query.key
    ]
    groups = [
        (key, [order for field in group for order in _both_ways(field)])
        for key, group in groupby(fields, lambda field: field.group)
    ]
    return [("", plain_orders), *groups]


def _both_ways(field: Field) -> list[tuple[str, str]]:
    label = _text(field.label)
    return [
        (f"-{field.key}", _("%(figure)s, highest first", figure=label)),
        (field.key, _("%(figure)s, lowest first", figure=label)),
    ]
