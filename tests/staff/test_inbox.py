"""The inbox: found, given, answered, noted, passed on, closed; nobody answers over another."""

import logging

import pytest

from estates.accounts.roles import Role
from estates.history.audit import AuditEntry
from tests.accounts.cast import EMAILS, entered, stored
from tests.enquiries.cast import PERSON, sent
from tests.enquiries.cast import stored as enquiries
from tests.history.cast import desk
from tests.site import Site

REPORT = "/fa/report/?claim=1"


@pytest.fixture
def asked(staffed: Site) -> tuple[Site, str]:
    """A site that somebody has asked something, and the sender's address of it."""
    return staffed, sent(staffed, "/fa/enquire/?estate=siro&field=gas-capacity", about="1")


def test_the_inbox_tells_what_it_is_about_and_how_long_it_waits(asked: tuple[Site, str]) -> None:
    site, _ = asked
    sent(site, REPORT)
    page = entered(site, Role.EDITOR).page("/en/staff/enquiries/")
    rows = [row.get_text(" ") for row in page.all("tbody tr")]
    assert any("Gas capacity" in row and "since today" in row for row in rows)
    assert any("mistake reported" in row for row in rows)
    assert page.one('.deskside a[href="/en/staff/enquiries/"] b').get_text() == "2"
    someone = entered(site, Role.PUBLISHER)
    assert len(someone.page("/en/staff/enquiries/?estate=siro").all("tbody tr")) == 1
    assert not someone.page("/en/staff/enquiries/?state=answered").all("tbody tr")
    assert len(someone.page("/en/staff/enquiries/?assigned=0&state=all").all("tbody tr")) == 2
    for query in ("state=x", "estate=nowhere", "assigned=x", "assigned=-1", "page=0"):
        assert someone.get(f"/en/staff/enquiries/?{query}").status_code == 400
    assert entered(site, Role.READER).get("/en/staff/enquiries/").status_code == 403


def test_an_answer_reaches_the_sender_and_nothing_personal_the_logs(
    asked: tuple[Site, str], caplog: pytest.LogCaptureFixture
) -> None:
    site, path = asked
    caplog.set_level(logging.DEBUG)
    someone = entered(site, Role.EDITOR)
    page = someone.page("/en/staff/enquiries/1/")
    assert PERSON["email"] in page.text
    version = page.one('form[aria-label="Answer"] input[name="version"]')["value"]
    empty = someone.post("/en/staff/enquiries/1/answer/", version=version, answer=" ")
    refused = someone.inspected("/en/staff/enquiries/1/answer/", empty, 400)
    assert "Write the answer" in refused.text
    for action, field in (("assign", ""), ("note", "Invented note."), ("refer", "دفتر آزمون")):
        with stored(site, EMAILS[Role.EDITOR]) as account:
            given = field or str(account.id)
        answer = someone.post(f"/en/staff/enquiries/1/{action}/", None, **{action: given})
        assert answer.status_code == 303
    answer = someone.post("/en/staff/enquiries/1/answer/", version=version, answer="پاسخ آزمون")
    assert answer.status_code == 303
    seen = site.get(path)
    assert "پاسخ آزمون" in seen.text and "دفتر آزمون" in seen.text
    assert "Invented note" not in seen.text
    assert "Invented note" in someone.page("/en/staff/enquiries/1/").text
    with desk(site) as session:
        kept = " ".join(
            f"{row.subject} {row.details}"
            for row in session.query(AuditEntry)
            if "enquiry" in row.action
        )
    for secret in (PERSON["email"], PERSON["name"], PERSON["phone"]):
        assert secret not in kept and secret not in caplog.text
    assert kept.count("Q-14") == 4


