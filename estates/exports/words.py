"""The bases of export figures and the roles of markets in words of the page's language."""

from flask import Flask
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from estates.web.filters import register

BASES = {
    "customs_of_qom": _l("customs of Qom"),
    "goods_of_qom_origin": _l("goods of Qom origin, through any customs"),
    "not_stated": _l("basis not stated"),
}


# What each basis counts, as far as the sources say it.
MEANINGS = {
    "customs_of_qom": _l(
        "The sources speak of exports “from the customs of Qom”. They do not say how much of it"
        " was made in the province."
    ),
    "goods_of_qom_origin": _l(
        "The source speaks of goods exported “from the province”, through whichever customs"
        " office. It cannot be compared with the customs of Qom."
    ),
    "not_stated": _l(
        "The source speaks of the exports of Qom and does not say what was counted: it may be one"
        " of the other two, or something wider."
    ),
}


def base_title(key: str) -> str:
    """What a basis is called, as a heading."""
    text = str(BASES[key])
    return text[:1].upper() + text[1:]


def market_role(role: str, countries: int) -> str:
    """What a source names so many countries as."""
    if role == "destination":
        # Translators: countries to which goods of Qom went, by a source
        return ngettext("destination", "destinations", countries)
    # Translators: countries that a source names as an aim of exports, not as reached
    return ngettext("target market", "target markets", countries)


def init_app(app: Flask) -> None:
    """Register the filters; an unknown key raises KeyError."""
    register(
        app,
        base_label=lambda key: str(BASES[key]),
        base_title=base_title,
        base_meaning=lambda key: str(MEANINGS[key]),
        market_role=market_role,
    )
