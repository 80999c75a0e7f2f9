"""The phone sheet: printed, asked, typed back in, and from there through review."""

import pytest

from estates.accounts.roles import Role
from estates.history import drafts
from estates.history.draft import Draft
from estates.web import clock
from tests.accounts.cast import EMAILS, Someone, add, entered
from tests.history.cast import desk
from tests.page import Page
from tests.site import Site
from tests.staff.cast import KIND, handed_in

pytestmark = pytest.mark.one_database

PATH = "/en/staff/estates/siro/phone-sheet/"
CALL = {"call_day": "۱۴۰۵/۰۹/۰۳", "whom": "مدیریت آزمون", "whom_en": "Trial management"}


def test_answers_become_entries_of_the_draft_with_the_call_as_their_source(staffed: Site) -> None:
    someone = entered(staffed, Role.EDITOR)
    page = someone.page(PATH)
    assert page.one("#f-number-jobs_direct") and "not published" in page.text
    answer = someone.post(PATH, None, **CALL, **{
        "number-jobs_direct": "۱٬۲۰۰", "qualifier-jobs_direct": "about",
        "number-units_operating": "40", "period-units_operating": "1405/06",
    })  # fmt: skip
    assert answer.status_code == 303 and answer.location.endswith("/en/staff/estates/siro/edit/")
    with desk(staffed) as session:
        draft = session.query(Draft).one()
        reading = KIND.read(session, "siro", draft.base, draft.entries)
        assert not reading.problems
        claims = [v for p, v in reading.changes.items() if p.startswith("claims/")]
        by_field = {claim["field"]: claim for claim in claims}
        jobs, units = by_field["jobs_direct"], by_field["units_operating"]
        assert (jobs["value"], jobs["qualifier"], jobs["start"]) == ("1200", "about", "2026-11-24")
        assert units["precision"] == "month" and units["source"] == jobs["source"]
        source = reading.changes[f"sources/{jobs['source']}"]
        assert source["kind"] == "official" and source["publisher"]["fa"] == "مدیریت آزمون"
    again = someone.post(PATH, None, **CALL, **{"number-jobs_direct": "1300"})
    assert again.status_code == 303
    with desk(staffed) as session:
        draft = session.query(Draft).one()
        assert sorted(p for p in draft.entries if p.startswith("claims/")) == [
            "claims/new1", "claims/new2", "claims/new3",
        ]  # fmt: skip
        assert len([p for p in draft.entries if p.startswith("sources/")]) == 2
        drafts.submit(session, KIND, draft, draft.writer, clock.now())
        session.commit()
    waiting = someone.post(PATH, None, **CALL, **{"number-jobs_direct": "1400"})
    page = someone.inspected(PATH, waiting, 409)
    assert "waits for review" in page.text
    assert page.one("#f-number-jobs_direct")["value"] == "1400"


WRONG = [
    ({}, "No answer was typed"),
    ({"number-jobs_direct": "many"}, "This is no number"),
    ({"number-jobs_direct": "1", "period-jobs_direct": "soon"}, "This is no date"),
    ({"period-jobs_direct": "1405"}, "no number"),
    ({"number-jobs_direct": "1", "qualifier-jobs_direct": "x"}, "Choose one"),
    ({"number-jobs_direct": "1", "call_day": "x"}, "day of the call"),
    ({"number-jobs_direct": "1", "call_day": "1499/01/01"}, "not come yet"),
    ({"number-jobs_direct": "1", "whom": ""}, "which office"),
    ({"number-jobs_direct": "1", "source": "nothing"}, "Choose a source"),
    ({"number-jobs_direct": "9" * 10_000}, "Mend this first"),
]


def test_what_is_wrong_is_said_at_its_line_and_nothing_typed_is_lost(staffed: Site) -> None:
    someone = entered(staffed, Role.EDITOR)
    for fields, words in WRONG:
        answer = someone.post(PATH, None, **{**CALL, **fields})
        assert answer.status_code == 400, words
        page = Page(PATH, answer)
        assert words in page.text
        assert page.one("#f-whom")["value"] == {**CALL, **fields}["whom"]
    someone.inspected(PATH, someone.post(PATH), 400)
    with desk(staffed) as session:
        assert not session.query(Draft).count()


def test_only_who_may_write_on_a_site_has_its_sheet(staffed: Site) -> None:
    add(staffed, Role.EDITOR, "limited@example.org", ("toghrud",))
    limited = Someone(staffed).enter("limited@example.org")
    assert limited.get(PATH).status_code == 403
    assert limited.get(PATH.replace("siro", "toghrud")).status_code == 200
    assert entered(staffed, Role.READER).get(PATH).status_code == 403
    editor = entered(staffed, Role.EDITOR)
    for ref in ("nowhere", "qom"):
        assert editor.get(PATH.replace("siro", ref)).status_code == 404


def test_a_source_that_exists_is_taken_as_it_is(staffed: Site) -> None:
    handed_in(staffed, {"texts/note/en": "Other."}, EMAILS[Role.ADMINISTRATOR])
    someone = entered(staffed, Role.EDITOR)
    answer = someone.post(
        PATH, None, **{"call_day": "1405/09/03", "source": "seed", "number-jobs_direct": "5"}
    )
    assert answer.status_code == 303
    with desk(staffed) as session:
        draft = session.query(Draft).filter(Draft.state == "draft").one()
        assert draft.entries == {
            "claims/new1": {
                "field": "jobs_direct", "number": "5", "qualifier": "exact",
                "period": "1405/09/03", "source": "seed",
            }
        }  # fmt: skip
