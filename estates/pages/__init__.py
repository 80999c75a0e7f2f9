"""The public pages of the province and its estates."""

from flask import Flask

from estates.pages import addresses, citations, views


def init_app(app: Flask) -> None:
    """Register the pages and the citations that they share."""
    app.register_blueprint(views.bp)
    addresses.init_app(app)
    citations.init_app(app)
