"""A draft before a second person: seen, sent back, published, or overtaken."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from estates.accounts.roles import Role
from estates.history import drafts, queries
from estates.history.audit import AuditEntry
from estates.history.draft import Draft
from estates.web import clock
from tests.accounts.cast import EMAILS, Someone, entered
from tests.history.cast import REASON, desk, new_claim
from tests.site import Site
from tests.staff.cast import KIND, SECOND, actor, begun, handed_in

ENTRIES = {
    "claims/new1": new_claim(),
    "claims/new2": new_claim("water_capacity", "۲۰", period=""),
    "texts/summary/fa": "سیرو شهرکی است که برای آزمون نوشته شده است.",
    "names/new1": {"language": "fa", "name": "نام آزمون", "role": "alias"},
    "location": {
        "latitude": "34.5", "longitude": "50.9", "quality": "approximate", "radius_m": "500",
        "source": "seed",
    },
}  # fmt: skip


def decide(someone: Someone, number: int, **fields: str):
    page = someone.page(f"/en/staff/drafts/{number}/")
    version = page.one('input[name="version"]')["value"]
    return someone.post(f"/en/staff/drafts/{number}/", None, **{"version": version, **fields})


def audited(site: Site) -> list[str]:
    with desk(site) as session:
        return [row.action for row in session.query(AuditEntry).order_by(AuditEntry.id)]


def state_of(site: Site, number: int) -> str:
    with desk(site) as session:
        return session.get_one(Draft, number).state


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_reviewer_sees_each_change_with_before_after_source_and_checks(
    staffed: Site, language: str
) -> None:
    number = handed_in(staffed, ENTRIES)
    page = entered(staffed, Role.PUBLISHER).page(f"/{language}/staff/drafts/{number}/")
    told = {"en": ("Gave “Gas capacity", "30,000", "source gives no date", "it will lag", "alias", "34.5"),
            "fa": ("۳۰٬۰۰۰", "نام آزمون")}  # fmt: skip
    for words in told[language]:
        assert words in page.text
    assert [tag.get_text() for tag in page.all(".will ins")][:1]
    assert page.all(".was del")  # what the old summary said
    assert page.one("#f-decision") and page.one("#f-note")
    assert page.all(".check.mind")


def test_the_queue_says_whose_how_many_and_that_the_own_ones_need_another(staffed: Site) -> None:
    theirs = handed_in(staffed, ENTRIES)
    own = handed_in(
        staffed, {"texts/note/en": "Own."}, EMAILS[Role.PUBLISHER], subject="salafchegan"
    )
    begun(staffed, {"texts/note/en": "Begun."}, SECOND)
    page = entered(staffed, Role.PUBLISHER).page("/en/staff/drafts/")
    rows = [row.get_text(" ") for row in page.all("tbody tr")]
    assert "5 changes" in rows[0] and "Review" in rows[0]
    assert "1 change" in rows[1] and "A second person has to look" in rows[1]
    assert page.one('.deskside a[href="/en/staff/drafts/"] b').get_text() == "2"
    reader = entered(staffed, Role.READER)
    assert "Begun" not in reader.page("/en/staff/drafts/?state=draft").text
    assert len(reader.page("/en/staff/drafts/?state=draft").all("tbody tr")) == 1
    for number in (theirs, own):
        assert not reader.page(f"/en/staff/drafts/{number}/").all("#decide")
    assert reader.get("/en/staff/drafts/?state=dropped").status_code == 400
    assert reader.get("/en/staff/drafts/99/").status_code == 404
    assert reader.get(f"/en/staff/drafts/{10**12}/").status_code == 404


def test_an_approval_is_public_at_once_to_whoever_published(staffed: Site) -> None:
    number = handed_in(staffed, ENTRIES)
    someone = entered(staffed, Role.PUBLISHER)
    assert "برای آزمون نوشته" not in someone.page("/fa/estates/siro/").text
    answer = decide(someone, number, decision="approve")
    assert answer.status_code == 303
    page = someone.page(answer.location)
    assert "revision 2" in page.text
    public = next(
        link for a in page.all(".work a") if (link := str(a["href"])).startswith("/fa/estates/")
    )
    assert "برای آزمون نوشته" in someone.page(public).text
    assert "30,000" in someone.page("/en/estates/siro/figures/gas-capacity/").text
    assert "draft-approved" in audited(staffed)
    assert "Published" in someone.page(f"/en/staff/drafts/{number}/").text
    again = someone.post(f"/en/staff/drafts/{number}/", decision="approve", version="3")
    assert again.status_code == 409 and "has published this draft" in again.get_data(as_text=True)


def test_a_draft_is_sent_back_with_comments_by_field_and_its_author_reads_them(
    staffed: Site,
) -> None:
    number = handed_in(staffed, ENTRIES)
    publisher, editor = entered(staffed, Role.PUBLISHER), entered(staffed, Role.EDITOR)
    nothing = decide(publisher, number, decision="send_back")
    page = publisher.inspected(f"/en/staff/drafts/{number}/", nothing, 400)
    assert "Say what is to be done" in page.words_of('[role="alert"]')
    answer = decide(
        publisher, number, decision="send_back", note="On the whole.",
        **{"about:claims/new1": "Which meter?"},
    )  # fmt: skip
    assert answer.status_code == 303 and state_of(staffed, number) == "sent_back"
    seen = editor.page(f"/en/staff/drafts/{number}/")
    assert "On the whole." in seen.text
    row = next(row for row in seen.all("tbody tr") if "Gas capacity" in row.get_text())
    assert "Which meter?" in row.get_text()
    assert "/en/staff/estates/siro/edit/" in {str(a["href"]) for a in seen.all(".deskhead a")}
    assert not publisher.page(f"/en/staff/drafts/{number}/").all(".deskhead a.button")
    late = publisher.post(f"/en/staff/drafts/{number}/", decision="approve")
    assert late.status_code == 409 and "sent this draft back" in late.get_data(as_text=True)
    assert "draft-sent-back" in audited(staffed)


def test_nobody_decides_on_their_own_draft(staffed: Site) -> None:
    number = handed_in(staffed, ENTRIES, EMAILS[Role.PUBLISHER])
    author = entered(staffed, Role.PUBLISHER)
    page = author.page(f"/en/staff/drafts/{number}/")
    assert not page.all("#decide") and "somebody else decides" in page.text
    for decision in ("approve", "send_back"):
        answer = author.post(f"/en/staff/drafts/{number}/", decision=decision, note="x")
        refused = author.inspected(f"/en/staff/drafts/{number}/", answer, 403)
        assert "A second person has to decide" in refused.text
    assert entered(staffed, Role.EDITOR).post(f"/en/staff/drafts/{number}/").status_code == 403
    assert state_of(staffed, number) == "submitted"


def test_what_its_author_changed_meanwhile_is_not_published_unseen(staffed: Site) -> None:
    number = handed_in(staffed, ENTRIES)
    publisher, editor = entered(staffed, Role.PUBLISHER), entered(staffed, Role.EDITOR)
    page = publisher.page(f"/en/staff/drafts/{number}/")
    version = page.one('input[name="version"]')["value"]
    assert editor.post(f"/en/staff/drafts/{number}/take-back/").status_code == 303
    late = publisher.post(f"/en/staff/drafts/{number}/", decision="approve", version=version)
    assert late.status_code == 409 and "taken this draft back" in late.get_data(as_text=True)
    handed_in(staffed, {"claims/new1": new_claim(number="9")})
    answer = publisher.post(
        f"/en/staff/drafts/{number}/", decision="send_back", version=version, note="Kept."
    )
    seen = publisher.inspected(f"/en/staff/drafts/{number}/", answer, 409)
    assert "Look at it once more" in seen.text and "Kept." in seen.words_of("#f-note")
    assert state_of(staffed, number) == "submitted"
    assert publisher.post(f"/en/staff/drafts/{number}/take-back/").status_code == 403


def test_a_draft_that_was_overtaken_goes_back_to_its_author(staffed: Site) -> None:
    first = handed_in(staffed, {"texts/note/en": "First."})
    second = handed_in(staffed, {"texts/note/en": "Second."}, EMAILS[Role.ADMINISTRATOR])
    publisher = entered(staffed, Role.PUBLISHER)
    assert decide(publisher, second, decision="approve").status_code == 303
    assert "Another revision was published" in publisher.page(f"/en/staff/drafts/{first}/").text
    answer = decide(publisher, first, decision="approve")
    assert answer.status_code == 303 and state_of(staffed, first) == "sent_back"
    author = entered(staffed, Role.EDITOR)
    assert "Another publication was first" in author.page(f"/en/staff/drafts/{first}/").text
    assert "draft-returned-stale" in audited(staffed)


def test_of_two_publishers_who_approve_at_once_one_publishes_and_the_other_is_told(
    staffed: Site,
) -> None:
    number = handed_in(staffed, ENTRIES)
    two = [entered(staffed, Role.PUBLISHER), Someone(staffed).enter(SECOND)]
    with desk(staffed) as session:
        version = str(session.get_one(Draft, number).version)
    tokens, barrier = [one.token() for one in two], Barrier(2)

    def approve(at: int):
        barrier.wait()
        fields = {"decision": "approve", "version": version, "post_token": tokens[at]}
        return two[at].post(f"/en/staff/drafts/{number}/", None, **fields)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(approve, range(2)))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert "has published this draft in the meantime" in late.get_data(as_text=True)
    with desk(staffed):
        assert queries.current_number(queries.db.session(), "siro") == 2
    assert audited(staffed).count("draft-approved") == 1


def test_warnings_stand_with_the_reasons_that_were_given(staffed: Site) -> None:
    number = begun(staffed, {
        "claims/new1": new_claim("area_gross", "100", qualifier="about"),
        "claims/new2": new_claim("area_allotted", "105", qualifier="about"),
    })  # fmt: skip
    with desk(staffed) as session:
        draft = session.get_one(Draft, number)
        reading = KIND.read(session, "siro", draft.base, draft.entries)
        doubts = KIND.doubts(session, "siro", draft.base, reading.document(draft.base))
        assert doubts and not any(doubt.blocks for doubt in doubts)
        reasons = {doubt.key: "Counted twice over." for doubt in doubts}
        writer = draft.writer
        drafts.submit(session, KIND, draft, writer, clock.now(), reasons)
        session.commit()
    page = entered(staffed, Role.PUBLISHER).page(f"/en/staff/drafts/{number}/")
    assert "Counted twice over." in page.words_of(".checks")


HOSTILE = ["\0", "x" * 10_000, "\ud800", "new1", "-1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_decisions_are_met_with_words(staffed: Site, text: str) -> None:
    number = handed_in(staffed, ENTRIES)
    someone = entered(staffed, Role.PUBLISHER)
    sent = text.encode("utf-8", "surrogatepass")
    for fields in (
        {"decision": sent},
        {"version": sent, "decision": "approve"},
        {"decision": "send_back", "note": sent},
        {"decision": "send_back", "about:" + text.encode("utf-8", "replace").decode(): sent},
    ):
        answer = someone.post(f"/en/staff/drafts/{number}/", None, **fields)
        assert answer.status_code in (303, 400, 409)


def test_an_invalid_draft_shows_what_is_wrong(staffed: Site) -> None:
    number = begun(staffed, {"claims/new1": new_claim(number="viel")})
    page = entered(staffed, Role.READER).page(f"/en/staff/drafts/{number}/")
    assert "This is no number" in page.text
    assert actor(staffed, EMAILS[Role.READER]).name in page.text or page.all(".notice.bad")


def test_a_withdrawal_and_a_ruling_are_shown_with_their_reasons(staffed: Site) -> None:
    with desk(staffed) as session:
        base = KIND.document(session, "shokuhiyeh")
    claim = next(p.partition("/")[2] for p in base if p.startswith("claims/")
                 and f"standing/{p.partition('/')[2]}" not in base)  # fmt: skip
    number = handed_in(staffed, {
        f"standing/{claim}": {"action": "withdraw", **REASON},
        "rulings/fibre": {"state": "none", "source": "seed", **REASON},
        "location": {},
    }, subject="shokuhiyeh")  # fmt: skip
    page = entered(staffed, Role.PUBLISHER).page(f"/en/staff/drafts/{number}/")
    assert page.text.count("A test.") >= 2 and "withdrawn" in page.text