def test_of_two_who_answer_the_second_is_told_and_keeps_the_text(asked: tuple[Site, str]) -> None:
    site, path = asked
    one, two = entered(site, Role.EDITOR), entered(site, Role.PUBLISHER)
    version = one.page("/en/staff/enquiries/1/").one("#f-close input[name=version]")["value"]
    assert (
        one.post("/en/staff/enquiries/1/answer/", version=version, answer="One.").status_code == 303
    )
    late = two.post("/en/staff/enquiries/1/answer/", version=version, answer="Two.")
    page = two.inspected("/en/staff/enquiries/1/answer/", late, 409)
    assert "Somebody has written here" in page.text and "Two." in page.words_of("#f-answer")
    assert "Two." not in site.client.get(path).get_data(as_text=True)
    for hostile in ("", "x", "-1", "9" * 40, "۱"):
        again = two.post("/en/staff/enquiries/1/answer/", version=hostile, answer="Two.")
        assert again.status_code == 409


def test_what_is_closed_opens_by_itself_when_the_sender_writes_again(
    asked: tuple[Site, str],
) -> None:
    site, path = asked
    someone = entered(site, Role.EDITOR)
    page = someone.page("/en/staff/enquiries/1/")
    version = page.one("#f-close input[name=version]")["value"]
    assert someone.post("/en/staff/enquiries/1/close/", version=version).status_code == 303
    assert not someone.page("/en/staff/enquiries/").all("tbody tr")
    assert "بسته شد" in site.get(path).text
    assert someone.post("/en/staff/enquiries/1/reopen/").status_code == 303
    with enquiries(site) as [one]:
        assert one.waiting_since == one.received_at
    sent(site, path, message="افزودهٔ آزمون")
    assert "افزودهٔ آزمون" in someone.page("/en/staff/enquiries/1/").text
    assert "آنچه افزودید" in site.get(path).text


def test_an_enquiry_is_given_to_a_colleague_of_the_list_alone(asked: tuple[Site, str]) -> None:
    site, _ = asked
    someone = entered(site, Role.EDITOR)
    with stored(site, EMAILS[Role.READER]) as account:
        reader = account.id
    for wrong in (str(reader), "9999", "x"):
        assert someone.post("/en/staff/enquiries/1/assign/", assign=wrong).status_code == 400
    assert someone.get("/en/staff/enquiries/99/").status_code == 404
    assert someone.get(f"/en/staff/enquiries/{10**12}/").status_code == 404
    assert someone.get("/en/staff/enquiries/1/?ready=99").status_code == 200
    assert someone.get("/en/staff/enquiries/1/?ready=x").status_code == 400
    for action in ("note", "refer", "answer"):
        long = someone.post(f"/en/staff/enquiries/1/{action}/", None, **{action: "x" * 10_000})
        assert long.status_code == 400


def test_ready_answers_are_written_by_publishers_and_begin_an_answer(
    asked: tuple[Site, str],
) -> None:
    site, _ = asked
    publisher, editor = entered(site, Role.PUBLISHER), entered(site, Role.EDITOR)
    assert "There is none yet" in editor.page("/en/staff/ready-answers/").text
    fields = {
        "name_fa": "نام آزمون",
        "name_en": "Trial",
        "text_fa": "متن آزمون.",
        "text_en": "A trial.",
    }
    assert editor.post("/en/staff/ready-answers/", None, **fields).status_code == 403
    half = publisher.post("/en/staff/ready-answers/", None, **{**fields, "text_en": ""})
    page = publisher.inspected("/en/staff/ready-answers/", half, 400)
    assert "needed in both languages" in page.text and "متن آزمون" in page.words_of("#f-text_fa")
    assert publisher.post("/en/staff/ready-answers/", None, **fields).status_code == 303
    assert "متن آزمون" in editor.page("/en/staff/enquiries/1/?ready=1").words_of("#f-answer")
    changed = publisher.post("/en/staff/ready-answers/1/", None, **{**fields, "name_en": "Other"})
    assert changed.status_code == 303 and "Other" in editor.page("/en/staff/ready-answers/").text
    assert publisher.post("/en/staff/ready-answers/1/", remove="1").status_code == 303
    assert publisher.get("/en/staff/ready-answers/1/").status_code == 404
