"""Answers of the maps: folium's script for a language, and the layers of the ground."""

import hashlib
from dataclasses import dataclass

from flask import Blueprint, Flask, abort, current_app, request
from werkzeug.wrappers import Response

from estates.maps.folium_map import CONTAINER_ID, MapOptions, map_script
from estates.maps.layers import Basemap, UnknownLayer
from estates.maps.locator import halo_symbol, symbol
from estates.maps.marks import MIDDLE_UP_TO, SMALL_UNDER
from estates.settings import Settings
from estates.web.access import public
from estates.web.languages import current

bp = Blueprint("maps", __name__)  # below a language
layers_bp = Blueprint("map_layers", __name__)

SCRIPT_MAX_AGE = 10 * 60
LAYER_MAX_AGE = 60 * 60


@dataclass(frozen=True)
class Maps:
    """What the maps of one application are made from."""

    basemap: Basemap
    tile_url: str | None
    tile_attribution: str | None


def init_app(app: Flask, settings: Settings) -> None:
    """Tell the views where the layers are, and give templates the symbols of the marks."""
    basemap = Basemap(settings.seed_dir / "basemap", settings.instance_dir / "basemap")
    app.extensions["maps"] = Maps(basemap, settings.tile_url, settings.tile_attribution)
    app.jinja_env.globals.update(
        symbol=symbol,
        map_halo=halo_symbol,
        map_size_limits=(SMALL_UNDER, MIDDLE_UP_TO),
        map_container_id=CONTAINER_ID,
        map_layers=lambda: maps().basemap.names,
        map_credits=lambda: maps().basemap.credits,
        map_tile_attribution=settings.tile_attribution,
    )


def maps() -> Maps:
    """The maps of the running application."""
    found: Maps = current_app.extensions["maps"]
    return found


@bp.get("/map/script.js")
@public
def script() -> Response:
    """The script that makes the map."""
    used = maps()
    right_to_left = current().direction == "rtl"
    text = map_script(MapOptions(right_to_left, used.tile_url, used.tile_attribution))
    return _file(text.encode(), "text/javascript", SCRIPT_MAX_AGE)


@layers_bp.get("/map/layers/<slug:name>.geojson")
@public
def layer(name: str) -> Response:
    """A layer of the ground."""
    try:
        body, digest = maps().basemap.layer(name)
    except UnknownLayer:
        abort(404)
    return _file(body, "application/geo+json", LAYER_MAX_AGE, digest)


def _file(body: bytes, kind: str, max_age: int, digest: str | None = None) -> Response:
    """An answer that browsers keep for ``max_age`` seconds and then ask for by its digest."""
    response = Response(body, content_type=f"{kind}; charset=utf-8")
    response.set_etag(digest or hashlib.sha256(body).hexdigest()[:32])
    response.cache_control.public = True
    response.cache_control.max_age = max_age
    return response.make_conditional(request)
