"""Contacts by the table: brought in as drafts, taken out, and brought in again. All invented."""

import pytest

from estates.accounts.roles import Role
from estates.database import db
from estates.history import drafts
from estates.history.draft import Actor, Draft
from estates.pages.subjects import family
from estates.web.clock import now
from tests.accounts.cast import entered
from tests.site import Site
from tests.staff.cast_of_tables import checked, drafts_of, editor, fates, finish, send, table

HEADER = ["subject", "role_fa", "role_en", "phones", "email", "hours_en", "source"]
OFFICE = [
    "siro",
    "دفتر ساختگی",
    "Invented office",
    "۰۲۵ ۳۳۳۴ ۴۵۵۶; +98 912 345 6789",
    "",
    "",
    "seed",
]
GATE = ["siro", "نگهبانی ساختگی", "Invented gate", "", "gate@example.org", "8 to 16", "seed"]
NOBODY = ["ict", "دفتر ساختگی", "Invented office", "", "", "", "seed"]
NUMBER = ["ict", "دفتر ساختگی", "Invented office", "12", "", "", "seed"]


def approve(site: Site) -> None:
    """Publish every draft there is."""
    with site.app.app_context():
        for draft in db.session.query(Draft).filter(Draft.state == "draft").all():
            kind = family(draft.subject).kind
            drafts.submit(db.session(), kind, draft, draft.writer, now(), {})
            drafts.approve(db.session(), kind, draft, Actor("other", "Invented"), now())
            db.session.commit()


def brought_in(site: Site, *rows: list[str], header: list[str] = HEADER) -> str:
    """Rows as drafts; the address of the job."""
    sara = entered(site, Role.EDITOR)
    address = checked(sara, table(*rows, header=header), of="contacts")
    assert sara.post(f"{address}drafts/").status_code == 303
    finish(site)
    return address


def test_contacts_come_in_as_a_draft_and_go_out_as_they_are(own_site: Site) -> None:
    sara = editor(own_site)
    address = checked(
        sara, table(OFFICE, GATE, NOBODY, NUMBER, OFFICE, header=HEADER), of="contacts"
    )
    assert fates(sara, address) == {"New value": 2, "Mistake": 2, "In the file before": 1}
    assert drafts_of(own_site) == {}
    brought_in(own_site, OFFICE, GATE)
    made = drafts_of(own_site)["siro"]
    assert [made[f"contacts/new{n}"]["position"] for n in (1, 2)] == ["1", "2"]
    approve(own_site)
    page = own_site.get("/en/estates/siro/")
    assert "Invented gate" in page.text and "+98 25 3334 4556" in page.text
    for kind in ("csv", "xlsx"):
        out = sara.get(f"/fa/staff/export/contacts.{kind}").get_data()
        back = checked(sara, out, f"contacts.{kind}", of="contacts")
        assert fates(sara, back) == {"Published already": 2}


def test_a_row_with_a_number_changes_that_contact(own_site: Site) -> None:
    editor(own_site)
    brought_in(own_site, OFFICE, GATE)
    approve(own_site)
    changed = ["2", *GATE[:2], "Invented gatehouse", *GATE[3:]]
    address = brought_in(own_site, changed, header=["id", *HEADER])
    assert "changes the contact" in entered(own_site, Role.EDITOR).page(address).text
    assert list(drafts_of(own_site)["siro"]) == ["contacts/2"]
    approve(own_site)
    page = own_site.get("/en/estates/siro/").text
    assert "Invented gatehouse" in page and "Invented office" in page
    assert page.index("Invented office") < page.index("Invented gatehouse")


@pytest.mark.one_database
def test_no_other_table_is_taken(own_site: Site) -> None:
    assert send(editor(own_site), table(OFFICE, header=HEADER), of="nothing").status_code == 400
