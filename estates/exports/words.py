"""The bases of export figures in words of the page's language."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from estates.web.filters import register

BASES = {
    "customs_of_qom": _l("customs of Qom"),
    "goods_of_qom_origin": _l("goods of Qom origin, through any customs"),
    "not_stated": _l("basis not stated"),
}


def init_app(app: Flask) -> None:
    """Register the filter; an unknown key raises KeyError."""
    register(app, base_label=lambda key: str(BASES[key]))
