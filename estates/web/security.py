"""The headers of every answer, static files included: the outermost layer."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from estates.settings import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'{tiles}",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# What a file that came from outside is handed out with: it may do nothing, in an origin of its own.
SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


def headers(settings: Settings) -> list[tuple[str, str]]:
    """The headers that every answer carries."""
    policy = CONTENT_SECURITY_POLICY.format(tiles=_tile_host(settings))
    always = [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    if (settings.site_url or "").startswith("https://"):
        always.append(("Strict-Transport-Security", "max-age=31536000"))
    return always


def _tile_host(settings: Settings) -> str:
    """The one foreign host that may send pictures: that of tiles which the operator chose."""
    if not settings.tile_url:
        return ""
    host = settings.tile_url.split("/", 3)[2].replace("{s}", "*")
    return f" https://{host}"


_LABEL = r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)"
_HOST = re.compile(rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{{1,5}})?")


def is_host(text: str) -> bool:
    """Whether ``text`` is a host name or address, with a port or without."""
    if len(text) > 255 or _HOST.fullmatch(text) is None:
        return False
    try:
        text.partition(":")[0].encode("ascii").decode("idna")
    except UnicodeError:
        return False
    return True


def refuse_odd_hosts(inner: WSGIApplication) -> WSGIApplication:
    """Answer 400 where the host or scheme that a client or proxy names cannot be one.

    No address could be made from it, not even that of an error page.
    """

    def outer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        host, scheme = environ.get("HTTP_HOST", "localhost"), environ["wsgi.url_scheme"]
        if is_host(host) and scheme in ("http", "https"):
            return inner(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"unknown host\n"]

    return outer


def init_app(app: Flask, settings: Settings) -> None:
    """Wrap ``app``, and all that wraps it already, so that no answer lacks the headers."""
    app.wsgi_app = _with_headers(app.wsgi_app, headers(settings))  # type: ignore[method-assign]


def _with_headers(inner: WSGIApplication, always: list[tuple[str, str]]) -> WSGIApplication:
    # An answer may be stricter than the rest: one behind a secret address tells no other where it
    # was, and an uploaded file may do nothing.
    names = {name.lower() for name, _ in always}
    stricter = [("Referrer-Policy", "no-referrer"), ("Content-Security-Policy", SANDBOX)]

    def outer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, own: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:
            kept = [header for header in own if header[0].lower() not in names]
            said = {(name.lower(), content) for name, content in own}
            strict = {name: c for name, c in stricter if (name.lower(), c) in said}
            given = [(name, strict.get(name, content)) for name, content in always]
            return start_response(status, kept + given, *rest)

        return inner(environ, start)

    return outer
