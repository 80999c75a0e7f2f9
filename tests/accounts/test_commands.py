"""`flask accounts`."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import Result

from estates.accounts.roles import Role
from tests.accounts.cast import EMAILS, PASSWORD, Someone, add, phone, stored
from tests.site import Site


def run(site: Site, *arguments: str, typed: str = "") -> Result:
    return site.app.test_cli_runner().invoke(args=["accounts", *arguments], input=typed)


def added(site: Site, *more: str, role: str = "editor", typed: str = PASSWORD) -> Result:
    return run(
        site,
        "add",
        "New@example.org",
        "--role",
        role,
        "--password-stdin",
        *more,
        typed=f"{typed}\n",
    )


@pytest.mark.parametrize("role", ["reader", "editor", "publisher", "administrator"])
def test_the_first_account_of_each_role(own_site: Site, role: str) -> None:
    result = added(own_site, "--totp", role=role)
    assert result.exit_code == 0, result.output
    [uri] = [line for line in result.output.splitlines() if line.startswith("otpauth://totp/")]
    parts = parse_qs(urlsplit(uri).query)
    assert parts["issuer"] == ["Qom Industrial Estates"] and "+" not in uri
    secret = base64.b32decode(parts["secret"][0])
    someone = Someone(own_site)
    assert someone.sign_in("new@example.org").location == "/fa/staff/sign-in/code/"
    assert someone.give_code(phone(secret=secret)).status_code == 303 and someone.is_in
    paper = result.output.split()[-1]
    other = Someone(own_site)
    other.sign_in("new@example.org")
    assert other.give_code(paper).status_code == 303


def test_a_publisher_without_a_phone_sets_it_up_at_the_first_sign_in(own_site: Site) -> None:
    assert "otpauth" not in added(own_site, role="publisher").output
    assert Someone(own_site).sign_in("new@example.org").location == "/fa/staff/second-factor/"


def test_an_editor_can_be_limited(own_site: Site) -> None:
    assert added(own_site, "--estate", "siro", "--estate", "ict").exit_code == 0
    with stored(own_site, "new@example.org") as account:
        assert account.refs == ["ict", "siro"] and account.password_hash != PASSWORD
    assert (
        "new@example.org  editor  password alone  never seen  ict  siro"
        in run(own_site, "list").output
    )


@pytest.mark.parametrize(
    ("more", "typed", "words"),
    [
        (["--estate", "nowhere"], PASSWORD, "There is no site nowhere"),
        ([], "Password123456", "tried first"),
        ([], "short", "fewer than 12"),
        ([], "", "fewer than 12"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(own_site: Site, more, typed, words) -> None:
    result = added(own_site, *more, typed=typed)
    assert result.exit_code != 0 and words in f"{result.output}{result.exception}"
    assert run(own_site, "list").output == ""


def test_addresses_are_checked_and_stand_once(own_site: Site) -> None:
    assert (
        run(own_site, "add", "x", "--role", "editor", "--password-stdin", typed=PASSWORD).exit_code
        != 0
    )
    assert (
        run(own_site, "add", "a@example.org", "--role", "king", "--password-stdin").exit_code != 0
    )
    assert run(own_site, "add", "a@example.org", "--role", "editor").exit_code != 0
    added(own_site)
    assert "already" in str(added(own_site).exception)


def test_an_account_is_shut_and_the_last_administrator_is_not(own_site: Site) -> None:
    add(own_site, Role.EDITOR)
    add(own_site, Role.ADMINISTRATOR)
    someone = Someone(own_site).enter(EMAILS[Role.EDITOR])
    assert run(own_site, "disable", EMAILS[Role.EDITOR]).exit_code == 0
    assert not someone.is_in and "disabled" in run(own_site, "list").output
    boss = EMAILS[Role.ADMINISTRATOR]
    for arguments in (["disable", boss], ["set", boss, "--role", "reader"]):
        assert "last administrator" in str(run(own_site, *arguments).exception)
    assert run(own_site, "disable", "nobody@example.org").exit_code != 0
    assert run(own_site, "set", EMAILS[Role.EDITOR], "--enable").exit_code == 0
    assert Someone(own_site).sign_in(EMAILS[Role.EDITOR]).status_code == 303


def test_whoever_has_lost_everything_gets_back_in(own_site: Site) -> None:
    add(own_site, Role.ADMINISTRATOR)
    boss = EMAILS[Role.ADMINISTRATOR]
    typed = "likewise invented gravel\n"
    result = run(own_site, "set", boss, "--password-stdin", "--totp", typed=typed)
    assert result.exit_code == 0
    someone = Someone(own_site)
    assert someone.sign_in(boss).status_code == 400
    someone.sign_in(boss, typed.strip())
    assert someone.give_code(phone()).status_code == 400
    assert someone.give_code(result.output.split()[-1]).status_code == 303
