"""The audit log, for administrators."""

from flask import render_template, request, url_for

from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.history import audit as log
from estates.staff.blueprint import bp
from estates.web.pagination import Pagination, whole_number

PER_PAGE = 50


@bp.get("/audit/")
@role(Role.ADMINISTRATOR)
def audit() -> str:
    """Who did what, when and from where; the newest first."""
    number = whole_number("page", request.args.get("page"), 1, 10**6)
    pages = Pagination(number, PER_PAGE, log.count(), lambda page: url_for(".audit", page=page))
    return render_template(
        "staff/audit.html", pages=pages, entries=log.entries(pages.start, PER_PAGE)
    )
