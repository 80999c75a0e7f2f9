"""The dossier as a document: both languages side by side, and nothing a reader types is run."""

from datetime import date
from urllib.parse import urlencode

import pytest
from werkzeug.datastructures import MultiDict

from estates.licensing import queries
from tests.pages.test_self_check import ALL, QUERY
from tests.pdf import Document
from tests.site import LANGUAGES, Site

FILE = "licensing/self-check/dossier.pdf"


def fetched(site: Site, query: str, language: str = "fa") -> Document:
    response = site.fetch(f"/{language}/{FILE}?{query}")
    assert response.mimetype == "application/pdf"
    return Document(response.data)


def joined(text: str) -> str:
    """``text`` without blanks, which a document puts where it breaks a line."""
    return "".join(text.split())


def test_it_holds_every_quotation_in_both_languages_with_date_and_source(site: Site) -> None:
    text = joined(fetched(site, QUERY).text)
    with site.app.app_context():
        policy = queries.policy(queries.EXPORT_PRIORITY)
        assert policy
        for statement in policy.statements:
            for words in (statement.quote, statement.speaker_role):
                assert joined(words["en"]) in text and joined(words["fa"]) in text
            if statement.source.url:
                assert joined(statement.source.url) in text
    assert "22Oct2025" in text and joined("مهر ۱۴۰۴") in text


@pytest.mark.parametrize(
    ("english", "persian"),
    [
        ("Not a decision", "تصمیم نیست"),
        ("May concern it", "شاید مربوط باشد"),
        ("You say that 25% of the output is exported.", "سهم لازم منتشر نشده است."),
        ("Iron and metals / Metal products", "آهن‌آلات و فلزات / محصولات فلزی"),
        ("Ask the authority", "از مرجع بپرسید"),
        ("Obtain the establishment licence", "گرفتن جواز تأسیس"),
        ("our inference", "به استنباط ما"),
    ],
)
def test_every_line_stands_in_both_languages(site: Site, english: str, persian: str) -> None:
    text = joined(fetched(site, QUERY, "en").text)
    assert joined(english) in text
    assert all(joined(word) in text for word in persian.replace("/", " ").split())


def test_half_spaces_are_kept_for_those_who_copy(site: Site) -> None:
    text = fetched(site, QUERY).text
    assert "گفته‌اید" in text and "می‌شود" in text and "شهرک‌های" in text


def test_it_is_the_same_from_both_languages_and_every_time(site: Site) -> None:
    files = [site.fetch(f"/{code}/{FILE}?{QUERY}").data for code in (*LANGUAGES, "fa")]
    assert files[0] == files[1] == files[2]


def test_the_page_after_it_is_still_in_its_own_language(site: Site) -> None:
    fetched(site, QUERY, "en")
    site.get(f"/en/licensing/self-check/?{QUERY}")
    site.get(f"/fa/licensing/self-check/?{QUERY}")


def test_without_answers_it_says_so(site: Site) -> None:
    text = joined(fetched(site, "").text)
    assert "notanswered" in text and "بی‌پاسخ" in text


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd") #panic()', "<b>bold</b> & $x$ *y* `z`", "]#include \"x\"[",
        "\u202eevil\u2066 رده", "中文 😀", "x" * 100, "‌‌a‌", "%s %(share)s {0}",
    ],
)  # fmt: skip
def test_hostile_answers_are_printed_as_text(site: Site, hostile: str) -> None:
    query = urlencode({"pollution_class": "known", "pollution_class_written": hostile})
    text = joined(fetched(site, query).text)
    assert "root:" not in text
    for word in hostile.replace("\u202e", "").replace("\u2066", "").replace("\u200c", "").split():
        shown = word if word.isascii() or "رده" in word else "[U+"
        assert shown in text or shown in text.replace("\u200c", ""), shown


def test_too_long_an_answer_is_refused_and_named(site: Site) -> None:
    query = urlencode({"pollution_class": "known", "pollution_class_written": "x" * 10_000})
    page = site.get(f"/en/{FILE}?{query}", 400)
    assert "pollution_class" in page.text


def test_the_day_is_that_of_the_clock(site: Site) -> None:
    from estates.pages import dossier_file
    from estates.pages.self_check_views import _asked, _known, _read

    with site.app.test_request_context(f"/fa/{FILE}", query_string=MultiDict(ALL)):
        asked = _asked()
        data = dossier_file.data(_read(asked).answers, _known(asked), date(2026, 11, 25))
    assert data["sides"]["en"]["made"] == "Made on 25 Nov 2026"
    assert data["sides"]["fa"]["made"] == "ساخته‌شده در ۴ آذر ۱۴۰۵"
    assert len(data["sides"]["en"]["entries"]) == len(data["sides"]["fa"]["entries"]) == 11
