"""The facts as data: the same record that the pages show, as JSON and as files."""

from importlib import import_module

from flask import Flask

from estates.opendata.blueprint import bp

# Importing them puts their addresses on the blueprint.
VIEWS = ("json_views", "file_views")


def init_app(app: Flask) -> None:
    """Answer for data."""
    for name in VIEWS:
        import_module(f"{__name__}.{name}")
    app.register_blueprint(bp)
