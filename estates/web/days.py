"""Days and periods in words of the page's language and calendar.

`web.formatting` makes filters of them; like it, this is the only home of what it does.
"""

from datetime import date, datetime

from babel.dates import format_date
from flask_babel import gettext as _
from markupsafe import Markup, escape

from estates.lib import jalali
from estates.lib.period import Calendar, Period, Precision
from estates.web.clock import TEHRAN
from estates.web.digits import digits
from estates.web.languages import current


def day(when: date) -> Markup:
    """A day in the calendar of the page, as a ``time`` element."""
    return _time(when.isoformat(), day_words(when))


def day_words(when: date) -> str:
    """A day in the calendar of the page, as plain text."""
    if current().traits.calendar is Calendar.JALALI:
        return _jalali_day(when)
    return format_date(when, "d MMM y", locale=current().code)


def moment(when: datetime) -> Markup:
    """A day and a time of day, in Tehran."""
    local = when.astimezone(TEHRAN)
    time = digits(f"{local:%H:%M}")
    words = _("%(day)s, %(time)s", day=day_words(local.date()), time=time)
    return _time(local.isoformat(timespec="minutes"), words)


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


def jalali_year(year: int) -> str:
    """A Solar Hijri year; on Gregorian pages with the years it overlaps."""
    if current().traits.calendar is Calendar.JALALI:
        return digits(year)
    return digits(f"{year} ({year + 621}/{(year + 622) % 100:02})")


def jalali_years(first: int, last: int) -> str:
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
