"""What a document in PDF says, for tests: the text of its marked pieces, in the order of reading.

Reads what Typst writes and no more: compressed objects, two-byte fonts with a ToUnicode table,
and right-to-left words as runs of reversed letters from the left to the right.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
# A string in brackets, in which balanced brackets stand bare, or one in hexadecimal.
_LITERAL = rb"\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\)"
_STRING = re.compile(rb"(" + _LITERAL + rb")|<([0-9A-Fa-f]+)>", re.DOTALL)
_ONE = _LITERAL + rb"|<[0-9A-Fa-f]+>"
_PIECE = re.compile(
    rb"(?P<marked><</MCID)|(?P<reversed>/ReversedChars BMC)|(?P<end>\bEMC\b)"
    rb"|/ActualText ?<(?P<actual>[0-9A-F]*)>|/(?P<font>[A-Za-z]\w*) [\d.]+ Tf"
    rb"|(?P<shown>\[(?:" + _ONE + rb"|[^\]()<])*\] ?TJ|(?:" + _ONE + rb") ?Tj)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PERSIAN = re.compile("[\u0600-\u06ff]")


class Document:
    """A document out of its bytes."""

    def __init__(self, content: bytes) -> None:
        assert content.startswith(b"%PDF-")
        self.content = content
        self._objects = {int(m[1]): m[2] for m in _OBJECT.finditer(content)}
        for body in list(self._objects.values()):
            if b"/ObjStm" in body:
                self._unpack(body)

    @property
    def everything(self) -> bytes:
        """All objects, unpacked, without the streams of pages and fonts."""
        return b"\n".join(self._objects.values())

    @property
    def pages(self) -> list[bytes]:
        """The objects that are pages."""
        return [body for body in self._objects.values() if re.search(rb"/Type ?/Page\b", body)]

    @property
    def text(self) -> str:
        """All words of the document with single spaces."""
        return " ".join(
            " ".join(piece for page in self.pages for piece in self._read(page)).split()
        )

    def _unpack(self, body: bytes) -> None:
        text = _stream(body)
        first = int(_found(rb"/First (\d+)", body))
        heads = list(map(int, text[:first].split()))
        starts = [first + offset for offset in heads[1::2]]
        for number, start, end in zip(heads[::2], starts, [*starts[1:], len(text)], strict=True):
            self._objects[number] = text[start:end]

    def _read(self, page: bytes) -> Iterator[str]:
        fonts = self._fonts(page)
        text = _stream(self._objects[int(_found(rb"/Contents (\d+)", page))])
        runs: list[str] = []
        letters: dict[int, str] = {}
        turned, actual = False, ""
        for piece in _PIECE.finditer(text):
            match piece.lastgroup:
                case "marked":
                    yield _joined(runs)
                    runs = []
                case "reversed" | "end":
                    turned = piece.lastgroup == "reversed"
                case "font":
                    letters = fonts[piece["font"]]
                case "actual":
                    actual = bytes.fromhex(piece["actual"].decode()).decode("utf-16")
                case _ if actual:
                    runs.append(actual)
                    actual = ""
                case _:
                    shown = b"".join(_bytes(*s) for s in _STRING.findall(piece["shown"]))
                    codes = [int.from_bytes(shown[n : n + 2]) for n in range(0, len(shown), 2)]
                    words = [letters.get(code, "") for code in codes]
                    runs.append("".join(reversed(words) if turned else words))
        yield _joined(runs)

    def _fonts(self, page: bytes) -> dict[bytes, dict[int, str]]:
        resources = self._objects[int(_found(rb"/Resources (\d+)", page))]
        listed = re.search(rb"/Font ?<<(.*?)>>", resources, re.DOTALL)
        named = re.findall(rb"/(\w+) (\d+) 0 R", listed[1]) if listed else []
        return {name: self._letters(self._objects[int(number)]) for name, number in named}

    def _letters(self, font: bytes) -> dict[int, str]:
        table = _stream(self._objects[int(_found(rb"/ToUnicode (\d+)", font))])
        pairs = re.findall(rb"<([0-9A-Fa-f]{4})> ?<([0-9A-Fa-f]+)>\s*(?=\n|<|e)", table)
        return {
            int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be")
            for code, letter in pairs
        }


def _joined(runs: list[str]) -> str:
    """The runs of one line in the order of reading: from the right where they are Persian."""
    return "".join(reversed(runs) if _PERSIAN.search("".join(runs)) else runs)


def _found(pattern: bytes, body: bytes) -> bytes:
    found = re.search(pattern, body)
    assert found, pattern
    return found[1]


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found
    return zlib.decompress(found[1]) if b"FlateDecode" in body[: found.start()] else found[1]


def _bytes(literal: bytes, hexadecimal: bytes) -> bytes:
    if hexadecimal:
        return bytes.fromhex(hexadecimal.decode())

    def plain(escape: re.Match[bytes]) -> bytes:
        named = escape[1]
        return bytes([int(named, 8)]) if named[:1].isdigit() else _NAMED.get(named, named)

    return _ESCAPE.sub(plain, literal[1:-1])
