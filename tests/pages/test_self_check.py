"""The self-check from the first question to the dossier, as pages."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4.element import Tag

from tests.page import Page
from tests.site import LANGUAGES, Site

CHECK = "licensing/self-check/"
ALL = {
    "product_group": ["metals"], "hs_chapter": ["73"], "target_markets": ["CI", "IQ"],
    "export_share": ["25"], "export_experience": ["yes"], "water_use": ["40"],
    "pollution_class": ["known"], "pollution_class_written": ["class 2"], "knowledge_based": ["no"],
    "jobs": ["60"], "foreign_capital": ["none"], "site_choice": ["estate"],
}  # fmt: skip
QUERY = urlencode(ALL, doseq=True)
NO_VERDICT = re.compile(
    r"\b(eligible|ineligible|approved|qualif\w+|entitled|granted|rejected)\b", re.IGNORECASE
)


def within(tag: Tag, selector: str) -> Tag:
    """The first element inside ``tag`` that fits."""
    found = tag.select_one(selector)
    assert found is not None, selector
    return found


def outcome(item: Tag) -> str:
    """The outcome of a row of a dossier."""
    return str(within(item, ".verdict")["class"][1])


def outcomes(page: Page) -> dict[str, str]:
    """Each statement of a dossier, by its first words, with its outcome."""
    return {
        " ".join(within(item, "h3").get_text(" ").split())[:20]: outcome(item)
        for item in page.all(".dossier > li")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_begins_by_saying_that_it_decides_nothing_and_keeps_nothing(
    site: Site, language: str
) -> None:
    page = site.get(f"/{language}/{CHECK}")
    assert page.all(f'a[href="/{language}/{CHECK}?step=1"]')
    assert page.all(f'a[href="/{language}/{CHECK}?view=all"]')
    assert ("Not a decision" if language == "en" else "تصمیم نیست") in page.text
    response = site.client.get(f"/{language}/{CHECK}?{QUERY}")
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", range(1, 12))
def test_each_question_has_a_page_of_its_own(site: Site, language: str, step: int) -> None:
    page = site.get(f"/{language}/{CHECK}?step={step}")
    assert len(page.all(".question")) == 1 and page.all("meta[name=robots]")
    values = [str(b["value"]) for b in page.all("button[name=step]")]
    assert values == [str(n) for n in (step + 1, step - 1) if 1 <= n <= 11]
    assert page.all("button[name=view][value=dossier]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_questions_stand_on_one_page(site: Site, language: str) -> None:
    page = site.get(f"/{language}/{CHECK}?view=all&{QUERY}")
    assert len(page.all(".question")) == 11
    assert page.one("#i-export_share")["value"] == "25"
    checked = {str(box["value"]) for box in page.all("[name=target_markets][checked]")}
    assert checked == {"IQ", "CI"}


def test_every_question_can_be_answered_i_do_not_know(site: Site) -> None:
    page = site.get(f"/en/{CHECK}?view=all")
    for question in page.all(".question"):
        assert question.select('input[value="unknown"]'), question["id"]
    names = {str(q["id"]).removeprefix("f-") for q in page.all(".question")}
    query = urlencode(dict.fromkeys(names, "unknown"))
    dossier = site.get(f"/en/{CHECK}?{query}")  # all are answered: the dossier by itself
    assert set(outcomes(dossier).values()) == {"cannot_tell"}
    assert dossier.text.count("I do not know") >= 11


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dossier_puts_every_statement_under_one_of_three_outcomes(
    site: Site, language: str
) -> None:
    page = site.get(f"/{language}/{CHECK}?{QUERY}")
    assert len(page.all(".dossier > li")) == 5 + 6  # every statement and every incentive
    order = [outcome(item) for item in page.all(".dossier > li")]
    assert order == sorted(order, key=["concerns", "cannot_tell", "does_not"].index)
    for item in page.all(".dossier > li"):
        assert item.select(".c") and item.select("ul li")  # each with source and reason
    assert not NO_VERDICT.search(page.text)


def test_the_dossier_follows_the_answers(site: Site) -> None:
    page = site.get(f"/en/{CHECK}?view=dossier&export_share=0&site_choice=outside&jobs=0")
    found = outcomes(page)
    assert found["“Issuing permits for"] == "does_not"
    assert found["“the siting of clean"] == "does_not"  # it speaks of permits in estates
    assert found["Production under a f"] == "cannot_tell"
    assert found["Zero tax rate of Art"] == "cannot_tell"  # a lawyer tells, not an answer
    assert "The statement speaks of industrial estates; you want a place outside." in page.text
    assert "You say that nothing is exported." in page.text


def test_the_answers_are_listed_with_links_that_change_them_and_lose_nothing(site: Site) -> None:
    page = site.get(f"/en/{CHECK}?{QUERY}")
    links = [str(link["href"]) for link in page.all(".given dd a")]
    assert len(links) == 11
    for step, link in enumerate(links, 1):
        assert parse_qs(urlsplit(link).query) == {**ALL, "step": [str(step)]}
    words = page.words_of(".given dl")
    for shown in ("Iron and metals / Metal products", "73", "Côte d'Ivoire, Iraq", "25%",
                  "40 m³/day", "class 2", "60", "Industrial estate"):  # fmt: skip
        assert shown in words.replace("’", "'"), shown
    persian = site.get(f"/fa/{CHECK}?{QUERY}").words_of(".given dl")
    assert "ساحل عاج، عراق" in persian and "۲۵٪" in persian and "مترمکعب" in persian


def test_skipped_questions_are_said_to_be_unanswered(site: Site) -> None:
    page = site.get(f"/en/{CHECK}?view=dossier&jobs=5")
    assert page.words_of(".given dl").count("not answered") == 10


def test_the_questions_to_the_authority_come_from_what_is_open(site: Site) -> None:
    full = site.get(f"/en/{CHECK}?{QUERY}").words_of(".asks")
    assert "What share of the output has to be exported?" in full
    assert "knowledge-based" not in full  # there is no certificate, so nothing to ask of it
    open_ = site.get(f"/en/{CHECK}?view=dossier&site_choice=zone").words_of(".asks")
    assert "Does the priority also hold in industrial zones and private estates?" in open_


def test_the_procedure_follows_capital_and_place(site: Site) -> None:
    def heads(query: str) -> str:
        page = site.get(f"/en/{CHECK}?view=dossier&{query}")
        return page.words_of('section[aria-labelledby="steps"]')

    home = heads("foreign_capital=none&site_choice=estate")
    assert "Domestic investor" in home and "Foreign" not in home
    assert "Obtain the establishment licence" in home and "Request for land" in home
    assert "indicative" in home and "documents not published" in home
    assert "Domestic investor" not in heads("foreign_capital=full&site_choice=zone")
    private = heads("foreign_capital=none&site_choice=private")
    assert "Domestic investor" not in private and "private" in private.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_estates_are_tied_to_goods_by_a_source_or_by_an_inference_that_is_said(
    site: Site, language: str
) -> None:
    page = site.get(f"/{language}/{CHECK}?view=dossier&product_group=metals")
    items = page.all('section[aria-labelledby="sites"] li')
    links = [str(within(item, "a")["href"]) for item in items]
    assert links == [f"/{language}/estates/?{query}" for query in
                     ("sector=metals", "specialism=metal", "specialism=general")]  # fmt: skip
    assert items[0].select(".c") and not items[0].select(".tag")
    assert within(items[1], ".tag").get_text() in ("our inference", "به استنباط ما")
    other = site.get(f"/{language}/{CHECK}?view=dossier&product_group=other")
    assert len(other.all('section[aria-labelledby="sites"] li')) == 1


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("export_share=abc", "export_share"), ("export_share=150", "export_share"),
        ("jobs=1.5", "jobs"), ("hs_chapter=99", "hs_chapter"), ("product_group=x", "product_group"),
        ("target_markets=XX", "target_markets"), ("site_choice=moon", "site_choice"),
        ("pollution_class=known", "pollution_class"),
        ("pollution_class_written=" + "x" * 10_000, "pollution_class"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_answer_is_asked_again_and_nothing_is_lost(
    site: Site, language: str, query: str, name: str
) -> None:
    kept = "foreign_capital=full&water_use=12"
    whole = site.get(f"/{language}/{CHECK}?view=dossier&{kept}&{query}", 400)
    assert whole.all(f"#p-{name}") and whole.all(f'.notice.bad a[href="#f-{name}"]')
    assert whole.one("#i-water_use")["value"] == "12" and not whole.all(".dossier")
    for then in ("&step=9&at=8", "&view=dossier&at=3"):
        single = site.get(f"/{language}/{CHECK}?{kept}&{query}{then}", 400)
        assert single.all(f"#p-{name}") and len(single.all(".question")) == 1
        hidden = {(f["name"], f["value"]) for f in single.all("input[type=hidden]")}
        assert {("foreign_capital", "full"), ("water_use", "12")} <= hidden
    site.fetch(f"/{language}/{CHECK}dossier.pdf?{kept}&{query}", 400)


def test_a_second_bad_answer_is_carried_and_asked_next(site: Site) -> None:
    page = site.get(f"/en/{CHECK}?export_share=abc&jobs=many&step=5&at=4", 400)
    assert page.all("#p-export_share")
    assert page.one('input[type=hidden][name="jobs"]')["value"] == "many"


@pytest.mark.parametrize("query", ["step=0", "step=12", "step=x", "view=verdict"])
def test_an_address_that_names_no_page_is_refused(site: Site, query: str) -> None:
    site.get(f"/en/{CHECK}?{query}", 400)


def test_unknown_parameters_are_ignored(site: Site) -> None:
    site.get(f"/en/{CHECK}?utm_source=x&name=y")
    site.get(f"/en/{CHECK}?step=2&utm_source=x")


HOSTILE = '<script>alert(1)</script>"\'#read("/etc/passwd")'


def test_what_a_reader_types_is_shown_as_text(site: Site) -> None:
    query = urlencode({"pollution_class": "known", "pollution_class_written": HOSTILE})
    for view in ("view=dossier", "view=all", "step=7", "step=8"):
        page = site.get(f"/en/{CHECK}?{view}&{query}")
        assert "<script>alert" not in page.html
    typed = site.get(f"/en/{CHECK}?view=dossier&{query}").one("bdi.typed")
    assert typed.get_text() == HOSTILE


def test_the_language_switch_keeps_every_answer(site: Site) -> None:
    page = site.get(f"/fa/{CHECK}?{QUERY}")
    other = str(page.one("a.tongue")["href"])
    assert other.startswith("/en/") and parse_qs(urlsplit(other).query) == ALL
