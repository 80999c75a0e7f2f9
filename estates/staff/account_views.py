"""One's own account: sessions, recovery codes."""

from flask import Response, redirect, render_template, url_for

from estates.accounts import guards, sessions
from estates.accounts.guards import role
from estates.accounts.models import Stage
from estates.accounts.roles import Role
from estates.database import db
from estates.directory import queries as directory
from estates.staff.blueprint import bp


@bp.get("/account/")
@role(Role.READER)
def account() -> str:
    """What opens one's account, and where one is signed in."""
    whole = [one for one in sessions.of(guards.account()) if one.stage == Stage.FULL]
    return render_template(
        "staff/account.html",
        sessions=whole,
        present=guards.session(),
        sites=directory.estates_named(guards.account().refs),
    )


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
