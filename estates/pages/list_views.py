"""The list of sites."""

from functools import partial
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from estates.directory import queries as directory
from estates.directory.search import Found
from estates.pages import facets, listing, sites
from estates.pages.blueprint import bp
from estates.web.access import public
from estates.web.languages import current


@bp.get("/estates/")
@public
def estates() -> tuple[str, int]:
    """The list, as a table or as cards, with the form that filters it."""
    url = partial(url_for, ".estates")
    shown = listing.read(request.args, url, current().code, whole=False)
    places = directory.places()
    page = render_template(
        "pages/list.html",
        listing=shown,
        asked=shown.asked,
        query=shown.query,
        rows=shown.rows,
        pagination=shown.pagination,
        facets=facets.options(shown),
        published=facets.published_options(shown),
        never_published=facets.never_published(shown),
        usual_ranges=facets.usual_ranges(shown.asked),
        ranges=facets.range_groups(shown.asked),
        chips=facets.chips(shown, places, url),
        places=[(facets.place_value(place), place.name) for place in places],
        sort_groups=facets.sort_groups(shown),
        untold=shown.selection.untold.bit_count(),
        confused=shown.selection.found.confused if shown.selection.found else (),
        near=_near(shown),
        shortlisted=shown.query.picked,
        elsewhere=_elsewhere(shown),
        change_url=lambda **changes: url(**shown.address(page=1, **changes)),
        clear_url=url(**_unfiltered(shown)),
        match_url=url_for(".match", **_needs(shown)),
        files=_files(shown),
        map_urls=_map_urls(shown),
        locator_svg=sites.overview(
            shown.catalogue,
            shown.selection.sites if not shown.asked.problems else 0,
            _("Map of the estates and zones of Qom"),
            variant="small",
        ),
    )
    return page, 400 if shown.asked.problems else 200


def _near(shown: listing.Listing) -> list[object]:
    """Sites to offer where the search met none."""
    found: Found | None = shown.selection.found
    if not found or not found.near:
        return []
    return list(directory.estates_named(shown.catalogue.named(found.near)))


def _elsewhere(shown: listing.Listing) -> list[object]:
    """Sites of the shortlist that are not on this page of the list."""
    here = {row.estate.ref for row in shown.rows}
    return list(directory.estates_named([ref for ref in shown.query.picked if ref not in here]))


def _unfiltered(shown: listing.Listing) -> dict[str, Any]:
    kept = shown.address(page=1)
    return {key: kept[key] for key in ("view", "per_page", "e") if key in kept}


def _map_urls(shown: listing.Listing) -> tuple[str, str]:
    """The map page with what the list asks, and the document of its marks."""
    asked: dict[str, Any] = {} if shown.asked.problems else dict(shown.asked.values)
    return url_for(".map", **asked), url_for(".map_marks", **asked)


def _needs(shown: listing.Listing) -> dict[str, Any]:
    """What of the filters is a requirement too; a place is one only with a distance."""
    values = shown.asked.values
    near = ("near", "within_km") if "within_km" in values else ()
    own = ("kind", "specialism", *near)
    return {k: v for k, v in values.items() if k in own or k.startswith(("min_", "max_"))}


def _files(shown: listing.Listing) -> list[tuple[str, str]]:
    """The rows of the list as files: the format and the address."""
    asked: dict[str, Any] = dict(shown.asked.values)
    if shown.query.sort != shown.usual_sort:
        asked["sort"] = [shown.query.sort]
    return [
        ("CSV", url_for("opendata.estates_csv", **asked)),
        ("JSON", url_for("opendata.estates", **asked)),
        ("GeoJSON", url_for("opendata.estates_geojson", **asked)),
    ]
