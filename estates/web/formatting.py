"""Numbers, percents, days, periods, units and money in words of the page's language.

This is the only home of formatting: Babel emits neither Persian digits nor Jalali days, and its
unit names for Persian are raw keys. Templates call the filters made here and nothing else.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from estates.lib.period import Calendar
from estates.lib.quantity import Qualifier, Value, plain
from estates.web.clock import TEHRAN
from estates.web.days import (
    as_of,
    as_of_both,
    day,
    day_both,
    jalali_year,
    jalali_years,
    moment,
    period,
)
from estates.web.digits import digits
from estates.web.filters import register
from estates.web.languages import DEFAULT_LANGUAGE, current, direction_of
from estates.web.units import unit_name, unit_short


@dataclass(frozen=True)
class Quantity:
    """A value in words: qualifier, something before the number, the number, its unit.

    ``sort`` is the number in ASCII, for machines.
    """

    qualifier: str
    before: str
    number: str
    unit: str
    sort: str


# --- numbers ---------------------------------------------------------------------------------


def num(number: int | Decimal) -> str:
    """A number with separators, in the digits of the page."""
    traits = current().traits
    whole, _point, rest = plain(Decimal(number)).partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", traits.group)
    return digits(sign + grouped + (traits.decimal + rest if rest else ""))


def pct(number: int | Decimal) -> str:
    """A percentage; the sign follows the number in every language of the site."""
    return num(number) + current().traits.percent


def quantity(value: Value, unit: str) -> Quantity:
    """A value of ``unit`` in words."""
    before = _("US$") if unit == "USD" and current().traits.calendar is Calendar.GREGORIAN else ""
    return Quantity(
        qualifier=_qualifier(value.qualifier),
        before=before,
        number=_number(value, unit),
        unit="" if before else unit_short(unit, one=value.number == 1 and value.maximum is None),
        sort=plain(value.number),
    )


def quantity_words(value: Value, unit: str) -> str:
    """A value in one line of plain text."""
    parts = quantity(value, unit)
    return " ".join(
        part for part in (parts.qualifier, parts.before + parts.number, parts.unit) if part
    )


def _qualifier(qualifier: Qualifier) -> str:
    match qualifier:
        case Qualifier.ABOUT:
            return _("about")
        case Qualifier.AT_LEAST:
            return _("over")
        case Qualifier.AT_MOST:
            return _("at most")
        case _:
            return ""


def _number(value: Value, unit: str) -> str:
    if value.maximum is None:
        return _one_number(value.number, unit)
    if unit == "year_sh":
        return jalali_years(int(value.number), int(value.maximum))
    low, high = _one_number(value.number, unit), _one_number(value.maximum, unit)
    # Translators: a range of numbers, from low to high
    return _("%(low)s–%(high)s", low=low, high=high)


def _one_number(number: Decimal, unit: str) -> str:
    match unit:
        case "percent":
            return pct(number)
        case "yes_no":
            return _("yes") if number else _("no")
        case "year_sh":
            return jalali_year(int(number))
        case _:
            return num(number)


# --- other -----------------------------------------------------------------------------------


class AgeLike(Protocol):
    """What `age_words` needs to know."""

    @property
    def years(self) -> int:
        """Whole years."""
        ...

    @property
    def months(self) -> int:
        """Whole months."""
        ...


def age_words(age: AgeLike) -> str:
    """An age in whole years, or in months below one year."""
    if age.years:
        return ngettext("%(n)s year old", "%(n)s years old", age.years, n=num(age.years))
    return ngettext("%(n)s month old", "%(n)s months old", age.months, n=num(age.months))


# Runs of one script: words of it with what stands between two of them.
_LATIN_RUN = re.compile(
    r"[A-Za-z©À-ɏ](?:[\w©À-ɏ.,:;&/+()’'@-]*[ ]?(?=[\w©À-ɏ(&]))*[\wÀ-ɏ)]*", re.ASCII
)
_ARABIC_RUN = re.compile(r"[\u0600-\u06ff](?:[\u0600-\u06ff\u200c«» ().–-]*[\u0600-\u06ff»])?")


def interval_words(days: int) -> str:
    """How often something recurs: in whole years where it is that, else in days."""
    years, rest = divmod(days, 365)
    if rest or not years:
        return _("every %(n)s days", n=num(days))
    return _("every year") if years == 1 else _("every %(n)s years", n=num(years))


def mixed(text: str) -> Markup:
    """``text`` with each run of the other script marked with its language and isolated.

    Without it a Latin name in a Persian sentence turns the order of what stands around it.
    Text that is markup already is left as it is.
    """
    if isinstance(text, Markup):
        return text
    if current().direction == "rtl":
        return _marked(text, _LATIN_RUN, "en", "ltr")
    return _marked(text, _ARABIC_RUN, DEFAULT_LANGUAGE, "rtl")


def _marked(text: str, run: re.Pattern[str], code: str, direction: str) -> Markup:
    parts, at = [], 0
    for found in run.finditer(text):
        parts.append(escape(text[at : found.start()]))
        bdi = Markup('<bdi lang="{}" dir="{}">{}</bdi>')
        words = _without_stray_bracket(found[0])
        parts.append(bdi.format(code, direction, words))
        at = found.start() + len(words)
    parts.append(escape(text[at:]))
    return Markup("").join(parts)


def _without_stray_bracket(words: str) -> str:
    """A bracket that was opened before the words belongs to what stands around them."""
    while words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1]
    return words


def init_app(app: Flask) -> None:
    """Register the filters."""
    register(
        app,
        num=num,
        digits=digits,
        pct=pct,
        quantity=quantity,
        date=day,
        day_of=lambda moment: day(moment.astimezone(TEHRAN).date()),
        moment=moment,
        date_both=day_both,
        period=period,
        as_of=lambda statement: as_of(statement.period, statement.date_inferred),
        as_of_both=lambda statement: as_of_both(
            statement.period, statement.date_inferred, statement.source.language
        ),
        age_words=age_words,
        interval_words=interval_words,
        mixed=mixed,
        direction_of=direction_of,
        unit_name=unit_name,
        unit_short=unit_short,
    )
