"""The thirteen states of a figure, each with invented claims, and the words it has to show."""

from dataclasses import dataclass
from datetime import date

from estates.ledger.figures import Figure
from estates.ledger.freshness import Age
from estates.ledger.statement import Statement, Tag, computed
from estates.lib.bilingual import Words
from estates.lib.quantity import Qualifier, Value
from tests.ledger.cast import TODAY, claim, field, source

PLACE = Words({"fa": "استان آزمون", "en": "Test province"})
LINK = Words({"fa": "پیوند آزمون", "en": "Test link"})


@dataclass(frozen=True)
class Case:
    """A state: its name, what is shown, and words of it in each language."""

    name: str
    shown: Figure | Statement
    en: tuple[str, ...]
    fa: tuple[str, ...]


def figure(*claims, **changes) -> Figure:
    """A figure of invented claims."""
    own = field(**changes)
    for number, one in enumerate(claims, 1):
        one.id, one.field_key = number, own.key
    return Figure("test-estate", own, claims, TODAY)


def day(text: str) -> date:
    """A day by its ISO text."""
    return date.fromisoformat(text)


STATES = (
    Case("plain", figure(claim(553), unit="ha"), ("553", "ha", "as of 1 Jun 2026"), ("۵۵۳", "هکتار", "به تاریخ ۱۱ خرداد ۱۴۰۵")),
    Case("qualified", figure(claim(40000, qualifier="at_least"), unit="persons"), ("over", "40,000", "people"), ("بیش از", "۴۰٬۰۰۰", "نفر")),
    Case("undated", figure(claim(7, day=None)), ("7", "date not given by the source"), ("۷", "تاریخ")),
    Case("stale", figure(claim(67, day="2018-09-21")), ("67", "8 years old"), ("۶۷", "۸ سال پیش")),
    Case("expired", figure(claim(1300000, superseded=True, day="2019-03-20"), group="price", unit="IRR/m2"), ("1,300,000", "expired"), ("۱٬۳۰۰٬۰۰۰", "منقضی")),
    Case("past due", figure(claim(18, qualifier="planned", due_on=day("2025-10-22")), nature="plan", unit="MW"), ("18", "past due", "completion not confirmed"), ("۱۸", "موعد گذشته")),
    Case("planned", figure(claim(200, qualifier="planned"), nature="plan", unit="ha"), ("200", "plan"), ("۲۰۰", "طرح")),
    Case("computed", computed(Value(claim(18).value, Qualifier.ABOUT), "km"), ("about", "18", "computed by this site"), ("حدود", "۱۸", "محاسبهٔ این تارنما")),
    Case("inferred", Statement(None, "count", source(), tags=(Tag.INFERRED,), note=LINK), ("Test link", "our inference"), ("پیوند آزمون", "به استنباط ما")),
    Case("borrowed", Statement(Value(claim(7).value), "months", source(), tags=(Tag.BORROWED,), age=Age(3), borrowed_from=PLACE), ("7", "from Test province"), ("۷", "استان آزمون")),
    Case("presumed unit", figure(claim(500, unit_presumed=True), unit="IRR/m2"), ("500", "unit presumed"), ("۵۰۰", "یکا فرض شده")),
    Case("disputed", figure(claim(4), claim(5, by=source("test-b"))), ("Two sources differ", "4", "5"), ("دو منبع، دو رقم", "۴", "۵")),
    Case("not published", figure(), ("Not published",), ("منتشر نشده",)),
)  # fmt: skip
