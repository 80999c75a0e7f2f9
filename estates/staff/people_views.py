"""People: who may sign in, and what each may do. For administrators."""

from collections.abc import Callable
from typing import TypeVar

from flask import Response, abort, current_app, make_response, redirect, render_template, url_for
from flask_babel import gettext as _

from estates.accounts import guards, people, queries
from estates.accounts.guards import role
from estates.accounts.models import Account
from estates.accounts.roles import Role
from estates.database import db
from estates.directory import queries as directory
from estates.settings import Settings
from estates.staff import letters
from estates.staff.blueprint import bp
from estates.staff.forms import NewPersonForm, PersonForm
from estates.staff.words import ROLES
from estates.web import mail
from estates.web.languages import current, languages

F = TypeVar("F", bound=PersonForm)


@bp.get("/people/", endpoint="people")
@role(Role.ADMINISTRATOR)
def show_people() -> Response:
    """Everybody, and the form for somebody new."""
    form = _with_choices(NewPersonForm())
    form.role.data, form.language.data = Role.EDITOR, current().code
    return _people_page(form)


@bp.post("/people/")
@role(Role.ADMINISTRATOR)
def add_person() -> Response:
    """Make an account; a link for its first password is sent, or shown to be handed over."""
    form = _with_choices(NewPersonForm())
    if not form.validate():
        return _people_page(form, 400)
    try:
        made = people.add(
            form.address, form.name.data or "", Role(form.role.data), form.language.data
        )
    except people.EmailTaken:
        form.email.errors = [_("There is an account with this address already.")]
        return _people_page(form, 400)
    people.limit(made, form.limits.data or [])
    guards.note("account-added", made.email, role=made.role, sites=made.refs)
    return _send_link(made)


@bp.get("/people/<int:number>/")
@role(Role.ADMINISTRATOR)
def person(number: int) -> Response:
    """One account, and what can be done with it."""
    found = _resolve(number)
    form = _with_choices(PersonForm(obj=found))
    form.limits.data = found.refs
    return _person_page(found, form)


@bp.post("/people/<int:number>/")
@role(Role.ADMINISTRATOR)
def change_person(number: int) -> Response:
    """Change name, role, language and sites."""
    found, form = _resolve(number), _with_choices(PersonForm())
    if not form.validate():
        return _person_page(found, form, 400)
    try:
        people.change_role(found, Role(form.role.data), guards.account())
    except people.LastAdministrator:
        db.session.rollback()
        form.role.errors = [_last()]
        return _person_page(found, form, 400)
    except people.NoLongerAllowed:
        db.session.rollback()
        abort(403)
    found.name, found.language = form.name.data or "", form.language.data
    people.limit(found, form.limits.data or [])
    guards.note("account-changed", found.email, role=found.role, sites=found.refs)
    db.session.commit()
    return _back(found)


@bp.get("/people/<int:number>/<any(disable, enable, 'second-factor', reset):_done>/")
@role(Role.ADMINISTRATOR)
def after(number: int, _done: str) -> Response:
    """To the account: what was done by a post is not done again by coming back to its address."""
    return redirect(url_for(".person", number=number))  # type: ignore[return-value]


@bp.post("/people/<int:number>/disable/")
@role(Role.ADMINISTRATOR)
def disable_person(number: int) -> Response:
    """Shut an account and end its sessions."""
    found = _resolve(number)
    try:
        people.disable(found, guards.account())
    except people.LastAdministrator:
        db.session.rollback()
        return _person_page(found, _filled(found), 400, said=_last())
    except people.NoLongerAllowed:
        db.session.rollback()
        abort(403)
    return _done(found, "account-disabled")


@bp.post("/people/<int:number>/enable/")
@role(Role.ADMINISTRATOR)
def enable_person(number: int) -> Response:
    """Open an account again."""
    return _do(number, people.enable, "account-enabled")


@bp.post("/people/<int:number>/second-factor/")
@role(Role.ADMINISTRATOR)
def reset_person_second_factor(number: int) -> Response:
    """Take away a second factor whose phone is lost."""
    return _do(number, people.reset_second_factor, "second-factor-reset")


@bp.post("/people/<int:number>/reset/")
@role(Role.ADMINISTRATOR)
def reset_person(number: int) -> Response:
    """Send a link for a new password, or show it where no server of mail is set."""
    found = _resolve(number)
    guards.note("link-sent", found.email)
    return _send_link(found)


def _do(number: int, change: Callable[[Account], None], action: str) -> Response:
    found = _resolve(number)
    change(found)
    return _done(found, action)


def _done(found: Account, action: str) -> Response:
    guards.note(action, found.email)
    db.session.commit()
    return _back(found)


def _back(found: Account) -> Response:
    return redirect(url_for(".person", number=found.id), 303)  # type: ignore[return-value]


def _resolve(number: int) -> Account:
    """The account of a number, or 404."""
    return queries.by_id(number) or abort(404)


def _send_link(found: Account) -> Response:
    """A link by mail; where no server is set, on a page for the administrator to hand over."""
    settings: Settings = current_app.extensions["settings"]
    path = url_for(".reset", token=people.new_link(found, people.BY_HAND))
    if settings.mail.server:
        letters.post_link(found, path, asked=False)
        db.session.commit()
        mail.deliver()
        return _back(found)
    db.session.commit()
    page = render_template("staff/link.html", person=found, link=letters.shown_address(path))
    return make_response(page)


def _last() -> str:
    return _("This is the last administrator. Make somebody else one first.")


def _with_choices(form: F) -> F:
    form.role.choices = [(role.value, str(ROLES[role])) for role in Role]
    form.language.choices = [(code, one.name) for code, one in languages().items()]
    code = current().code
    form.limits.choices = [
        (site.ref, site.short_name.best(code)[0]) for site in directory.estates()
    ]
    return form


def _filled(found: Account) -> PersonForm:
    form = _with_choices(PersonForm(formdata=None, obj=found))
    form.limits.data = found.refs
    return form


def _people_page(form: NewPersonForm, status: int = 200) -> Response:
    page = render_template(
        "staff/people.html",
        form=form,
        problems=form.errors if status == 400 else {},
        everybody=queries.everybody(),
    )
    return make_response(page, status)


def _person_page(found: Account, form: PersonForm, status: int = 200, said: str = "") -> Response:
    page = render_template(
        "staff/person.html",
        person=found,
        form=form,
        problems=form.errors if status == 400 else {},
        said=said,
    )
    return make_response(page, status)
