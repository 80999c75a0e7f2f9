"""The blueprint of the desk, to which each file of views adds its own."""

from flask import Blueprint, g

bp = Blueprint("staff", __name__, url_prefix="/<lang>/staff")


@bp.before_request
def _of_staff() -> None:
    """Also the pages before signing in are kept by nobody."""
    g.of_staff = True
