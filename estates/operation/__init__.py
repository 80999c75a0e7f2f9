"""Running the site: health, and the command that serves."""

from flask import Flask

from estates.operation import basemap, commands, health


def init_app(app: Flask, fill: commands.Fill) -> None:
    """Register the health addresses and the commands.

    ``fill`` loads the first facts; it is handed over by the factory, because
    packages of one layer do not import each other.
    """
    app.register_blueprint(health.bp)
    commands.init_app(app, fill)
    basemap.init_app(app)
