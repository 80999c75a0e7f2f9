"""The list as files: the rows of a page's list, all of them, for spreadsheets and for maps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from estates.directory import queries as directory
from estates.directory.models import Estate
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.ledger.models import Field
from estates.lib.quantity import json_number
from estates.web.clock import today
from estates.web.tables import Cell

AT_ONCE = 200  # estates whose figures are in memory together
OWN_COLUMNS = (
    "ref", "kind", "name_fa", "name_en", "specialism", "county_fa", "county_en",
    "longitude", "latitude", "location_quality", "radius_m", "revision",
)  # fmt: skip
ASPECTS = ("", "_max", "_qualifier", "_unit", "_as_of", "_source", "_state")

Sites = Iterable[tuple[Estate, Mapping[str, Figure]]]


def sites(refs: Iterable[str]) -> Iterator[tuple[Estate, Mapping[str, Figure]]]:
    """The estates named, in their order, with their figures; few of them are held at a time."""
    remaining = iter(refs)
    while chunk := list(islice(remaining, AT_ONCE)):
        figures = ledger.figures_of(chunk, today())
        for estate in directory.estates_named(chunk):
            yield estate, figures[estate.ref]


def header(fields: Sequence[Field]) -> list[str]:
    """The names of the columns: those of the site, then seven for each figure."""
    return [*OWN_COLUMNS, *(field.key + aspect for field in fields for aspect in ASPECTS)]


def rows(found: Sites, fields: Sequence[Field]) -> Iterator[list[Cell]]:
    """One row for each site, in the columns of `header`."""
    columns = header(fields)
    for estate, figures in found:
        flat = own(estate) | flat_figures(figures)
        yield [flat[column] for column in columns]


def own(estate: Estate) -> dict[str, Any]:
    """What a site itself has, flat; None where it is not known."""
    point = estate.point
    return {
        "ref": estate.ref,
        "kind": estate.kind,
        "name_fa": estate.name.get("fa"),
        "name_en": estate.name.get("en"),
        "specialism": estate.specialism,
        "county_fa": estate.county.get("fa"),
        "county_en": estate.county.get("en"),
        "longitude": json_number(point.longitude) if point else None,
        "latitude": json_number(point.latitude) if point else None,
        "location_quality": estate.location_quality,
        "radius_m": estate.location_radius_m,
        "revision": estate.revision,
    }


def flat_figures(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """The figures of a site as flat values; None where nothing leads, with the state beside it."""
    flat: dict[str, Any] = {}
    for key, figure in figures.items():
        lead = figure.lead
        flat |= dict.fromkeys((key + aspect for aspect in ASPECTS), None)
        flat[f"{key}_state"] = str(figure.state)
        flat[f"{key}_unit"] = figure.field.unit
        if lead:
            maximum = lead.value_max
            flat[key] = json_number(lead.value)
            flat[f"{key}_max"] = None if maximum is None else json_number(maximum)
            flat[f"{key}_qualifier"] = lead.qualifier
            flat[f"{key}_as_of"] = lead.period_end.isoformat() if lead.period_end else None
            flat[f"{key}_source"] = lead.source_id
    return flat


def feature(estate: Estate, figures: Mapping[str, Figure]) -> dict[str, Any]:
    """A site as a GeoJSON feature (RFC 7946); its geometry is null where nothing places it."""
    flat = own(estate)
    place = flat.pop("longitude"), flat.pop("latitude")
    return {
        "type": "Feature",
        "id": estate.ref,
        "geometry": None if place[0] is None else {"type": "Point", "coordinates": place},
        "properties": flat | flat_figures(figures),
    }
