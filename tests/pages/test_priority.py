"""The page on export priority: quotations, what is not published, incentives as sources tell them."""

import re
from datetime import date

import pytest
from sqlalchemy import delete

from estates.database import db
from estates.lib.bilingual import Words
from estates.licensing import queries
from estates.licensing.models import Criterion, Policy, PolicyStatement
from tests.site import LANGUAGES, Site

PATH = "licensing/export-priority/"
QUOTES = {
    "fa": "صدور مجوز برای طرح‌هایی که محصول تولیدی آن قابلیت صادرات را داشته باشد در اولویت قرار می‌گیرد",
    "en": "Issuing permits for projects whose product can be exported takes priority",
}
# Of the site itself; quotations and laws may say what they say.
VERDICTS = re.compile(
    r"\b(eligible|approved|qualif(y|ies)|you will (get|receive))\b", re.IGNORECASE
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_stands_in_persian_and_in_english(site: Site, language: str) -> None:
    page = site.get(f"/{language}/{PATH}")
    with site.app.app_context():
        policy = queries.policy(queries.EXPORT_PRIORITY)
        assert policy and len(policy.statements) == 5
        for statement in policy.statements:
            assert statement.quote["fa"] in page.text and statement.quote["en"] in page.text
    assert QUOTES["fa"] in page.text and QUOTES["en"] in page.text
    assert len(page.all(".said > li .c")) == 5  # each with its source


def test_source_and_date_of_each_statement_are_named(site: Site) -> None:
    items = [item.get_text(" ") for item in site.get(f"/en/{PATH}").all(".said > li")]
    assert "22 Oct 2025 (30 Mehr 1404)" in items[1]
    assert sum("date not given by the source" in item for item in items) == 4
    assert "Text of the report, not attributed to a speaker" in items[4]
    persian = site.get(f"/fa/{PATH}").all(".said > li")
    assert "۳۰ مهر ۱۴۰۴" in persian[1].get_text(" ")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Criteria, documents and time limits of this priority are not published."),
        ("fa", "معیار، مدارک و مهلت این اولویت منتشر نشده است."),
    ],
)
def test_it_says_plainly_that_no_criteria_are_published(
    site: Site, language: str, sentence: str
) -> None:
    page = site.get(f"/{language}/{PATH}")
    assert sentence in page.words_of(".notice.warn") and not page.all("#criteria")


def test_incentives_are_told_with_numbers_sources_and_a_lawyer_and_never_promised(
    site: Site,
) -> None:
    page = site.get(f"/en/{PATH}")
    laws = page.all(".laws > li")
    assert len(laws) == 6
    assert all(law.select(".c") and "lawyer" in law.get_text() for law in laws)
    brand = laws[5].get_text(" ", strip=True)
    assert "Share exported, at least 20%" in brand and "Discount on the tax rate 50%" in brand
    assert "Nothing of it is promised" in page.text
    assert not VERDICTS.search(page.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_criteria_that_staff_enter_stand_there_with_source_day_and_version(
    own_site: Site, language: str
) -> None:
    texts = {1: "Invented: at least 5 percent", 2: "Invented: at least 7 percent"}
    with own_site.app.app_context():
        for version, text in texts.items():
            db.session.add(
                Criterion(
                    policy_key=queries.EXPORT_PRIORITY, position=1, version=version,
                    text=Words({"en": text, "fa": f"ساختگی: نسخهٔ {version}".translate({49: "۱", 50: "۲"})}),
                    entered_on=date(2026, 11, 24), source_id="yjc-9016758",
                )
            )  # fmt: skip
        db.session.commit()
    page = own_site.get(f"/{language}/{PATH}")
    words = page.words_of('section[aria-labelledby="criteria"]')
    assert ("Invented: at least 7 percent" if language == "en" else "ساختگی: نسخهٔ ۲") in words
    assert texts[1] not in page.text  # the earlier version is kept, and no longer in force
    assert ("24 Nov 2026" if language == "en" else "۳ آذر ۱۴۰۵") in words
    assert page.all('section[aria-labelledby="criteria"] .c') and not page.all(".notice.warn")
    dossier = own_site.get(f"/{language}/licensing/self-check/?view=dossier")
    assert dossier.all('section[aria-labelledby="criteria"] li')
    assert "Criteria of priority" not in dossier.text
    source = own_site.get(f"/{language}/sources/yjc-9016758/")
    assert ("3 statements" if language == "en" else "۳") in source.text


def test_without_a_policy_there_is_no_page(own_site: Site) -> None:
    with own_site.app.app_context():
        db.session.execute(delete(PolicyStatement))
        db.session.execute(delete(Policy))
        db.session.commit()
    own_site.fetch(f"/en/{PATH}", 404)
    own_site.fetch("/en/licensing/self-check/?view=dossier&jobs=60")
