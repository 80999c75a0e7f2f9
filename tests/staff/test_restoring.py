"""An earlier revision comes back from the desk, as a draft that a second person approves."""

from estates.accounts.roles import Role
from estates.history import drafts, queries
from estates.web import clock
from tests.accounts.cast import EMAILS, Someone, add, entered
from tests.history.cast import desk, published
from tests.site import Site
from tests.staff.cast import KIND, actor, begun

PATH = "/en/staff/history/siro/"


def test_an_earlier_revision_comes_back_through_review(staffed: Site) -> None:
    with desk(staffed) as session:
        before = staffed.get("/en/estates/siro/").text
        published(session, {"texts/summary/en": "Obviously invented."})
    editor, publisher = entered(staffed, Role.EDITOR), entered(staffed, Role.PUBLISHER)
    page = editor.page(PATH)
    [link] = [str(a["href"]) for a in page.all(".work a") if "/history/siro/1/" in a["href"]]
    form = editor.page(link)
    assert "Obviously invented." in form.text
    silent = editor.inspected(link, editor.post(link), 400)
    assert "Say why" in silent.text
    answer = editor.post(link, reason_en="It was right.")
    assert answer.status_code == 303
    draft = editor.page(answer.location)
    assert "brings revision 1 back" in draft.text
    again = editor.inspected(link, editor.post(link, reason_fa="آزمون"), 409)
    assert "writing a draft here already" in again.text
    assert answer.location in {str(a["href"]) for a in again.all(".notice a")}
    assert editor.get("/en/staff/history/siro/2/").status_code == 404  # the present state
    # The author hands it in, as the editor does.
    writer = actor(staffed, EMAILS[Role.EDITOR])
    with desk(staffed) as session:
        found = queries.open_draft_of(session, "siro", writer.key)
        assert found
        drafts.submit(session, KIND, found, writer, clock.now())
        session.commit()
        number = found.id
    seen = publisher.page(f"/en/staff/drafts/{number}/")
    version = seen.one('input[name="version"]')["value"]
    done = publisher.post(f"/en/staff/drafts/{number}/", decision="approve", version=version)
    assert done.status_code == 303
    assert "Obviously invented." not in staffed.get("/en/estates/siro/").text
    assert "Obviously invented." not in before


def test_only_who_may_write_brings_back(staffed: Site) -> None:
    with desk(staffed) as session:
        published(session, {"texts/note/en": "Another."})
    add(staffed, Role.EDITOR, "limited@example.org", ("toghrud",))
    limited, reader = Someone(staffed).enter("limited@example.org"), entered(staffed, Role.READER)
    for someone in (limited, reader):
        assert not [a for a in someone.page(PATH).all(".work a") if "/siro/1/" in a["href"]]
        assert someone.get(f"{PATH}1/").status_code == 403
        assert someone.post(f"{PATH}1/", reason_en="x").status_code == 403
    editor = entered(staffed, Role.EDITOR)
    for path in ("nowhere/", "siro/0/", f"siro/{10**12}/", "x:y/", "%00/"):
        assert editor.get(f"/en/staff/history/{path}").status_code == 404
    assert begun(staffed, {}) and editor.post(f"{PATH}1/", reason_en="x" * 5000).status_code == 400
