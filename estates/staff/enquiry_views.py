"""The inbox: what readers ask and report, in whose hands it is, and the answer."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from estates.accounts import guards
from estates.accounts import queries as accounts
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.database import db
from estates.enquiries import desk
from estates.enquiries import inbox as stored
from estates.enquiries.models import Enquiry
from estates.lib.typed import one_line, paragraphs
from estates.pages.enquiry import about_enquiry
from estates.staff import inbox
from estates.staff.blueprint import bp
from estates.staff.work import estate_choices
from estates.web import clock, mail
from estates.web.pagination import Pagination, whole_number

PER_PAGE = 25
ANSWER_MOST, NOTE_MOST, WHOM_MOST = 5000, 2000, 200  # letters
ACTIONS = "any(answer, note, assign, refer, close, reopen)"


class Refused(Exception):
    """What was sent cannot be done: in which field, and why in words."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field, self.text = field, text


@bp.get("/enquiries/")
@role(Role.EDITOR)
def enquiries() -> str:
    """The enquiries that wait, the longest first, unless others are asked for."""
    refs = estate_choices()
    wanted = inbox.wanted_of(request.args, refs)
    page = whole_number("page", request.args.get("page"), 1, 10**6)
    state, estate, assigned = (request.args.get(key) for key in ("state", "estate", "assigned"))
    pages = Pagination(
        page,
        PER_PAGE,
        stored.count(wanted),
        lambda n: url_for(".enquiries", state=state, estate=estate, assigned=assigned, page=n),
    )
    return render_template(
        "staff/enquiries.html",
        wanted=wanted,
        pages=pages,
        rows=inbox.rows(stored.page_of(wanted, pages.start, PER_PAGE)),
        states=inbox.STATES,
        refs=refs,
        helpers=inbox.helpers(),
    )


@bp.get("/enquiries/<int:number>/")
@role(Role.EDITOR)
def enquiry(number: int) -> Response:
    """One enquiry whole, with all that can be done with it."""
    return _page(_resolve(number))


@bp.get(f"/enquiries/<int:number>/<{ACTIONS}:action>/")
@role(Role.EDITOR)
def after_enquiry(number: int, action: str) -> Response:
    """To the enquiry: what was done by a post is not done again by coming back to its address."""
    return redirect(url_for(".enquiry", number=number))  # type: ignore[return-value]


@bp.post(f"/enquiries/<int:number>/<{ACTIONS}:action>/")
@role(Role.EDITOR)
def act_on_enquiry(number: int, action: str) -> Response:
    """Answer it, note something, give it to somebody, pass it on, close it or open it again."""
    found = _resolve(number)
    try:
        _DOERS[action](found)
        guards.note(f"enquiry-{action}", found.reference)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return _page(_resolve(number), 400, refused.field, refused.text)
    except desk.Overtaken:
        db.session.rollback()
        text = _("Somebody has written here since you opened this page. Read it, then send again.")
        return _page(_resolve(number), 409, action, text)
    except desk.Blanked:
        db.session.rollback()
        text = _("This enquiry was blanked: nobody is there any more to write to.")
        return _page(_resolve(number), 409, "", text)
    if action == "answer":
        mail.deliver_soon()
    return redirect(url_for(".enquiry", number=number), 303)  # type: ignore[return-value]


def _answer(found: Enquiry) -> None:
    text = _text("answer", ANSWER_MOST, _("Write the answer."))
    _take_turn(found)
    found.assigned_id = found.assigned_id or guards.account().id
    desk.answer(found, text, clock.now())


def _note(found: Enquiry) -> None:
    text = _text("note", NOTE_MOST, _("Write the note."))
    desk.note(found, guards.account().name, text, clock.now())


def _assign(found: Enquiry) -> None:
    typed = request.form.get("assign", "")
    known = {str(one.id): one.id for one in inbox.helpers()}
    if typed and typed not in known:
        raise Refused("assign", _("Choose somebody from the list."))
    desk.assign(found, known.get(typed))


def _refer(found: Enquiry) -> None:
    whom = one_line(request.form.get("refer"))
    if not whom or len(whom) > WHOM_MOST:
        raise Refused("refer", _("Write the office or company, in a few words."))
    desk.refer(found, whom)


def _close(found: Enquiry) -> None:
    _take_turn(found)
    desk.close(found, clock.now())


def _reopen(found: Enquiry) -> None:
    desk.reopen(found)


_DOERS = {
    "answer": _answer,
    "note": _note,
    "assign": _assign,
    "refer": _refer,
    "close": _close,
    "reopen": _reopen,
}


def _text(field: str, most: int, missing: str) -> str:
    text = paragraphs(request.form.get(field))
    if not text.strip():
        raise Refused(field, missing)
    if len(text) > most:
        raise Refused(field, _("This is too long. Shorten it."))
    return text


def _take_turn(found: Enquiry) -> None:
    seen = request.form.get("version", "")
    desk.take_turn(found, int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1)
    if found.blanked_at is not None:
        raise desk.Blanked


@bp.after_request
def keep_to_ourselves(answer: Response) -> Response:
    """No other site learns from whose enquiry somebody came."""
    if request.endpoint in _PERSONAL:
        answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


_PERSONAL = ("staff.enquiries", "staff.enquiry", "staff.act_on_enquiry", "staff.after_enquiry")


def _resolve(number: int) -> Enquiry:
    """The enquiry of a number, or 404."""
    return stored.whole(number) or abort(404)


def _page(found: Enquiry, status: int = 200, field: str = "", problem: str = "") -> Response:
    posted = request.form if request.method == "POST" else {}
    page = render_template(
        "staff/enquiry.html",
        enquiry=found,
        row=inbox.rows([found])[0],
        about=about_enquiry(found),
        hand=accounts.by_id(found.assigned_id) if found.assigned_id else None,
        helpers=inbox.helpers(),
        ready=stored.ready_answers(),
        states=inbox.STATES,
        field=field,
        problem=problem,
        answer=posted.get("answer") or _ready_text(found),
        note=posted.get("note", ""),
        whom=posted.get("refer", found.referred_to),
        most={"answer": ANSWER_MOST, "note": NOTE_MOST, "refer": WHOM_MOST},
    )
    return make_response(page, status)


def _ready_text(found: Enquiry) -> str:
    """The ready answer that was asked for, in the language in which the sender wants it."""
    number = whole_number("ready", request.args.get("ready"), 0, stored.MOST)
    ready = stored.ready_answer(number) if number else None
    return ready.text.best(found.language)[0] if ready else ""
