"""Every address of the desk, by every kind of person: a table, and nothing outside it."""

import pytest

from estates.accounts.guards import Access
from estates.accounts.roles import Role
from estates.web.access import access_of
from tests.accounts.cast import Someone, add, add_all, entered
from tests.site import Site

pytestmark = pytest.mark.one_database

STRANGER = "stranger"
EVERYBODY = list(Role)
ADMINISTRATORS = [Role.ADMINISTRATOR]
AFTER = "people/<int:number>/<any(disable, enable, 'second-factor', reset):_done>/"
# Address, method, and whoever does not get a 403 or is sent to signing in.
TABLE: dict[tuple[str, str], list[Role] | None] = {  # None: public
    ("", "GET"): EVERYBODY,
    ("sign-in/", "GET"): None,
    ("sign-in/", "POST"): None,
    ("sign-in/code/", "GET"): [],  # while signing in alone
    ("sign-in/code/", "POST"): [],
    ("sign-out/", "POST"): EVERYBODY,
    ("second-factor/", "GET"): EVERYBODY,
    ("second-factor/", "POST"): EVERYBODY,
    ("account/", "GET"): EVERYBODY,
    ("account/password/", "GET"): EVERYBODY,
    ("account/password/", "POST"): EVERYBODY,
    ("account/recovery-codes/", "GET"): EVERYBODY,
    ("account/recovery-codes/", "POST"): EVERYBODY,
    ("account/sign-out-everywhere/", "POST"): EVERYBODY,
    ("reset/", "GET"): None,
    ("reset/", "POST"): None,
    ("reset/<token>/", "GET"): None,
    ("reset/<token>/", "POST"): None,
    ("people/", "GET"): ADMINISTRATORS,
    ("people/", "POST"): ADMINISTRATORS,
    ("people/<int:number>/", "GET"): ADMINISTRATORS,
    ("people/<int:number>/", "POST"): ADMINISTRATORS,
    (AFTER, "GET"): ADMINISTRATORS,
    ("people/<int:number>/disable/", "POST"): ADMINISTRATORS,
    ("people/<int:number>/enable/", "POST"): ADMINISTRATORS,
    ("people/<int:number>/second-factor/", "POST"): ADMINISTRATORS,
    ("people/<int:number>/reset/", "POST"): ADMINISTRATORS,
    ("audit/", "GET"): ADMINISTRATORS,
}
WHO = [STRANGER, *Role]


def at(path: str, number: int) -> str:
    """A path of the table as an address."""
    path = path.replace(AFTER, "people/<int:number>/reset/")
    return "/fa/staff/" + path.replace("<int:number>", str(number)).replace("<token>", "x")


@pytest.mark.parametrize("who", WHO)
def test_everybody_gets_what_the_table_says_and_no_more(own_site: Site, who: str) -> None:
    add_all(own_site)
    other = add(own_site, Role.READER, "somebody@example.org")
    wrong = []
    someone = Someone(own_site) if who == STRANGER else entered(own_site, Role(who))
    for (path, method), allowed in TABLE.items():
        address = at(path, other)
        if path.startswith(("sign-out", "account/sign-out", "sign-in/")) and method == "POST":
            continue  # these end the session, or begin one: they have tests of their own
        answer = someone.post(address) if method == "POST" else someone.get(address)
        expected = outcome(who, method, allowed, path)
        if answer.status_code not in expected:
            wrong.append((method, path, answer.status_code, expected))
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
    assert not wrong


def outcome(who: str, method: str, allowed: list[Role] | None, path: str) -> tuple[int, ...]:
    """The statuses that the table asks for."""
    if allowed is None:
        return (200, 302, 400, 410)
    if who == STRANGER:
        return (302,) if method == "GET" else (403,)  # with a page for signing in
    if path.startswith("sign-in/code"):
        return (302, 303)
    if who not in allowed:
        return (403,)
    return (200, 302, 303, 400)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_methods_that_no_page_has_are_refused(own_site: Site, method: str) -> None:
    add_all(own_site)
    someone = entered(own_site, Role.ADMINISTRATOR)
    for path, known in {(p, m) for p, m in TABLE}:
        if method == "POST" and ((path, "POST") in TABLE or path == AFTER):
            continue
        address = at(path, 1)
        assert someone.client.open(address, method=method).status_code == 405, (path, known)


