"""Contacts, pictures and documents of a profile, each in the draft of whoever is signed in."""

from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from estates.accounts import guards
from estates.accounts.guards import own_estate
from estates.database import db
from estates.directory.media import FILE_KINDS, files
from estates.history import drafts
from estates.staff import media_fields, uploading
from estates.staff.blueprint import bp
from estates.staff.media_editor import TooMany, Work, work

ENTRY = "/estates/<slug:ref>/<any(contacts, photos, files):kind>/<slug:key>/"
FRESH = "new"
Typed = dict[str, Any]


@bp.url_value_preprocessor
def _let_files_in(endpoint: str | None, _values: Any) -> None:
    """A form with a file may be larger than others; said before anything of it is read."""
    if endpoint == f"{bp.name}.save_entry":
        request.max_content_length = uploading.MOST_FORM


@bp.get("/estates/<slug:ref>/contacts/", endpoint="contacts")
@own_estate
def contacts(ref: str) -> Response:
    """The contacts of a profile as the draft has them."""
    return _list(work(ref), ("contacts",))


@bp.get("/estates/<slug:ref>/media/", endpoint="media")
@own_estate
def media(ref: str) -> Response:
    """Its pictures and documents."""
    return _list(work(ref), ("photos", "files"))


@bp.get(ENTRY, endpoint="entry")
@own_estate
def entry(ref: str, kind: str, key: str) -> Response:
    """One of them, or the form for a new one."""
    found = work(ref)
    typed = {} if key == FRESH else found.typed(kind, key)
    if typed is None:
        abort(404)
    problems = {} if key == FRESH or not typed else found.problems(f"{kind}/{key}")
    return _form(found, kind, key, typed, problems)


@bp.post(ENTRY)
@own_estate
def save_entry(ref: str, kind: str, key: str) -> Response:
    """Keep what was typed, with the file where one was sent; what is wrong is said at its field."""
    found = work(ref)
    before = {} if key == FRESH else found.typed(kind, key)
    if before is None:
        abort(404)
    typed = media_fields.typed(kind)
    try:
        refused = _take_file(kind, typed)
        if stop := _stopped(found):
            db.session.commit()  # the file stays; what was typed stands in the form
            return _form(found, kind, key, typed, refused, said=stop, status=409)
        if not typed:
            nothing = refused or {"": [_("Nothing was typed.")]}
            return _form(found, kind, key, typed, nothing, status=400)
        if key == FRESH:
            key = found.free_key(kind)
        place = str(before.get("position") or found.last_place(kind))
        found.put(kind, key, {**typed, "position": place})
        found.save(_version())
        problems = {**found.problems(f"{kind}/{key}"), **refused}
        guards.note("entry-saved", ref, path=f"{kind}/{key}")
        db.session.commit()
    except TooMany:
        return _form(found, kind, key, typed, {"": [_("There are too many already.")]}, status=400)
    except (drafts.Refused, SQLAlchemyError) as error:
        return _failed(error, ref, kind, key, typed)
    if problems:
        return _form(found, kind, key, typed, problems, status=400)
    return _to_list(ref, kind, key)


@bp.post("/estates/<slug:ref>/<any(contacts, photos, files):kind>/<slug:key>/place/")
@own_estate
def place_entry(ref: str, kind: str, key: str) -> Response:
    """Move one up or down, take it out of the profile, or leave it there after all."""
    found = work(ref)
    if found.typed(kind, key) is None:
        abort(404)
    if stop := _stopped(found):
        return _list(found, _kinds(kind), stop, 409)
    match request.form.get("do"):
        case "up":
            action = "entry-moved"
            found.move(kind, key, -1)
        case "down":
            action = "entry-moved"
            found.move(kind, key, 1)
        case "remove":
            action = "entry-removed"
            found.remove(kind, key)
        case "keep":
            action = "entry-kept"
            found.keep(kind, key)
        case _:
            return _list(found, _kinds(kind), _("This cannot be done here."), 400)
    try:
        found.save(_version())
        guards.note(action, ref, path=f"{kind}/{key}")
        db.session.commit()
    except (drafts.Refused, SQLAlchemyError) as error:
        db.session.rollback()
        return _list(work(ref), _kinds(kind), _why(error), _status(error))
    return _to_list(ref, kind, key)


@bp.get("/estates/<slug:ref>/<any(contacts, photos, files):kind>/<slug:key>/place/")
@own_estate
def after_placing(ref: str, kind: str, key: str) -> Response:
    """To the list: what was done by a post is not done again by coming back to its address."""
    return _to_list(ref, kind, key)


def _take_file(kind: str, typed: Typed) -> dict[str, list[str]]:
    """Put the file that was sent into what was typed; or say why it is not taken."""
    sent = request.files.get("upload")
    if kind not in FILE_KINDS or sent is None or not sent.filename:
        return {}
    try:
        typed["file"] = uploading.take(FILE_KINDS[kind], sent)
    except uploading.NotTaken as refused:
        return {"file": [str(refused)]}
    return {}


def _version() -> int:
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _stopped(found: Work) -> str:
    """Why nothing can be written now, found out before anything is; '' where it can."""
    if not found.editable:
        return _("Your draft waits for a reviewer. Take it back first, then go on writing.")
    return _overtaken() if _version() != found.version else ""


def _overtaken() -> str:
    return _(
        "You have written at this draft in another window meanwhile. Nothing is lost: look at what "
        "stands here, and save it again."
    )


def _why(error: Exception) -> str:
    if isinstance(error, drafts.Overtaken):
        return _overtaken()
    if isinstance(error, drafts.Refused):
        return _("This draft is no longer open. Look at the list, and begin again.")
    return _(
        "The server could not store this just now. What you typed stands here: save it again in a "
        "few minutes."
    )


def _status(error: Exception) -> int:
    return 409 if isinstance(error, drafts.Refused) else 503


def _failed(error: Exception, ref: str, kind: str, key: str, typed: Typed) -> Response:
    db.session.rollback()
    fresh = work(ref)
    if fresh.typed(kind, key) is None:
        key = FRESH
    return _form(fresh, kind, key, typed, {}, said=_why(error), status=_status(error))


def _kinds(kind: str) -> tuple[str, ...]:
    return ("contacts",) if kind == "contacts" else ("photos", "files")


def _to_list(ref: str, kind: str, key: str) -> Response:
    endpoint = ".contacts" if kind == "contacts" else ".media"
    address = url_for(endpoint, ref=ref, _anchor=f"{kind}-{key}")
    return redirect(address, 303 if request.method == "POST" else 302)  # type: ignore[return-value]


def _list(found: Work, kinds: tuple[str, ...], said: str = "", status: int = 200) -> Response:
    page = render_template(
        "staff/entries.html",
        work=found,
        sections=[(kind, found.rows(kind)) for kind in kinds],
        said=said,
    )
    return make_response(page, status)


def _form(
    found: Work,
    kind: str,
    key: str,
    typed: Typed,
    problems: dict[str, list[str]],
    *,
    said: str = "",
    status: int = 200,
) -> Response:
    digest = str(typed.get("file") or "")
    page = render_template(
        "staff/entry.html",
        work=found,
        kind=kind,
        key=key,
        typed=typed,
        fields=media_fields.FIELDS[kind],
        both=media_fields.BOTH,
        options=media_fields.options(kind, found.entries),
        labels=media_fields.labels(kind),
        limits=uploading.limits(FILE_KINDS[kind]) if kind in FILE_KINDS else "",
        file=files(db.session(), [digest]).get(digest),
        problems=problems,
        said=said,
    )
    return make_response(page, status)
