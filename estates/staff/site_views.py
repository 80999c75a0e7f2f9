"""The list of the sites that can be edited."""

from collections.abc import Mapping

from flask import render_template, request, url_for

from estates.accounts import guards
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.directory import queries as directory
from estates.history import queries as history
from estates.history.draft import Draft
from estates.ledger import queries as ledger
from estates.ledger.models import PROVINCE
from estates.staff.blueprint import bp
from estates.web.clock import today
from estates.web.pagination import Pagination, whole_number

PER_PAGE = 50


@bp.get("/estates/")
@role(Role.READER)
def sites() -> str:
    """The province and every site, with open drafts and with how many figures are overdue."""
    refs = directory.refs()
    number = whole_number("page", request.args.get("page"), 1, 10**6)
    pages = Pagination(number, PER_PAGE, len(refs), lambda page: url_for(".sites", page=page))
    shown = directory.estates_named(refs[pages.start : pages.start + PER_PAGE])
    subjects = [PROVINCE, *(site.ref for site in shown)]
    drafts: dict[str, list[Draft]] = {}
    for draft in history.open_drafts(subjects):
        drafts.setdefault(draft.subject, []).append(draft)
    return render_template(
        "staff/sites.html",
        sites=shown,
        province=directory.province(),
        own=guards.actor().key,
        drafts=drafts,
        overdue=_overdue(subjects),
        pages=pages,
    )


def _overdue(subjects: list[str]) -> Mapping[str, int]:
    """How many leads of each subject should have been reviewed by now."""
    return {
        subject: sum(figure.overdue for figure in figures.values())
        for subject, figures in ledger.figures_of(subjects, today()).items()
    }
