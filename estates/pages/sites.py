"""The sites as the maps show them: marks and cells, drawings, and the entries of the map page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import current_app
from markupsafe import Markup

from estates.directory import queries as directory
from estates.directory.catalogue import Catalogue
from estates.directory.models import Estate
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.lib import bits
from estates.lib.quantity import Value
from estates.maps.cells import MOST_DRAWN, Bounds, Grids
from estates.maps.locator import Variant, locator
from estates.maps.marks import Mark, in_order, mark_of
from estates.maps.projection import lon_lat
from estates.maps.views import maps
from estates.web.clock import today
from estates.web.formatting import num, quantity_words
from estates.web.languages import current

JOBS = "jobs_direct"
SMALL_ACROSS = 7  # cells, side by side, in the drawing for a narrow column
NEAR_DEGREES = 0.3  # the country near a site reaches no further, with a little to spare
_EXTENSION = "map_grids"


@dataclass(frozen=True)
class Entry:
    """A site as the map page shows it, on the map and in its list, with its figures by key."""

    estate: Estate
    mark: Mark
    figures: Mapping[str, Figure]


def entries(catalogue: Catalogue, sites: Sequence[int], *keys: str) -> list[Entry]:
    """Sites in the order given, with their marks and the figures of the fields named."""
    refs = catalogue.named(sites)
    figures, jobs = ledger.figures_of(refs, today(), {JOBS, *keys}), _jobs(refs)
    return [
        Entry(estate, mark_of(estate, jobs.get(estate.ref)), figures[estate.ref])
        for estate in directory.estates_named(refs)
    ]


def marks(catalogue: Catalogue, sites: int) -> list[Mark]:
    """The marks of a set of sites."""
    refs = catalogue.named(bits.members(sites))
    jobs = _jobs(refs)
    found = [mark_of(estate, jobs.get(estate.ref)) for estate in directory.estates_placed(refs)]
    return in_order(found)


def _jobs(refs: Sequence[str]) -> dict[str, Decimal]:
    return ledger.lead_numbers(JOBS, refs)


def grids(catalogue: Catalogue) -> Grids:
    """The positions of all sites in squares; made once for a revision of the site."""
    kept: tuple[Catalogue, Grids] | None = current_app.extensions.get(_EXTENSION)
    if kept is None or kept[0] is not catalogue:
        places = {site: lon_lat(spot.point) for site, spot in catalogue.spots.items()}
        kept = current_app.extensions[_EXTENSION] = catalogue, Grids(places)
    return kept[1]


def overview(
    catalogue: Catalogue,
    sites: int,
    title: str,
    *,
    variant: Variant = "province",
    selected: str | None = None,
) -> Markup:
    """The drawing of a set of sites in the province; as cells where they are many."""
    placed = sites & catalogue.placed
    if placed.bit_count() <= MOST_DRAWN:
        return _drawn(marks(catalogue, placed), title, variant=variant, selected=selected)
    known = grids(catalogue)
    shown = known.bounds(placed)
    assert shown is not None  # there are positions
    across = {"across": SMALL_ACROSS} if variant == "small" else {}
    chosen = catalogue.set_of([selected]) & placed if selected else 0
    return _drawn(
        marks(catalogue, chosen),
        title,
        variant=variant,
        selected=selected,
        cells=known.cells(placed & ~chosen, shown, **across),
    )


def surroundings(catalogue: Catalogue, estate: Estate, title: str) -> Markup | None:
    """The country near a site with its neighbours; None where its position is not known."""
    if estate.point is None:
        return None
    lon, lat = lon_lat(estate.point)
    far = max(NEAR_DEGREES, (estate.location_radius_m or 0) / 20_000)
    shown = Bounds(lon - far, lat - far, lon + far, lat + far)
    near = grids(catalogue).within(catalogue.placed, shown)
    own = catalogue.set_of([estate.ref])
    if near.bit_count() > MOST_DRAWN:
        near = own
    return _drawn(marks(catalogue, near | own), title, variant="near", selected=estate.ref)


def _drawn(found: Sequence[Mark], title: str, **options: object) -> Markup:
    return locator(
        found,
        maps().basemap,
        language=current().code,
        title=title,
        labels=options.get("variant") != "small",
        numerals=num,
        kilometres=lambda km: quantity_words(Value(Decimal(km)), "km"),
        **options,  # type: ignore[arg-type]
    )
