"""`flask enquiries`: list, show, answer, expire, mail, holiday."""

from datetime import date, timedelta

import pytest
from click.testing import Result

from estates.database import db
from estates.enquiries import desk, queries
from estates.enquiries.models import Holiday
from estates.enquiries.reference import reference as reference_of
from estates.web import clock
from tests.enquiries.cast import MOMENT, PERSON, sent, stored
from tests.site import Site


def run(site: Site, *arguments: str, typed: str | None = None) -> Result:
    result = site.app.test_cli_runner().invoke(args=["enquiries", *arguments], input=typed)
    with site.app.app_context():
        db.session.remove()
    return result


def reference(site: Site, place: int = 0) -> str:
    with stored(site) as enquiries:
        return enquiries[place].reference


def test_enquiries_are_listed_by_their_standing(own_site: Site) -> None:
    sent(own_site, "/fa/enquire/?estate=siro", about="1")
    sent(own_site)
    run(own_site, "answer", reference(own_site, 1), "--text", "پاسخ آزمون")
    everything, waiting = run(own_site, "list").output, run(own_site, "list", "--open").output
    assert "siro" in everything and "answered" in everything and "2 enquiries" in everything
    assert reference(own_site, 0) in waiting and reference(own_site, 1) not in waiting
    assert PERSON["name"] not in everything
    assert "nothing was promised" in run(own_site, "list", "--overdue").output


def test_overdue_ones_are_marked_where_something_was_promised(databases, tmp_path) -> None:
    site = Site(databases.copy("sqlite"), tmp_path, ENQUIRY_PROMISE_DAYS="2")
    sent(site)
    assert "0 enquiries, 0 overdue" in run(site, "list", "--overdue").output
    with clock.stopped_at(MOMENT + timedelta(days=7)):
        assert "OVERDUE" in run(site, "list").output
        assert "1 enquiries, 1 overdue" in run(site, "list", "--overdue").output
    site.close()


def test_staff_read_who_asked_and_what(own_site: Site) -> None:
    sent(own_site)
    output = run(own_site, "show", reference(own_site)).output
    lines = PERSON["message"].splitlines()
    assert all(text in output for text in (PERSON["name"], PERSON["email"], *lines))
    # Nothing in a text stands where the head of the next one would.
    assert all(f"    {line}" in output.splitlines() for line in lines if line)


@pytest.mark.parametrize("by", ["--text", "input"])
def test_an_answer_is_stored_and_sent(own_site: Site, by: str) -> None:
    path = sent(own_site)
    extra = ["--text", "پاسخ آزمون"] if by == "--text" else []
    done = run(own_site, "answer", reference(own_site), *extra, typed="پاسخ آزمون\n")
    assert done.exit_code == 0 and "1 mails sent" in done.output
    assert own_site.get(path).all("dd.typed")[-1].get_text() == "پاسخ آزمون"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["answer", "Q-1405-00001-9", "--text", "x"], "is no reference"),
        (["answer", "nonsense", "--text", "x"], "is no reference"),
        (["show", reference_of(MOMENT, 99999)], "There is no enquiry"),
        (["show", reference_of(MOMENT, 999999999)], "There is no enquiry"),
        (["expire", "--reference", "Q-1"], "is no reference"),
    ],
)
def test_a_reference_that_is_wrong_is_said(site: Site, arguments: list[str], words: str) -> None:
    result = run(site, *arguments)
    assert result.exit_code != 0 and words in f"{result.output}{result.exception}"


def test_an_empty_answer_is_none(own_site: Site) -> None:
    sent(own_site)
    assert run(own_site, "answer", reference(own_site), typed=" \n").exit_code != 0
    with stored(own_site) as [enquiry]:
        assert enquiry.first_answered_at is None


def test_what_is_older_than_was_said_is_blanked_and_the_times_stay(own_site: Site) -> None:
    sent(own_site, "/fa/enquire/?estate=siro", about="1", country="IR", project="طرح آزمون")
    run(own_site, "answer", reference(own_site), "--text", "پاسخ آزمون")
    with clock.stopped_at(MOMENT + timedelta(days=365)):
        assert "0 enquiries were blanked" in run(own_site, "expire").output
    with clock.stopped_at(MOMENT + timedelta(days=366)):
        assert "1 enquiries were blanked" in run(own_site, "expire").output
        assert "0 enquiries were blanked" in run(own_site, "expire").output
    with stored(own_site) as [enquiry]:
        kept = [enquiry.name, enquiry.phone, enquiry.email, enquiry.country, enquiry.project]
        assert kept == [""] * 5 and {message.text for message in enquiry.messages} == {""}
        assert enquiry.subject == "siro" and enquiry.first_answered_at == MOMENT
    assert list((own_site.instance_dir / "outbox").iterdir()) == []
    with own_site.app.app_context():
        assert queries.answer_times(MOMENT + timedelta(days=1)).answered == 1
    assert "was blanked" in str(
        run(own_site, "answer", reference(own_site), "--text", "x").exception
    )


def test_who_writes_again_is_kept_longer(own_site: Site) -> None:
    sent(own_site)
    with own_site.app.app_context():
        [enquiry] = queries.all_of()
        desk.add(enquiry, "افزوده", "post", MOMENT + timedelta(days=300))
        db.session.commit()
    with clock.stopped_at(MOMENT + timedelta(days=400)):
        assert "0 enquiries were blanked" in run(own_site, "expire").output


def test_one_can_be_blanked_at_once(own_site: Site) -> None:
    sent(own_site)
    sent(own_site)
    assert "1 enquiries" in run(own_site, "expire", "--reference", reference(own_site, 0)).output
    with stored(own_site) as [first, second]:
        assert (first.name, second.name) == ("", PERSON["name"])


def test_a_mail_that_waits_is_sent_by_command(own_site: Site) -> None:
    outbox = own_site.instance_dir / "outbox"
    outbox.write_text("in the way")
    sent(own_site)
    assert "0 mails sent, 1 failed." in run(own_site, "mail").output
    outbox.unlink()
    assert "1 mails sent, 0 failed." in run(own_site, "mail").output
    assert len(list(outbox.iterdir())) == 1


def test_holidays_are_entered_and_taken_back(own_site: Site) -> None:
    assert run(own_site, "holiday", "2027-01-05", "--fa", "آزمون", "--en", "Trial").exit_code == 0
    with own_site.app.app_context():
        found = db.session.get(Holiday, date(2027, 1, 5))
        assert found is not None and found.name["en"] == "Trial"
    run(own_site, "holiday", "2027-01-05", "--remove")
    with own_site.app.app_context():
        assert queries.rest_days().days == frozenset()


def test_days_of_rest_are_entered_and_taken_back(own_site: Site) -> None:
    run(own_site, "rest-day", "thursday", "--fa", "آزمون", "--en", "Trial")
    run(own_site, "rest-day", "friday", "--remove")
    with own_site.app.app_context():
        assert queries.rest_days().weekdays == frozenset({3})
    assert run(own_site, "rest-day", "someday").exit_code != 0
