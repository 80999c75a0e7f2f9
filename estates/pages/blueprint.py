"""The blueprints of the public pages, and of the files that they show, which have no language."""

from flask import Blueprint

bp = Blueprint("pages", __name__, url_prefix="/<lang>")
media_bp = Blueprint("media", __name__, url_prefix="/media")
