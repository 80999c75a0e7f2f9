"""The public pages of the province and its estates."""

from flask import Flask

from estates.pages import citations, views


def init_app(app: Flask) -> None:
    """Register the pages and the citations that they share."""
    app.register_blueprint(views.bp)
    citations.init_app(app)
