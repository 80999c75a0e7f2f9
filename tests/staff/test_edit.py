"""The editor of a profile: from what is typed to what the public reads."""

from datetime import timedelta

import pytest
from werkzeug.datastructures import MultiDict

from estates.accounts.roles import Role
from estates.history import queries as history
from estates.web import clock
from tests.accounts.cast import EMAILS, Someone, add, entered
from tests.conftest import MOMENT
from tests.history.cast import desk
from tests.site import LANGUAGES, Site
from tests.staff.form import EDIT, Window, fields, said

NOTE_FA, NOTE_EN = "یادداشت ساختگی برای آزمون", "An invented note for the test"


def draft_of(site: Site, subject: str = "siro"):
    """The entries of the only open draft on a subject; None where there is none."""
    with desk(site):
        found = history.open_drafts([subject])
        assert len(found) <= 1
        return dict(found[0].entries) if found else None


def approve(site: Site, number: int, who: str = EMAILS[Role.PUBLISHER]) -> None:
    """Let a publisher approve a draft over HTTP."""
    publisher = Someone(site).enter(who)
    page = publisher.page(f"/en/staff/drafts/{number}/")
    form = next(one for one in page.all("form") if one.select("[name=decision], [value=approve]"))
    sent = fields(form)
    sent["decision"] = "approve"
    answer = publisher.client.post(str(form.get("action") or page.path), data=sent)
    assert answer.status_code == 303, answer.get_data(as_text=True)[-2000:]


@pytest.mark.one_database
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ref", ["shokuhiyeh", "private-second", "qom"])
def test_every_profile_has_an_editor_that_passes_inspection(
    staffed: Site, language: str, ref: str
) -> None:
    someone = entered(staffed, Role.EDITOR)
    someone.page(f"/{language}/staff/estates/{ref}/edit/")
    someone.page(f"/{language}/staff/estates/")


def test_three_figures_with_a_new_source_and_both_texts_become_public(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR))
    for key in ("gas_capacity", "water_capacity", "power_capacity"):
        window.press(f"add:{key}")
    window.press(
        "source:claims/new1",
        claims__new1__number="۳۰٬۰۰۰", claims__new1__period="۱۴۰۴/۰۵/۳۱",
        claims__new2__number="12", claims__new2__unit="l/s", claims__new2__period="2025-08",
        claims__new3__number="5,5", claims__new3__undated="yes",
    )  # fmt: skip
    (source,) = [
        n.split("/")[1] for n in window.fields if n.startswith("sources/") and "title" in n
    ]
    window.press(
        "submit", 400,
        **{f"sources__{source}__title": "نامهٔ ساختگی", f"sources__{source}__publisher_fa": "آزمون",
           "claims__new2__source": source, "claims__new3__source": source,
           "texts__note__fa": NOTE_FA, "texts__note__en": NOTE_EN},
    )  # fmt: skip
    # 5,5 is no number; it stands as typed, and is mended.
    assert window.fields["claims/new3/number"] == "5,5"
    assert window.page.all('a[href="#f-claims/new3/number"]')
    answer = window.press("submit", 303, claims__new3__number="5.5")
    number = int(str(answer.location).rstrip("/").rpartition("/")[2])
    assert "30,000" not in staffed.get("/en/estates/siro/").html
    approve(staffed, number)
    english, persian = staffed.get("/en/estates/siro/"), staffed.get("/fa/estates/siro/")
    assert "30,000" in english.text and NOTE_EN in english.text
    assert "۳۰٬۰۰۰" in persian.text and NOTE_FA in persian.text and "نامهٔ ساختگی" in persian.text


def test_a_page_that_is_saved_unchanged_makes_no_draft(staffed: Site) -> None:
    Window(entered(staffed, Role.EDITOR)).press("save")
    assert draft_of(staffed) is None


def test_only_what_differs_is_kept(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR))
    before = window.fields["texts/note/en"]
    window.press("save", texts__note__en=NOTE_EN)
    assert draft_of(staffed) == {"texts/note/en": NOTE_EN}
    window.press("save", texts__note__en=before)
    assert draft_of(staffed) == {}
    window.press("submit", 400)
    assert window.page.all("[role=status]")


def test_a_figure_is_confirmed_by_one_button(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR), EDIT.replace("siro", "shokuhiyeh"))
    button = str(window.page.all('button[value^="confirm:"]')[0]["value"])
    window.press(button)
    window.press("submit")
    with desk(staffed):
        (draft,) = history.waiting_drafts()
        assert list(draft.entries) == [f"confirm/{button.partition(':')[2]}"]


@pytest.mark.parametrize("verb", ["supersede", "withdraw"])
def test_a_value_is_taken_back_with_a_reason_and_never_deleted(staffed: Site, verb: str) -> None:
    window = Window(entered(staffed, Role.EDITOR), EDIT.replace("siro", "shokuhiyeh"))
    button = str(window.page.all(f'button[value^="{verb}:"]')[0]["value"])
    path = f"standing/{button.partition(':')[2]}"
    window.press(button)
    window.press("submit", 400)
    assert window.page.all(f'[id="p-{path}/reason_fa"]')
    window.fields[f"{path}/reason_en"] = "Invented reason"
    window.press("submit")


