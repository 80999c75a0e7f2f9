"""`flask accounts`: the first accounts, and the way back in for whoever has lost everything."""

import sys
from collections.abc import Callable, Collection

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from estates.accounts import people, queries, second_factor
from estates.accounts.models import Account
from estates.accounts.roles import Role
from estates.accounts.weak import LEAST
from estates.database import db
from estates.history import audit
from estates.history.audit import COMMAND
from estates.web import clock
from estates.web.languages import DEFAULT_LANGUAGE

WHY = {
    "short": f"it has fewer than {LEAST} characters",
    "long": "it has more than 256 characters",
    "guessed": "it is made of words, names, years or rows of keys that are tried first",
}
group = AppGroup("accounts", help="Who may sign in to the desk.")


def init_app(app: Flask, refs: Callable[[], Collection[str]]) -> None:
    """Register the commands. ``refs`` gives the sites that an editor can be limited to."""
    app.extensions["known_refs"] = refs
    app.cli.add_command(group)


@group.command("add")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--name", default="", help="As colleagues read it; the address where it is absent.")
@click.option("--estate", "refs", multiple=True, help="Limit an editor to this site; may repeat.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--totp", is_flag=True, help="Make a second factor now, and print it.")
def add_command(
    email: str, role: str, name: str, refs: tuple[str, ...], password_stdin: bool, totp: bool
) -> None:
    """Make an account. Publishers and administrators need a second factor: now or at first."""
    if not password_stdin:
        sys.exit("The password is read from standard input alone: add --password-stdin.")
    try:
        made = people.add(email, name or email, Role(role), DEFAULT_LANGUAGE)
    except people.BadEmail:
        sys.exit(f"{email!r} is no e-mail address.")
    except people.EmailTaken:
        sys.exit(f"There is an account {email} already; see `flask accounts set`.")
    _limit(made, refs)
    _set_password(made)
    _note("account-added", made, role=role)
    shown = _new_factor(made) if totp else []
    db.session.commit()
    click.echo(f"{made.email} can sign in as {role}.")
    _say(shown)


@group.command("set")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]))
@click.option("--password-stdin", is_flag=True, help="Read a new password from standard input.")
@click.option("--totp", is_flag=True, help="Make a new second factor, and print it.")
@click.option("--enable", is_flag=True, help="Open the account again.")
def set_command(
    email: str, role: str | None, password_stdin: bool, totp: bool, enable: bool
) -> None:
    """Change an account: its role, its password, its second factor."""
    account = _find(email)
    if role:
        _unless_last(lambda: people.change_role(account, Role(role), None))
        _note("account-changed", account, role=role)
    if password_stdin:
        _set_password(account)
        _note("password-set", account)
    if enable:
        people.enable(account)
        _note("account-enabled", account)
    shown = []
    if totp:
        people.reset_second_factor(account)
        shown = _new_factor(account)
    db.session.commit()
    click.echo(f"{account.email} is changed.")
    _say(shown)


@group.command("disable")
@click.argument("email")
def disable_command(email: str) -> None:
    """Shut an account and end its sessions. Nothing that it did is lost."""
    account = _find(email)
    _unless_last(lambda: people.disable(account, None))
    _note("account-disabled", account)
    db.session.commit()
    click.echo(f"{account.email} is disabled.")


@group.command("list")
def list_command() -> None:
    """List accounts, one a line: address, role, second factor, last sign-in, sites."""
    for account in queries.everybody():
        click.echo("  ".join(_parts(account)))


def _parts(account: Account) -> list[str]:
    seen = account.signed_in_at
    return [
        account.email,
        account.role,
        "second factor" if account.totp_secret else "password alone",
        f"last seen {seen.astimezone(clock.TEHRAN).date()}" if seen else "never seen",
        *(["disabled"] if not account.enabled else []),
        *account.refs,
    ]


def _limit(account: Account, refs: tuple[str, ...]) -> None:
    unknown = set(refs) - set(current_app.extensions["known_refs"]())
    if unknown:
        db.session.rollback()
        sys.exit(f"There is no site {', '.join(sorted(unknown))}. Nothing was stored.")
    people.limit(account, refs)


def _set_password(account: Account) -> None:
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        people.set_password(account, password)
    except people.WeakPassword as error:
        db.session.rollback()
        sys.exit(f"This password is refused: {WHY[error.why]}. Nothing was stored.")


def _new_factor(account: Account) -> list[str]:
    """A second factor; its address for the phone, and the codes for paper."""
    secret = second_factor.new_secret()
    codes = second_factor.enrol(account, secret, step=0)
    _note("second-factor-set", account)
    return [second_factor.uri(secret, account.email), *codes]


def _say(shown: list[str]) -> None:
    if shown:
        uri, *codes = shown
        click.echo(f"Second factor, for the phone:\n{uri}")
        click.echo("Recovery codes, each for one sign-in without the phone:\n" + "\n".join(codes))


def _unless_last(change) -> None:
    try:
        change()
    except people.LastAdministrator:
        db.session.rollback()
        sys.exit("This is the last administrator: make another one first.")


def _find(email: str) -> Account:
    return queries.by_email(email) or sys.exit(f"There is no account {email}.")


def _note(action: str, account: Account, **details: str) -> None:
    audit.record(None, COMMAND, action, account.email, **details)
