"""Where the data live: the addresses below /api/v1."""

from flask import Blueprint

bp = Blueprint("opendata", __name__, url_prefix="/api/v1")
