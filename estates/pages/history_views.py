"""Past profiles, what changed between them, and the changes of the whole site."""

from collections.abc import Callable

from flask import Response, abort, render_template, request, url_for

from estates.directory.models import Estate
from estates.history import queries as history
from estates.history.models import Revision
from estates.ledger.models import PROVINCE
from estates.pages import feed, subjects
from estates.pages import history as gather
from estates.pages import profile as profiles
from estates.pages.blueprint import bp
from estates.pages.views import resolve
from estates.web.access import public
from estates.web.errors import BadParameter
from estates.web.pagination import PER_PAGE, Pagination, whole_number

MOST_SERIAL = 1_000_000_000
MOST_PAGES = 100_000
IN_FEED = 50
TOLD = 6  # sentences of one revision on the page of changes; its own page has all


def resolve_revision(subject: str, serial: int) -> Revision:
    """The revision of an address, or 404."""
    if serial > MOST_SERIAL:
        abort(404)
    return history.revision(subject, serial) or abort(404)


@bp.get("/changes/")
@public
def changes() -> str:
    """What changed on the site, and when."""
    pages = _pages(history.count_revisions(), lambda page: url_for(".changes", page=page))
    return render_template(
        "pages/changes.html",
        entries=gather.entries(history.latest_revisions(pages.start, pages.per_page)),
        told=TOLD,
        pagination=pages,
    )


@bp.get("/changes.atom")
@public
def changes_atom() -> Response:
    """The same for feed readers."""
    document = feed.atom(gather.entries(history.latest_revisions(0, IN_FEED)))
    response = Response(document, content_type="application/atom+xml; charset=utf-8")
    response.add_etag()
    response.make_conditional(request)
    return response


@bp.get("/estates/<slug:ref>/revisions/")
@public
def revisions(ref: str) -> str:
    """Every published state of a site, the latest first."""
    return _list(ref, resolve(ref))


@bp.get("/province/revisions/")
@public
def province_revisions() -> str:
    """Every published state of the province's figures."""
    return _list(PROVINCE, None)


def _list(subject: str, estate: Estate | None) -> str:
    address = gather.revisions_url(subject)
    pages = _pages(history.count_revisions(subject), lambda page: f"{address}?page={page}")
    return render_template(
        "pages/revisions.html",
        estate=estate,
        entries=gather.entries(history.revisions(subject, pages.start, pages.per_page)),
        told=TOLD,
        pagination=pages,
        compare_url=f"{address}compare/",
        profile_url=subjects.family(subject).public_url(subject),
    )


@bp.get("/estates/<slug:ref>/revisions/<int:serial>/")
@public
def revision(ref: str, serial: int) -> str:
    """A site as it was."""
    resolve(ref)
    return _past(resolve_revision(ref, serial))


@bp.get("/province/revisions/<int:serial>/")
@public
def province_revision(serial: int) -> str:
    """The figures of the province as they were."""
    return _past(resolve_revision(PROVINCE, serial))


def _past(row: Revision) -> str:
    shown = gather.look_back(row)
    estate = shown.estate
    return render_template(
        "pages/revision.html",
        past=shown,
        estate=estate,
        names=profiles.names_by_role(estate) if estate else {},
        groups=profiles.shown_groups(shown.figures),
        profile_url=subjects.family(row.subject).public_url(row.subject),
        revisions_url=gather.revisions_url(row.subject),
    )


@bp.get("/estates/<slug:ref>/revisions/<int:serial>/changes/")
@public
def revision_changes(ref: str, serial: int) -> str:
    """What a revision changed of the one before."""
    estate = resolve(ref)
    return _changes_of(resolve_revision(ref, serial), estate)


@bp.get("/province/revisions/<int:serial>/changes/")
@public
def province_revision_changes(serial: int) -> str:
    """The same of the province."""
    return _changes_of(resolve_revision(PROVINCE, serial), None)


def _changes_of(row: Revision, estate: Estate | None) -> str:
    if row.number == 1:
        abort(404)
    return _difference(resolve_revision(row.subject, row.number - 1), row, estate)


@bp.get("/estates/<slug:ref>/revisions/compare/")
@public
def compare_revisions(ref: str) -> str:
    """What is different between any two revisions of a site."""
    return _compared(ref, resolve(ref))


@bp.get("/province/revisions/compare/")
@public
def compare_province_revisions() -> str:
    """The same of the province."""
    return _compared(PROVINCE, None)


def _compared(subject: str, estate: Estate | None) -> str:
    latest = history.count_revisions(subject)
    new = whole_number("to", request.args.get("to"), max(1, latest), MOST_SERIAL)
    old = whole_number("from", request.args.get("from"), max(1, new - 1), MOST_SERIAL)
    found = [history.revision(subject, serial) for serial in (old, new)]
    for row, parameter in zip(found, ("from", "to"), strict=True):
        if row is None:
            raise BadParameter(parameter)
    before, after = (row for row in found if row is not None)
    return _difference(before, after, estate)


def _difference(old: Revision, new: Revision, estate: Estate | None) -> str:
    before, after = gather.entries([old, new])
    return render_template(
        "pages/revision_changes.html",
        old=before,
        new=after,
        estate=estate,
        sentences=gather.compare(old, new),
        profile_url=subjects.family(new.subject).public_url(new.subject),
        revisions_url=gather.revisions_url(new.subject),
        compare_url=f"{gather.revisions_url(new.subject)}compare/",
    )


def _pages(total: int, url: Callable[[int], str]) -> Pagination:
    pages = Pagination(
        page=whole_number("page", request.args.get("page"), 1, MOST_PAGES),
        per_page=PER_PAGE,
        total=total,
        url=url,
    )
    if pages.page > pages.pages:
        raise BadParameter("page")
    return pages
