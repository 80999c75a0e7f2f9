"""The map of the map page as a script, drawn by folium. Nothing else imports folium.

Folium renders a script for a page of its own, with random names, inline, and with files from four
foreign hosts. Here it renders a script for our page: names are fixed, it is served as a file of
its own after a self-hosted Leaflet, and it runs under `script-src 'self'`.

No text that anybody can edit may pass through folium. Branca treats what an element has rendered
as a template once more, so that `{{ … }}` in a name would run on the server, and folium leaves
backticks and `${…}` as they are. Names and positions therefore reach the map as JSON, fetched by
`static/js/map.js`, to which this script hands the map over; what cards say stands in the page.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import folium
from branca.element import Figure, MacroElement
from folium.template import Template
from folium.utilities import JsCode
from markupsafe import escape

MAP_ID = "qom"
CONTAINER_ID = f"map_{MAP_ID}"  # as folium composes it

CENTRE = (34.66, 50.96)
ZOOM = 8
# The shipped ground is that of the whole country around the province and of no more.
SOUTH_WEST, NORTH_EAST = [33.0, 48.5], [36.5, 53.5]
MIN_ZOOM, MAX_ZOOM, MAX_ZOOM_WITH_TILES = 7, 13, 17

_MOVES = JsCode('!window.matchMedia("(prefers-reduced-motion: reduce)").matches')
_MOTION: dict[str, Any] = dict.fromkeys(
    ("zoomAnimation", "fadeAnimation", "markerZoomAnimation", "inertia"), _MOVES
)


@dataclass(frozen=True)
class MapOptions:
    """What differs between maps: the direction of the page, and an operator's tiles, if any."""

    right_to_left: bool
    tile_url: str | None = None
    tile_attribution: str | None = None


@cache
def map_script(options: MapOptions) -> str:
    """The script that makes the map in the element with the id `CONTAINER_ID`.

    It needs Leaflet before it and the element in the page, and leaves the map as the property
    `leafletMap` of that element. The same options give the same text in every process.
    """
    the_map = _map(options)
    if options.tile_url:
        the_map.add_child(_Tiles(options.tile_url, options.tile_attribution or ""))
    the_map.add_child(_ScaleBar())
    the_map.add_child(_HandOver())
    figure = the_map.get_root()
    assert isinstance(figure, Figure)  # folium puts every map into one
    figure.render()  # has every element add its part to figure.script
    return str(figure.script.render()).strip() + "\n"


def _map(options: MapOptions) -> folium.Map:
    the_map = folium.Map(
        location=CENTRE,
        zoom_start=ZOOM,
        tiles=None,
        zoom_control="topright" if options.right_to_left else "topleft",
        # Leaflet's own names: folium takes max_zoom for the tiles, and drops it without any.
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM_WITH_TILES if options.tile_url else MAX_ZOOM,
        zoomSnap=0.5,
        # Not maxBounds: Leaflet would pull the map inside them while it still has no size. The
        # page's script sets them once the map is shown.
        limits=[SOUTH_WEST, NORTH_EAST],
        # The page names its sources below the map, in its language, with or without a script.
        attributionControl=False,
        # Scrolling a page must not end in a map; the page's script allows it once the map is used.
        scrollWheelZoom=False,
        **_MOTION,
    )
    # On the instance: add_js_link and add_css_link would change the class for the whole process.
    # Empty, because the page itself links its Leaflet.
    the_map.default_js, the_map.default_css = [], []
    the_map._id = MAP_ID
    return the_map


class _Part(MacroElement):
    """An element with a fixed name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._id = name, MAP_ID


class _ScaleBar(_Part):
    """A scale bar in kilometres; folium's own has miles as well."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            L.control.scale({imperial: false, position: "bottomleft"})
                .addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__("scale_bar")


class _Tiles(_Part):
    """The operator's tiles. folium's own layer would run `{{ … }}` in an address as a template."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            L.tileLayer({{ this.url }}, {attribution: {{ this.attribution }}})
                .addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, url: str, attribution: str) -> None:
        super().__init__("tiles")
        self.url = inert_json(url)
        # Leaflet would set an attribution as HTML; here it is text.
        self.attribution = inert_json(str(escape(attribution)))


class _HandOver(_Part):
    """Leaves the map where the page's own script finds it, without a global of ours."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            {{ this._parent.get_name() }}.getContainer().leafletMap = {{
                this._parent.get_name() }};
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__("hand_over")


def inert_json(text: str) -> str:
    """``text`` as a JavaScript string in which only letters, digits and a few signs stand as
    themselves, so that neither a template nor a script nor a tag can begin in it."""
    return '"' + "".join(_inert(letter) for letter in text) + '"'


def _inert(letter: str) -> str:
    if letter.isascii() and (letter.isalnum() or letter in " /:.,-_?=;"):
        return letter
    units = letter.encode("utf-16-be")  # a letter beyond the first plane has two
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
