"""Sources, the guide, policy, exports and the calendar at the desk: from typing to the public."""

from datetime import date

import pytest
from sqlalchemy import select

from estates.accounts.roles import Role
from estates.enquiries.queries import rest_days
from estates.history import drafts
from estates.history.draft import Draft
from estates.ledger.models import Source
from estates.licensing.models import Criterion
from estates.licensing.procedures import Step
from estates.licensing.step_parts import Requirement
from estates.pages.plain_families import PLAIN_FAMILIES
from estates.web.clock import now
from tests.accounts.cast import Someone, add
from tests.history.cast import MINA, REZA, desk
from tests.history.test_at_once import together
from tests.site import Site
from tests.staff.kinds_cast import approve, editor

SOURCE = "source:invented-1"
TYPED = {
    "title": "Invented headline",
    "texts/publisher/fa": "ناشر آزمون",
    "texts/publisher/en": "Invented publisher",
    "kind": "press",
    "language": "en",
    "url": "https://example.org/1",
    "published": "۱۴۰۴/۰۵/۳۱",
}


def test_a_new_source_goes_from_the_form_to_its_page(own_site: Site) -> None:
    sara = editor(own_site)
    answer = sara.someone.post("/fa/staff/source/", key="invented-1")
    assert answer.status_code == 303
    sara.someone.page(answer.location)
    answer = sara.submit(SOURCE, TYPED, "fa")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert "/staff/drafts/" in answer.location
    assert own_site.client.get("/en/sources/invented-1/").status_code == 404
    assert approve(own_site, SOURCE).number == 1
    page = own_site.get("/fa/sources/invented-1/")
    assert "ناشر آزمون" in page.text and "۳۱ مرداد ۱۴۰۴" in page.text
    changes = own_site.get("/en/changes/")
    assert "Invented headline" in changes.text
    assert "ناشر آزمون" in own_site.get("/fa/changes/source/invented-1/1/").text
    assert "invented-1/1/" in own_site.fetch("/en/changes.atom").get_data(as_text=True)


def test_a_source_is_changed_typed_in_either_script_and_told_in_both_languages(
    own_site: Site,
) -> None:
    sara = editor(own_site)
    before = sara.fields("/fa/staff/source/yjc-9016758/edit/")
    assert before["published"] == "۱۴۰۴/۰۷/۳۰"
    answer = sara.submit("source:yjc-9016758", {"published": "2025-10-23"}, "fa")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert approve(own_site, "source:yjc-9016758").number == 2  # after the first facts
    assert "۱ آبان ۱۴۰۴" in own_site.get("/fa/sources/yjc-9016758/").text
    told = own_site.get("/en/changes/source/yjc-9016758/2/").text
    assert "Changed “Published” from 22 Oct 2025 to 23 Oct 2025." in told
    own_site.get("/en/changes/source/yjc-9016758/1/")
    own_site.get("/fa/changes/source/yjc-9016758/")


def test_a_statement_needs_both_languages_and_a_reason_where_no_rule_knows_it(
    own_site: Site,
) -> None:
    sara = editor(own_site)
    typed = {
        "texts/quote/en": "An invented sentence.",
        "texts/speaker_role/fa": "گویندهٔ آزمون",
        "texts/speaker_role/en": "An invented speaker",
        "source": "seed",
    }
    answer = sara.submit("statement:invented", typed)
    page = sara.someone.inspected("/en/staff/statement/invented/submit/", answer, 400)
    assert "one is not published without the other" in page.words_of(".notice.bad")
    assert page.one('[href="#f-texts/quote/fa"]')
    answer = sara.submit("statement:invented", {"texts/quote/fa": "جملهٔ آزمون."})
    page = sara.someone.inspected("/en/staff/statement/invented/submit/", answer, 400)
    assert "no rule" in page.words_of(".notice.warn")
    answer = sara.submit("statement:invented", {"reason:no_rule": "It is a test."})
    assert answer.status_code == 303
    approve(own_site, "statement:invented")
    assert "جملهٔ آزمون." in own_site.get("/fa/licensing/export-priority/").text


