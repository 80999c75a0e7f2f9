"""Every address of the desk's work, by every kind of person: a table, and nothing outside it."""

from collections.abc import Iterator

import pytest

from estates.accounts.roles import Role
from tests.accounts.cast import Someone, add, add_all, entered
from tests.accounts.test_walk import TABLE as OF_ACCOUNTS
from tests.databases import Databases
from tests.site import Site

READERS = list(Role)
WRITERS = [Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR]
PUBLISHERS = [Role.PUBLISHER, Role.ADMINISTRATOR]
STRANGER, LIMITED = "stranger", "limited"  # an editor of another site

FAMILY = (
    "<any(source, sectors, procedure, step, gap, advantages, guide, statement, criterion, "
    "incentive, policy, question, export, market, goods, calendar):family>/"
)
ONE = FAMILY + "<subject_key:key>/"
OWN = "estates/<slug:ref>/"
ENTRY = OWN + "<any(contacts, photos, files):kind>/<slug:key>/"
JOB = "import/<int:number>/"
ASKED = "enquiries/<int:number>/"
STEPS = "<any(answer, note, assign, refer, close, reopen):action>/"
# Whoever does not get a 403 or is sent to signing in.
TABLE: dict[tuple[str, str], list[Role]] = {
    ("work/<any(overdue, unknown, languages, disputes, sources):what>/", "GET"): READERS,
    ("help/", "GET"): READERS,
    ("drafts/", "GET"): READERS,
    ("drafts/<int:number>/", "GET"): READERS,
    ("drafts/<int:number>/", "POST"): PUBLISHERS,
    ("drafts/<int:number>/published/", "GET"): READERS,
    ("drafts/<int:number>/take-back/", "GET"): READERS,
    ("drafts/<int:number>/take-back/", "POST"): WRITERS,
    ("history/<subject>/", "GET"): READERS,
    ("history/<subject>/<int:serial>/", "GET"): WRITERS,
    ("history/<subject>/<int:serial>/", "POST"): WRITERS,
    ("enquiries/", "GET"): WRITERS,
    (ASKED, "GET"): WRITERS,
    (ASKED + STEPS, "GET"): WRITERS,
    (ASKED + STEPS, "POST"): WRITERS,
    ("ready-answers/", "GET"): WRITERS,
    ("ready-answers/", "POST"): PUBLISHERS,
    ("ready-answers/<int:number>/", "GET"): PUBLISHERS,
    ("ready-answers/<int:number>/", "POST"): PUBLISHERS,
    ("estates/", "GET"): READERS,
    **{
        (OWN + path, method): WRITERS
        for path in ("edit/", "edit/drop/", "edit/merge/", "edit/take-back/", "phone-sheet/")
        for method in ("GET", "POST")
    },
    (OWN + "contacts/", "GET"): WRITERS,
    (OWN + "media/", "GET"): WRITERS,
    **{(path, method): WRITERS for path in (ENTRY, ENTRY + "place/") for method in ("GET", "POST")},
    **{
        (f"{of}/", "GET"): READERS
        for of in ("source", "sectors", "procedure", "statement", "export", "calendar")
    },
    (FAMILY, "GET"): READERS,
    (FAMILY, "POST"): WRITERS,
    (ONE + "edit/", "GET"): WRITERS,
    (ONE + "edit/", "POST"): WRITERS,
    (ONE + "merge/", "GET"): WRITERS,
    (ONE + "merge/", "POST"): WRITERS,
    (ONE + "submit/", "POST"): WRITERS,
    (ONE + "take-back/", "POST"): WRITERS,
    (ONE + "drop/", "POST"): WRITERS,
    (ONE + "<any(submit, 'take-back', drop):_done>/", "GET"): WRITERS,
    ("export/", "GET"): READERS,
    ("export/claims.csv", "GET"): READERS,
    ("export/claims.xlsx", "GET"): READERS,
    ("export/contacts.<any(csv, xlsx):kind>", "GET"): READERS,
    ("export/template.csv", "GET"): READERS,
    ("export/template.xlsx", "GET"): READERS,
    ("export/fields.csv", "GET"): READERS,
    ("import/", "GET"): WRITERS,
    ("import/", "POST"): WRITERS,
    (JOB, "GET"): WRITERS,
    (JOB + "columns/", "GET"): WRITERS,
    (JOB + "columns/", "POST"): WRITERS,
    (JOB + "progress.json", "GET"): WRITERS,
    (JOB + "rows.csv", "GET"): WRITERS,
    (JOB + "drafts/", "POST"): WRITERS,
    (JOB + "cancel/", "POST"): WRITERS,
    (JOB + "<any(drafts, cancel):_done>/", "GET"): WRITERS,
}
FILLED = {
    FAMILY: "source/",
    "<subject_key:key>": "seed",
    "<any(submit, 'take-back', drop):_done>": "submit",
    "<any(drafts, cancel):_done>": "cancel",
    "<any(contacts, photos, files):kind>": "contacts",
    "<any(overdue, unknown, languages, disputes, sources):what>": "overdue",
    STEPS: "answer/",
    "<any(csv, xlsx):kind>": "csv",
    "<slug:ref>": "siro",
    "<slug:key>": "new",
    "<subject>": "siro",
    "<int:serial>": "1",
    "<int:number>": "1",
}


