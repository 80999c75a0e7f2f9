"""From a table to a draft: nothing is written before, and everything goes through review."""

import pytest

from estates.accounts.roles import Role
from estates.database import db
from estates.history import drafts
from estates.history.draft import Actor, Draft
from estates.ledger.models import Claim, Lead
from estates.pages.subjects import family
from estates.staff.importing import ImportRow, folder
from estates.web.clock import now
from tests.accounts.cast import add, entered
from tests.site import Site
from tests.staff.cast_of_tables import (
    HEADER,
    NEW_ROW,
    checked,
    columns_form,
    drafts_of,
    editor,
    fates,
    finish,
    send,
    table,
)


def test_a_table_becomes_a_draft_that_another_approves(own_site: Site) -> None:
    sara = editor(own_site)
    address = checked(sara, table(NEW_ROW, ["qom", "gas_capacity", "x", "", "seed"]))
    page = sara.page(address)
    assert drafts_of(own_site) == {}
    assert fates(sara, address)["New value"] == 1
    assert "This is no number" in page.text or "no such figure" in page.text
    assert sara.post(f"{address}drafts/").status_code == 303
    finish(own_site)
    assert "1 value is in your draft" in sara.page(address).text
    made = drafts_of(own_site)
    assert list(made) == ["siro"]
    assert made["siro"]["claims/new1"]["number"] == "۳۰٬۰۰۰"
    with own_site.app.app_context():
        draft = db.session.query(Draft).one()
        kind = family("siro").kind
        drafts.submit(db.session(), kind, draft, draft.writer, now(), {})
        drafts.approve(db.session(), kind, draft, Actor("other", "Invented"), now())
        db.session.commit()
        assert (
            db.session.query(Claim)
            .filter_by(subject="siro", field_key="gas_capacity", revision=2)
            .one()
            .value
            == 30000
        )
        assert list(folder().iterdir()) == []
    assert fates(sara, checked(sara, table(NEW_ROW))) == {"Published already": 1}


def test_persian_headings_digits_and_names_are_understood(own_site: Site) -> None:
    sara = editor(own_site)
    rows = table(
        ["شهرك صنعتي سيرو", "siro", "١٢٣٤٥", "1404"],
        header=["subject", "کلید", "مقدار", "period"],
        delimiter="\t",
    )
    answer = send(sara, rows.decode().encode("utf-16"))
    assert answer.status_code == 303
    assert "UTF-16" in sara.page(answer.location).text


def test_repeated_and_conflicting_rows_are_said(own_site: Site) -> None:
    sara = editor(own_site)
    with own_site.app.app_context():
        lead = db.session.query(Lead).filter(Lead.subject != "qom").first()
        assert lead
        claim = db.session.get_one(Claim, lead.claim_id)
        period = claim.period_start.isoformat() if claim.period_start else ""
        row = [lead.subject, lead.field_key, str(int(lead.number) * 7 + 1000), period, "seed"]
    address = checked(sara, table(row, row))
    found = fates(sara, address)
    assert found.get("In the file before") == 1
    assert found.get("New, and disagrees with the value shown") == 1


def test_limited_editors_reach_their_sites_alone(own_site: Site) -> None:
    sara = editor(own_site, refs=("salafchegan",))
    address = checked(sara, table(NEW_ROW))
    assert fates(sara, address) == {"Mistake": 1}
    assert "You may not write on this site." in sara.page(address).text
    assert sara.post(f"{address}drafts/").status_code == 303
    assert drafts_of(own_site) == {}


