"""Numbers, percents, days, periods, units and money in words of the page's language.

This is the only home of formatting: Babel emits neither Persian digits nor Jalali days, and its
unit names for Persian are raw keys. Templates call the filters made here and nothing else.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from babel.dates import format_date
from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from estates.lib import jalali
from estates.lib.period import Calendar, Period, Precision
from estates.lib.quantity import Qualifier, Value, plain
from estates.web.clock import TEHRAN
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


def digits(text: object) -> str:
    """``text`` with its ASCII digits as those of the page: for years, codes and phone numbers."""
    return str(text).translate(str.maketrans("0123456789", current().traits.digits))


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
        unit="" if before else unit_short(unit),
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
        return _jalali_years(int(value.number), int(value.maximum))
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


# --- days ------------------------------------------------------------------------------------


def day(when: date) -> Markup:
    """A day in the calendar of the page, as a ``time`` element."""
    return _time(when.isoformat(), day_words(when))


def day_words(when: date) -> str:
    """A day in the calendar of the page, as plain text."""
    if current().traits.calendar is Calendar.JALALI:
        return _jalali_day(when)
    return format_date(when, "d MMM y", locale=current().code)


def day_both(when: date) -> Markup:
    """As `day`; where the page is Gregorian, the Solar Hijri day follows in brackets."""
    if current().traits.calendar is Calendar.JALALI:
        return day(when)
    both = _("%(day)s (%(jalali)s)", day=day_words(when), jalali=_jalali_day(when))
    return _time(when.isoformat(), both)


def _jalali_day(when: date) -> str:
    converted = jalali.to_jalali(when)
    month = _jalali_month(converted.month)
    return digits(f"{converted.day} {month} {converted.year}")


def _jalali_month(number: int) -> str:
    """The month in the script of the page: Persian where the calendar is at home."""
    at_home = current().traits.calendar is Calendar.JALALI
    return (jalali.MONTHS_FA if at_home else jalali.MONTHS_EN)[number - 1]


def moment(when: datetime) -> Markup:
    """The day and time in Tehran."""
    local = when.astimezone(TEHRAN)
    words = _("%(day)s, %(time)s", day=day_words(local.date()), time=digits(f"{local:%H:%M}"))
    return _time(local.isoformat(timespec="minutes"), words)


def jalali_year(year: int) -> str:
    """A Solar Hijri year; on Gregorian pages with the years it overlaps."""
    if current().traits.calendar is Calendar.JALALI:
        return digits(year)
    return digits(f"{year} ({year + 621}/{(year + 622) % 100:02})")


def _jalali_years(first: int, last: int) -> str:
    """Solar Hijri years from first to last; on Gregorian pages with the years they overlap."""
    years = _range(digits(first), digits(last))
    if current().traits.calendar is Calendar.JALALI:
        return years
    return f"{years} ({_range(digits(first + 621), digits(last + 622))})"


# --- periods ---------------------------------------------------------------------------------


def period(of: Period) -> Markup:
    """A period as precisely as it was given; empty for an undated one."""
    return _time(_iso(of), period_words(of))


def period_words(of: Period) -> str:
    """As `period`, as plain text."""
    if of.start is None or of.end is None:
        return ""
    if of.precision is Precision.DAY:
        return day_words(of.start)
    own = of.calendar is current().traits.calendar
    if of.calendar is Calendar.JALALI:
        words = _jalali_span(of.start, of.end, of.precision)
        if own:
            return words
        if of.precision is Precision.YEAR and _one_jalali_year(of):
            return jalali_year(jalali.to_jalali(of.start).year)
        gregorian = _gregorian_span(of.start, of.end, Precision.MONTH)
        return _("%(period)s (%(gregorian)s)", period=words, gregorian=gregorian)
    words = _gregorian_span(of.start, of.end, of.precision)
    # Translators: a period of the Gregorian calendar on a page of another calendar
    return words if own else _("%(period)s CE", period=words)


def as_of(of: Period, inferred: bool) -> Markup:
    """The time of a figure as a phrase: "as of 8 Feb 2025", "in 1397 (2018/19)"."""
    return _time(_iso(of), as_of_words(of, inferred))


def as_of_both(of: Period, inferred: bool, source_language: str) -> Markup:
    """As `as_of`; the Solar Hijri day stands beside one that a Persian source gave as such."""
    phrase = as_of(of, inferred)
    at_home = current().traits.calendar is Calendar.JALALI
    if at_home or of.start is None or of.precision is not Precision.DAY or source_language != "fa":
        return phrase
    return Markup("{} ({})").format(phrase, _jalali_day(of.start))


def as_of_words(of: Period, inferred: bool) -> str:
    """As `as_of`, as plain text."""
    if not of.dated:
        return _("date not given by the source")
    when = period_words(of)
    match of.precision:
        case Precision.DAY:
            return _("about %(day)s", day=when) if inferred else _("as of %(day)s", day=when)
        case Precision.MONTH:
            return _("about %(month)s", month=when) if inferred else _("in %(month)s", month=when)
        case _:
            return _("about %(year)s", year=when) if inferred else _("in %(year)s", year=when)


def _one_jalali_year(of: Period) -> bool:
    assert of.start and of.end
    return jalali.to_jalali(of.start).year == jalali.to_jalali(of.end).year


def _jalali_span(start: date, end: date, precision: Precision) -> str:
    first, last = jalali.to_jalali(start), jalali.to_jalali(end)
    if precision is Precision.YEAR:
        return _range(digits(first.year), digits(last.year))
    if first.year != last.year:
        return _range(
            digits(f"{_jalali_month(first.month)} {first.year}"),
            digits(f"{_jalali_month(last.month)} {last.year}"),
        )
    months = _range(_jalali_month(first.month), _jalali_month(last.month))
    return f"{months} {digits(first.year)}"


def _gregorian_span(start: date, end: date, precision: Precision) -> str:
    code = current().code
    if precision is Precision.YEAR:
        return _range(digits(start.year), digits(end.year))
    if start.year != end.year:
        first, last = (format_date(d, "MMM y", locale=code) for d in (start, end))
        return digits(_range(first, last))
    months = _range(*(format_date(d, "LLL", locale=code) for d in (start, end)))
    return f"{months} {digits(start.year)}"


def _range(first: str, last: str) -> str:
    # Translators: a range of months or years, from first to last
    return first if first == last else _("%(first)s–%(last)s", first=first, last=last)


def _iso(of: Period) -> str | None:
    """What a ``time`` element may carry of a period: a day, month or year where it is one."""
    if of.precision is Precision.DAY and of.start:
        return of.start.isoformat()
    if of.start is None or of.calendar is Calendar.JALALI:
        return None
    if of.precision is Precision.YEAR and of.end and of.start.year == of.end.year:
        return f"{of.start:%Y}"
    if of.precision is Precision.MONTH and of.end and of.start.month == of.end.month:
        return f"{of.start:%Y-%m}"
    return None


def _time(iso: str | None, words: str) -> Markup:
    if iso is None:
        return escape(words)
    return Markup('<time datetime="{}">{}</time>').format(iso, words)


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
    if years and not rest:
        return ngettext("every year", "every %(n)s years", years, n=num(years))
    return ngettext("every day", "every %(n)s days", days, n=num(days))


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
        parts.append(bdi.format(code, direction, found[0]))
        at = found.end()
    parts.append(escape(text[at:]))
    return Markup("").join(parts)


def init_app(app: Flask) -> None:
    """Register the filters."""
    register(
        app,
        num=num,
        digits=digits,
        pct=pct,
        quantity=quantity,
        date=day,
        date_both=day_both,
        moment=moment,
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
