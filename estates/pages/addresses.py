"""Addresses that several pages and components need."""

from flask import Flask, url_for

from estates.ledger.models import PROVINCE, Field


def figure_url(subject: str, field: Field) -> str:
    """The ledger page of a figure: a permanent, citable address."""
    if subject == PROVINCE:
        return url_for("pages.province_figure", field=field.path)
    return url_for("pages.figure", ref=subject, field=field.path)


def init_app(app: Flask) -> None:
    """Let every template call ``figure_url``."""
    app.jinja_env.globals["figure_url"] = figure_url
