"""Answers survive the way into an address, through a form, and back; bad ones are named."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from estates.lib.bilingual import Words
from estates.licensing.answers import KNOWN, OTHER, UNKNOWN, Answers
from estates.licensing.models import Question, QuestionOption
from estates.pages.answers import Offer, Reading, address, one_line, read
from tests.site import Site

TYPES = {
    "product_group": "product_group", "hs_chapter": "hs_chapter", "target_markets": "countries",
    "export_share": "percent", "export_experience": "choice", "water_use": "number",
    "pollution_class": "choice", "knowledge_based": "choice", "jobs": "number",
    "foreign_capital": "choice", "site_choice": "choice",
}  # fmt: skip
OPTIONS = {
    "export_experience": ["yes", "no", UNKNOWN], "pollution_class": [KNOWN, UNKNOWN],
    "knowledge_based": ["yes", "applied", "no", UNKNOWN],
    "foreign_capital": ["none", "partial", "full", UNKNOWN],
    "site_choice": ["estate", "zone", "private", "outside", UNKNOWN],
}  # fmt: skip
# Of both scripts, of others, of markup and code, and what turns or hides text.
LETTERS = "aZ1 \u200cرده‌ی۲٣中é#$*_`~@\\/<>&\"'{}[]()=+%;\u202e\u2067\u200f\u2028\n\x00"
GROUPS, COUNTRIES = ["metals", "dairy"], ["IQ", "AF", "DE", "CI"]


def question(key: str, position: int) -> Question:
    made = Question(key=key, position=position, text=Words({"en": key}), answer_type=TYPES[key])
    made.options = [
        QuestionOption(key=one, label=Words({"en": one})) for one in OPTIONS.get(key, ())
    ]
    return made


OFFER = Offer(
    [question(key, n) for n, key in enumerate(TYPES, 1)], frozenset(GROUPS), frozenset(COUNTRIES)
)


@pytest.fixture(scope="module")
def speaking(site: Site) -> Iterator[None]:
    """Problems are worded in the language of a page."""
    with site.app.test_request_context("/en/"):
        yield


def amounts(most: int) -> st.SearchStrategy[Decimal | None]:
    return st.none() | st.decimals(0, most, places=2).map(abs)


@st.composite
def answer_sets(draw: st.DrawFn) -> Answers:
    """Every valid set of answers, half-answered ones among them."""

    def chosen(key: str) -> str:
        return draw(st.sampled_from(["", *OPTIONS[key]]))

    given = {
        "product_group": draw(st.sampled_from(["", OTHER, UNKNOWN, *GROUPS])),
        "hs_chapter": draw(st.just("") | st.integers(1, 97).map(lambda n: f"{n:02}")),
        "target_markets": tuple(sorted(draw(st.sets(st.sampled_from(COUNTRIES))))),
        "export_share": draw(amounts(100)),
        "water_use": draw(amounts(10**9)),
        "jobs": draw(st.none() | st.integers(0, 10**9).map(Decimal)),
        **{key: chosen(key) for key in OPTIONS},
    }
    if given["pollution_class"] == KNOWN:
        written = draw(st.text(LETTERS, max_size=100).map(one_line).filter(bool))
        given["pollution_class_written"] = written
    open_ended = ("hs_chapter", "target_markets", "export_share", "water_use", "jobs")
    empty = [key for key in open_ended if given[key] in ("", None, ())]
    unknown = draw(st.sets(st.sampled_from(empty))) if empty else set()
    return Answers(**given, unknown=frozenset(unknown))


@given(answer_sets())
def test_answers_survive_an_address(speaking: None, answers: Answers) -> None:
    reading = read(MultiDict(address(answers, OFFER)), OFFER)
    assert reading.answers == answers and not reading.problems
    assert address(reading.answers, OFFER) == reading.values


@given(answer_sets(), st.sampled_from(sorted(TYPES)))
def test_the_forms_carry_every_answer_but_that_of_their_own_question(
    speaking: None, answers: Answers, key: str
) -> None:
    reading = read(MultiDict(address(answers, OFFER)), OFFER)
    carried = read(MultiDict(list(reading.carried(key))), OFFER)
    assert not carried.answers.answered(key) and not carried.problems
    for other in TYPES:
        if other != key:
            assert getattr(carried.answers, other) == getattr(answers, other)
            assert (other in carried.answers.unknown) == (other in answers.unknown)


class Form:
    """What a browser would send of the form on a page."""

    def __init__(self, html: str) -> None:
        form = BeautifulSoup(html, "lxml").select_one("form.questions")
        assert form
        self.sent: list[tuple[str, str]] = []
        for field in form.find_all("input"):
            name, value = str(field.get("name")), str(field.get("value", ""))
            if field.get("type") not in ("radio", "checkbox") or field.has_attr("checked"):
                self.sent.append((name, value))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(answers=answer_sets(), step=st.integers(1, 11))
def test_a_page_sends_back_what_it_was_given(site: Site, answers: Answers, step: int) -> None:
    """Address to form to address, on the real pages: one question, and all of them."""
    query = address(answers, OFFER)
    for view in ({"step": str(step)}, {"view": "all"}):
        html = site.client.get("/fa/licensing/self-check/", query_string={**query, **view}).text
        sent = MultiDict(Form(html).sent)
        with site.app.test_request_context("/fa/"):
            assert read(sent, OFFER).answers == answers


BAD = [
    ("product_group", "castles"), ("product_group", "metals&product_group=dairy"),
    ("hs_chapter", "0"), ("hs_chapter", "98"), ("hs_chapter", "7x"), ("hs_chapter", "²"),
    ("hs_chapter", "123"), ("target_markets", "XX"), ("target_markets", "IR"),
    ("target_markets", "IQ&target_markets=Atlantis"), ("export_share", "-1"), ("export_share", "100.01"),
    ("export_share", "abc"), ("export_share", "NaN"), ("export_share", "1e2"), ("export_share", "5&export_share=6"),
    ("export_experience", "maybe"), ("water_use", "-0.1"), ("water_use", "9" * 10_000),
    ("pollution_class", "known"), ("pollution_class", "clean"), ("knowledge_based", "known"),
    ("pollution_class", "unknown&pollution_class_written=x"),
    ("pollution_class_written", "x" * 101), ("jobs", "1.5"), ("jobs", "many"),
    ("foreign_capital", "gold"), ("site_choice", "moon"), ("site_choice", "estate&site_choice=zone"),
]  # fmt: skip


def typed(query: str) -> MultiDict[str, str]:
    pairs = (pair.partition("=") for pair in query.split("&"))
    return MultiDict((name, value) for name, _equals, value in pairs)


@pytest.mark.parametrize(("name", "value"), BAD)
def test_a_bad_answer_is_a_problem_of_its_question_alone(
    speaking: None, name: str, value: str
) -> None:
    key = name.removesuffix("_written")
    reading: Reading = read(typed(f"{name}={value}"), OFFER)
    assert list(reading.problems) == [key] and reading.problems[key]
    assert not reading.answers.answered(key) and key not in reading.values
    assert set(reading.carried()) == set(reading.typed.items(multi=True))  # nothing typed is lost


GOOD = [
    ("export_share=۲۵", {"export_share": Decimal(25)}),
    ("export_share=٢٥٫٥٪", {"export_share": Decimal("25.5")}),
    ("export_share=25 %", {"export_share": Decimal(25)}),
    ("export_share=25&export_share=unknown", {"export_share": Decimal(25)}),
    ("water_use=۱٬۲۰۰", {"water_use": Decimal(1200)}),
    ("jobs=-0", {"jobs": Decimal(0)}),
    ("hs_chapter=۷", {"hs_chapter": "07"}),
    ("target_markets=iq&target_markets=AF&target_markets=IQ", {"target_markets": ("AF", "IQ")}),
    ("target_markets=IQ&target_markets=unknown", {"target_markets": ("IQ",)}),
    ("pollution_class_written=رده  ۳\u202e", {"pollution_class": KNOWN, "pollution_class_written": "رده ۳"}),
    ("jobs=unknown", {"unknown": frozenset({"jobs"})}),
    ("jobs=&site_choice=&product_group=", {}),
    ("utm_source=x&castle=5", {}),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), GOOD)
def test_what_readers_type_is_understood(speaking: None, query: str, expected: dict) -> None:
    reading = read(typed(query), OFFER)
    assert reading.answers == Answers(**expected) and not reading.problems


@pytest.mark.parametrize(
    "odd", ["\u202e", "\u2066", "\u200f", "\x00", "\x1b", "\ud800", "\ufeff", "\U000e0041"]
)
def test_what_turns_or_hides_text_is_taken_out_of_it(odd: str) -> None:
    assert one_line(f"a{odd}b").replace(" ", "") == "ab"
    assert one_line("می‌شود\n\u2028باز") == "می‌شود باز"