def test_a_criterion_is_published_by_version_and_the_earlier_one_stays(own_site: Site) -> None:
    sara = editor(own_site)
    for version, word in ((1, "one"), (2, "two")):
        typed = {"texts/text/fa": f"معیار آزمون {word}", "texts/text/en": f"Invented {word}",
                 "source": "seed"}  # fmt: skip
        assert sara.submit("criterion:1", typed).status_code == 303
        assert approve(own_site, "criterion:1").number == version
    page = own_site.get("/en/licensing/export-priority/").text
    assert "Invented two" in page and "Version 2" in page and "Invented one" not in page
    with desk(own_site) as session:
        assert len(session.scalars(select(Criterion)).all()) == 2
    assert sara.someone.get("/en/staff/criterion/3/edit/").status_code == 404


def test_a_step_is_refused_where_results_would_go_round_in_a_circle(own_site: Site) -> None:
    sara = editor(own_site)
    with desk(own_site) as session:
        pairs = {one.step_key: one for one in session.scalars(
            select(Requirement).where(Requirement.yielded_by.is_not(None)))}  # fmt: skip
        of = next(iter(pairs.values()))
        procedure, late, early = of.procedure_key, of.step_key, of.yielded_by
    own = f"step:{procedure}.{early}".replace("_", "-")
    new = {
        "requirements/new1/text_fa": "مدرک آزمون",
        "requirements/new1/text_en": "An invented document",
        "requirements/new1/yielded_by": late.replace("_", "-"),
        "requirements/new1/link": "inferred",
        "requirements/new1/source": "seed",
    }
    answer = sara.submit(own, new)
    assert answer.status_code == 400 and "round in a circle" in answer.get_data(as_text=True)
    answer = sara.submit(own, {"requirements/new1/yielded_by": "", "requirements/new1/link": ""})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    approve(own_site, own)
    page = own_site.get(f"/en/licensing/{own[5:].replace('.', '/')}/")
    assert "An invented document" in page.text
    sara.submit(own, {f"{row_of(own_site, own, 'An invented document')}/removed": "1"})
    approve(own_site, own)
    assert "An invented document" not in own_site.get(page.path).text


def row_of(site: Site, subject: str, text: str) -> str:
    """The path of the row that says ``text``."""
    with desk(site) as session:
        found = PLAIN_FAMILIES["step"].kind.document(session, subject)
        return next(path for path, row in found.items() if text in str(row))


def test_the_cost_of_a_step_is_published_whole_or_not_at_all(own_site: Site) -> None:
    sara = editor(own_site)
    with desk(own_site) as session:
        step = session.scalars(select(Step).where(Step.cost_value.is_(None))).first()
        assert step
        own = f"step:{step.procedure_key}.{step.key}".replace("_", "-")
    answer = sara.submit(own, {"cost_state": "published", "cost_value": "۱٬۲۰۰٬۰۰۰"})
    assert answer.status_code == 400 and "or none of them" in answer.get_data(as_text=True)
    typed = {"cost_qualifier": "range", "cost_max": "2000000", "cost_currency": "IRR",
             "cost_source": "seed"}  # fmt: skip
    assert sara.submit(own, typed).status_code == 303
    approve(own_site, own)
    page = own_site.get(f"/fa/licensing/{own[5:].replace('.', '/')}/")
    assert "۱٬۲۰۰٬۰۰۰" in page.text and "۲٬۰۰۰٬۰۰۰" in page.text


def test_an_export_figure_is_added_with_its_basis_and_source(own_site: Site) -> None:
    sara = editor(own_site)
    address = sara.someone.post("/en/staff/export/").location
    subject = f"export:{address.split('/')[-3]}"
    typed = {
        "base": "not_stated", "texts/label/fa": "دورهٔ آزمون", "texts/label/en": "Invented time",
        "period_start": "1404/01/01", "period_end": "1404/03/31", "value_usd": "1,234,567",
        "value_qualifier": "about", "source": "seed", "confidence": "medium",
    }  # fmt: skip
    answer = sara.submit(subject, typed | {"period_end": "1403/01/01", "value_usd": ""})
    page = sara.someone.inspected(f"/en/staff/{subject.replace(':', '/')}/submit/", answer, 400)
    assert "the first day before the last" in page.text and "no number" in page.text
    for too_much in ("9" * 15, "-1", "1e3"):
        assert sara.submit(subject, {"value_usd": too_much}).status_code == 400
    assert sara.submit(subject, typed).status_code == 303
    approve(own_site, subject)
    page = own_site.get("/en/exports/").text
    assert "1,234,567" in page and "Invented time" in page
    assert "1234567" in own_site.fetch("/en/exports/exports.csv").get_data(as_text=True)