@pytest.fixture(scope="module")
def manned(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all: who may see what does not hang on the database, and nothing is changed."""
    site = Site(databases.copy("sqlite"), tmp_path_factory.mktemp("walk"))
    add_all(site)
    add(site, Role.EDITOR, "limited@example.org", ("ict",))
    yield site
    site.close()


def at(path: str) -> str:
    """A path of the table as an address."""
    for placeholder, value in FILLED.items():
        path = path.replace(placeholder, value)
    assert "<" not in path, path
    return "/fa/staff/" + path


def test_the_table_names_every_address(site: Site) -> None:
    everything = {
        (rule.rule.removeprefix("/<lang>/staff/"), method)
        for rule in site.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/<lang>/staff/")
    }
    assert everything == set(OF_ACCOUNTS) | set(TABLE)


@pytest.mark.parametrize("who", [STRANGER, LIMITED, *Role])
def test_everybody_gets_what_the_table_says_and_no_more(manned: Site, who: str) -> None:
    someone = Someone(manned)
    if who == LIMITED:
        someone.enter("limited@example.org")
    elif who != STRANGER:
        someone = entered(manned, Role(who))
    token = someone.token() if who != STRANGER else ""
    wrong = []
    for (path, method), allowed in TABLE.items():
        sent = {"post_token": token, "version": "1"}
        address = at(path)
        answer = (
            someone.client.post(address, data=sent) if method == "POST" else someone.get(address)
        )
        if answer.status_code not in expected(who, path, method, allowed):
            wrong.append((method, path, answer.status_code))
        assert answer.headers["Cache-Control"] == "no-store", path
        answer.close()
    assert not wrong


def expected(who: str, path: str, method: str, allowed: list[Role]) -> tuple[int, ...]:
    """The statuses that the table asks for. What is not there answers 404 to those allowed."""
    if who == STRANGER:
        return (302,) if method == "GET" else (403,)
    role = Role.EDITOR if who == LIMITED else Role(who)
    if role not in allowed:
        return (403,)
    others = path.startswith(OWN) or (path.startswith("history") and "serial" in path)
    if who == LIMITED and others:
        return (403,)
    return (200, 302, 303, 400, 404, 409)


def test_posts_of_other_sites_and_without_the_token_do_nothing(manned: Site) -> None:
    someone = entered(manned, Role.ADMINISTRATOR)
    token = someone.token()
    for path, method in TABLE:
        if method == "GET":
            continue
        address = at(path)
        foreign = {"Sec-Fetch-Site": "cross-site"}
        for sent, headers in (
            ({"post_token": token}, foreign),
            ({}, {}),
            ({"post_token": "0"}, {}),
        ):
            answer = someone.client.post(address, data=sent, headers=headers)
            assert answer.status_code == 403, (path, sent, headers)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_methods_that_no_page_has_are_refused(manned: Site, method: str) -> None:
    someone = entered(manned, Role.ADMINISTRATOR)
    for path, _method in TABLE:
        assert someone.client.open(at(path), method=method).status_code == 405, path
