"""The blueprint of the public pages, to which each file of views adds its own."""

from flask import Blueprint

bp = Blueprint("pages", __name__, url_prefix="/<lang>")
