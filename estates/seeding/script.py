"""Rules for the files as text: encoding, line ends, letters and half-spaces."""

import re
from collections.abc import Iterator

from estates.lib.persian import ZWNJ
from estates.seeding.finding import Finding, Flaw

PERSIAN = re.compile("[\u0600-\u06ff]")

_FOREIGN = {
    "\u064a": "the Arabic letter yeh",
    "\u0649": "the Arabic letter alef maksura",
    "\u0643": "the Arabic letter kaf",
    "\u0629": "the Arabic letter teh marbuta",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u00a0": "a no-break space",
    "\ufeff": "a byte-order mark",
    "\t": "a tab",
} | {chr(code): "an Arabic-Indic digit" for code in range(0x660, 0x66A)}
_FOREIGN_ANY = re.compile("[" + "".join(_FOREIGN) + "]")
_FOREIGN_CURE = "Write Persian ی, ک, ه and ۰ to ۹, and plain spaces"
_STRAY_ZWNJ = re.compile(f'{ZWNJ}{ZWNJ}|{ZWNJ}[\\s،.؛:»)"]|[\\s«(]{ZWNJ}')
_JOINED_PLURAL = re.compile(
    "(شهرک|سال|ماه|منبع|رقم|کارگاه|گام|شرکت|گروه|محصول|نام|طرح|بخش|پرسش|پاسخ|آن|نیروگاه|صنعت|سامانه)ها"
)
_MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:tmp|work|home|root|usr|var|mnt|opt)/")


def text_findings(file: str, text: str) -> Iterator[Finding]:
    """What is wrong with ``text``, the content of ``file``, before anybody reads its cells."""
    if text.startswith("\ufeff"):
        flaw = Flaw("the file begins with a byte-order mark", "Save it as UTF-8 without one")
        yield Finding.of(flaw, file, 1)
        text = text[1:]
    if text and not text.endswith("\n"):
        flaw = Flaw("the last line has no end", "End the file with a line feed")
        yield Finding.of(flaw, file, text.count("\n") + 1)
    for number, line in enumerate(text.split("\n"), 1):
        for flaw in _line_flaws(line):
            yield Finding.of(flaw, file, number)


def _line_flaws(line: str) -> Iterator[Flaw]:
    if "\r" in line:
        yield Flaw("a carriage return stands in the line", "End lines with a line feed alone")
    for letter in sorted(set(_FOREIGN_ANY.findall(line))):
        yield Flaw(f"{_FOREIGN[letter]} (U+{ord(letter):04X}) stands in the line", _FOREIGN_CURE)
    if _STRAY_ZWNJ.search(line):
        yield Flaw("a half-space stands at the edge of a word", "Remove it")
    if joined := _JOINED_PLURAL.search(line):
        yield Flaw(f"{joined[0]} is written without a half-space", "Put one before ها")
    if _MACHINE_PATH.search(line):
        yield Flaw("a path of one machine stands in the line", "Name the file without its folders")


def cell_flaws(cells: dict[str, str]) -> Iterator[Flaw]:
    """What is wrong with cells of any column: spaces at the ends, and formulas."""
    for column, text in cells.items():
        if text != text.strip():
            yield Flaw("a space stands at an end of the cell", "Remove it", column)
        if text[:1] in ("=", "+", "@"):
            # Spreadsheets would run it.
            yield Flaw("the cell begins like a formula", "Begin it with a letter or digit", column)
