"""The parts of addresses."""

from flask import Flask
from werkzeug.routing import BaseConverter


class SlugConverter(BaseConverter):
    """A ref, the key of a field with hyphens, or the id of a source.

    Anything else is no address of this site, so that it never reaches the database.
    """

    regex = "[a-z0-9][a-z0-9-]{0,59}"


class SubjectKeyConverter(BaseConverter):
    """The own key of a subject that staff change: a slug, or two with a point between."""

    regex = f"{SlugConverter.regex}(?:[.]{SlugConverter.regex})?"


def init_app(app: Flask) -> None:
    """Register the converters as ``slug`` and ``subject_key``."""
    app.url_map.converters["slug"] = SlugConverter
    app.url_map.converters["subject_key"] = SubjectKeyConverter
