"""The first page of the desk: what needs whoever looks, each number a link to its whole list."""

from flask import render_template, request, url_for

from estates.accounts import guards
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.history import queue
from estates.history.draft import State
from estates.staff import inbox
from estates.staff import work as gather
from estates.staff.blueprint import bp
from estates.staff.work import AT_ONCE, TITLES, Work
from estates.web.errors import BadParameter
from estates.web.pagination import Pagination, whole_number

PER_PAGE = 50


@bp.get("/")
@role(Role.READER)
def home() -> str:
    """What needs somebody now."""
    found, me = Work(), guards.actor().key
    overdue, languages, unknown, disputes = (
        found.overdue(), found.languages(), found.unknown(), found.disputes(),
    )  # fmt: skip
    waiting = queue.drafts_in(State.SUBMITTED, 0, AT_ONCE)
    return render_template(
        "staff/home.html",
        counts=gather.counts(found),
        overdue=overdue,
        lagging=languages,
        unknown=unknown,
        disputes=disputes,
        waiting=gather.draft_rows(waiting),
        mine=gather.draft_rows(queue.open_drafts_of(me)),
        enquiries=inbox.oldest_open(AT_ONCE) if guards.account().has(Role.EDITOR) else [],
        names={
            **gather.names_of("overdue", [*overdue, *languages, *unknown, *disputes]),
        },
        me=me,
        edit_url=gather.edit_url,
        text_name=gather.text_name,
    )


@bp.get("/work/<any(overdue, unknown, languages, disputes, sources):what>/")
@role(Role.READER)
def work(what: str) -> str:
    """One whole list, a page at a time, of all sites or of one."""
    choices = gather.estate_choices()
    subject = request.args.get("estate") or None
    if subject is not None and subject not in choices:
        raise BadParameter("estate")
    found = Work(subject)
    pages = Pagination(
        whole_number("page", request.args.get("page"), 1, 10**6),
        PER_PAGE,
        found.count(what),
        lambda n: url_for(".work", what=what, estate=subject, page=n),
    )
    rows = found.rows(what, pages.start, PER_PAGE)
    return render_template(
        "staff/work.html",
        what=what,
        titles=TITLES,
        rows=rows,
        names=gather.names_of(what, rows),
        pages=pages,
        subject=subject,
        choices=choices,
        edit_url=gather.edit_url,
        source_url=gather.source_url,
        text_name=gather.text_name,
    )
