"""The editors of sources, the guide, policy, exports and the calendar: one view for all of them."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from estates.accounts import guards
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.database import db
from estates.history import drafts
from estates.ledger.plain.shape import Naming, Shape
from estates.staff import subject_page as pages
from estates.staff.blueprint import bp
from estates.staff.subject_page import Shown, Subject
from estates.web import clock
from estates.web.errors import BadParameter
from estates.web.pagination import MOST_PER_PAGE, Pagination, whole_number

FAMILY = f"<any({', '.join(pages.plain_families())}):family>"
ONE = f"/{FAMILY}/<subject_key:key>"
Answer = Response


@bp.get(f"/{FAMILY}/")
@role(Role.READER)
def subjects(family: str) -> Response:
    """All of one family, and a way to add another."""
    return _list_page(family)


for _first in pages.first_of_groups():  # the side list of the desk knows addresses by name alone
    bp.add_url_rule(f"/{_first}/", f"subjects_{_first}", subjects, defaults={"family": _first})


@bp.post(f"/{FAMILY}/")
@role(Role.EDITOR)
def begin_subject(family: str) -> Response:
    """To the empty form of a new one. Nothing is stored before something is typed into it."""
    shape = pages.plain_families()[family].shape
    typed = request.form.get("key", "")
    key = pages.new_key(shape, typed)
    if shape.naming is Naming.NEVER:
        abort(404)
    if key is None:
        return _list_page(family, typed, _("Use small Latin letters, digits and hyphens."))
    if shape.find(db.session(), key) is not None:
        return _list_page(family, typed, _("There is one of this name. Take another name."))
    if not pages.may_begin(shape, db.session(), key):
        return _list_page(family, typed, _("There can be none of this name. Mind the hint."))
    return redirect(url_for(".edit_subject", family=family, key=key), 303)  # type: ignore[return-value]


def _list_page(family: str, typed: str = "", problem: str = "") -> Response:
    shape = pages.plain_families()[family].shape
    listing = shape.listing(db.session())
    page = Pagination(
        page=whole_number("page", request.args.get("page"), 1, 100_000),
        per_page=MOST_PER_PAGE,
        total=len(listing),
        url=lambda n: url_for(".subjects", family=family, page=n if n > 1 else None),
    )
    if page.page > page.pages:
        raise BadParameter("page")
    shown = render_template(
        "staff/subjects.html",
        shape=shape,
        relatives=_relatives(shape),
        rows=listing[page.start : page.start + page.per_page],
        pagination=page,
        typed=typed,
        problem=problem,
    )
    return make_response(shown, 400 if problem else 200)


def _relatives(shape: Shape) -> list[Shape]:
    """The families of the same group, for the line of links."""
    shapes = [family.shape for family in pages.plain_families().values()]
    return [one for one in shapes if one.group == shape.group]


@bp.get(f"{ONE}/edit/")
@role(Role.EDITOR)
def edit_subject(family: str, key: str) -> Response:
    """The form with what is published, and with what oneself has typed so far."""
    return _page(pages.resolve(family, key), Shown())


@bp.post(f"{ONE}/edit/", endpoint="save_subject")
@role(Role.EDITOR)
def save(family: str, key: str) -> Response:
    """Keep what was typed, valid or not."""
    of = pages.resolve(family, key)
    try:
        kept = pages.keep(of, request.form)
    except drafts.Refused as refused:
        return _refused(of, refused)
    if kept.draft is None:
        return _page(of, Shown(said=_("Nothing was changed.")), 400)
    db.session.commit()
    return _back(of)


@bp.get(f"{ONE}/<any(submit, 'take-back', drop):_done>/")
@role(Role.EDITOR)
def after_subject(family: str, key: str, _done: str) -> Response:
    """To the form: what was done by a post is not done again by coming back to its address."""
    return redirect(url_for(".edit_subject", family=family, key=key))  # type: ignore[return-value]


@bp.post(f"{ONE}/submit/")
@role(Role.EDITOR)
def submit_subject(family: str, key: str) -> Response:
    """Keep what was typed, and hand it to a second person."""
    of, session = pages.resolve(family, key), db.session()
    try:
        of = pages.keep(of, request.form)
    except drafts.Refused as refused:
        return _refused(of, refused)
    draft = of.draft
    if draft is None:
        return _page(of, Shown(said=_("Nothing was changed.")), 400)
    reasons = pages.reasons_of(request.form)
    session.commit()  # what was typed stays, whatever becomes of the submission
    try:
        drafts.submit(session, of.family.kind, draft, guards.actor(), clock.now(), reasons)
    except drafts.StaleDraft:
        session.rollback()
        return redirect(url_for(".merge_subject", family=family, key=key), 303)  # type: ignore[return-value]
    except drafts.Refused as refused:
        session.rollback()
        return _refused(pages.resolve(family, key), refused, reasons)
    guards.note("draft-submitted", of.name, draft=draft.id)
    session.commit()
    return redirect(url_for(".draft", number=draft.id), 303)  # type: ignore[return-value]


@bp.post(f"{ONE}/take-back/")
@role(Role.EDITOR)
def take_back_subject(family: str, key: str) -> Response:
    """Go on writing at what nobody has decided on yet."""
    of = pages.resolve(family, key)
    try:
        drafts.take_back(db.session(), of.draft or abort(404), guards.actor())
    except drafts.Refused as refused:
        return _refused(pages.resolve(family, key), refused)
    guards.note("draft-taken-back", of.name)
    db.session.commit()
    return _back(of)


@bp.post(f"{ONE}/drop/")
@role(Role.EDITOR)
def drop_subject(family: str, key: str) -> Response:
    """Give a draft up."""
    of = pages.resolve(family, key)
    try:
        drafts.drop(db.session(), of.draft or abort(404), guards.actor(), clock.now())
    except drafts.Refused as refused:
        return _refused(pages.resolve(family, key), refused)
    guards.note("draft-dropped", of.name)
    db.session.commit()
    return redirect(url_for(".subjects", family=family), 303)  # type: ignore[return-value]


@bp.get(f"{ONE}/merge/")
@role(Role.EDITOR)
def merge_subject(family: str, key: str) -> Response:
    """What was published since the draft began, beside what the draft changes."""
    of = pages.resolve(family, key)
    if of.draft is None or not of.draft.editable:
        return _back(of, 302)
    return _merge_page(of)


@bp.post(f"{ONE}/merge/")
@role(Role.EDITOR)
def merge(family: str, key: str) -> Response:
    """Begin from what is published now, keeping what both have done."""
    of = pages.resolve(family, key)
    draft = of.draft or abort(404)
    shown = pages.merge_of(of)
    if request.form.get("number") != str(shown.serial):
        text = _("Another revision was published in the meantime. Look again.")
        return _merge_page(of, text, 409)
    choices = {name.removeprefix("choice:"): text for name, text in request.form.items()}
    try:
        drafts.rebase(db.session(), of.family.kind, draft, guards.actor(), clock.now(), choices)
    except drafts.UnresolvedConflicts:
        db.session.rollback()
        text = _("Say of each of these whether yours or theirs is to stay.")
        return _merge_page(pages.resolve(family, key), text, 400)
    except drafts.Refused as refused:
        return _refused(pages.resolve(family, key), refused)
    db.session.commit()
    return _back(of)


def _merge_page(of: Subject, said: str = "", status: int = 200) -> Response:
    page = render_template(
        "staff/subject_merge.html", subject=of, merge=pages.merge_of(of), said=said
    )
    return make_response(page, status)


def _back(of: Subject, status: int = 303) -> Response:
    address = url_for(".edit_subject", family=of.shape.family, key=of.key)
    return redirect(address, status)  # type: ignore[return-value]


def _refused(
    of: Subject, refused: drafts.Refused, reasons: dict[str, str] | None = None
) -> Response:
    """The page again, with what was typed and with what is to be done."""
    form, shown = request.form or None, Shown(reasons=reasons or {})
    match refused:
        case drafts.NotReady():
            shown.problems = pages.problems_by_field(of, refused.problems)
            return _page(of, shown, 400)
        case drafts.ReasonsMissing():
            shown.doubts = {one.key: of.family.doubt_words(one) for one in refused.doubts}
            return _page(of, shown, 400)
        case drafts.NothingChanged():
            shown.said = _("Nothing was changed.")
            return _page(of, shown, 400)
        case drafts.Overtaken():
            db.session.rollback()
            of = pages.resolve(of.shape.family, of.key)
            shown.said = _(
                "You have saved this in another window in the meantime. What you typed here is "
                "still in the form: save it once more to keep it instead of the other."
            )
            return _page(of, shown, 409, form)
        case _:
            db.session.rollback()
            of = pages.resolve(of.shape.family, of.key)
            shown.said = _("This draft stands differently by now. Look at it anew.")
            return _page(of, shown, 409)


def _page(
    of: Subject, shown: Shown, status: int = 200, sent: MultiDict[str, str] | None = None
) -> Response:
    page = render_template(
        "staff/subject_edit.html",
        subject=of,
        shown=shown,
        form=pages.typed_form(of, sent),
        sources=of.ground().sources,
        **pages.resting_on(of),
        comments=pages.comments_by_field(of),
        told=pages.sentences(of) if of.draft else (),
        public_url=of.family.public_url(of.name) if of.base else None,
    )
    return make_response(page, status)