@pytest.mark.one_database
def test_a_state_and_a_lead_are_decisions_with_reasons(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR))
    window.press("state:gas_capacity")
    window.fields["rulings/gas_capacity/state"] = "not_applicable"
    window.press("submit", 400)
    window.fields["rulings/gas_capacity/reason_fa"] = "دلیل ساختگی"
    window.fields["rulings/gas_capacity/source"] = "seed"
    window.press("submit")


def test_names_places_and_the_end(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR))
    window.press("name")
    window.press(
        "save", names__new1__name="نام ساختگی", location__latitude="۳۴٫۵", location__longitude="50.9",
        location__quality="approximate", location__radius_m="900", location__source="seed",
        ended__day="1404/01/15", ended__reason_fa="دلیل ساختگی", ended__source="seed",
    )  # fmt: skip
    entries = draft_of(staffed)
    assert entries and set(entries) == {"names/new1", "location", "ended"}
    window.press("submit")


def test_a_name_is_taken_away_by_a_tick(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR))
    name = next(n for n in window.fields if n.startswith("names/") and n.endswith("/name"))
    path = name.removesuffix("/name")
    window.fields[f"{path}/gone"] = "1"
    window.press("save")
    assert draft_of(staffed) == {path: {}}
    assert window.page.one(f'[name="{path}/gone"]').has_attr("checked")


@pytest.mark.one_database
def test_two_windows_of_one_person_lose_nothing(staffed: Site) -> None:
    someone = entered(staffed, Role.EDITOR)
    first, second = Window(someone), Window(someone)
    first.press("save", texts__note__en="Invented in the first window")
    second.press("save", 409, texts__note__en="Invented in the second window")
    assert "Invented in the first window" in second.page.text
    assert second.fields["texts/note/en"] == "Invented in the second window"
    assert draft_of(staffed) == {"texts/note/en": "Invented in the first window"}
    second.press("save")
    assert draft_of(staffed) == {"texts/note/en": "Invented in the second window"}


def test_of_two_people_both_are_published(staffed: Site) -> None:
    add(staffed, Role.EDITOR, "other@example.org")
    mine = Window(entered(staffed, Role.EDITOR))
    theirs = Window(Someone(staffed).enter("other@example.org"))
    mine.press("save", texts__note__en="Mine is invented", texts__operator__en="Invented operator")
    theirs.press("save", texts__note__en="Theirs is invented", texts__access__en="Invented address")
    answer = theirs.press("submit")
    approve(staffed, int(str(answer.location).rstrip("/").rpartition("/")[2]))
    answer = mine.press("submit")
    assert str(answer.location).endswith("/edit/merge/")
    merge = mine.someone.page(str(answer.location))
    assert "Theirs is invented" in merge.text and "Mine is invented" in merge.text
    form = merge.one("form.asking")
    refused = mine.someone.client.post(str(form["action"]), data=fields(form))
    assert refused.status_code == 400
    chosen = fields(form)
    chosen["keep/texts/note/en"] = "mine"
    assert mine.someone.client.post(str(form["action"]), data=chosen).status_code == 303
    answer = mine.open().press("submit")
    approve(staffed, int(str(answer.location).rstrip("/").rpartition("/")[2]))
    page = staffed.get("/en/estates/siro/").text
    assert "Mine is invented" in page and "Invented address" in page and "Invented operator" in page


@pytest.mark.one_database
def test_what_is_unlikely_wants_a_reason_which_is_kept(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR))
    window.press("add:plot_size_min")
    window.press("add:plot_size_max")
    for path, number in (("claims/new1", "1,050"), ("claims/new2", "1,000")):
        window.fields[f"{path}/number"] = number
        window.fields[f"{path}/qualifier"] = "about"
        window.fields[f"{path}/undated"] = "yes"
        window.fields[f"{path}/source"] = "seed"
    window.press("submit", 400)
    reasons = [name for name in window.fields if name.startswith("reason/")]
    assert reasons, said(window.answer)
    for name in reasons:
        window.fields[name] = "Invented reason"
    window.press("submit")
    with desk(staffed):
        assert set(history.waiting_drafts()[0].reasons.values()) == {"Invented reason"}


def test_a_draft_is_taken_back_and_given_up(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR))
    window.press("save", texts__note__en=NOTE_EN)
    window.press("submit")
    someone = window.someone
    page = someone.page(EDIT)
    assert page.one("fieldset.whole").has_attr("disabled")
    assert someone.post(f"{EDIT}take-back/").status_code == 303
    someone.page(f"{EDIT}drop/")
    assert draft_of(staffed) is not None
    assert someone.post(f"{EDIT}drop/").status_code == 303
    assert draft_of(staffed) is None