def test_the_days_of_rest_change_the_clock_of_enquiries(own_site: Site) -> None:
    sara = editor(own_site)
    typed = {
        "weekly/new1/weekday": "3", "weekly/new1/reason_fa": "آزمون",
        "weekly/new1/reason_en": "A test", "holidays/new1/day": "۱۴۰۵/۰۱/۰۱",
        "holidays/new1/name_fa": "نوروز", "holidays/new1/name_en": "Nowruz",
    }  # fmt: skip
    assert sara.submit("calendar:rest", typed, "fa").status_code == 303
    assert approve(own_site, "calendar:rest").number == 2
    with own_site.app.app_context():
        rest = rest_days()
        assert rest.weekdays == {3, 4} and rest.days == {date(2026, 3, 21)}
    told = own_site.get("/en/changes/calendar/rest/2/").text
    assert "Thursday" in told and "Nowruz" in told
    answer = sara.submit("calendar:rest", {"holidays/new1/day": "1405/01/01",
                         "holidays/new1/name_fa": "آزمون", "holidays/new1/name_en": "Test"})  # fmt: skip
    assert answer.status_code == 400 and "stands here already" in answer.get_data(as_text=True)


def test_a_stale_draft_is_put_together_with_what_was_published(own_site: Site) -> None:
    sara, ali = editor(own_site), editor(own_site, "ali@example.org")
    subject, path = "source:yjc-9016758", "/en/staff/source/yjc-9016758/"
    ali.send(subject, fields={"title": "عنوان علی", "url": "https://example.org/ali"})
    assert sara.submit(subject, {"title": "عنوان سارا", "kind": "press"}).status_code == 303
    approve(own_site, subject)
    answer = ali.submit(subject, {})
    assert answer.status_code == 303 and answer.location.endswith("/merge/")
    page = ali.someone.page(f"{path}merge/")
    assert "عنوان علی" in page.text and "عنوان سارا" in page.text and "Press" in page.text
    refused = ali.someone.post(f"{path}merge/", number="2")
    assert refused.status_code == 400
    assert ali.someone.post(f"{path}merge/", number="1").status_code == 409
    chosen = {"number": "2", "choice:title": "mine", "post_token": ali.someone.token()}
    answer = ali.someone.client.post(f"{path}merge/", data=chosen)
    assert answer.status_code == 303
    assert ali.submit(subject, {}).status_code == 303
    approve(own_site, subject)
    with desk(own_site) as session:
        source = session.get_one(Source, "yjc-9016758")
        assert (source.title, source.kind) == ("عنوان علی", "press")
        assert source.url == "https://example.org/ali"


def test_a_form_that_was_open_while_another_published_undoes_nothing(own_site: Site) -> None:
    sara, ali = editor(own_site), editor(own_site, "ali@example.org")
    subject, path = "source:yjc-9016758", "/en/staff/source/yjc-9016758/"
    opened = ali.fields(f"{path}edit/")
    sara.submit(subject, {"title": "عنوان سارا"})
    approve(own_site, subject)
    answer = ali.someone.client.post(f"{path}submit/", data=opened | {"kind": "press"})
    assert answer.location.endswith("/merge/")
    with desk(own_site) as session:
        draft = session.query(Draft).filter_by(subject=subject, state="draft").one()
        assert draft.entries == {"kind": "press"}


def test_another_window_is_told_and_loses_nothing(own_site: Site) -> None:
    sara = editor(own_site)
    subject, path = "source:yjc-9016758", "/en/staff/source/yjc-9016758/"
    old = sara.fields(f"{path}edit/")
    sara.send(subject, fields={"title": "عنوان نخست"})
    answer = sara.someone.client.post(f"{path}edit/", data=old | {"title": "عنوان دوم"})
    page = sara.someone.inspected(f"{path}edit/", answer, 409)
    assert "another window" in page.text
    assert page.one('[name="title"]')["value"] == "عنوان دوم"


