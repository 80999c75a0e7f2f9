"""The public pages of the province and its estates."""

from importlib import import_module

from flask import Flask

from estates.pages import addresses, citations
from estates.pages.blueprint import bp, media_bp

# The modules whose views belong to the blueprint.
VIEWS = (
    "views",
    "list_views",
    "match_views",
    "compare_views",
    "map_views",
    "guide_views",
    "priority_views",
    "self_check_views",
    "exports_views",
    "enquiry_views",
    "history_views",
    "subject_history_views",
    "media_views",
)


def init_app(app: Flask) -> None:
    """Register the pages and the citations that they share."""
    for name in VIEWS:
        import_module(f"{__name__}.{name}")
    app.register_blueprint(bp)
    app.register_blueprint(media_bp)
    addresses.init_app(app)
    citations.init_app(app)
