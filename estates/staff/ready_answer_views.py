"""Ready answers: what is written again and again to those who ask, kept by publishers."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from estates.accounts import guards
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.database import db
from estates.enquiries import inbox as stored
from estates.enquiries.models import ReadyAnswer
from estates.lib.bilingual import Words
from estates.lib.typed import one_line, paragraphs
from estates.staff.blueprint import bp
from estates.web import clock

NAME_MOST, TEXT_MOST = 120, 5000  # letters
LANGUAGES = ("fa", "en")


@bp.get("/ready-answers/")
@role(Role.EDITOR)
def ready_answers() -> Response:
    """Every ready answer; for publishers the form for another one."""
    return _list()


@bp.post("/ready-answers/")
@role(Role.PUBLISHER)
def add_ready_answer() -> Response:
    """Keep a new one."""
    if problems := _problems():
        return _list(400, problems)
    made = ReadyAnswer(name=_words("name"), text=_words("text"), changed_at=clock.now())
    db.session.add(made)
    db.session.flush()
    return _done("ready-answer-added", made.id)


@bp.get("/ready-answers/<int:number>/")
@role(Role.PUBLISHER)
def ready_answer(number: int) -> Response:
    """One of them, to be changed."""
    return _one(_resolve(number))


@bp.post("/ready-answers/<int:number>/")
@role(Role.PUBLISHER)
def change_ready_answer(number: int) -> Response:
    """Change it, or take it away."""
    found = _resolve(number)
    if request.form.get("remove"):
        db.session.delete(found)
        return _done("ready-answer-removed", number)
    if problems := _problems():
        return _one(found, 400, problems)
    found.name, found.text, found.changed_at = _words("name"), _words("text"), clock.now()
    return _done("ready-answer-changed", number)


def _resolve(number: int) -> ReadyAnswer:
    return stored.ready_answer(number) or abort(404)


def _done(action: str, number: int) -> Response:
    guards.note(action, str(number))
    db.session.commit()
    return redirect(url_for(".ready_answers"), 303)  # type: ignore[return-value]


def _words(part: str) -> Words:
    clean = one_line if part == "name" else paragraphs
    return Words({code: clean(request.form.get(f"{part}_{code}")) for code in LANGUAGES})


def _problems() -> dict[str, str]:
    """What is wrong, by the name of the field."""
    found = {}
    for part, most in (("name", NAME_MOST), ("text", TEXT_MOST)):
        words = _words(part)
        for code in LANGUAGES:
            if not words.get(code, "").strip():
                found[f"{part}_{code}"] = _("This is needed in both languages.")
            elif len(words[code]) > most:
                found[f"{part}_{code}"] = _("This is too long. Shorten it.")
    return found


def _typed(found: ReadyAnswer | None) -> dict[str, str]:
    if request.method == "POST":
        return dict(request.form)
    if found is None:
        return {}
    names = {f"name_{code}": text for code, text in found.name.items()}
    return names | {f"text_{code}": text for code, text in found.text.items()}


def _list(status: int = 200, problems: dict[str, str] | None = None) -> Response:
    page = render_template(
        "staff/ready_answers.html",
        answers=stored.ready_answers(),
        typed=_typed(None),
        problems=problems or {},
    )
    return make_response(page, status)


def _one(found: ReadyAnswer, status: int = 200, problems: dict[str, str] | None = None) -> Response:
    page = render_template(
        "staff/ready_answer.html", one=found, typed=_typed(found), problems=problems or {}
    )
    return make_response(page, status)
