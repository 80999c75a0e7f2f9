"""Files that somebody sends: pictures of nothing, documents of nothing, and what means harm."""

import re
import zlib
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from estates.accounts.guards import own_estate
from estates.accounts.roles import Role
from tests.accounts.cast import Someone, add, entered
from tests.site import Site

# For what is the same on both databases.
ON_ONE = pytest.mark.parametrize("own_site", ["sqlite"], indirect=True)
GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
SECRET_PLACE = b"Invented Camera 9000"


def picture(
    form: str = "JPEG", size: tuple[int, int] = (1200, 800), turn: int | None = None, **more: Any
) -> bytes:
    """A picture with a red left half; ``turn`` is what the camera says of its orientation."""
    image = Image.new("RGB", size, (20, 90, 160))
    image.paste((200, 30, 30), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[MAKE] = SECRET_PLACE.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (34.0, 38.0, 1.0), 3: "E", 4: (50.0, 52.0, 1.0)})
    if turn:
        exif[ORIENTATION] = turn
    out = BytesIO()
    image.save(out, form, exif=exif, **more)
    return out.getvalue()


def moving() -> bytes:
    """A picture of two that change."""
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue")]
    out = BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it has 900 million pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + check

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    lines = zlib.compress(b"\0" * 3_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def paper(more: bytes = b"", packed: bytes = b"") -> bytes:
    """A PDF file of one empty page, with ``more`` as an object, or ``packed`` in a list of them."""
    body = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
    body += b"2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj\n"
    body += b"3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>\nendobj\n"
    if more:
        body += b"4 0 obj\n<<" + more + b">>\nendobj\n"
    if packed:
        stream = zlib.compress(packed)
        head = b"5 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d>>\nstream\n"
        body += head % len(stream) + stream + b"\nendstream\nendobj\n"
    return body + b"trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def with_editor(app: Flask) -> None:
    """A stand-in for the profile's own page, until it is there."""
    if "staff.edit" not in app.view_functions:

        @own_estate
        def edit(ref: str) -> str:
            return ref

        app.add_url_rule("/<lang>/staff/estates/<slug:ref>/edit/", "staff.edit", edit)


def editor(site: Site, role: Role = Role.EDITOR) -> Someone:
    """Somebody who has signed in to write."""
    with_editor(site.app)
    add(site, role)
    return entered(site, role)


PHOTO = {
    "caption_fa": "دروازهٔ آزمون", "caption_en": "A gate in a test", "alt_fa": "دروازه‌ای ساختگی",
    "alt_en": "An invented gate", "credit_en": "Nobody at all", "taken": "۱۴۰۴/۰۵",
}  # fmt: skip
CONTACT = {
    "role_fa": "دفتر آزمون", "role_en": "Test office", "phones": "۰۲۵-۳۳۳۴۴۵۵۶\n+98 912 345 6789",
    "email": "Office@Example.org", "address_fa": "خیابان آزمون", "hours_fa": "۸ تا ۱۴", "source": "seed",
}  # fmt: skip
PAPER = {"title_fa": "نقشهٔ آزمون", "title_en": "A test plan", "language": "fa", "kind": "plan", "day": "1404"}  # fmt: skip


def send(
    who: Someone,
    kind: str,
    fields: dict[str, str],
    file: bytes | None = None,
    *,
    key: str = "new",
    name: str = "file",
    ref: str = "siro",
    language: str = "en",
    version: int | None = None,
) -> Any:
    """The answer to the form of an entry, as a browser sends it."""
    path = f"/{language}/staff/estates/{ref}/{kind}/{key}/"
    if version is None:
        shown = re.search(r'name="version" value="(\d+)"', who.get(path).get_data(as_text=True))
        assert shown
        version = int(shown[1])
    more: dict[str, Any] = {} if file is None else {"upload": (BytesIO(file), name)}
    return who.post(path, **fields, **more, version=str(version))


def fetched(client: Any, path: str) -> Any:
    """A file as it is answered, read to its end and closed."""
    with client.get(path) as answer:
        answer.get_data()
    return answer
