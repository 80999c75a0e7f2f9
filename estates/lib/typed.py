"""Texts that strangers type: what could do harm on a page, in a mail or in a database is gone.

What goes: control characters (NUL among them), lone surrogates, and everything that turns the
direction of text around it or is seen by nobody. The half-space and its sister stay: they are
spelling.
"""

import re

from estates.lib.persian import normalise

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_MANY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


def paragraphs(text: str | None) -> str:
    """``text`` of several lines as it is stored: lines end in LF, at most one stays empty."""
    plain = _HARMFUL.sub("", _LINE_ENDS.sub("\n", text or ""))
    return _MANY_LINES.sub("\n\n", normalise(plain))


def one_line(text: str | None) -> str:
    """``text`` as one line with single spaces: for names, and for what stands in a header."""
    return " ".join(paragraphs(text).split())
