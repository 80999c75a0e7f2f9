"""The parts of addresses."""

from flask import Flask
from werkzeug.routing import BaseConverter


class SlugConverter(BaseConverter):
    """A ref, the key of a field with hyphens, or the id of a source.

    Anything else is no address of this site, so that it never reaches the database.
    """

    regex = "[a-z0-9][a-z0-9-]{0,59}"


def init_app(app: Flask) -> None:
    """Register the converter as ``slug``."""
    app.url_map.converters["slug"] = SlugConverter
