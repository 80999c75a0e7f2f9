"""Signing in: address, password, code; and what it never tells."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from estates.accounts import passwords
from estates.accounts.models import Failures
from estates.accounts.roles import Role
from estates.database import db
from estates.web import clock
from tests.accounts.cast import EMAILS, PASSWORD, Someone, add, entered, phone, stored
from tests.conftest import MOMENT
from tests.databases import Databases
from tests.site import Site, made

WRONG = "quite another lantern"


def test_an_editor_signs_in_with_a_password(own_site: Site) -> None:
    add(own_site, Role.EDITOR)
    someone = Someone(own_site)
    answer = someone.sign_in(" Editor@Example.ORG ")
    assert (answer.status_code, answer.location) == (303, "/fa/staff/")
    assert someone.is_in
    account = someone.page("/fa/staff/account/")
    assert EMAILS[Role.EDITOR] in account.text and "ویراستار" in account.text


def test_a_publisher_needs_the_phone_as_well(own_site: Site) -> None:
    add(own_site, Role.PUBLISHER)
    someone = Someone(own_site)
    answer = someone.sign_in(EMAILS[Role.PUBLISHER], query="?next=/fa/staff/account/")
    assert answer.location == "/fa/staff/sign-in/code/?next=/fa/staff/account/"
    assert not someone.is_in
    someone.page("/fa/staff/sign-in/code/")
    wrong = someone.give_code("000000")
    someone.inspected("/fa/staff/sign-in/code/", wrong, 400)
    persian = phone().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    right = someone.give_code(persian, query="?next=/fa/staff/account/")
    assert (right.status_code, right.location) == (303, "/fa/staff/account/")
    assert someone.is_in


def test_a_code_opens_once(own_site: Site) -> None:
    add(own_site, Role.PUBLISHER)
    for expected in (303, 400):
        someone = Someone(own_site)
        someone.sign_in(EMAILS[Role.PUBLISHER])
        assert someone.give_code(phone()).status_code == expected
    someone = Someone(own_site)
    someone.sign_in(EMAILS[Role.PUBLISHER])
    assert (
        someone.give_code(phone(MOMENT - timedelta(seconds=30))).status_code == 400
    )  # the one before
    with clock.stopped_at(MOMENT + timedelta(seconds=30)):
        assert someone.give_code(phone()).status_code == 303


def test_codes_of_another_time_open_nothing(own_site: Site) -> None:
    add(own_site, Role.PUBLISHER)
    someone = Someone(own_site)
    someone.sign_in(EMAILS[Role.PUBLISHER])
    for seconds in (-90, 90):
        assert someone.give_code(phone(MOMENT + timedelta(seconds=seconds))).status_code == 400


def test_after_five_wrong_codes_the_password_is_asked_for_again(own_site: Site) -> None:
    add(own_site, Role.PUBLISHER)
    someone = Someone(own_site)
    someone.sign_in(EMAILS[Role.PUBLISHER])
    answers = []
    for minutes in range(6):
        with clock.stopped_at(MOMENT + timedelta(minutes=minutes)):
            answers.append(someone.give_code("000000").status_code)
    assert answers == [400] * 5 + [403]


@pytest.mark.parametrize(
    "email", [EMAILS[Role.EDITOR], "nobody@example.org", "disabled@example.org"]
)
def test_what_is_answered_does_not_tell_who_has_an_account(
    own_site: Site, monkeypatch, email
) -> None:
    """The same words, the same work: hashes are counted, because times cannot be tested."""
    add(own_site, Role.EDITOR)
    number = add(own_site, Role.EDITOR, "disabled@example.org")
    assert number
    with stored(own_site, "disabled@example.org") as account:
        account.disabled_at = clock.now()
        db.session.commit()
    counted = []
    verify = passwords._hasher.verify.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(
        passwords.PasswordHasher, "verify", lambda *a: counted.append(a[1][:30]) or verify(*a)
    )
    password = PASSWORD if email.startswith("disabled") else WRONG
    answer = Someone(own_site).sign_in(email, password)
    page = Someone(own_site).inspected("/fa/staff/sign-in/", answer, 400)
    assert "به هم نمی‌خورند" in page.words_of("#p-password")
    assert password not in page.html and page.one("#f-email")["value"] == email
    assert counted == ["$argon2id$v=19$m=19456,t=2,p=1"]
    assert "Set-Cookie" not in answer.headers


def test_guesses_slow_down_and_nobody_else_does(own_site: Site) -> None:
    add(own_site, Role.EDITOR)
    colleague, guesser = entered(own_site, Role.EDITOR), Someone(own_site, "203.0.113.9")
    email = EMAILS[Role.EDITOR]
    codes = [guesser.sign_in(email, WRONG).status_code for _ in range(6)]
    assert codes == [400, 400, 400, 400, 429, 429]
    slowed = guesser.sign_in(email)  # even the right one has to wait
    assert slowed.status_code == 429 and 0 < int(slowed.headers["Retry-After"]) <= 2
    guesser.inspected("/fa/staff/sign-in/", slowed, 429)
    # From elsewhere the account opens, and so it does in the colleague's browser on the guesser's net.
    assert Someone(own_site, "192.0.2.1").sign_in(email).status_code == 303
    colleague.post("/fa/staff/sign-out/")
    colleague.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    assert colleague.sign_in(email).status_code == 303


def test_the_wait_grows_and_ends(own_site: Site) -> None:
    add(own_site, Role.EDITOR)
    someone, moment, waits = Someone(own_site), MOMENT, []
    for _ in range(14):
        with clock.stopped_at(moment):
            assert someone.sign_in(EMAILS[Role.EDITOR], WRONG).status_code == 400
            with own_site.app.app_context():
                until = max(db.session.scalars(select(Failures.next_at)))
        waits.append(int((until - moment).total_seconds()))
        moment = max(until, moment)
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    with clock.stopped_at(moment - timedelta(seconds=1)):
        assert someone.sign_in(EMAILS[Role.EDITOR]).status_code == 429
    with clock.stopped_at(moment):
        assert someone.sign_in(EMAILS[Role.EDITOR]).status_code == 303


def test_guesses_that_come_at_once_are_no_more_than_one_after_the_other(own_site: Site) -> None:
    """Each counts before its password is looked at, so that none overtakes its own pause."""
    add(own_site, Role.EDITOR)
    with ThreadPoolExecutor(12) as threads:
        answers = list(
            threads.map(
                lambda _n: Someone(own_site).sign_in(EMAILS[Role.EDITOR], "a wrong lantern"),
                range(12),
            )
        )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [400] * 4 + [429] * 8


def test_of_many_failures_at_once_none_is_lost(own_site: Site) -> None:
    add(own_site, Role.EDITOR)

    def fail(_number: int) -> int:
        return Someone(own_site).sign_in(EMAILS[Role.EDITOR], WRONG).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(fail, range(4)))
    assert answers == [400] * 4
    with own_site.app.app_context():
        assert set(db.session.scalars(select(Failures.count))) == {4}


def test_an_address_that_tries_many_accounts_is_slowed_too(own_site: Site) -> None:
    add(own_site, Role.EDITOR)
    someone = Someone(own_site)
    answers = [someone.sign_in(f"nobody{n}@example.org", WRONG).status_code for n in range(31)]
    assert answers == [400] * 30 + [429]
    assert someone.sign_in(EMAILS[Role.EDITOR]).status_code == 429


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/fa/staff/", "/\\evil.example", "/fa/", "javascript:x",
     "/fa/staff/\t", "/xx/staff/", "/fa/staff/../../evil"],
)  # fmt: skip
def test_only_the_desk_is_gone_on_to(own_site: Site, wanted: str) -> None:
    add(own_site, Role.EDITOR)
    someone = Someone(own_site)
    answer = someone.client.post(
        "/fa/staff/sign-in/",
        query_string={"next": wanted},
        data={"email": EMAILS[Role.EDITOR], "password": PASSWORD},
    )
    location = str(answer.location)
    assert location.startswith("/fa/staff/") and "evil.example" not in location


def test_every_sign_in_is_a_session_of_its_own(own_site: Site) -> None:
    """What somebody has planted in a browser is not what opens the desk afterwards."""
    add(own_site, Role.EDITOR)
    someone = Someone(own_site)
    someone.client.set_cookie("staff", "planted")
    someone.enter(EMAILS[Role.EDITOR])
    first = someone.client.get_cookie("staff")
    assert first and first.value != "planted"
    someone.sign_in(EMAILS[Role.EDITOR])
    second = someone.client.get_cookie("staff")
    assert second and second.value != first.value
    other = Someone(own_site)
    other.client.set_cookie("staff", first.value)
    assert not other.is_in


def test_a_half_signed_in_session_becomes_another_one(own_site: Site) -> None:
    add(own_site, Role.PUBLISHER)
    someone = Someone(own_site)
    someone.sign_in(EMAILS[Role.PUBLISHER])
    half = someone.client.get_cookie("staff")
    someone.give_code(phone())
    other = Someone(own_site)
    assert half
    other.client.set_cookie("staff", half.value)
    assert not other.is_in and someone.is_in


def test_cookies_on_plain_http_work_and_scripts_cannot_read_them(own_site: Site) -> None:
    add(own_site, Role.EDITOR)
    for cookie in Someone(own_site).sign_in(EMAILS[Role.EDITOR]).headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie


def test_cookies_of_an_https_site_belong_to_its_host_alone(databases: Databases, tmp_path) -> None:
    with made(databases.copy("sqlite"), tmp_path, SITE_URL="https://estates.example") as app:
        site = Site.__new__(Site)
        site.app = app
        add(site, Role.EDITOR)
        answer = app.test_client().post(
            "/fa/staff/sign-in/",
            base_url="https://estates.example",
            data={"email": EMAILS[Role.EDITOR], "password": PASSWORD},
        )
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__Host-") and "Secure" in cookie and "Path=/" in cookie
        assert "Domain" not in cookie


@pytest.mark.parametrize(
    "fields", [{}, {"email": "a@b"}, {"password": "x"}, {"email": "\0", "password": "\ud800"}]
)
def test_an_unfinished_form_is_answered_in_words(own_site: Site, fields: dict[str, str]) -> None:
    encoded = {k: v.encode("utf-8", "surrogatepass") for k, v in fields.items()}
    answer = Someone(own_site).client.post("/fa/staff/sign-in/", data=encoded)
    page = Someone(own_site).inspected("/fa/staff/sign-in/", answer, 400)
    assert page.all(".bad")
