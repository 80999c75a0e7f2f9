"""Answers of the maps: folium's script for a language, and the layers of the ground."""

import hashlib
from dataclasses import dataclass

from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from estates.maps.folium_map import CONTAINER_ID, MapOptions, map_script
from estates.maps.layers import ADDED, Basemap, Basemaps, Layer, UnknownLayer
from estates.maps.locator import halo_symbol, symbol
from estates.maps.marks import MIDDLE_UP_TO, SMALL_UNDER
from estates.settings import Settings
from estates.web.access import public
from estates.web.languages import current

bp = Blueprint("maps", __name__)  # below a language
layers_bp = Blueprint("map_layers", __name__)

SCRIPT_MAX_AGE = 10 * 60
LAYER_MAX_AGE = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Maps:
    """What the maps of one application are made from."""

    basemaps: Basemaps
    tile_url: str | None
    tile_attribution: str | None

    @property
    def basemap(self) -> Basemap:
        """The ground as its files are now."""
        return self.basemaps.present


def init_app(app: Flask, settings: Settings) -> None:
    """Tell the views where the layers are, and give templates the symbols of the marks."""
    basemaps = Basemaps(settings.seed_dir / "basemap", settings.instance_dir / ADDED)
    app.extensions["maps"] = Maps(basemaps, settings.tile_url, settings.tile_attribution)
    app.jinja_env.globals.update(
        symbol=symbol,
        map_halo=halo_symbol,
        map_size_limits=(SMALL_UNDER, MIDDLE_UP_TO),
        map_container_id=CONTAINER_ID,
        map_layers=lambda: maps().basemap.names,
        map_layer_urls=layer_urls,
        map_credits=lambda: maps().basemap.credits,
        map_tile_attribution=settings.tile_attribution,
    )


def maps() -> Maps:
    """The maps of the running application."""
    found: Maps = current_app.extensions["maps"]
    return found


def layer_urls() -> list[str]:
    """The address of each layer, in the order in which they are drawn.

    It names the content, so that browsers may keep what they have got.
    """
    basemap = maps().basemap
    return [_layer_url(basemap.layer(name)) for name in basemap.names]


def _layer_url(layer: Layer) -> str:
    return url_for("map_layers.layer", name=layer.name, digest=layer.digest)


@bp.get("/map/script.js")
@public
def script() -> Response:
    """The script that makes the map."""
    used = maps()
    right_to_left = current().direction == "rtl"
    text = map_script(MapOptions(right_to_left, used.tile_url, used.tile_attribution))
    response = Response(text, content_type="text/javascript; charset=utf-8")
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response.cache_control.public = True
    response.cache_control.max_age = SCRIPT_MAX_AGE
    return response.make_conditional(request)


@layers_bp.get("/map/layers/<slug:name>.<slug:digest>.geojson")
@public
def layer(name: str, digest: str) -> Response:
    """A layer of the ground; an address of an earlier state of it leads to the present one."""
    try:
        found = maps().basemap.layer(name)
    except UnknownLayer:
        abort(404)
    if digest != found.digest:
        return redirect(_layer_url(found))
    response = Response(found.body, content_type="application/geo+json; charset=utf-8")
    response.set_etag(found.digest)
    response.cache_control.public = True
    response.cache_control.max_age = LAYER_MAX_AGE
    response.cache_control.immutable = True
    return response.make_conditional(request)
