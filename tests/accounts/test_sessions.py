"""Sessions end: by themselves, here, everywhere, and with what they rested on."""

from base64 import b32decode
from datetime import timedelta

from estates.accounts import people
from estates.accounts.roles import Role
from estates.database import db
from estates.web import clock
from tests.accounts.cast import (
    EMAILS,
    PASSWORD,
    SECRET,
    Someone,
    add_all,
    entered,
    phone,
    stored,
)
from tests.conftest import MOMENT
from tests.site import Site

OTHER_PASSWORD = "likewise invented gravel"


def test_a_session_without_use_ends_after_an_hour(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.EDITOR)
    with clock.stopped_at(MOMENT + timedelta(minutes=59)):
        assert someone.is_in
    with clock.stopped_at(MOMENT + timedelta(minutes=118)):
        assert someone.is_in
    with clock.stopped_at(MOMENT + timedelta(minutes=179)):
        assert not someone.is_in


def test_a_session_in_use_ends_after_twelve_hours(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.EDITOR)
    for half_hours in range(1, 24):
        with clock.stopped_at(MOMENT + timedelta(minutes=30 * half_hours)):
            assert someone.is_in
    with clock.stopped_at(MOMENT + timedelta(hours=12)):
        assert not someone.is_in


def test_the_way_from_password_to_code_lasts_ten_minutes(own_site: Site) -> None:
    add_all(own_site)
    someone = Someone(own_site)
    someone.sign_in(EMAILS[Role.PUBLISHER])
    with clock.stopped_at(MOMENT + timedelta(minutes=10)):
        assert someone.give_code(phone()).status_code == 403
        assert not someone.is_in


def test_signing_out_ends_the_session_on_the_server_too(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.EDITOR)
    cookie = someone.client.get_cookie("staff")
    assert someone.post("/fa/staff/sign-out/").status_code == 303
    assert cookie and someone.client.get_cookie("staff") is None
    someone.client.set_cookie("staff", cookie.value)
    assert not someone.is_in


def test_signing_out_everywhere_ends_them_all(own_site: Site) -> None:
    add_all(own_site)
    browsers = [entered(own_site, Role.EDITOR) for _ in range(3)]
    colleague = entered(own_site, Role.READER)
    assert len(browsers[0].page("/fa/staff/account/").all("tbody tr")) == 3
    browsers[1].post("/fa/staff/account/sign-out-everywhere/")
    assert [browser.is_in for browser in browsers] == [False] * 3
    assert colleague.is_in


def test_another_password_ends_the_other_sessions(own_site: Site) -> None:
    add_all(own_site)
    here, there = entered(own_site, Role.EDITOR), entered(own_site, Role.EDITOR)
    cookie = here.client.get_cookie("staff")
    answer = here.post(
        "/fa/staff/account/password/", present=PASSWORD, new=OTHER_PASSWORD, again=OTHER_PASSWORD
    )
    assert answer.status_code == 303 and here.is_in and not there.is_in
    now = here.client.get_cookie("staff")
    assert cookie and now and cookie.value != now.value
    assert Someone(own_site).sign_in(EMAILS[Role.EDITOR]).status_code == 400
    assert Someone(own_site).sign_in(EMAILS[Role.EDITOR], OTHER_PASSWORD).status_code == 303


def test_a_password_is_not_changed_by_whoever_does_not_know_it(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.EDITOR)
    for given, again in ((OTHER_PASSWORD, OTHER_PASSWORD), (PASSWORD, "something else entirely")):
        answer = someone.post(
            "/fa/staff/account/password/", present=given, new=OTHER_PASSWORD, again=again
        )
        page = someone.inspected("/fa/staff/account/password/", answer, 400)
        assert OTHER_PASSWORD not in page.html and PASSWORD not in page.html
    weak = someone.post(
        "/fa/staff/account/password/",
        present=PASSWORD,
        new="Password123456",
        again="Password123456",
    )
    assert "زود حدس زده می‌شود" in someone.inspected("/fa/staff/account/password/", weak, 400).text
    assert Someone(own_site).sign_in(EMAILS[Role.EDITOR]).status_code == 303


