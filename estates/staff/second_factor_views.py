"""Setting up a second factor, and new recovery codes."""

from flask import Response, make_response, render_template, request
from flask_babel import gettext as _

from estates.accounts import guards, second_factor, sessions
from estates.accounts.guards import own_path, role, signing_in
from estates.accounts.models import Stage
from estates.accounts.roles import Role
from estates.database import db
from estates.staff import kept
from estates.staff.blueprint import bp
from estates.staff.confirming import confirmed
from estates.staff.forms import ConfirmForm, EnrolForm
from estates.web import clock


@bp.get("/second-factor/", endpoint="second_factor")
@signing_in(Stage.ENROL, Stage.FULL)
def show_second_factor() -> Response:
    """The picture for the phone, and the form for its first code."""
    return enrol_page(EnrolForm())


@bp.post("/second-factor/")
@signing_in(Stage.ENROL, Stage.FULL)
def set_second_factor() -> Response:
    """Set it up, once the phone has shown that it can."""
    form, account = EnrolForm(), guards.account()
    sound = form.validate()
    if account.totp_secret is not None and not confirmed(account, form.password):
        return enrol_page(form, 400)
    secret = second_factor.offered(guards.session().token_hash)
    step = second_factor.step_of(secret, form.code.data or "", clock.now())
    if sound and step is None:
        form.code.errors = [_("This code is not right. Wait for the next one, and type that.")]
    if not sound or step is None:
        return enrol_page(form, 400)
    codes = second_factor.enrol(account, secret, step)
    guards.note("second-factor-set")
    sessions.end_all(account)
    made, token = sessions.start(account, Stage.FULL)
    db.session.flush()
    guards.enter(made)
    answer = _codes_page(codes)
    sessions.give(answer, token, account, known=True)
    db.session.commit()
    return answer


@bp.get("/account/recovery-codes/", endpoint="recovery_codes")
@role(Role.READER)
def show_recovery_codes() -> Response:
    """How many are left, and the form for new ones."""
    return _renewal_page(ConfirmForm())


@bp.post("/account/recovery-codes/")
@role(Role.READER)
def renew_recovery_codes() -> Response:
    """New recovery codes in place of all old ones."""
    form, account = ConfirmForm(), guards.account()
    if account.totp_secret is None or not form.validate() or not confirmed(account, form.password):
        return _renewal_page(form, 400)
    codes = second_factor.renew_paper_codes(account)
    guards.note("recovery-codes-renewed")
    answer = _codes_page(codes)
    db.session.commit()
    return answer


def _renewal_page(form: ConfirmForm, status: int = 200) -> Response:
    page = render_template(
        "staff/renewal.html",
        form=form,
        problems=form.errors if status == 400 else {},
        left=second_factor.paper_codes_left(guards.account()),
    )
    return make_response(page, status)


def enrol_page(form: EnrolForm, status: int = 200) -> Response:
    """The page of setting up; what is carried through signing in goes on with it."""
    secret = second_factor.offered(guards.session().token_hash)
    side, path = second_factor.picture(second_factor.uri(secret, guards.account().email))
    page = render_template(
        "staff/second_factor.html",
        form=form,
        problems=form.errors if status == 400 else {},
        side=side,
        path=path,
        spelled=second_factor.spelled(secret),
        next=own_path(request.args.get("next")) or "",
        kept=kept.carried(),
    )
    return make_response(page, status)


def _codes_page(codes: list[str]) -> Response:
    page = render_template(
        "staff/recovery_codes.html",
        codes=codes,
        next=own_path(request.args.get("next")) or "",
        kept=kept.opened(request.form.get("kept")),
    )
    return make_response(page)
