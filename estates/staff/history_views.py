"""The revisions of a subject on the desk, any of which may be brought back by a new draft."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from estates.accounts import guards
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.database import db
from estates.history import drafts, queries
from estates.history.models import Revision
from estates.lib.bilingual import Words
from estates.lib.typed import paragraphs
from estates.pages import history as gather
from estates.pages import subjects
from estates.staff.blueprint import bp
from estates.web import clock
from estates.web.pagination import Pagination, whole_number

PER_PAGE = 25
REASON_MOST = 2000  # letters
MOST_SERIAL = 10**9
LANGUAGES = ("fa", "en")


@bp.get("/history/<subject>/")
@role(Role.READER)
def subject_history(subject: str) -> str:
    """Every published state of a subject, the latest first."""
    name = _resolve(subject)
    pages = Pagination(
        whole_number("page", request.args.get("page"), 1, 10**6),
        PER_PAGE,
        queries.count_revisions(subject),
        lambda n: url_for(".subject_history", subject=subject, page=n),
    )
    return render_template(
        "staff/history.html",
        subject=subject,
        name=name,
        pages=pages,
        entries=gather.entries(queries.revisions(subject, pages.start, PER_PAGE)),
        latest=queries.current_number(db.session(), subject),
        writes=_may_write(subject),
    )


@bp.get("/history/<subject>/<int:serial>/")
@role(Role.EDITOR)
def restore(subject: str, serial: int) -> Response:
    """What bringing a revision back would change, and the form for the reason."""
    return _page(_earlier(subject, serial))


@bp.post("/history/<subject>/<int:serial>/")
@role(Role.EDITOR)
def begin_restoring(subject: str, serial: int) -> Response:
    """A new draft that brings the revision back; it goes through review like any other."""
    old = _earlier(subject, serial)
    reason = {code: paragraphs(request.form.get(f"reason_{code}")).strip() for code in LANGUAGES}
    reason = {code: text for code, text in reason.items() if text}
    if not reason:
        return _page(old, 400, _("Say why, in at least one language."))
    if any(len(text) > REASON_MOST for text in reason.values()):
        return _page(old, 400, _("This is too long. Shorten it."))
    kind = subjects.family(subject).kind
    try:
        made = drafts.restore(db.session(), kind, old, guards.actor(), reason, clock.now())
        guards.note("revision-restored", subject, revision=serial, draft=made.id)
        db.session.commit()
    except drafts.AlreadyDrafting:
        db.session.rollback()
        found = queries.open_draft_of(db.session(), subject, guards.actor().key)
        text = _("You are writing a draft here already. Finish it or give it up first.")
        return _page(_earlier(subject, serial), 409, text, found.id if found else None)
    return redirect(url_for(".draft", number=made.id), 303)  # type: ignore[return-value]


def _resolve(subject: str) -> Words:
    """What to call a subject; 404 where there is none."""
    if "\0" in subject or len(subject) > 130:
        abort(404)
    return subjects.names([subject]).get(subject) or abort(404)


def _may_write(subject: str) -> bool:
    estate, account = subjects.family(subject).estate_of(subject), guards.account()
    return account.has(Role.EDITOR) and (estate is None or account.may_write(estate))


def _earlier(subject: str, serial: int) -> Revision:
    """A revision that is not the present state, of what whoever looks may write on."""
    _resolve(subject)
    if not _may_write(subject):
        abort(403)
    latest = queries.current_number(db.session(), subject)
    if not 0 < serial < min(latest, MOST_SERIAL):
        abort(404)
    return queries.revision(subject, serial) or abort(404)


def _page(
    old: Revision, status: int = 200, problem: str = "", draft: int | None = None
) -> Response:
    latest = queries.revision(old.subject, queries.current_number(db.session(), old.subject))
    assert latest is not None
    page = render_template(
        "staff/restore.html",
        subject=old.subject,
        name=_resolve(old.subject),
        entry=gather.entries([old])[0],
        sentences=gather.compare(latest, old),
        problem=problem,
        draft=draft,
        typed={f"reason_{code}": request.form.get(f"reason_{code}", "") for code in LANGUAGES},
    )
    return make_response(page, status)