def test_a_shut_account_is_out_at_once(own_site: Site) -> None:
    add_all(own_site)
    someone, boss = entered(own_site, Role.EDITOR), entered(own_site, Role.ADMINISTRATOR)
    with stored(own_site, EMAILS[Role.EDITOR]) as account:
        number = account.id
    assert boss.post(f"/fa/staff/people/{number}/disable/").status_code == 303
    assert not someone.is_in
    assert Someone(own_site).sign_in(EMAILS[Role.EDITOR]).status_code == 400
    boss.post(f"/fa/staff/people/{number}/enable/")
    assert not someone.is_in
    assert Someone(own_site).sign_in(EMAILS[Role.EDITOR]).status_code == 303


def test_who_becomes_a_publisher_sets_up_the_phone_first(own_site: Site) -> None:
    add_all(own_site)
    someone, boss = entered(own_site, Role.EDITOR), entered(own_site, Role.ADMINISTRATOR)
    with stored(own_site, EMAILS[Role.EDITOR]) as account:
        number = account.id
    changed = boss.post(
        f"/fa/staff/people/{number}/", name="آزمون", role="publisher", language="fa"
    )
    assert changed.status_code == 303 and not someone.is_in
    answer = someone.sign_in(EMAILS[Role.EDITOR])
    assert answer.location == "/fa/staff/second-factor/"
    assert someone.get("/fa/staff/").location == "/fa/staff/second-factor/"
    secret, token = offered(someone)
    wrong = someone.client.post(
        "/fa/staff/second-factor/", data={"code": "000000", "post_token": token}
    )
    someone.inspected("/fa/staff/second-factor/", wrong, 400)
    right = someone.client.post(
        "/fa/staff/second-factor/", data={"code": phone(secret=secret), "post_token": token}
    )
    codes = [
        code.text
        for code in someone.inspected("/fa/staff/second-factor/", right).all(".codes code")
    ]
    assert len(set(codes)) == 10 and someone.is_in
    paper_opens_once(own_site, codes[0])


def offered(someone: Someone) -> tuple[bytes, str]:
    """The secret that a page offers, and the token of its form."""
    import base64

    page = someone.page("/fa/staff/second-factor/")
    return base64.b32decode(page.words_of(".key").replace(" ", "")), str(
        page.one("form.sent input[name=post_token]")["value"]
    )


def paper_opens_once(site: Site, code: str) -> None:
    someone = Someone(site)
    for expected in (303, 400):
        someone.sign_in(EMAILS[Role.EDITOR])
        assert someone.give_code(f" {code.upper()} ").status_code == expected


def test_another_phone_needs_the_password_and_shuts_the_old_one_out(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.PUBLISHER)
    secret, _token = offered(someone)
    assert secret != SECRET
    code = phone(secret=secret)
    assert someone.post("/fa/staff/second-factor/", code=code).status_code == 400
    assert someone.post("/fa/staff/second-factor/", code=code, password=PASSWORD).status_code == 200
    other = Someone(own_site)
    other.sign_in(EMAILS[Role.PUBLISHER])
    assert other.give_code(phone()).status_code == 400
    with clock.stopped_at(MOMENT + timedelta(seconds=30)):
        assert other.give_code(phone(secret=secret)).status_code == 303
    assert offered(other)[0] not in (secret, SECRET)


def test_new_recovery_codes_void_the_old_ones(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.PUBLISHER)
    assert someone.post("/fa/staff/account/recovery-codes/", password="x").status_code == 400
    pages = [someone.post("/fa/staff/account/recovery-codes/", password=PASSWORD) for _ in range(2)]
    old, new = (
        [
            c.text
            for c in someone.inspected("/fa/staff/account/recovery-codes/", p).all(".codes code")
        ]
        for p in pages
    )
    other = Someone(own_site)
    other.sign_in(EMAILS[Role.PUBLISHER])
    assert other.give_code(old[0]).status_code == 400
    assert other.give_code(new[0]).status_code == 303
    assert "۹ کد" in other.page("/fa/staff/account/recovery-codes/").words_of(".lead")