def test_what_is_typed_while_a_draft_waits_is_shown_and_not_stored(staffed: Site) -> None:
    someone = entered(staffed, Role.EDITOR)
    window, other = Window(someone), Window(someone)
    window.press("submit", texts__note__en=NOTE_EN)
    other.press("save", 409, texts__note__en="Typed too late, and invented")
    assert "Typed too late, and invented" in other.page.html


def test_the_text_survives_the_end_of_the_session(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR))
    window.fields["texts/note/fa"] = NOTE_FA
    window.fields["do"] = "save"
    with clock.stopped_at(MOMENT + timedelta(hours=13)):
        stopped = window.someone.client.post(EDIT, data=window.fields)
        kept = str(window.someone.inspected(EDIT, stopped, 403).one("input[name=kept]")["value"])
        back = window.someone.sign_in(EMAILS[Role.EDITOR], kept=kept)
        form = window.someone.inspected(EDIT, back).one("form.asking")
        again = MultiDict((str(i["name"]), str(i["value"])) for i in form.select("input"))
        assert window.someone.client.post(str(form["action"]), data=again).status_code == 303
    assert draft_of(staffed) == {"texts/note/fa": NOTE_FA}


@pytest.mark.one_database
def test_it_saves_by_itself_and_says_when(staffed: Site) -> None:
    window = Window(entered(staffed, Role.EDITOR))
    window.fields["texts/note/en"] = NOTE_EN
    window.fields["do"] = "save"
    asked = {"Accept": "application/json"}
    told = window.someone.client.post(EDIT, data=window.fields, headers=asked).get_json()
    assert told["version"] and told["said"]
    late = window.someone.client.post(EDIT, data=window.fields, headers=asked)
    assert late.status_code == 409 and late.get_json()["said"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "hostile",
    [
        {"claims/new1/number": "۱" * 400, "claims/new1/field": "gas_capacity"},
        {"claims/new999999999999/number": "1", "claims/new1/field": "nothing"},
        {"claims/1/number": "1", "standing/999999/action": "withdraw", "confirm/x/day": "1"},
        {"texts/note/fa": "\x00 \ud800", "texts/secret/fa": "x", "texts/note": "x"},
        {"location/latitude": "1e309", "location/longitude": "NaN", "location": "x"},
        {"names/new1/name": "x" * 9000, "sources/../../x/title": "x", "rulings/": "x"},
        {"do": "add:nothing"}, {"do": "drop:"}, {"do": "withdraw:9" * 50}, {"version": "-1"},
        {"cites/summary": "nothing", "specialism": "nothing", "fits/x/y": "1"},
    ],
)  # fmt: skip
def test_whatever_is_sent_is_answered(staffed: Site, hostile: dict[str, str]) -> None:
    someone = entered(staffed, Role.EDITOR)
    window = Window(someone)
    window.press("save", texts__note__en=NOTE_EN)
    sent = MultiDict(window.fields)
    sent.update({"do": "submit"} | hostile)
    for name, text in hostile.items():
        sent[name] = text
    data = "&".join(
        f"{quoted(name)}={quoted(text)}" for name, text in sent.items(multi=True)
    ).encode()
    answer = someone.client.post(EDIT, data=data, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (303, 400, 409), answer.status
    assert someone.get(EDIT).status_code == 200


def quoted(text: str) -> str:
    """As browsers quote, lone surrogates included."""
    from urllib.parse import quote

    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@pytest.mark.one_database
def test_editors_write_on_their_own_estates_alone(staffed: Site) -> None:
    add(staffed, Role.EDITOR, "limited@example.org", ("ict",))
    limited = Someone(staffed).enter("limited@example.org")
    assert limited.get(EDIT).status_code == 403
    assert limited.get(EDIT.replace("siro", "ict")).status_code == 200
    assert limited.get(EDIT.replace("siro", "qom")).status_code == 403
    page = limited.page("/fa/staff/estates/")
    assert len(page.all('a[href$="/edit/"]')) == 2
    assert entered(staffed, Role.READER).get(EDIT).status_code == 403
    assert entered(staffed, Role.EDITOR).get(EDIT.replace("siro", "nowhere")).status_code == 404


def test_what_is_published_is_public_in_every_process_at_once(staffed: Site, tmp_path) -> None:
    """A second application on the same database, which has shown the page before."""
    with staffed.app.app_context():
        url = staffed.app.config["SQLALCHEMY_DATABASE_URI"]
    other = Site(url, tmp_path)
    assert NOTE_EN not in other.fetch("/en/estates/siro/").get_data(as_text=True)
    answer = Window(entered(staffed, Role.EDITOR)).press("submit", texts__note__en=NOTE_EN)
    approve(staffed, int(str(answer.location).rstrip("/").rpartition("/")[2]))
    for site in (staffed, other):
        assert NOTE_EN in site.fetch("/en/estates/siro/").get_data(as_text=True)
    other.close()
