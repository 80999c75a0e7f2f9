"""One's own account: sessions, recovery codes."""

from flask import Response, make_response, redirect, render_template, url_for

from estates.accounts import guards, second_factor, sessions
from estates.accounts.guards import role
from estates.accounts.models import Stage
from estates.accounts.roles import Role
from estates.database import db
from estates.staff.blueprint import bp
from estates.staff.forms import ConfirmForm


@bp.get("/account/")
@role(Role.READER)
def account() -> Response:
    """What opens one's account, and where one is signed in."""
    return account_page(ConfirmForm(formdata=None))


@bp.post("/account/sign-out-everywhere/")
@role(Role.READER)
def sign_out_everywhere() -> Response:
    """End every session, that of this browser too."""
    sessions.end_all(guards.account())
    guards.note("signed-out-everywhere")
    db.session.commit()
    answer = redirect(url_for(".sign_in"), 303)
    sessions.take_back(answer)  # type: ignore[arg-type]
    return answer  # type: ignore[return-value]


def account_page(form: ConfirmForm, status: int = 200) -> Response:
    """The page, also with what was wrong in its form."""
    page = render_template(
        "staff/account.html",
        form=form,
        problems=form.errors if status == 400 else {},
        sessions=[one for one in sessions.of(guards.account()) if one.stage == Stage.FULL],
        present=guards.session(),
        codes_left=second_factor.paper_codes_left(guards.account()),
    )
    return make_response(page, status)