def test_what_was_typed_survives_the_end_of_a_session(own_site: Site) -> None:
    """The text goes through signing in, password and code, and is handed back to be sent."""
    add_all(own_site)
    boss = entered(own_site, Role.ADMINISTRATOR)
    stale = boss.token()
    fields = {
        "email": "new@example.org",
        "name": "آزمون «تازه» <b>",
        "role": "reader",
        "language": "fa",
        "limits": ["siro", "ict"],
    }
    boss.client.delete_cookie("staff")
    stopped = boss.client.post("/fa/staff/people/", data={**fields, "post_token": stale})
    page = boss.inspected("/fa/staff/people/", stopped, 403)
    kept = str(page.one("input[name=kept]")["value"])
    wrong = boss.sign_in(EMAILS[Role.ADMINISTRATOR], "not this lantern", kept=kept)
    page = boss.inspected("/fa/staff/sign-in/", wrong, 400)
    half = boss.sign_in(EMAILS[Role.ADMINISTRATOR], kept=str(page.one("input[name=kept]")["value"]))
    page = boss.inspected("/fa/staff/sign-in/", half)
    with clock.stopped_at(MOMENT + timedelta(seconds=30)):
        whole = boss.give_code(phone(), kept=str(page.one("input[name=kept]")["value"]))
        page = boss.inspected("/fa/staff/sign-in/code/", whole)
    form = page.one("form.asking")
    again = [(str(i["name"]), str(i["value"])) for i in form.select("input")]
    assert ("name", "آزمون «تازه» <b>") in again and ("limits", "ict") in again
    assert all(text not in dict(again).values() for text in (stale, PASSWORD))
    from werkzeug.datastructures import MultiDict

    sent = boss.client.post(str(form["action"]), data=MultiDict(again))
    assert sent.status_code == 200  # the page with the link to hand over
    with stored(own_site, "new@example.org") as account:
        assert account.refs == ["ict", "siro"]


def test_what_no_page_of_ours_sealed_is_not_handed_back(own_site: Site) -> None:
    add_all(own_site)
    answer = Someone(own_site).sign_in(EMAILS[Role.EDITOR], kept="WyIvZXZpbCIsW11d.forged")
    assert answer.status_code == 303


def test_a_form_of_a_former_session_is_handed_back(own_site: Site) -> None:
    add_all(own_site)
    boss = entered(own_site, Role.ADMINISTRATOR)
    answer = boss.client.post("/fa/staff/people/", data={"name": "متن", "post_token": "0" * 64})
    page = boss.inspected("/fa/staff/people/", answer, 403)
    assert "متن" in page.words_of("dl.facts")


def test_what_was_typed_goes_through_setting_up_a_second_step(own_site: Site) -> None:
    add_all(own_site)
    boss = entered(own_site, Role.ADMINISTRATOR)
    with stored(own_site, EMAILS[Role.ADMINISTRATOR]) as account:
        people.reset_second_factor(account)
        db.session.commit()
    boss.client.delete_cookie("staff")
    stopped = boss.client.post("/fa/staff/people/", data={"name": "آزمون تازه"})
    kept = str(boss.inspected("/fa/staff/people/", stopped, 403).one("input[name=kept]")["value"])
    half = boss.inspected("/fa/staff/sign-in/", boss.sign_in(EMAILS[Role.ADMINISTRATOR], kept=kept))
    secret = b32decode(half.one("code.key").get_text().replace(" ", ""))
    fields = {str(i["name"]): str(i.get("value", "")) for i in half.all("form.sent input")}
    sent = boss.client.post(
        "/fa/staff/second-factor/", data=fields | {"code": phone(secret=secret)}
    )
    whole = boss.inspected("/fa/staff/second-factor/", sent)
    assert whole.one("form.asking input[name=name]")["value"] == "آزمون تازه"
