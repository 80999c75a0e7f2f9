"""What somebody typed when their session had ended: carried through signing in, and handed back."""

from dataclasses import dataclass

from flask import Response, current_app, g, make_response, render_template, request
from itsdangerous import BadData, URLSafeSerializer

from estates.accounts.guards import POST_TOKEN
from estates.staff.forms import SignInForm
from estates.web.forms import UNSENT

NOT_KEPT = UNSENT | {POST_TOKEN, "kept"}


@dataclass(frozen=True)
class Kept:
    """A form as it was sent: where to, and its fields in order."""

    path: str
    fields: list[tuple[str, str]]

    def sealed(self) -> str:
        """As one text that only this site can have made."""
        return str(_seal().dumps([self.path, self.fields]))


def opened(text: str | None) -> Kept | None:
    """What was sealed; None where it was not, or not by this site."""
    try:
        path, fields = _seal().loads(text or "")
    except (BadData, ValueError, TypeError):
        return None
    return Kept(path, [(name, content) for name, content in fields])


def carried() -> str:
    """What a form on the way through signing in carries along, if this site sealed it."""
    text = request.form.get("kept", "")
    return text if opened(text) else ""


def of_request() -> Kept:
    """The form that this request sends."""
    fields = [(n, t) for n, t in request.form.items(multi=True) if n not in NOT_KEPT]
    return Kept(request.full_path.rstrip("?"), fields)


def keep(signed_in: bool) -> Response:
    """Answer a form that came without a session (sign in first), or with one of another session."""
    g.failed = True  # this page has no twin in the other language: it lives by what was sent
    found = of_request()
    if signed_in:
        return resume(found, 403)
    page = render_template(
        "staff/sign_in.html", form=SignInForm(formdata=None), problems={}, wait=0,
        next="", kept=carried() or (found.sealed() if found.fields else ""), ended=True,
    )  # fmt: skip
    return make_response(page, 403)


def resume(found: Kept, status: int = 200) -> Response:
    """The page that shows what was typed, and sends it with the token of the present session."""
    return make_response(render_template("staff/resume.html", kept=found), status)


def _seal() -> URLSafeSerializer:
    assert current_app.secret_key
    return URLSafeSerializer(current_app.secret_key, salt="kept form")
