"""The languages of the site: which there are, and how an address names one.

English is the language of the source texts. Every folder of the catalogues adds one, so a
further language needs a catalogue and content, and nothing here unless its digits or calendar
are its own.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from babel.support import Translations
from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.ctx import AppContext
from flask.globals import app_ctx
from flask_babel import Babel, force_locale
from werkzeug.wrappers import Response

from estates.lib.period import Calendar
from estates.settings import Settings
from estates.web.access import public

SOURCE_LANGUAGE = "en"
DEFAULT_LANGUAGE = "fa"
CHOICE_COOKIE = "language"


@dataclass(frozen=True)
class Traits:
    """How a language writes numbers and days, where it differs from Latin habit."""

    digits: str = "0123456789"
    group: str = ","
    decimal: str = "."
    percent: str = "%"
    calendar: Calendar = Calendar.GREGORIAN


TRAITS: Mapping[str, Traits] = {
    "fa": Traits(
        digits="۰۱۲۳۴۵۶۷۸۹", group="٬", decimal="٫", percent="٪", calendar=Calendar.JALALI
    ),
}


@dataclass(frozen=True)
class Language:
    """A language of the site: its code, its own name and its direction."""

    code: str
    name: str
    direction: str
    traits: Traits

    @classmethod
    def of(cls, code: str) -> "Language":
        """The language with this code, as Babel's locale data know it."""
        locale = Locale.parse(code)
        name = locale.get_language_name(code) or code
        return cls(
            code, name[:1].upper() + name[1:], locale.text_direction, TRAITS.get(code, Traits())
        )


@lru_cache(maxsize=64)  # a page asks it of every name, and Babel reads it anew each time
def direction_of(code: str) -> str:
    """``rtl`` or ``ltr``, as Babel knows the language of this code."""
    return Locale.parse(code).text_direction


def discover(translations_dir: Path) -> dict[str, Language]:
    """The languages that have a catalogue, and the source language; the default one first."""
    folders = {path.parent.parent.name for path in translations_dir.glob("*/LC_MESSAGES/*.po")}
    codes = sorted(folders | {SOURCE_LANGUAGE}, key=lambda code: (code != DEFAULT_LANGUAGE, code))
    return {code: Language.of(code) for code in codes}


def languages() -> dict[str, Language]:
    """The languages of the running site by code, the default one first."""
    return current_app.extensions["languages"]


def current() -> Language:
    """The language of this request's page.

    A page asks some thousand times, so the context is looked up once and not for each part of it.
    """
    context: AppContext = app_ctx._get_current_object()  # type: ignore[attr-defined]
    known = context.app.extensions["languages"]
    return known[context.g.get("language", None) or next(iter(known))]


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Another language than that of the request, or one where there is no request: for letters."""
    before, g.language = g.get("language"), code
    try:
        with force_locale(code):
            yield
    finally:
        g.language = before


def preferred() -> str:
    """The language for somebody who named none: saved choice, browser, default."""
    known = list(languages())
    saved = request.cookies.get(CHOICE_COOKIE)
    if saved in known:
        return saved
    return request.accept_languages.best_match(known) or known[0]


def switch_url(code: str) -> str:
    """This page with its query in another language; the home page where this one failed."""
    endpoint, values = request.endpoint, dict(request.view_args or {})
    if (
        endpoint is None
        or g.get("failed")
        or not current_app.url_map.is_endpoint_expecting(endpoint, "lang")
    ):
        return url_for("pages.home", lang=code)
    values["lang"] = code
    query = urlencode(list(request.args.items(multi=True)))
    return url_for(endpoint, **values) + (f"?{query}" if query else "")


def init_app(app: Flask, settings: Settings) -> None:
    """Read the languages, bind Babel, and take the language of a page from its address."""
    app.extensions["languages"] = discover(settings.translations_dir)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(settings.translations_dir)
    Babel(app, locale_selector=lambda: current().code)
    _give_texts(app, settings.translations_dir)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.add_url_rule("/", "root", root)


def _give_texts(app: Flask, translations_dir: Path) -> None:
    """Give templates the texts of the catalogues.

    Flask-Babel's own way works out the language anew for each text, a sixth of the time of a page.
    """
    known = {
        code: Translations.load(translations_dir, [code]) for code in app.extensions["languages"]
    }
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: known[current().code].ugettext(text),
        ngettext=lambda one, more, n: known[current().code].ungettext(one, more, n),
        pgettext=lambda about, text: known[current().code].upgettext(about, text),
        npgettext=lambda about, one, more, n: known[current().code].unpgettext(about, one, more, n),
        newstyle=True,
    )


@public
def root() -> Response:
    """Send a visitor of ``/`` to a language."""
    response = redirect(url_for("pages.home", lang=preferred()))
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.language = values.pop("lang", None) if values else None
    if g.language is not None and g.language not in languages():
        unknown, g.language = g.language, None
        abort(404, description=unknown)


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = current().code
