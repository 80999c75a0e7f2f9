"""The directory's keys in words of the page's language."""

from decimal import Decimal

import phonenumbers
from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup

from estates.directory.models import Kind
from estates.web.digits import digits
from estates.web.filters import register
from estates.web.formatting import num

KINDS = {
    "estate": _l("Industrial estate"),
    "zone": _l("Industrial zone"),
    "private": _l("Private estate"),
}
KIND_PLURALS = {
    "estate": _l("Industrial estates"),
    "zone": _l("Industrial zones"),
    "private": _l("Private estates"),
}
SPECIALISMS = {
    "general": _l("General"),
    "printing_publishing": _l("Printing and publishing"),
    "ict": _l("Information and communication technology"),
    "wood_furniture": _l("Wood and furniture"),
    "non_metallic": _l("Non-metallic minerals"),
    "metal": _l("Metal"),
    "unknown": _l("not published"),
}
QUALITIES = {
    "surveyed": _l("surveyed position"),
    "approximate": _l("position of the site on the open map"),
    "settlement": _l("only the town or village of that name is known"),
    "unknown": _l("position not published"),
}

DOCUMENT_LANGUAGES = {
    "fa": _l("Persian"),
    "en": _l("English"),
    "ar": _l("Arabic"),
    "ru": _l("Russian"),
}
PAPER_KINDS = {
    "plan": _l("Site plan"),
    "rules": _l("Rules and conditions"),
    "prices": _l("Price list"),
    "brochure": _l("Brochure"),
    "other": _l("Other document"),
}


def phone(number: str) -> Markup:
    """A phone number as one reads and dials it: left to right in both languages, and a link."""
    parsed = phonenumbers.parse(number)
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    shown = digits(phonenumbers.format_number(parsed, form))
    return Markup('<a href="tel:{}"><bdi dir="ltr">{}</bdi></a>').format(number, shown)


def file_size(size: int) -> str:
    """The size of a file, in words."""
    megabytes = Decimal(size) / 1_000_000
    if megabytes < 1:
        return _("%(count)s kB", count=num(max(1, round(size / 1000))))
    return _("%(count)s MB", count=num(round(megabytes, 1)))


def kind_count(count: int, kind: str) -> str:
    """How many sites of a kind there are, in words: "7 industrial estates"."""
    n = num(count)
    match kind:
        case Kind.ESTATE:
            return ngettext("%(n)s industrial estate", "%(n)s industrial estates", count, n=n)
        case Kind.ZONE:
            return ngettext("%(n)s industrial zone", "%(n)s industrial zones", count, n=n)
        case _:
            return ngettext("%(n)s private estate", "%(n)s private estates", count, n=n)


def init_app(app: Flask) -> None:
    """Register a filter for each kind of key; an unknown key raises KeyError."""
    register(
        app,
        kind_count=kind_count,
        kind_label=lambda key: str(KINDS[key]),
        kind_plural=lambda key: str(KIND_PLURALS[key]),
        specialism_label=lambda key: str(SPECIALISMS[key]),
        quality_label=lambda key: str(QUALITIES[key]),
        language_label=lambda key: str(DOCUMENT_LANGUAGES[key]),
        paper_kind_label=lambda key: str(PAPER_KINDS[key]),
        phone=phone,
        file_size=file_size,
    )
