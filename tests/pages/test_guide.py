"""The licensing guide: who asks, the procedure, its steps and its checklist."""

import pytest

from estates.database import db
from estates.lib.bilingual import Words
from estates.licensing import procedure_queries as queries
from estates.licensing.procedures import Procedure, Step
from estates.licensing.step_parts import Requirement
from estates.pages.document_graph import draw
from tests.site import LANGUAGES, Site

DOMESTIC = "/licensing/domestic-investor-estate/"
FOREIGN = "/licensing/foreign-investor-estate/"


def answers(site: Site, query: str) -> list[str]:
    """Where the answer to a case leads."""
    page = site.get(f"/en/licensing/?{query}")
    return [str(link["href"]).split("/")[-2] for link in page.all(".answer a")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_guide_passes_inspection(site: Site, language: str) -> None:
    site.get(f"/{language}/licensing/")
    for path in (DOMESTIC, FOREIGN):
        page = site.get(f"/{language}{path}")
        site.get(f"/{language}{path}?view=checklist")
        for link in page.all(".path h2 a:not(.c)"):
            site.get(str(link["href"]))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("investor=domestic&site=estate", ["domestic-investor-estate"]),
        ("investor=foreign&site=zone", ["foreign-investor-estate"]),
        ("investor=foreign", ["foreign-investor-estate"]),
        ("site=estate", ["domestic-investor-estate", "foreign-investor-estate"]),
        ("investor=domestic&site=private", []),
        ("utm_source=x", []),
    ],
)
def test_the_reader_says_who_they_are_and_gets_the_procedure(site: Site, query, found) -> None:
    assert answers(site, query) == found


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("private", {"en": "No procedure for land and permits in a private estate was found.",
                     "fa": "روند گرفتن زمین و مجوز در شهرک غیردولتی یافت نشد."}),
        ("outside", {"en": "The procedure outside estates is not covered.",
                     "fa": "روند بیرون از شهرک‌ها بررسی نشده است."}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_no_procedure_the_page_says_so(site: Site, language, choice, said) -> None:
    page = site.get(f"/{language}/licensing/?investor=foreign&site={choice}")
    assert said[language] in page.words_of(".answer")
    chosen = {str(box["value"]) for box in page.all("form input[checked]")}
    assert chosen == {"foreign", choice}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_answer_is_named_and_the_form_is_refilled(site: Site, language: str) -> None:
    page = site.get(f"/{language}/licensing/?investor=<b>x&site=zone", 400)
    assert page.words_of("#f-investor .typed") == "<b>x"
    assert [str(box["value"]) for box in page.all("form input[checked]")] == ["zone"]
    assert page.all(".notice.bad a[href='#f-investor']")
    assert not page.all(".answer")


@pytest.mark.parametrize(
    "path",
    ["nothing/", "domestic_investor_estate/", "domestic-investor-estate/nothing/",
     "foreign-investor-estate/land-contract/"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(site: Site, path: str) -> None:
    site.get(f"/fa/licensing/{path}", 404)


def test_a_view_that_does_not_exist_is_named(site: Site) -> None:
    assert "view" in site.get(f"/en{DOMESTIC}?view=poster", 400).words_of("main")


def test_totals_say_what_is_known_and_of_how_many_steps_nothing_is(site: Site) -> None:
    said = site.get(f"/en{DOMESTIC}").words_of(".glance")
    for part in (
        "Steps 7", "Authorities to visit 3", "at least 12", "not published for 1 of 7 steps",
        "7 of them are indicative", "results of earlier steps: 4", "giver not published: 2",
        "not published for 7 of 7 steps", "not published for 5 of 7 steps",
        "do not speak of Qom", "at most 7 days", "about 1 week", "indicative, from isanat.com",
    ):  # fmt: skip
        assert part in said, part


def test_what_another_place_says_is_marked_with_its_name(site: Site) -> None:
    page = site.get(f"/en{DOMESTIC}land-contract/")
    said = page.words_of("main .facts")
    assert "at most 7 days" in said
    assert "indicative, from Industrial estates company (khiec.ir)" in said
    assert "Environmental check, timetable, and payment or promissory notes" in said
    assert "who gives it is not published" in said


def test_a_step_has_ten_elements_and_says_what_is_not_published(site: Site) -> None:
    for path in (f"{DOMESTIC}building-permit/", f"{FOREIGN}company-registration/"):
        page = site.get(f"/en{path}")
        rows = {
            row.dt.get_text(strip=True): " ".join(row.dd.get_text(" ").split())  # type: ignore[union-attr]
            for row in page.all("main > div .facts > div")
        }
        assert list(rows) == [
            "Name", "Who and where", "Result", "What is required", "Cost", "Time", "Legal basis",
            "Further information", "Where to complain", "Who vouches for it, and when",
        ]  # fmt: skip
        for name in ("Time", "Legal basis", "Where to complain", "Who vouches for it, and when"):
            assert rows[name] == "not published", name
        assert rows["Cost"].startswith("not published")
        assert rows["What is required"].startswith("not published")


def test_steps_lead_to_those_beside_them(site: Site) -> None:
    first = site.get(f"/en{DOMESTIC}establishment-licence/")
    assert [str(a["href"]) for a in first.all("nav.near a")] == [f"/en{DOMESTIC}land-request/"]
    middle = site.get(f"/en{DOMESTIC}land-request/")
    assert len(middle.all("nav.near a")) == 2


def test_the_list_says_what_the_drawing_shows(site: Site) -> None:
    page = site.get(f"/en{DOMESTIC}")
    entries = [" ".join(li.get_text(" ").split()) for li in page.all("#graph ~ .pair ol > li")]
    assert entries[3] == (
        "4. Contract for the right of use of the land"
        " Step 5: Obtain the building permit our inference"
        " · Step 7: Obtain the operating licence stated by a source"
    )
    assert entries[6].endswith("No source names a later step that needs it.")
    assert len(page.all("svg.graph path.stated")) == 4
    assert len(page.all("svg.graph path.inferred")) == 3
    assert len(page.all("svg.graph circle")) == 7


def test_the_drawing_is_the_same_each_time_and_mirrored_in_persian(site: Site) -> None:
    with site.app.app_context():
        found = queries.procedure("domestic_investor_estate")
        assert found
        english, again = draw(found.steps, "en", False), draw(found.steps, "en", False)
        mirrored = draw(found.steps, "en", True)
    assert english and mirrored and english == again
    for one, other in zip(english.nodes, mirrored.nodes, strict=True):
        assert (one.x + other.x, one.y) == (english.width, other.y)
        assert one.x < one.text_x and other.x > other.text_x


def test_a_foreign_investor_is_led_to_the_steps_for_land(site: Site) -> None:
    page = site.get(f"/en{FOREIGN}land-transfer/")
    links = [str(a["href"]) for a in page.all("main .facts a") if DOMESTIC in str(a["href"])]
    assert len(links) == 6


def test_what_staff_learn_later_has_its_place(own_site: Site) -> None:
    with own_site.app.app_context():
        step = db.session.get_one(Step, ("domestic_investor_estate", "land_request"))
        step.recourse = Words({"en": "An invented board of complaints", "fa": "هیئت آزمایشی"})
        step.certified_by = Words({"en": "An invented office", "fa": "ادارهٔ آزمایشی"})
        db.session.commit()
    said = own_site.get(f"/en{DOMESTIC}land-request/").words_of("main .facts")
    assert "An invented board of complaints" in said and "An invented office" in said


def test_an_empty_guide_has_no_procedure_and_fails_nowhere(own_site: Site) -> None:
    with own_site.app.app_context():
        db.session.add(
            Procedure(key="invented", position=9, title=Words({"en": "Invented", "fa": "آزمایشی"}),
                      audience="domestic", note=Words())
        )  # fmt: skip
        db.session.commit()
    for language in LANGUAGES:
        own_site.get(f"/{language}/licensing/")
        own_site.get(f"/{language}/licensing/invented/")
        own_site.get(f"/{language}/licensing/invented/?view=checklist")


def test_the_checklist_has_a_box_for_each_requirement_and_result(site: Site) -> None:
    with site.app.app_context():
        needed = db.session.query(Requirement).filter_by(procedure_key="domestic_investor_estate")
        requirements = needed.count()
    boxes = site.get(f"/fa{DOMESTIC}?view=checklist").all("[data-tick]")
    assert len(boxes) == requirements + 7
    assert len({str(box["data-tick"]) for box in boxes}) == len(boxes)
