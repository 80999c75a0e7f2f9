"""The first page of the desk."""

from flask import render_template

from estates.accounts import guards
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.directory import queries as directory
from estates.staff.blueprint import bp


@bp.get("/")
@role(Role.READER)
def home() -> str:
    """Who is signed in, and where to go."""
    mine = directory.estates_named(guards.account().refs)
    return render_template("staff/home.html", sites=mine)
