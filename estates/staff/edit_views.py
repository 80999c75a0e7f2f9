"""The editor of a profile: what is typed becomes a draft, and a draft goes to review."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import (
    Response,
    abort,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _

from estates.accounts import guards
from estates.accounts.guards import own_estate
from estates.database import db
from estates.directory.profile_kind import Doubt
from estates.history import drafts
from estates.history import queries as history
from estates.history.draft import Draft
from estates.ledger import queries as ledger
from estates.lib.difference import Fate, three_way
from estates.pages import subjects
from estates.staff import profile_acts, profile_form, profile_page
from estates.staff.blueprint import bp
from estates.staff.profile_form import Entries
from estates.staff.profile_page import Said
from estates.staff.profile_words import CHOICES, PARTS, TEXT_LABELS, path_words
from estates.web.clock import TEHRAN, now, today
from estates.web.formatting import digits
from estates.web.pagination import whole_number

MOST_VERSION = 10**9
REASON = "reason/"


@bp.get("/estates/<slug:ref>/edit/", endpoint="edit")
@own_estate
def show_edit(ref: str) -> Response:
    """The profile as a form, with what the signed-in person has drafted."""
    _resolve(ref)
    return _page(ref, _own_draft(ref))


@bp.post("/estates/<slug:ref>/edit/")
@own_estate
def send_edit(ref: str) -> Response:
    """Keep what was typed; then do what the button says."""
    _resolve(ref)
    kind, actor, session = subjects.family(ref).kind, guards.actor(), db.session()
    before = _own_draft(ref)
    entries = profile_form.entries_of(request.form)
    if before is not None:
        entries = {**profile_form.elsewhere(before.entries), **entries}
    button = request.form.get("do", "save")
    if before is None and button == "save" and not _differs(ref, entries):
        return _to(ref)
    draft = before or drafts.begin(session, kind, ref, actor, now())
    if not draft.editable:
        return _page(ref, draft, entries, status=409)
    if before is not None and _version() != draft.version:
        return _overtaken(ref, draft, entries)
    anchor = profile_acts.act(entries, button, _desk(draft))
    entries = _worth_keeping(ref, draft.base, entries)
    try:
        drafts.save(session, draft, entries, actor, now())
    except drafts.Overtaken:
        return _overtaken(ref, _own_draft(ref) or abort(409), entries)
    draft.reasons = {**draft.reasons, **_reasons()}
    db.session.commit()
    if button == "submit":
        return _submit(ref, draft)
    return _saved(draft) if _wants_json() else _to(ref, anchor)


def _submit(ref: str, draft: Draft) -> Response:
    kind = subjects.family(ref).kind
    try:
        drafts.submit(db.session(), kind, draft, guards.actor(), now(), _reasons())
    except drafts.NotReady as refused:
        return _page(ref, draft, said=Said(refused.problems, blocking=_of(refused.doubts)))
    except drafts.ReasonsMissing as refused:
        return _page(ref, draft, said=Said(doubts=_of(refused.doubts), reasons=_reasons()))
    except drafts.NothingChanged:
        return _page(ref, draft, status=400, notice=_("Nothing is different from what is public."))
    except drafts.StaleDraft:
        return redirect(url_for(".edit_merge", ref=ref), 303)  # type: ignore[return-value]
    guards.note("draft-submitted", ref, draft=draft.id)
    db.session.commit()
    return redirect(url_for(".draft", number=draft.id), 303)  # type: ignore[return-value]


@bp.get("/estates/<slug:ref>/edit/take-back/")
@own_estate
def after_take_back(ref: str) -> Response:
    """To the form: what was done by a post is not done again by coming back to its address."""
    return _to(ref)


@bp.post("/estates/<slug:ref>/edit/take-back/")
@own_estate
def edit_take_back(ref: str) -> Response:
    """Go on writing at a draft that waits for its reviewer."""
    draft = _own_draft(ref)
    if draft is not None:
        try:
            drafts.take_back(db.session(), draft, guards.actor())
            guards.note("draft-taken-back", ref, draft=draft.id)
            db.session.commit()
        except drafts.Refused:  # it is open already, or was decided on at this moment
            db.session.rollback()
    return _to(ref)


@bp.get("/estates/<slug:ref>/edit/drop/", endpoint="edit_drop")
@own_estate
def ask_drop(ref: str) -> Response:
    """Whether everything in the draft is to be given up."""
    draft = _own_draft(ref)
    if draft is None or not draft.editable:
        return _to(ref)
    page = render_template(
        "staff/edit_drop.html", ref=ref, name=subjects.names([ref])[ref], draft=draft
    )
    return make_response(page)


@bp.post("/estates/<slug:ref>/edit/drop/")
@own_estate
def send_drop(ref: str) -> Response:
    """Give the draft up."""
    draft = _own_draft(ref)
    if draft is not None:
        try:
            drafts.drop(db.session(), draft, guards.actor(), now())
            guards.note("draft-dropped", ref, draft=draft.id)
            db.session.commit()
        except drafts.Refused:
            db.session.rollback()
    return _to(ref)


@bp.get("/estates/<slug:ref>/edit/merge/", endpoint="edit_merge")
@own_estate
def show_merge(ref: str) -> Response:
    """What the draft and a publication in the meantime each changed."""
    draft = _own_draft(ref)
    if draft is None or draft.base_number == history.current_number(db.session(), ref):
        return _to(ref)
    return _merge_page(ref, draft)


@bp.post("/estates/<slug:ref>/edit/merge/")
@own_estate
def send_merge(ref: str) -> Response:
    """Let the draft begin from what is published now, keeping both."""
    draft = _own_draft(ref)
    if draft is None:
        return _to(ref)
    choices = {
        name.removeprefix("keep/"): text
        for name, text in request.form.items()
        if name.startswith("keep/")
    }
    kind = subjects.family(ref).kind
    try:
        drafts.rebase(db.session(), kind, draft, guards.actor(), now(), choices)
    except drafts.UnresolvedConflicts as refused:
        return _merge_page(ref, draft, frozenset(refused.paths), choices, 400)
    except drafts.Refused:
        db.session.rollback()
        return _to(ref)
    db.session.commit()
    return _to(ref)


# --- what the views share ----------------------------------------------------------------------


def _resolve(ref: str) -> None:
    """404 where there is no such profile."""
    if not subjects.names([ref]):
        abort(404)


def _own_draft(ref: str) -> Draft | None:
    return history.open_draft_of(db.session(), ref, guards.actor().key)


def _version() -> int:
    return whole_number("version", request.form.get("version") or None, 0, MOST_VERSION)


def _reasons() -> dict[str, str]:
    """The reasons that were typed, by what they are for."""
    return {
        name.removeprefix(REASON): text.strip()[:2000]
        for name, text in request.form.items()
        if name.startswith(REASON) and text.strip()
    }


def _of(doubts: Any) -> list[Doubt]:
    return [one for one in doubts if isinstance(one, Doubt)]


def _desk(draft: Draft) -> profile_acts.Desk:
    fields = {
        key: one for key, one in ledger.fields_by_key().items() if one.concerns(draft.subject)
    }
    return profile_acts.Desk(draft.id, draft.base, fields, today())


def _worth_keeping(ref: str, base: Mapping[str, Any], entries: Entries) -> Entries:
    reading = subjects.family(ref).kind.read(db.session(), ref, base, entries)
    return profile_form.kept(
        entries, base, reading.changes, [problem.path for problem in reading.problems]
    )


def _differs(ref: str, entries: Entries) -> bool:
    base = subjects.family(ref).kind.document(db.session(), ref)
    return bool(_worth_keeping(ref, base, entries))


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _saved(draft: Draft) -> Response:
    clock = draft.saved_at.astimezone(TEHRAN).strftime("%H:%M")
    return jsonify(version=draft.version, said=_("Saved at %(time)s", time=digits(clock)))


def _to(ref: str, anchor: str | None = None) -> Response:
    place = f"b-{anchor}" if anchor else None
    return redirect(url_for(".edit", ref=ref, _anchor=place), 303)  # type: ignore[return-value]


def _overtaken(ref: str, draft: Draft, entries: Entries) -> Response:
    """Another window has saved since: both texts are shown, and none is stored over the other."""
    db.session.rollback()
    draft = _own_draft(ref) or draft
    if _wants_json():
        return make_response(jsonify(said=_("Another window has saved since.")), 409)
    fields = ledger.fields_by_key()
    typed = _worth_keeping(ref, draft.base, entries)
    differing = [
        (path_words(path, fields, {**draft.base, **draft.entries}), draft.entries.get(path))
        for path in sorted({*typed, *draft.entries})
        if typed.get(path) != draft.entries.get(path)
    ]
    return _page(ref, draft, entries, status=409, elsewhere=differing)


def _page(
    ref: str,
    draft: Draft | None,
    entries: Entries | None = None,
    said: Said | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    kind = subjects.family(ref).kind
    base = draft.base if draft else kind.document(db.session(), ref)
    typed = entries if entries is not None else dict(draft.entries) if draft else {}
    reading = kind.read(db.session(), ref, base, typed)
    # Until somebody submits, what is unfinished is not yet wrong.
    shown = profile_page.page(ref, base, typed, reading, draft, said or Said())
    page = render_template(
        "staff/edit.html",
        page=shown,
        sheet=shown.sheet,
        choices=CHOICES,
        parts=PARTS,
        text_labels=TEXT_LABELS,
        labels=partial(path_words, fields=ledger.fields_by_key(), document={**base, **typed}),
        notice=more.get("notice", ""),
        elsewhere=more.get("elsewhere", ()),
        locked=draft is not None and not draft.editable,
    )
    return make_response(page, 400 if said and status == 200 else status)


def _merge_page(
    ref: str,
    draft: Draft,
    missing: frozenset[str] = frozenset(),
    choices: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    family = subjects.family(ref)
    session, fields = db.session(), ledger.fields_by_key()
    mine = family.kind.read(session, ref, draft.base, draft.entries).document(draft.base)
    theirs = family.kind.document(session, ref)
    difference = three_way(draft.base, mine, theirs)
    conflicts = [
        (path, path_words(path, fields, {**theirs, **mine}))
        for path, one in difference.items()
        if one.fate is Fate.CONFLICT
    ]
    page = render_template(
        "staff/edit_merge.html",
        ref=ref,
        name=subjects.names([ref])[ref],
        number=history.current_number(session, ref),
        conflicts=conflicts,
        mine=_told(ref, draft.base, mine),
        theirs=_told(ref, draft.base, theirs),
        missing=missing,
        choices=choices or {},
    )
    return make_response(page, status)


def _told(ref: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The sentences of what became different, by where."""
    found: dict[str, list[Any]] = {}
    for sentence in subjects.family(ref).tell(ref, before, after, today()):
        found.setdefault(sentence.path, []).append(sentence)
    return found