@pytest.mark.parametrize("who", Role)
def test_posts_of_other_sites_do_nothing(own_site: Site, who: Role) -> None:
    add_all(own_site)
    someone = entered(own_site, who)
    token = someone.token()
    for path, method in TABLE:
        if method == "GET":
            continue
        address = at(path, 1)
        for headers in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
        ):
            answer = someone.client.post(address, data={"post_token": token}, headers=headers)
            assert answer.status_code == 403, (path, headers)
    assert someone.is_in


@pytest.mark.parametrize("forged", ["", "0" * 64, "\ud800"])
def test_posts_without_the_token_of_the_session_do_nothing(own_site: Site, forged: str) -> None:
    add_all(own_site)
    other = add(own_site, Role.READER, "somebody@example.org")
    someone, colleague = entered(own_site, Role.ADMINISTRATOR), entered(own_site, Role.EDITOR)
    for token in (forged.encode("utf-8", "surrogatepass"), colleague.token()):
        answer = someone.client.post(
            f"/fa/staff/people/{other}/disable/", data={"post_token": token}
        )
        assert answer.status_code == 403
    assert "somebody@example.org" in someone.page("/fa/staff/people/").text
    assert not someone.page("/fa/staff/people/").all(".tag.warn")


def test_a_view_that_says_nothing_is_shown_to_nobody(own_site: Site) -> None:
    add_all(own_site)
    own_site.app.add_url_rule("/<lang>/staff/silent/", "silent", lambda: "secret")
    for someone in (Someone(own_site), entered(own_site, Role.ADMINISTRATOR)):
        assert someone.get("/fa/staff/silent/").status_code == 403


def test_an_editor_writes_on_the_sites_given_and_no_others(own_site: Site) -> None:
    from estates.accounts.guards import own_estate

    @own_estate
    def trial(ref: str) -> str:
        return ref

    own_site.app.add_url_rule("/<lang>/staff/trial/<ref>/", "trial", trial)
    add_all(own_site)
    add(own_site, Role.EDITOR, "limited@example.org", refs=("siro", "ict"))
    limited = Someone(own_site).enter("limited@example.org")
    assert [limited.get(f"/fa/staff/trial/{ref}/").status_code for ref in ("siro", "ict", "khorabad")] == [200, 200, 403]  # fmt: skip
    expected = {Role.READER: 403, Role.EDITOR: 200, Role.PUBLISHER: 200, Role.ADMINISTRATOR: 200}
    for role, status in expected.items():
        assert entered(own_site, role).get("/fa/staff/trial/siro/").status_code == status
    assert isinstance(access_of(trial), Access)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("path", [p for (p, m), who in TABLE.items() if m == "GET" and "<" not in p and who != []])  # fmt: skip
def test_every_page_passes_inspection(own_site: Site, language: str, path: str) -> None:
    add_all(own_site)
    someone = Someone(own_site) if "sign-in" in path else entered(own_site, Role.ADMINISTRATOR)
    someone.page(f"/{language}/staff/{path}")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_of_a_person_and_a_refusal_pass_inspection(own_site: Site, language: str) -> None:
    add_all(own_site)
    number = add(own_site, Role.EDITOR, "limited@example.org", refs=("siro",))
    page = entered(own_site, Role.ADMINISTRATOR).page(f"/{language}/staff/people/{number}/")
    assert [box["value"] for box in page.all("input[name=limits][checked]")] == ["siro"]
    entered(own_site, Role.READER).page(f"/{language}/staff/people/", 403)
    page = entered(own_site, Role.ADMINISTRATOR).page(f"/{language}/staff/people/99999/", 404)