def test_of_two_who_approve_a_source_at_once_one_wins(own_site: Site) -> None:
    sara = editor(own_site)
    sara.submit("source:invented-1", TYPED)
    with desk(own_site) as session:
        draft = session.query(Draft).filter_by(subject=SOURCE, state="submitted").one().id
    kind = PLAIN_FAMILIES["source"].kind

    def work(session, number: int) -> int:
        row = drafts.approve(
            session, kind, session.get_one(Draft, draft), (REZA, MINA)[number], now()
        )
        session.commit()
        return row.number

    found = together(own_site, 2, work)
    assert {type(one) for one in found} == {int, drafts.NotOpen}


def test_a_draft_is_taken_back_dropped_and_given_up(own_site: Site) -> None:
    sara = editor(own_site)
    path = "/en/staff/source/invented-1/"
    sara.submit(SOURCE, TYPED)
    page = sara.someone.page(f"{path}edit/")
    assert "waits for a second person" in page.text
    assert sara.someone.post(f"{path}edit/", title="x").status_code == 409
    assert sara.someone.post(f"{path}take-back/").status_code == 303
    assert sara.fields(f"{path}edit/")["title"] == "Invented headline"
    assert sara.someone.post(f"{path}drop/").status_code == 303
    assert sara.fields(f"{path}edit/")["title"] == ""
    assert sara.someone.post(f"{path}drop/").status_code == 404


HOSTILE = ["\0", "9" * 400, "x" * 30_000, "<script>", "../..", "1e999", "۰/۰/۰", "-1"]


SUBJECTS = ("source:invented-1", "criterion:1", "calendar:rest", "export:1", "gap:invented")
NOWHERE = (
    "gap/" + "x" * 41 + "/",
    "export/9999999999/",
    "source/-x/", "source/a.b.c/", "step/nowhere.nothing/", "nothing/x/", "export/x/",
    "export/99999999999999/", "policy/new/", "criterion/9/", "calendar/other/",
)  # fmt: skip


@pytest.mark.one_database
def test_whatever_is_sent_is_met_with_words(own_site: Site) -> None:
    sara = editor(own_site)
    token = sara.someone.token()
    for subject in SUBJECTS:
        path = f"/en/staff/{subject.replace(':', '/')}/"
        for typed in HOSTILE:
            shown = sara.fields(f"{path}edit/")
            data = dict.fromkeys(shown, typed) | {"post_token": token}
            data |= {"weekly/new99999/reason_en": typed, "odd/new1/x": typed, "number": typed}
            for version, do in ((typed, "edit"), (shown["version"], "submit"), (typed, "merge")):
                answer = sara.someone.client.post(f"{path}{do}/", data=data | {"version": version})
                assert answer.status_code in (303, 400, 404, 409), (subject, typed, do)
    for odd in NOWHERE:
        assert sara.someone.get(f"/en/staff/{odd}edit/").status_code == 404, odd


def test_sectors_of_a_site_are_changed_by_those_who_may_write_on_it(own_site: Site) -> None:
    sara = editor(own_site)
    add(own_site, Role.EDITOR, "limited@example.org", ("siro",))
    limited = Someone(own_site).enter("limited@example.org")
    assert limited.get("/en/staff/sectors/shokuhiyeh/edit/").status_code == 403
    assert limited.post("/en/staff/sectors/shokuhiyeh/edit/").status_code == 403
    assert limited.get("/en/staff/sectors/siro/edit/").status_code == 200
    typed = {
        "sectors/new1/name_fa": "صنعت آزمون", "sectors/new1/name_en": "Invented industry",
        "sectors/new1/key": "invented", "sectors/new1/source": "seed",
    }  # fmt: skip
    bad = sara.submit("sectors:siro", typed | {"sectors/new1/key": "Two words"})
    assert bad.status_code == 400 and "small Latin letters" in bad.get_data(as_text=True)
    assert sara.submit("sectors:siro", typed).status_code == 303
    approve(own_site, "sectors:siro")
    assert "Invented industry" in own_site.get("/en/estates/siro/").text
    found = own_site.get("/en/estates/?sector=invented").text
    assert "Siro" in found
