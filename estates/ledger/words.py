"""The ledger's keys in words of the page's language."""

from collections.abc import Callable

from flask import Flask
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.web.filters import register

GROUPS = {
    "land": _l("Land"),
    "activity": _l("People and activity"),
    "utilities": _l("Utilities"),
    "connectivity": _l("Connections"),
    "price": _l("Price and terms"),
    "history": _l("History"),
}
LEVELS = {"core": _l("core"), "recommended": _l("recommended"), "optional": _l("optional")}
NATURES = {
    "stock": _l("a state at a time"),
    "flow": _l("an amount over a period"),
    "plan": _l("something announced"),
}
EXTENTS = {
    "whole": _l("the whole"),
    "part": _l("a part"),
    "shared": _l("several estates together"),
}
CONFIDENCES = {"high": _l("high"), "medium": _l("medium")}
SOURCE_KINDS = {
    "official": _l("Official pages"),
    "news_agency": _l("News agencies"),
    "press": _l("Press"),
    "data": _l("Data sets"),
    "secondary": _l("Secondary sources"),
    "seed": _l("Text supplied with the project"),
}


def _words(of: dict[str, LazyString]) -> Callable[[str], str]:
    return lambda key: str(of[key])


def init_app(app: Flask) -> None:
    """Register a filter for each kind of key; an unknown key raises KeyError."""
    register(
        app,
        group_label=_words(GROUPS),
        level_label=_words(LEVELS),
        nature_label=_words(NATURES),
        extent_label=_words(EXTENTS),
        confidence_label=_words(CONFIDENCES),
        source_kind_label=_words(SOURCE_KINDS),
    )
