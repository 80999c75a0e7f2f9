"""A new password: one's own, or by a link for whoever has forgotten theirs."""

from flask import Response, current_app, g, make_response, redirect, render_template, url_for

from estates.accounts import guards, people, queries, sessions
from estates.accounts.guards import role
from estates.accounts.models import Account, Stage
from estates.accounts.roles import Role
from estates.accounts.weak import LEAST
from estates.database import db
from estates.history import audit
from estates.settings import Settings
from estates.staff import letters, words
from estates.staff.blueprint import bp
from estates.staff.confirming import confirmed
from estates.staff.forms import AddressForm, ChangePasswordForm, NewPasswordForm
from estates.web import forms
from estates.web.access import public


@bp.get("/account/password/", endpoint="password")
@role(Role.READER)
def show_password() -> Response:
    """The form for another password."""
    return _change_page(ChangePasswordForm())


@bp.post("/account/password/")
@role(Role.READER)
def change_password() -> Response:
    """Change it; every other session ends, and this one gets a new name."""
    form, account = ChangePasswordForm(), guards.account()
    sound = form.validate()
    if not sound or not confirmed(account, form.present) or not _set(account, form):
        return _change_page(form, 400)
    guards.note("password-changed")
    sessions.end_all(account)
    _made, token = sessions.start(account, Stage.FULL)
    db.session.commit()
    answer = redirect(url_for(".account"), 303)
    sessions.give(answer, token, account, known=True)  # type: ignore[arg-type]
    return answer  # type: ignore[return-value]


def _change_page(form: ChangePasswordForm, status: int = 200) -> Response:
    problems = form.errors if status == 400 else {}
    page = render_template("staff/password.html", form=form, problems=problems, least=LEAST)
    return make_response(page, status)


def _set(account: Account, form: NewPasswordForm) -> bool:
    """Set the password of a form; where it is weak, the form says why."""
    try:
        people.set_password(account, form.new.data or "")
    except people.WeakPassword as error:
        form.new.errors = [words.weak(error.why)]
        return False
    return True


@bp.get("/reset/")
@public
def forgotten() -> Response:
    """The form for an address to send a link to."""
    return _forgotten_page(AddressForm())


@bp.post("/reset/")
@public
def send_link() -> Response:
    """Send a link, where the address is one of an account; what is answered does not tell."""
    forms.refuse_foreign()
    form = AddressForm()
    sound = form.validate()
    if wait := forms.too_many():
        return _forgotten_page(form, 429, wait=wait)
    if not sound:
        return _forgotten_page(form, 400)
    account = queries.by_email(form.email.data or "")
    if account is not None and account.enabled:
        token = people.new_link(account, people.BY_MAIL)
        letters.post_link(account, url_for(".reset", token=token), asked=True)
        audit.record(None, sessions.address(), "link-asked", account.email)
    db.session.commit()
    answer = _forgotten_page(form, sent=True)
    letters.deliver_after(answer)  # a server of mail takes its time, which would tell
    return answer


def _forgotten_page(
    form: AddressForm, status: int = 200, sent: bool = False, wait: int = 0
) -> Response:
    settings: Settings = current_app.extensions["settings"]
    page = render_template(
        "staff/forgotten.html",
        form=form,
        problems=form.errors if status == 400 else {},
        wait_minutes=-(-wait // 60),
        sent=sent,
        mails=settings.mail.server is not None,
    )
    answer = make_response(page, status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


@bp.get("/reset/<token>/")
@public
def reset(token: str) -> Response:
    """The form for a new password, while the link opens."""
    return _reset_page(token, people.by_link(token), NewPasswordForm())


@bp.post("/reset/<token>/")
@public
def send_reset(token: str) -> Response:
    """Set the password of whoever has the link; all sessions end, and signing in follows."""
    forms.refuse_foreign()
    account, form = people.by_link(token), NewPasswordForm()
    if account is None or not form.validate():
        return _reset_page(token, account, form, 400)
    if not people.use_link(token) or not _set(account, form):
        db.session.rollback()  # a weak password does not use the link up
        return _reset_page(token, people.by_link(token), form, 400)
    sessions.end_all(account)
    audit.record(account.email, sessions.address(), "password-reset")
    db.session.commit()
    return redirect(url_for(".sign_in"), 303)  # type: ignore[return-value]


def _reset_page(
    token: str, account: Account | None, form: NewPasswordForm, status: int = 200
) -> Response:
    g.failed = account is None  # like an error page, it has no twin in the other language
    page = render_template(
        "staff/reset.html",
        form=form,
        opens=account is not None,
        problems=form.errors if status == 400 and account else {},
        least=LEAST,
        path=url_for(".reset", token=token),
    )
    answer = make_response(page, status if account else 410)
    answer.headers["Referrer-Policy"] = "no-referrer"  # the address is a secret
    return answer
