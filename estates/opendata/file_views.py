"""The list and the ledger as files: all rows, sent while they are made."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response, current_app, stream_with_context

from estates.history.fresh import validated
from estates.opendata import files
from estates.opendata.asking import FILE_PARAMETERS, listed
from estates.opendata.blueprint import bp
from estates.pages import listing
from estates.web.access import public
from estates.web.languages import DEFAULT_LANGUAGE
from estates.web.tables import csv_answer


@bp.get("/estates.csv")
@public
@validated
def estates_csv() -> Response:
    """All rows of the list as a table."""
    shown = listed("opendata.estates_csv", FILE_PARAMETERS, whole=False)
    fields = shown.asked.fields
    found = files.sites(_all_of(shown))
    return csv_answer(files.header(fields), files.rows(found, fields), "qom-estates.csv")


@bp.get("/estates.geojson")
@public
@validated
def estates_geojson() -> Response:
    """All rows of the list as features of a map."""
    shown = listed("opendata.estates_geojson", FILE_PARAMETERS, whole=False)
    found = files.sites(_all_of(shown))
    return Response(
        stream_with_context(_collection(files.feature(*site) for site in found)),
        content_type="application/geo+json",
    )


def _all_of(shown: listing.Listing) -> list[str]:
    selection = shown.selection
    return selection.refs(shown.query.sort, DEFAULT_LANGUAGE, 0, selection.total)


def _collection(features: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A GeoJSON collection, sent feature by feature."""
    yield '{"type":"FeatureCollection","features":['
    for number, feature in enumerate(features):
        text = current_app.json.dumps(feature, ensure_ascii=False, sort_keys=False)
        yield f",\n{text}" if number else f"\n{text}"
    yield "\n]}\n"
