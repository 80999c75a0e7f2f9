"""Drafts: the queue, one draft with what it changes, and the decision of a second person."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from estates.accounts import guards
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.database import db
from estates.history import drafts, queries, queue
from estates.history.draft import Draft, State
from estates.lib.typed import paragraphs
from estates.pages import subjects
from estates.staff import reviewing
from estates.staff.blueprint import bp
from estates.staff.places import changed_places, public_pages
from estates.web import clock
from estates.web.errors import BadParameter
from estates.web.pagination import Pagination, whole_number

PER_PAGE = 25
MOST_NUMBER = 2**31 - 1
ABOUT = "about:"  # what the names of fields with comments begin with; the rest is the path
COMMENT_MOST = 2000  # letters


@bp.get("/drafts/", endpoint="drafts")
@role(Role.READER)
def list_drafts() -> str:
    """The drafts in a state: those that wait for a reviewer, unless another is asked for."""
    state = _state(request.args.get("state"))
    page = whole_number("page", request.args.get("page"), 1, 10**6)
    counts = {one: queue.count(one) for one in queue.LISTED}
    pages = Pagination(
        page, PER_PAGE, counts[state], lambda n: url_for(".drafts", state=state, page=n)
    )
    rows = queue.drafts_in(state, pages.start, PER_PAGE)
    return render_template(
        "staff/drafts.html",
        state=state,
        counts=counts,
        pages=pages,
        rows=rows,
        names=reviewing.names_of(rows),
        changes={row.id: reviewing.count_changes(row) for row in rows},
        me=guards.actor().key,
    )


def _state(text: str | None) -> State:
    if not text:
        return State.SUBMITTED
    if text not in queue.LISTED:
        raise BadParameter("state")
    return State(text)


@bp.get("/drafts/<int:number>/")
@role(Role.READER)
def draft(number: int) -> Response:
    """What a draft changes; for its author what was said, for a second person the decision."""
    return _page(resolve_draft(number))


@bp.post("/drafts/<int:number>/")
@role(Role.PUBLISHER)
def decide(number: int) -> Response:
    """Publish a draft, or send it back with what is to be done."""
    found = resolve_draft(number)
    if found.author == guards.actor().key:
        return _page(found, 403, _("You wrote this draft. A second person has to decide on it."))
    if found.state == State.SUBMITTED and request.form.get("version", "") != str(found.version):
        text = _("Its author has changed this draft since you opened it. Look at it once more.")
        return _page(found, 409, text)
    match request.form.get("decision"):
        case "approve":
            return _approve(found)
        case "send_back":
            return _send_back(found)
    return _page(found, 400, _("Choose what is to become of the draft."), at="decision")


def _approve(found: Draft) -> Response:
    number, subject, seen = found.id, found.subject, found.version
    kind, now = subjects.family(subject).kind, clock.now()
    try:
        revision = drafts.approve(db.session(), kind, found, guards.actor(), now)
        if found.version != seen + 1:  # taken back and handed in again while we looked
            raise drafts.Overtaken
        guards.note("draft-approved", subject, draft=number, revision=revision.number)
        db.session.commit()
    except drafts.StaleDraft:
        db.session.rollback()
        return _return_stale(number)
    except drafts.NotOpen:
        return _decided_by_another(number)
    except drafts.NotReady as refused:
        db.session.rollback()
        words = subjects.family(subject)
        told = [words.problem_words(one) for one in refused.problems]
        told += [words.doubt_words(one) for one in refused.doubts]
        return _page(resolve_draft(number), 400, " ".join(told))
    except drafts.Overtaken:
        db.session.rollback()
        text = _("Its author has changed this draft since you opened it. Look at it once more.")
        return _page(resolve_draft(number), 409, text)
    return redirect(url_for(".draft_published", number=number), 303)  # type: ignore[return-value]


def _return_stale(number: int) -> Response:
    """Another publication was first: the author has to look at both."""
    found = resolve_draft(number)
    try:
        drafts.return_stale(db.session(), found, guards.actor(), clock.now())
        guards.note("draft-returned-stale", found.subject, draft=number)
        db.session.commit()
    except (drafts.NotOpen, drafts.Overtaken):
        return _decided_by_another(number)
    return redirect(url_for(".draft", number=number), 303)  # type: ignore[return-value]


def _send_back(found: Draft) -> Response:
    number = found.id
    comments = _comments()
    if any(len(text) > COMMENT_MOST for text in comments.values()):
        return _page(found, 400, _("A comment is too long. Shorten it."), at="note")
    try:
        drafts.send_back(db.session(), found, guards.actor(), comments, clock.now())
        guards.note("draft-sent-back", found.subject, draft=number, comments=len(comments))
        db.session.commit()
    except drafts.NothingSaid:
        text = _("Say what is to be done: at a change, or in the note on the whole.")
        return _page(found, 400, text, at="note")
    except (drafts.NotOpen, drafts.Overtaken):
        return _decided_by_another(number)
    return redirect(url_for(".draft", number=number), 303)  # type: ignore[return-value]


def _comments() -> dict[str, str]:
    """What was said, by path; '' is the whole."""
    found = {
        name.removeprefix(ABOUT)[:200]: paragraphs(text)
        for name, text in request.form.items()
        if name.startswith(ABOUT) and "\0" not in name
    }
    found[""] = paragraphs(request.form.get("note"))
    return {path: text for path, text in found.items() if text}


def _decided_by_another(number: int) -> Response:
    db.session.rollback()
    found = resolve_draft(number)
    if found.state == State.APPROVED:
        text = _("%(name)s has published this draft in the meantime.", name=found.reviewer_name)
    elif found.state == State.SENT_BACK:
        text = _("%(name)s has sent this draft back in the meantime.", name=found.reviewer_name)
    else:
        text = _("%(name)s has taken this draft back in the meantime.", name=found.author_name)
    return _page(found, 409, text)


@bp.post("/drafts/<int:number>/take-back/")
@role(Role.EDITOR)
def take_back_draft(number: int) -> Response:
    """Its author goes on writing before anybody has decided."""
    found = resolve_draft(number)
    try:
        drafts.take_back(db.session(), found, guards.actor())
        guards.note("draft-taken-back", found.subject, draft=number)
        db.session.commit()
    except drafts.NotYours:
        abort(403)
    except (drafts.NotOpen, drafts.Overtaken):
        db.session.rollback()
        text = _("This draft does not wait for a reviewer any more.")
        return _page(resolve_draft(number), 409, text)
    return redirect(url_for(".draft", number=number), 303)  # type: ignore[return-value]


@bp.get("/drafts/<int:number>/take-back/")
@role(Role.READER)
def after_taking_back(number: int) -> Response:
    """To the draft: what was done by a post is not done again by coming back to its address."""
    return redirect(url_for(".draft", number=number))  # type: ignore[return-value]


@bp.get("/drafts/<int:number>/published/")
@role(Role.READER)
def draft_published(number: int) -> str:
    """What an approval made public, with the way there."""
    found = resolve_draft(number)
    revision = queue.revision_of(number) or abort(404)
    return render_template(
        "staff/draft_published.html",
        draft=found,
        revision=revision,
        name=reviewing.names_of([found])[found.subject],
        public=public_pages(found.subject),
        waiting=queue.count(State.SUBMITTED),
    )


def resolve_draft(number: int) -> Draft:
    """The draft of a number, or 404; a draft that was given up is nobody's any more."""
    found = queries.draft(number) if number <= MOST_NUMBER else None
    if found is None or found.state == State.DROPPED:
        abort(404)
    return found


def _page(found: Draft, status: int = 200, problem: str = "", at: str = "") -> Response:
    page = render_template(
        "staff/draft.html",
        review=reviewing.review(found),
        draft=found,
        problem=problem,
        problem_at=at,
        typed=_typed,
        places=changed_places(found.subject),
        revision=queue.revision_of(found.id),
        about=ABOUT,
        comment_most=COMMENT_MOST,
    )
    return make_response(page, status)


def _typed(name: str) -> str:
    """What the reviewer has typed into a field already, so that none of it is lost."""
    return request.form.get(name, "") if request.method == "POST" else ""
