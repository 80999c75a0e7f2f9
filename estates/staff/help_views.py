"""The help page, for a new colleague."""

from flask import render_template

from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.staff.blueprint import bp
from estates.web.languages import current

PICTURED = ("fa", "en")  # languages that `tools/help_pictures.py` took pictures in


@bp.get("/help/")
@role(Role.READER)
def help_page() -> str:
    """How the desk works, with pictures."""
    code = current().code
    return render_template("staff/help.html", pictured=code if code in PICTURED else "en")
