"""Documents that people send: PDF alone, looked at by what is in it.

What a file may not have is what acts by itself or hides something: scripts, actions that start
programs or send data, further files inside, forms of XFA, locks. It is looked for in the plain
parts of the file and in its compressed lists of objects (`/ObjStm`), by name, with escapes undone.
That is a look and no proof: a name inside an encrypted or oddly filtered stream is not seen, which
is why a document is only ever handed out as a download, in a sandbox (`pages.media_views`).
"""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

MOST_BYTES = 20 * 1024 * 1024
MOST_INFLATED = 32 * 1024 * 1024  # of one file, in all its lists of objects
_HEAD = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)[\r\n\s]")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME = re.compile(rb"/([A-Za-z0-9#]{1,200})")
REFUSED = {
    b"Encrypt": "locked",
    b"JavaScript": "acts",
    b"JS": "acts",
    b"Launch": "acts",
    b"SubmitForm": "acts",
    b"ImportData": "acts",
    b"RichMedia": "acts",
    b"XFA": "acts",
    b"EmbeddedFile": "has_files",
    b"EmbeddedFiles": "has_files",
}


class BadPaper(Exception):
    """A document cannot be taken; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(file: BinaryIO) -> bytes:
    """The document in ``file``, as it is. Raises BadPaper."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadPaper("too_heavy")
    if not content:
        raise BadPaper("empty")
    if _HEAD.match(content) is None:
        raise BadPaper("no_paper")
    if b"%%EOF" not in content[-1024:] or b"startxref" not in content[-2048:]:
        raise BadPaper("broken")
    for part in _parts(content):
        for name in _NAME.finditer(part):
            plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name[1])
            if code := REFUSED.get(plain):
                raise BadPaper(code)
    return content


def _parts(content: bytes) -> Iterator[bytes]:
    """The plain parts between streams, and the lists of objects inside streams, inflated."""
    inflated, at = 0, 0
    while (start := content.find(b"stream", at)) >= 0:
        before = content[at : start + 6]
        yield before
        end = content.find(b"endstream", start + 6)
        end = len(content) if end < 0 else end
        if b"ObjStm" in _ESCAPED.sub(_unescaped, before[-4096:]):
            opened = _inflated(content[start + 6 : end].lstrip(b"\r\n"), MOST_INFLATED - inflated)
            inflated += len(opened)
            yield opened
        at = end + len(b"endstream")
    yield content[at:]


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])


def _inflated(stream: bytes, most: int) -> bytes:
    """A compressed stream in full; one that was never compressed as it is."""
    opening = zlib.decompressobj()
    try:
        opened = opening.decompress(stream, max(1, most))
    except zlib.error:
        return stream
    if opening.unconsumed_tail:
        raise BadPaper("too_heavy")
    return opened