def test_entries_join_an_open_draft_and_never_twice(own_site: Site) -> None:
    sara = editor(own_site)
    with own_site.app.app_context():
        from estates.accounts import queries as accounts
        from tests.accounts.cast import EMAILS

        me = accounts.by_email(EMAILS[Role.EDITOR])
        assert me
        actor = Actor(str(me.id), me.name)
        draft = drafts.begin(db.session(), family("siro").kind, "siro", actor, now())
        drafts.save(db.session(), draft, {"texts/note/en": "Invented."}, actor, now())
        db.session.commit()
    for _ in range(2):
        address = checked(sara, table(NEW_ROW))
        sara.post(f"{address}drafts/")
        finish(own_site)
    assert set(drafts_of(own_site)["siro"]) == {"texts/note/en", "claims/new1"}


def test_a_new_source_comes_along_for_every_site(own_site: Site) -> None:
    sara = editor(own_site)
    header = HEADER[:-1]
    rows = [
        ["siro", "gas_capacity", "31000", "1405"],
        ["salafchegan", "gas_capacity", "32000", "1405"],
    ]
    source = {
        "source": "+", "source-id": "invented-letter", "source-kind": "official",
        "source-publisher_en": "Invented office", "source-title": "Letter 1", "source-language": "en",
    }  # fmt: skip
    address = checked(sara, table(*rows, header=header), **source)
    sara.post(f"{address}drafts/")
    finish(own_site)
    made = drafts_of(own_site)
    assert set(made) == {"siro", "salafchegan"}
    assert all("sources/invented-letter" in entries for entries in made.values())
    with own_site.app.app_context():
        for draft in db.session.query(Draft).all():
            kind = family(draft.subject).kind
            drafts.submit(db.session(), kind, draft, draft.writer, now(), {})
        for draft in db.session.query(Draft).all():
            drafts.approve(
                db.session(), family(draft.subject).kind, draft, Actor("other", "I"), now()
            )
            db.session.commit()
        assert db.session.query(Claim).filter_by(source_id="invented-letter").count() == 2


def test_somebody_elses_import_is_not_there(own_site: Site) -> None:
    sara = editor(own_site)
    address = checked(sara, table(NEW_ROW))
    add(own_site, Role.PUBLISHER)
    other = entered(own_site, Role.PUBLISHER)
    for path in ("", "columns/", "progress.json", "rows.csv"):
        assert other.get(address + path).status_code == 404
    assert other.post(f"{address}cancel/").status_code == 404


def test_a_cancelled_import_leaves_nothing(own_site: Site) -> None:
    sara = editor(own_site)
    address = checked(sara, table(NEW_ROW))
    assert sara.post(f"{address}cancel/").status_code == 303
    sara.page(address)
    with own_site.app.app_context():
        assert db.session.query(ImportRow).count() == 0
        assert list(folder().iterdir()) == []


def test_a_missing_column_is_said_and_a_chosen_one_is_remembered(own_site: Site) -> None:
    sara = editor(own_site)
    content = table(NEW_ROW, header=["A1", *HEADER[1:]])
    answer = send(sara, content)
    form = columns_form(sara.page(answer.location))
    refused = sara.post(answer.location, None, **form)
    assert refused.status_code == 400
    assert "Say which column holds" in sara.inspected(answer.location, refused, 400).text
    assert sara.post(answer.location, None, **{**form, "column-0": "subject"}).status_code == 303
    finish(own_site)
    again = send(sara, content)
    assert columns_form(sara.page(again.location))["column-0"] == "subject"


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_taken_out_changes_nothing_when_it_comes_back(
    own_site: Site, lang: str, kind: str
) -> None:
    sara = editor(own_site)
    out = sara.get(f"/{lang}/staff/export/claims.{kind}").get_data()
    with own_site.app.app_context():
        total = db.session.query(Claim).count()
    address = checked(sara, out, f"claims.{kind}")
    assert fates(sara, address) == {"Published already": total}
    # Without the numbers of the values the words alone say the same.
    form = columns_form(sara.page(f"{address}columns/"))
    form = {name: "" if key == "id" else key for name, key in form.items()}
    assert sara.post(f"{address}columns/", None, **form).status_code == 303
    finish(own_site)
    assert fates(sara, address) == {"Published already": total}
