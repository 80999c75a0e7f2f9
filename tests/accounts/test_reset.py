"""Links that set a new password: by mail, or handed over by an administrator."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from estates.accounts.roles import Role
from estates.database import db
from estates.web import clock
from tests.accounts.cast import EMAILS, PASSWORD, Someone, add, add_all, entered, stored
from tests.conftest import MOMENT
from tests.databases import Databases
from tests.site import Site

NEW = "likewise invented gravel"
LINK = re.compile(r"/fa/staff/reset/[\w-]+/")


def asked(site: Site, email: str, host: str = "localhost") -> list[str]:
    """Ask for a link; the letters that lie in the outbox then."""
    answer = Someone(site).client.post(
        "/fa/staff/reset/", data={"email": email}, headers={"Host": host}
    )
    assert answer.status_code == 200, answer.status
    answer.get_data()
    answer.close()
    files = sorted((site.instance_dir / "outbox").glob("*.eml"))
    letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [letter.get_content() for letter in letters]  # type: ignore[attr-defined]


def set_new(site: Site, link: str, new: str = NEW) -> int:
    return Someone(site).client.post(link, data={"new": new, "again": new}).status_code


def test_a_mailed_link_sets_a_new_password_once(own_site: Site) -> None:
    add_all(own_site)
    before = entered(own_site, Role.EDITOR)
    [letter] = asked(own_site, "Editor@Example.org")
    [link] = LINK.findall(letter)
    assert f"http://localhost{link}" in letter
    page = Someone(own_site).page(link)
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert set_new(own_site, link, "Password123456") == 400  # and the link still opens
    assert set_new(own_site, link) == 303
    assert not before.is_in
    assert set_new(own_site, link, "yet another invented thing") == 410
    Someone(own_site).page(link, 410)
    assert Someone(own_site).sign_in(EMAILS[Role.EDITOR], NEW).status_code == 303


def test_a_link_does_not_stand_in_for_the_phone(own_site: Site) -> None:
    add_all(own_site)
    [letter] = asked(own_site, EMAILS[Role.PUBLISHER])
    set_new(own_site, LINK.findall(letter)[0])
    someone = Someone(own_site)
    assert someone.sign_in(EMAILS[Role.PUBLISHER], NEW).location == "/fa/staff/sign-in/code/"
    assert not someone.is_in


def test_a_link_lasts_an_hour_and_a_later_one_voids_it(own_site: Site) -> None:
    add_all(own_site)
    [letter] = asked(own_site, EMAILS[Role.EDITOR])
    [first] = LINK.findall(letter)
    second = LINK.findall(asked(own_site, EMAILS[Role.EDITOR])[1])[0]
    assert set_new(own_site, first) == 410
    with clock.stopped_at(MOMENT + timedelta(hours=1)):
        assert set_new(own_site, second) == 410
    with clock.stopped_at(MOMENT + timedelta(minutes=59)):
        assert set_new(own_site, second) == 303


def test_changing_the_password_voids_links(own_site: Site) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.EDITOR)
    [letter] = asked(own_site, EMAILS[Role.EDITOR])
    someone.post("/fa/staff/account/password/", present=PASSWORD, new=NEW, again=NEW)
    assert set_new(own_site, LINK.findall(letter)[0]) == 410


@pytest.mark.parametrize("email", ["nobody@example.org", "shut@example.org", "a\0b", "x" * 400])
def test_the_answer_does_not_tell_who_has_an_account(own_site: Site, email: str) -> None:
    add_all(own_site)
    add(own_site, Role.EDITOR, "shut@example.org")
    with stored(own_site, "shut@example.org") as account:
        account.disabled_at = clock.now()
        db.session.commit()
    assert asked(own_site, email) == []
    pages = [
        Someone(own_site)
        .client.post("/fa/staff/reset/", data={"email": one})
        .get_data(as_text=True)
        for one in (email, EMAILS[Role.EDITOR])
    ]
    assert pages[0].replace(email, "") == pages[1].replace(EMAILS[Role.EDITOR], "") or "\0" in email


def test_nobody_chooses_the_host_of_somebody_else_s_link(own_site: Site) -> None:
    add_all(own_site)
    [letter] = asked(own_site, EMAILS[Role.EDITOR], host="evil.example")
    assert "evil.example" not in letter and LINK.search(letter)


def test_links_of_a_site_with_an_address_lead_there(databases: Databases, tmp_path) -> None:
    site = Site(databases.copy("sqlite"), tmp_path, SITE_URL="http://estates.example")
    add_all(site)
    [letter] = asked(site, EMAILS[Role.EDITOR], host="evil.example")
    assert "http://estates.example/fa/staff/reset/" in letter
    site.close()


def test_without_a_mail_server_the_page_says_whom_to_ask(own_site: Site) -> None:
    assert "مدیر سامانه" in Someone(own_site).page("/fa/staff/reset/").text


def test_an_administrator_hands_a_link_over(own_site: Site) -> None:
    add_all(own_site)
    boss = entered(own_site, Role.ADMINISTRATOR)
    with stored(own_site, EMAILS[Role.EDITOR]) as account:
        path = f"/fa/staff/people/{account.id}/reset/"
    page = boss.inspected(path, boss.post(path))
    [link] = LINK.findall(page.words_of("code.key"))
    with clock.stopped_at(MOMENT + timedelta(hours=71)):
        assert set_new(own_site, link) == 303


@pytest.mark.parametrize("token", ["x", "%00", "a" * 3000, "..%2f..", "%ED%A0%80"])
def test_invented_links_open_nothing(own_site: Site, token: str) -> None:
    someone = Someone(own_site)
    assert someone.get(f"/en/staff/reset/{token}/").status_code in (404, 410)
    assert set_new(own_site, f"/en/staff/reset/{token}/") in (404, 410)


def test_too_many_wishes_are_slowed(own_site: Site) -> None:
    answers = [
        Someone(own_site)
        .client.post("/en/staff/reset/", data={"email": "a@example.org"})
        .status_code
        for _ in range(10)
    ]
    assert answers[:8] == [200] * 8 and answers[-1] == 429
