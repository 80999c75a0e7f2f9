"""The phone sheet of a site: printed, asked, and typed back in."""

from flask import Response, abort, make_response, redirect, render_template, request
from flask_babel import gettext as _

from estates.accounts import guards
from estates.accounts.guards import own_estate
from estates.database import db
from estates.directory import queries as directory
from estates.directory.models import Estate
from estates.history import drafts
from estates.ledger import queries as ledger
from estates.staff import phone_sheet as gather
from estates.staff.blueprint import bp
from estates.staff.phone_sheet import QUALIFIERS, Answers
from estates.staff.work import edit_url


@bp.get("/estates/<slug:ref>/phone-sheet/", endpoint="phone_sheet")
@own_estate
def show_phone_sheet(ref: str) -> Response:
    """The questions, and a line for each answer."""
    return _page(_resolve(ref), Answers({}))


@bp.post("/estates/<slug:ref>/phone-sheet/")
@own_estate
def type_phone_sheet(ref: str) -> Response:
    """Put what was typed into the draft of whoever typed it, and go on in the editor."""
    estate = _resolve(ref)
    draft = gather.own_draft(ref)
    if draft is not None and not draft.editable:
        answers = Answers(request.form)
        text = _(
            "Your draft on this site waits for review. Take it back first, then send this again."
        )
        return _page(estate, answers, 409, text, draft.id)
    answers = gather.read(estate, gather.questions(ref), request.form, draft)
    if answers.problems:
        return _page(estate, answers, 400)
    try:
        kept = gather.keep(ref, answers.entries)
        guards.note("phone-sheet-typed", ref, draft=kept.id)
        db.session.commit()
    except (drafts.NotOpen, drafts.Overtaken):
        db.session.rollback()
        text = _("Your draft was changed in another window at this moment. Send this again.")
        return _page(_resolve(ref), answers, 409, text)
    return redirect(edit_url(ref), 303)  # type: ignore[return-value]


def _resolve(ref: str) -> Estate:
    return directory.estate(ref) or abort(404)


def _page(
    estate: Estate, answers: Answers, status: int = 200, problem: str = "", draft: int | None = None
) -> Response:
    page = render_template(
        "staff/phone_sheet.html",
        estate=estate,
        figures=gather.questions(estate.ref),
        answers=answers,
        problem=problem,
        draft=draft,
        qualifiers=QUALIFIERS,
        sources=ledger.sources(),
        edit_url=edit_url(estate.ref),
    )
    return make_response(page, status)
