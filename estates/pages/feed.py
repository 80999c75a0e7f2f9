"""The feed of changes as an Atom document (RFC 4287)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from estates.pages.history import Entry
from estates.web.formatting import num
from estates.web.languages import current
from estates.web.page import absolute

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def atom(entries: Sequence[Entry]) -> bytes:
    """The latest changes, newest first, in the language of the request."""
    language = current()
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language.code})
    _text(feed, "title", _("Changes: Qom Industrial Estates"))
    _text(feed, "id", _id("feed"))
    _text(feed, "updated", _moment(entries[0].published_at if entries else NEVER))
    _link(feed, "self", url_for("pages.changes_atom"), "application/atom+xml")
    _link(feed, "alternate", url_for("pages.changes"), "text/html")
    _text(SubElement(feed, "author"), "name", _("Qom Industrial Estates"))
    for entry in entries:
        _entry(SubElement(feed, "entry"), entry)
    return tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(to: Element, entry: Entry) -> None:
    name = entry.name.best(current().code)[0] or entry.subject
    title = _("%(name)s: revision %(number)s", name=name, number=num(entry.serial))
    _text(to, "title", title)
    _text(to, "id", _id(entry.subject, str(entry.serial)))
    _text(to, "updated", _moment(entry.published_at))
    _text(to, "published", _moment(entry.published_at))
    _link(to, "alternate", entry.url if entry.first else entry.changes_url, "text/html")
    SubElement(to, "content", {"type": "html"}).text = str(_content(entry))


def _content(entry: Entry) -> Markup:
    if entry.first:
        return Markup("<p>{}</p>").format(_("First facts."))
    items = Markup("").join(Markup("<li>{}</li>").format(one.text) for one in entry.sentences)
    language = current()
    start = Markup('<ul lang="{}" dir="{}">').format(language.code, language.direction)
    return start + items + Markup("</ul>")


def _id(*parts: str) -> str:
    """A name that stays the same whatever the address of the site; each language has its own."""
    name = "/".join(("qom-industrial-estates", "changes", current().code, *parts))
    return uuid5(NAMESPACE_URL, name).urn


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(to: Element, name: str, text: str) -> None:
    SubElement(to, name).text = text


def _link(to: Element, relation: str, path: str, kind: str) -> None:
    SubElement(to, "link", {"rel": relation, "href": absolute(path), "type": kind})
