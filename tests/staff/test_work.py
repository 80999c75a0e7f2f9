"""The first page of the desk counts what it should, and every number leads to its whole list."""

import pytest
from sqlalchemy import update

from estates.accounts.roles import Role
from estates.database import db
from estates.directory import attention as profiles
from estates.directory import queries as directory
from estates.ledger import attention
from estates.ledger import queries as ledger
from estates.ledger.figures import State
from estates.ledger.models import PROVINCE, Level, Ruling
from estates.web import clock
from tests.accounts.cast import Someone, add, entered
from tests.history.cast import desk, new_claim, published
from tests.site import Site
from tests.staff.cast import SECOND, begun, handed_in

LISTS = ("overdue", "unknown", "languages", "disputes", "sources")


def all_figures():
    found = ledger.figures_of([PROVINCE, *directory.refs()], clock.today())
    return [figure for figures in found.values() for figure in figures.values()]


def test_the_lists_hold_what_the_ledger_says(site: Site) -> None:
    with site.app.app_context():
        figures, today = all_figures(), clock.today()
        overdue = {(one.subject, one.field.key) for one in figures if one.overdue}
        listed = attention.overdue(today, 0, 1000)
        assert {(one.subject, one.field.key) for one in listed} == overdue
        assert attention.count_overdue(today) == len(overdue) == len(listed)
        disputed = {
            (one.subject, one.field.key) for one in figures if one.disputed and not one.ruling
        }
        assert set(attention.disputed()) == disputed and disputed
        gaps = {
            (one.subject, one.field.key)
            for one in figures
            if one.field.level == Level.CORE and one.state is State.NOT_PUBLISHED
        }
        found = profiles.unknown(0, 10_000)
        assert {(subject, field.key) for subject, field in found} == gaps
        assert profiles.count_unknown() == len(gaps)
        resting: dict[str, list[bool]] = {}
        for one in figures:
            if one.lead:
                resting.setdefault(one.lead.source_id, []).append(one.overdue)
        stale = {source for source, late in resting.items() if all(late)}
        assert {one.source.id for one in attention.stale_sources(today, 0, 1000)} == stale
        assert attention.count_stale_sources(today) == len(stale)
        db.session.remove()


def test_a_ruling_settles_a_dispute_and_a_gap(own_site: Site) -> None:
    with desk(own_site) as session:
        subject, key = attention.disputed()[0]
        figure = ledger.figures_of_one(subject, clock.today())[key]
        assert figure.lead
        session.add(Ruling(subject=subject, field_key=key, lead_id=figure.lead.id))
        gap, field = profiles.unknown(0, 1)[0]
        session.add(Ruling(subject=gap, field_key=field.key, state="unknown", source_id="seed"))
        session.flush()
        assert (subject, key) not in attention.disputed()
        assert (gap, field.key) not in [(s, f.key) for s, f in profiles.unknown(0, 10_000)]


def test_a_text_that_lags_or_is_missing_is_listed(own_site: Site) -> None:
    with desk(own_site) as session:
        published(session, {"texts/summary/fa": "متن آزمون.", "texts/note/en": ""})
        found = {(one.subject, one.text, one.language): one.missing for one in profiles.behind()}
        assert found[("siro", "summary", "en")] is False


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("role", [Role.READER, Role.PUBLISHER])
def test_every_count_leads_to_a_list_as_long(staffed: Site, language: str, role: Role) -> None:
    handed_in(staffed, {"claims/new1": new_claim()})
    someone = entered(staffed, role)
    page = someone.page(f"/{language}/staff/")
    links = [str(link["href"]) for link in page.all(".counts a")]
    assert [
        f"/{language}/staff/work/{one}/"
        for one in LISTS
        if f"/{language}/staff/work/{one}/" not in links
    ] == []
    assert (f"/{language}/staff/enquiries/" in links) == (role is not Role.READER)
    for link in links:
        someone.page(link)
    for what in LISTS[:-1]:
        assert someone.get(f"/{language}/staff/work/{what}/?estate=siro").status_code == 200
    for query in ("estate=nowhere", "page=0", "page=x", "estate=%00"):
        assert someone.get(f"/{language}/staff/work/overdue/?{query}").status_code == 400
    assert someone.get(f"/{language}/staff/work/other/").status_code == 404


def test_own_sites_and_own_drafts_stand_first(staffed: Site) -> None:
    add(staffed, Role.EDITOR, "limited@example.org", ("toghrud",))
    begun(staffed, {"texts/note/en": "Begun."}, SECOND)
    someone = Someone(staffed).enter("limited@example.org")
    page = someone.page("/en/staff/work/unknown/")
    assert "Toghrud" in page.all(".plain li")[0].get_text()
    assert "writing no draft" in someone.page("/en/staff/").text
    mine = Someone(staffed).enter(SECOND).page("/en/staff/")
    assert "being written" in mine.words_of('section[aria-labelledby="mine"]')
    phone = {str(a["href"]) for a in page.all('a[href$="/phone-sheet/"]')}
    assert phone == {"/en/staff/estates/toghrud/phone-sheet/"}


def test_an_ended_site_is_asked_for_no_more(own_site: Site) -> None:
    from estates.directory.models import Estate

    with desk(own_site) as session:
        before = profiles.count_unknown()
        gaps = profiles.count_unknown("siro")
        assert gaps
        session.execute(update(Estate).where(Estate.ref == "siro").values(ended_on=clock.today()))
        assert profiles.count_unknown() == before - gaps
