"""One inspection for every page that any test fetches."""

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, NavigableString, Tag
from werkzeug.test import TestResponse

if TYPE_CHECKING:
    from tests.site import Site

DIRECTIONS = {"fa": "rtl", "en": "ltr"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SPOKEN_ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "content")
PERSIAN_DIGITS, LATIN_DIGITS = re.compile("[۰-۹٠-٩]"), re.compile("[0-9]")
PERSIAN_LETTERS, LATIN_LETTERS = re.compile("[آ-ی]"), re.compile("[A-Za-z]{2,}")
WRONG_LETTERS = re.compile("[يك]")
# Addresses that open something to whoever has them.
_SECRET = re.compile("/enquiries/|/staff/reset/.")
FIELDS = ("input", "select", "textarea")


class Page:
    """A page as a test sees it."""

    def __init__(self, path: str, response: TestResponse) -> None:
        self.path = path
        self.response = response
        self.html = response.get_data(as_text=True)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The elements of the page."""
        return BeautifulSoup(self.html, "lxml")

    @property
    def root(self) -> Tag:
        """The ``html`` element."""
        found = self.soup.find("html")
        assert isinstance(found, Tag), f"{self.path} is no page"
        return found

    @property
    def language(self) -> str:
        """The language that the page says it is in."""
        return str(self.root.get("lang"))

    @property
    def text(self) -> str:
        """All words of the page, with single spaces."""
        return " ".join(self.soup.get_text(" ").split())

    def one(self, selector: str) -> Tag:
        """The only element that fits."""
        found = self.soup.select(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} elements fit {selector}"
        return found[0]

    def all(self, selector: str) -> list[Tag]:
        """Every element that fits."""
        return list(self.soup.select(selector))

    def words_of(self, selector: str) -> str:
        """The words of the only element that fits."""
        return " ".join(self.one(selector).get_text(" ").split())


def inspect(page: Page, site: "Site") -> None:
    """Fail with every fault of ``page`` named."""
    faults = [
        *_head_faults(page),
        *_id_faults(page),
        *_label_faults(page),
        *_inline_faults(page),
        *_link_faults(page, site),
        *_header_faults(page),
        *_script_faults(page),
    ]
    assert not faults, f"{page.path}:\n" + "\n".join(faults[:20])


def _head_faults(page: Page) -> list[str]:
    faults = []
    expected = urlsplit(page.path).path.split("/")[1]
    direction = DIRECTIONS.get(page.language)
    if expected in DIRECTIONS and page.language != expected:
        faults.append(f"lang is {page.language}")
    if direction and page.root.get("dir") != direction:
        faults.append(f"dir is {page.root.get('dir')}")
    if len(page.soup.find_all("h1")) != 1:
        faults.append(f"{len(page.soup.find_all('h1'))} elements h1")
    title = page.soup.title
    if title is None or not title.get_text(strip=True):
        faults.append("no title")
    if not page.soup.select('link[rel="canonical"]') and page.response.status_code == 200:
        faults.append("no canonical address")
    return faults


def _id_faults(page: Page) -> list[str]:
    counted = Counter(str(element["id"]) for element in page.soup.find_all(id=True))
    return [f"id {name} stands {n} times" for name, n in counted.items() if n > 1]


def _label_faults(page: Page) -> list[str]:
    labelled = {str(label.get("for")) for label in page.soup.find_all("label")}
    return [
        f"no label: {field}"
        for field in page.soup.find_all(FIELDS)
        if field.get("type") not in ("hidden", "submit")
        and str(field.get("id")) not in labelled
        and not field.find_parent("label")
        and not field.get("aria-label")
    ]


def _inline_faults(page: Page) -> list[str]:
    faults = [f"inline style: {tag.name}" for tag in page.soup.find_all(style=True)]
    faults += [f"style element: {tag}" for tag in page.soup.find_all("style")]
    for script in page.soup.find_all("script"):
        if not script.get("src") and script.get("type") != "application/ld+json":
            faults.append("inline script")
    for tag in page.soup.find_all(True):
        faults += [f"handler {name} on {tag.name}" for name in tag.attrs if name.startswith("on")]
    return faults


def _link_faults(page: Page, site: "Site") -> list[str]:
    faults = []
    for tag in page.soup.find_all(["link", "script", "img", "source", "use", "iframe"]):
        address = str(tag.get("src") or tag.get("href") or "")
        relations = tag.get("rel") or []
        if urlsplit(address).netloc and not {"canonical", "alternate"} & set(relations):
            faults.append(f"foreign host: {address}")
        elif address.startswith("/") and not site.answers(address):
            faults.append(f"missing file: {address}")
    for link in page.soup.find_all("a"):
        faults += _leads_nowhere(str(link.get("href") or ""), link, page, site)
    return faults


def _leads_nowhere(address: str, link: Tag, page: Page, site: "Site") -> list[str]:
    path, fragment = urldefrag(address)
    if not address:
        return [f"link without address: {link.get_text()}"]
    if urlsplit(address).scheme in ("tel", "mailto"):
        return [] if address.isascii() else [f"not in Latin letters and digits: {address}"]
    if urlsplit(address).netloc:
        safe = {"noopener", "noreferrer"} <= set(link.get("rel") or [])
        return [] if safe else [f"foreign link without rel: {address}"]
    if not path:
        return [] if page.soup.find(id=fragment) else [f"no such part: #{fragment}"]
    # A form that was filled in wrongly is shown in the other language as well: with a 400 again.
    refilled = page.response.status_code == 400 and link.has_attr("data-language")
    return [] if refilled or site.answers(path) else [f"broken link: {path}"]


def _header_faults(page: Page) -> list[str]:
    headers = page.response.headers
    if _SECRET.search(page.path):
        # A page behind a secret address tells nobody where it was.
        expected = HEADERS | {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
    else:
        expected = HEADERS
    return [
        f"header {name} is {headers.get(name)!r}"
        for name, value in expected.items()
        if headers.get(name) != value
    ]


def _script_faults(page: Page) -> list[str]:
    """Digits and letters of the wrong script: an untranslated word, an unformatted number."""
    if page.language not in DIRECTIONS:
        return []
    faults = []
    for text, language, loose in _texts(page):
        if WRONG_LETTERS.search(text):
            faults.append(f"Arabic letters: {text!r}")
        if loose or language != page.language:
            continue
        digits, letters = (
            (LATIN_DIGITS, LATIN_LETTERS) if language == "fa" else (PERSIAN_DIGITS, PERSIAN_LETTERS)
        )
        if digits.search(text):
            faults.append(f"digits of the wrong script: {text!r}")
        if letters.search(text):
            faults.append(f"words of the wrong script: {text!r}")
    return faults


def _texts(page: Page) -> list[tuple[str, str, bool]]:
    """Every text with its language, and whether it may be of any script (code, isolated)."""
    found = []
    for node in page.root.find_all(string=True):
        if isinstance(node, Comment | Doctype) or not isinstance(node, NavigableString):
            continue
        parent = node.parent
        # A title may name a source, whose language nothing can mark there.
        if parent is not None and parent.name not in ("script", "style", "title"):
            found.append((str(node), _language(parent), _is_loose(parent)))
    for tag in page.root.find_all(True):
        if tag.name == "meta":
            continue  # words for machines, in which nothing can mark another language
        for name in SPOKEN_ATTRIBUTES:
            if isinstance(tag.get(name), str):
                found.append((str(tag[name]), _language(tag), False))
    return [(text, language, loose) for text, language, loose in found if text.strip()]


def _language(tag: Tag) -> str:
    for element in (tag, *tag.parents):
        if element.get("lang"):
            return str(element["lang"])
    return ""


def _is_loose(tag: Tag) -> bool:
    return any(
        element.name == "code"
        or (element.name == "bdi" and element.get("dir") == "ltr")
        or "typed" in (element.get("class") or [])  # what a reader typed, in whatever language
        for element in (tag, *tag.parents)
    )
