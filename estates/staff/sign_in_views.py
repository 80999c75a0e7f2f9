"""Signing in and out."""

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from estates.accounts import guards, passwords, queries, second_factor, sessions, throttle
from estates.accounts.guards import own_path, signing_in
from estates.accounts.models import Account, Stage
from estates.accounts.sessions import MOST_WRONG_CODES
from estates.database import db
from estates.history import audit
from estates.staff import kept
from estates.staff.blueprint import bp
from estates.staff.forms import CodeForm, EnrolForm, SignInForm
from estates.staff.second_factor_views import enrol_page
from estates.web import clock, forms
from estates.web.access import public


@bp.get("/sign-in/")
@public
def sign_in() -> Response:
    """The form; whoever is signed in goes on."""
    found = sessions.present()
    if found and found.stage == Stage.FULL:
        return _onward()
    return _sign_in_page(SignInForm())


@bp.post("/sign-in/")
@public
def send_sign_in() -> Response:
    """Look at address and password. What is answered does not tell which of them was wrong."""
    forms.refuse_foreign()
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form, 400)
    email = queries.plain_email(form.email.data or "")
    account = queries.by_email(email)
    way = throttle.way(email, account, "password")
    if wait := way.begin():
        return _sign_in_page(form, 429, wait)
    if not _opens(account, form.password.data or ""):
        if account:
            audit.record(None, sessions.address(), "sign-in-failed", account.email)
        db.session.commit()
        form.password.errors = [_("This address and this password do not belong together.")]
        return _sign_in_page(form, 400)
    assert account is not None
    way.succeeded()
    stage = sessions.stage_after_password(account)
    if stage == Stage.FULL:
        return _arrived(account)
    made, token = sessions.start(account, stage)
    db.session.flush()
    guards.enter(made)
    answer = _on_to(stage)
    db.session.commit()
    sessions.give(answer, token, account, known=False)
    return answer


def _opens(account: Account | None, password: str) -> bool:
    """Whether the password opens the account. Takes as long where there is none, or a shut one."""
    right = passwords.matches(account.password_hash if account else None, password)
    if not right or account is None or not account.enabled:
        return False
    if passwords.is_outdated(account.password_hash or ""):
        account.password_hash = passwords.hashed(password)
    return True


def _sign_in_page(form: SignInForm, status: int = 200, wait: int = 0) -> Response:
    page = render_template(
        "staff/sign_in.html",
        form=form,
        problems=form.errors if status == 400 else {},
        wait=wait,
        next=own_path(request.args.get("next")) or "",
        kept=kept.carried(),
        ended=False,
    )
    answer = make_response(page, status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def _on_to(stage: Stage) -> Response:
    """The next step; with what is carried it is shown at once, because an address holds no text."""
    if kept.carried():
        if stage == Stage.CODE:
            return _code_page(CodeForm(formdata=None))
        return enrol_page(EnrolForm(formdata=None))
    endpoint = ".code" if stage == Stage.CODE else ".second_factor"
    return redirect(url_for(endpoint, next=own_path(request.args.get("next"))), 303)  # type: ignore[return-value]


def _onward() -> Response:
    """To the page that was asked for, else to the desk."""
    wanted = own_path(request.args.get("next")) or url_for(".home")
    return redirect(wanted, 303 if request.method == "POST" else 302)  # type: ignore[return-value]


def _arrived(account: Account) -> Response:
    """Everything was right: a session of its own, and on to what was wanted."""
    made, token = sessions.start(account, Stage.FULL)
    audit.record(account.email, sessions.address(), "signed-in")
    db.session.flush()
    found = kept.opened(request.form.get("kept"))
    if found:
        guards.enter(made)
    answer = kept.resume(found) if found else _onward()
    sessions.give(answer, token, account, known=True)
    db.session.commit()
    return answer


@bp.get("/sign-in/code/")
@signing_in(Stage.CODE)
def code() -> Response:
    """The form for a code."""
    return _code_page(CodeForm())


@bp.post("/sign-in/code/")
@signing_in(Stage.CODE)
def send_code() -> Response:
    """Look at a code, of the phone or of the paper; each opens once."""
    form, found, account = CodeForm(), guards.session(), guards.account()
    if not form.validate():
        return _code_page(form, 400)
    way = throttle.way(account.email, account, "code")
    if wait := way.begin():
        return _code_page(form, 429, wait)
    if second_factor.use_code(account, form.code.data or "", clock.now()):
        way.succeeded()
        return _arrived(account)
    audit.record(None, sessions.address(), "code-refused", account.email)
    found.wrong_codes += 1
    if found.wrong_codes >= MOST_WRONG_CODES:
        found.ended_at = clock.now()
    db.session.commit()
    form.code.errors = [_("This code is not right, or it was used already. Wait for the next one.")]
    return _code_page(form, 400)


def _code_page(form: CodeForm, status: int = 200, wait: int = 0) -> Response:
    page = render_template(
        "staff/code.html",
        form=form,
        problems=form.errors if status == 400 else {},
        wait=wait,
        next=own_path(request.args.get("next")) or "",
        kept=kept.carried(),
    )
    answer = make_response(page, status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


@bp.post("/sign-out/")
@signing_in(*Stage)
def sign_out() -> Response:
    """End this session."""
    guards.session().ended_at = clock.now()
    guards.note("signed-out")
    db.session.commit()
    answer = redirect(url_for(".sign_in"), 303)
    sessions.take_back(answer)  # type: ignore[arg-type]
    return answer  # type: ignore[return-value]
