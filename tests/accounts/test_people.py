"""People: made, changed, shut; and never without an administrator."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from estates.accounts import people, queries
from estates.accounts.roles import Role
from estates.database import db
from tests.accounts.cast import EMAILS, Someone, add, add_all, entered, stored
from tests.site import Site

SECOND = "second@example.org"


def number_of(site: Site, email: str) -> int:
    with stored(site, email) as account:
        return account.id


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "email": "new@example.org",
        "name": "آزمون‌نام",
        "role": "editor",
        "language": "fa",
    } | changes


def test_an_administrator_makes_an_account_and_hands_the_link_over(own_site: Site) -> None:
    add_all(own_site)
    boss = entered(own_site, Role.ADMINISTRATOR)
    answer = boss.post("/fa/staff/people/", **filled(limits=["siro", "ict"]))
    page = boss.inspected("/fa/staff/people/", answer)
    link = page.words_of("code.key")
    assert link.startswith("http://localhost/fa/staff/reset/")
    new = Someone(own_site)
    password = "likewise invented gravel"
    assert new.client.post(link, data={"new": password, "again": password}).status_code == 303
    assert new.sign_in("new@example.org", password).status_code == 303
    account = new.page("/en/staff/account/").text
    assert "Siro" in account and "Salafchegan" not in account


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": ""}, "email"),
        ({"email": "ادیتور@example.org"}, "email"),
        ({"email": EMAILS[Role.READER].upper()}, "email"),
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"role": "king"}, "role"),
        ({"role": ""}, "role"),
        ({"language": "de"}, "language"),
        ({"limits": ["nowhere"]}, "limits"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    own_site: Site, changes, field
) -> None:
    add_all(own_site)
    boss = entered(own_site, Role.ADMINISTRATOR)
    for language in ("fa", "en"):
        answer = boss.post(f"/{language}/staff/people/", **filled(**changes))
        page = boss.inspected(f"/{language}/staff/people/", answer, 400)
        assert page.one(f"#p-{field}")
        if "name" not in changes:
            assert page.one("#f-name")["value"] == "آزمون‌نام"
    with own_site.app.app_context():
        assert len(queries.everybody()) == len(Role)


def test_role_and_sites_can_be_changed(own_site: Site) -> None:
    add_all(own_site)
    boss, reader = entered(own_site, Role.ADMINISTRATOR), entered(own_site, Role.READER)
    path = f"/fa/staff/people/{number_of(own_site, EMAILS[Role.READER])}/"
    answer = boss.post(path, name="نام دیگر", role="editor", language="en", limits=["siro"])
    assert (answer.status_code, answer.location) == (303, path)
    with stored(own_site, EMAILS[Role.READER]) as account:
        assert (account.role, account.language, account.refs) == ("editor", "en", ["siro"])
    assert (
        "نام دیگر" in reader.page("/fa/staff/account/").text
    )  # at once, in the session that was there
    boss.post(path, name="نام دیگر", role="editor", language="en")
    with stored(own_site, EMAILS[Role.READER]) as account:
        assert account.refs == []


def test_a_lost_phone_is_reset(own_site: Site) -> None:
    add_all(own_site)
    boss, someone = entered(own_site, Role.ADMINISTRATOR), entered(own_site, Role.PUBLISHER)
    number = number_of(own_site, EMAILS[Role.PUBLISHER])
    assert boss.post(f"/fa/staff/people/{number}/second-factor/").status_code == 303
    assert not someone.is_in
    assert someone.sign_in(EMAILS[Role.PUBLISHER]).location == "/fa/staff/second-factor/"


def test_the_last_administrator_stays(own_site: Site) -> None:
    add_all(own_site)
    boss = entered(own_site, Role.ADMINISTRATOR)
    path = f"/fa/staff/people/{number_of(own_site, EMAILS[Role.ADMINISTRATOR])}/"
    refused = boss.post(path, name="آزمون", role="reader", language="fa")
    assert "آخرین مدیر" in boss.inspected(path, refused, 400).words_of("#p-role")
    refused = boss.post(f"{path}disable/")
    assert "آخرین مدیر" in boss.inspected(f"{path}disable/", refused, 400).words_of(".notice.bad")
    assert boss.is_in
    add(own_site, Role.ADMINISTRATOR, SECOND)
    assert boss.post(f"{path}disable/").status_code == 303
    assert not boss.is_in


def test_of_two_administrators_who_remove_each_other_one_stays(own_site: Site) -> None:
    """Both open the page, both press the button at the same moment, many times over."""
    add_all(own_site)
    add(own_site, Role.ADMINISTRATOR, SECOND)
    emails = (EMAILS[Role.ADMINISTRATOR], SECOND)
    for _ in range(10):
        barrier = Barrier(2)

        def remove(acting: str, other: str, barrier: Barrier = barrier) -> str:
            with own_site.app.app_context():
                actor, found = queries.by_email(acting), queries.by_email(other)
                assert actor and found
                barrier.wait()
                try:
                    people.disable(found, actor)
                    db.session.commit()
                    return "removed"
                except (people.LastAdministrator, people.NoLongerAllowed) as error:
                    db.session.rollback()
                    return type(error).__name__
                finally:
                    db.session.remove()

        with ThreadPoolExecutor(2) as pool:
            done = sorted(pool.map(remove, emails, emails[::-1]))
        assert done == ["NoLongerAllowed", "removed"]
        with own_site.app.app_context():
            both = [queries.by_email(email) for email in emails]
            assert [one.enabled for one in both if one].count(True) == 1
            for one in both:
                assert one
                people.enable(one)
            db.session.commit()
            db.session.remove()


def test_whoever_is_no_administrator_any_more_is_told(own_site: Site, monkeypatch) -> None:
    add_all(own_site)
    add(own_site, Role.ADMINISTRATOR, SECOND)
    boss = entered(own_site, Role.ADMINISTRATOR)
    number = number_of(own_site, SECOND)

    def late(*_: object) -> None:
        raise people.NoLongerAllowed

    monkeypatch.setattr(people, "disable", late)
    assert boss.post(f"/fa/staff/people/{number}/disable/").status_code == 403


@pytest.mark.parametrize("number", ["0", "99999", "99999999999999999999"])
def test_somebody_who_is_not_there_is_not_found(own_site: Site, number: str) -> None:
    add_all(own_site)
    boss = entered(own_site, Role.ADMINISTRATOR)
    assert boss.get(f"/fa/staff/people/{number}/").status_code == 404
    assert boss.post(f"/fa/staff/people/{number}/disable/").status_code == 404
