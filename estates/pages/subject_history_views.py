"""What changed of a source, a step, a statement, an export figure or the calendar."""

from flask import abort, render_template, request

from estates.history import queries as history
from estates.history.family import SEPARATOR
from estates.pages import history as gather
from estates.pages import subjects
from estates.pages.blueprint import bp
from estates.pages.history_views import MOST_PAGES, resolve_revision
from estates.pages.plain_families import PLAIN_FAMILIES
from estates.web.access import public
from estates.web.errors import BadParameter
from estates.web.pagination import PER_PAGE, Pagination, whole_number

ONE = f"/changes/<any({', '.join(PLAIN_FAMILIES)}):family>/<subject_key:key>"
TOLD = 6  # sentences of one revision in the list


@bp.get(f"{ONE}/")
@public
def subject_revisions(family: str, key: str) -> str:
    """Every published state, the latest first."""
    subject = f"{family}{SEPARATOR}{key}"
    name = subjects.names([subject]).get(subject) or abort(404)
    address = gather.revisions_url(subject)
    pages = Pagination(
        page=whole_number("page", request.args.get("page"), 1, MOST_PAGES),
        per_page=PER_PAGE,
        total=history.count_revisions(subject),
        url=lambda page: f"{address}?page={page}",
    )
    if pages.page > pages.pages:
        raise BadParameter("page")
    return render_template(
        "pages/subject_revisions.html",
        family=subjects.family(subject),
        subject=subject,
        name=name,
        entries=gather.entries(history.revisions(subject, pages.start, pages.per_page)),
        told=TOLD,
        pagination=pages,
    )


@bp.get(f"{ONE}/<int:serial>/")
@public
def subject_changes(family: str, key: str, serial: int) -> str:
    """What a revision changed of the one before."""
    subject = f"{family}{SEPARATOR}{key}"
    row = resolve_revision(subject, serial)
    return render_template(
        "pages/subject_changes.html",
        family=subjects.family(subject),
        subject=subject,
        name=subjects.names([subject]).get(subject) or abort(404),
        entry=gather.entries([row])[0],
        revisions_url=gather.revisions_url(subject),
    )
