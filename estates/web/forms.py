"""What guards a form that is sent: where it came from, its number, and how often one may send.

Nobody signs in to send a form of the public pages, so that there is no session whose rights another
site could borrow, and no cookie that would have to carry a token. What is refused is a post that a
browser says comes from a page of another site.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from math import ceil
from time import time
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from flask_limiter import Limiter
from itsdangerous import BadData, URLSafeSerializer
from limits import parse_many
from limits.errors import ConfigurationError

from estates.settings import BadSetting, Settings
from estates.web.errors import ForeignForm

# Many readers share one address behind a provider's or an office's gateway.
LIMITS = parse_many("8 per minute; 60 per hour")
# Some proxies write the port as well.
_PORT = re.compile(r"^(\d+(?:\.\d+){3}):\d+$")
# What is typed to show who one is: no page gives it back, and it travels nowhere else.
UNSENT = frozenset({"password", "present", "new", "again", "code"})
_IPV6_HOME = 64  # bits of an address that a household or a company has for itself


def refuse_foreign() -> None:
    """Raise ForeignForm where the browser says that a page of another site sent the form.

    ``Origin: null`` is no such word: it is what a browser says of our own pages that tell nobody
    their address. Their address is a secret, which a foreign page would have to know.
    """
    came_from = request.headers.get("Sec-Fetch-Site")
    if came_from not in (None, "same-origin", "none"):
        raise ForeignForm
    origin = request.headers.get("Origin")
    if came_from is None and origin not in (None, "null", *_own_origins()):
        raise ForeignForm


def _own_origins() -> Iterable[str]:
    settings: Settings = current_app.extensions["settings"]
    parts = urlsplit(request.host_url)
    # A proxy that is not told of may end TLS: the scheme is then not the one that readers see.
    own = [f"http://{parts.netloc}", f"https://{parts.netloc}"]
    return [*own, settings.site_url] if settings.site_url else own


def new_number() -> str:
    """The number of a form that is about to be shown: its second sending is known by it."""
    return _signer().dumps(secrets.token_hex(16))


def is_number(text: str) -> bool:
    """Whether this site made ``text`` as the number of a form."""
    try:
        _signer().loads(text)
    except BadData:
        return False
    return True


def secret_of(number: str, content: Iterable[str]) -> str:
    """An unguessable name (192 bits) for one form with one content.

    The same form with the same words has the same name however often it is sent; without the key
    of this site nobody can work it out.
    """
    words = "\0".join((number, *content)).encode("utf-8", "replace")
    key = current_app.secret_key
    assert isinstance(key, str)
    digest = hmac.new(key.encode(), b"form\0" + words, sha256)
    return digest.hexdigest()[:48]


def _signer() -> URLSafeSerializer:
    assert current_app.secret_key
    return URLSafeSerializer(current_app.secret_key, salt="form number")


def too_many() -> int:
    """Count one more form from this reader's address, or say for how many seconds none is taken.

    One that is not taken is not counted: whoever goes on trying is not kept out for longer. A store
    of counts that fails stops nobody: an enquiry is worth more than its limit.
    """
    limiter: Limiter = current_app.extensions["form_limiter"]
    try:
        counts, reader = limiter.limiter, _reader()
        full = [limit for limit in LIMITS if not counts.test(limit, "form", reader)]
        if full:
            ends = max(counts.get_window_stats(limit, "form", reader).reset_time for limit in full)
            return max(1, ceil(ends - time()))
        for limit in LIMITS:
            counts.hit(limit, "form", reader)
    except Exception:
        current_app.logger.exception("forms could not be counted")
    return 0


def _reader() -> str:
    """The reader's network address; of a long one the part that belongs to one household."""
    try:
        address = ip_address(_PORT.sub(r"\1", request.remote_addr or ""))
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.version == 4:
        return str(address)
    return str(int(address) >> (128 - _IPV6_HOME))


def init_app(app: Flask, settings: Settings) -> None:
    """Open the store of counts. Raises BadSetting where it is of a kind that is not installed."""
    try:
        limiter = Limiter(
            _reader,
            app=app,
            storage_uri=settings.ratelimit_storage_uri,
            strategy="moving-window",
        )
    except ConfigurationError:
        kind = settings.ratelimit_storage_uri.partition(":")[0]
        allowed = "memory://, or of a kind whose client is installed (redis)"
        raise BadSetting("RATELIMIT_STORAGE_URI", f"{kind}:…", allowed) from None
    app.extensions["form_limiter"] = limiter
