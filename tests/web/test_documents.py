"""Documents in PDF: data are shown and never run, and the same data make the same bytes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import typst

from estates.web import documents
from tests.pdf import Document
from tests.site import Site

DAY = date(2026, 11, 25)
TEMPLATE = """#let data = json(bytes(sys.inputs.data))
#set document(title: "Invented")
#set text(font: "Vazirmatn")
#data.text
"""
HOSTILE = [
    '#read("/etc/passwd")', "#import \"@preview/cetz:0.3.0\"", "$ x^2 $ *bold* _it_ = head",
    "<script>alert(1)</script>", "\\ #set page(width: 1pt)", "]#panic()[", '"] + sys.inputs + ["',
]  # fmt: skip


@pytest.fixture
def trial(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of templates with one that shows its text."""
    (tmp_path / "trial.typ").write_text(TEMPLATE, "utf-8")
    monkeypatch.setattr(documents, "TEMPLATES", tmp_path)
    with site.app.test_request_context("/en/"):
        yield tmp_path


def text_of(text: str) -> str:
    return Document(documents.pdf("trial", {"text": text}, DAY)).text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_code_in_data_is_printed_as_text(trial: Path, hostile: str) -> None:
    assert text_of(hostile).replace(" ", "") == hostile.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("中 😀", "[U+4E2D] [U+1F600]"),
        ("a\u202eb\u2028c\x07", "a[U+202E]b[U+2028]c[U+0007]"),
        ("می‌شود", "می‌شود"),
        ("\u2068abc\u2069", "abc"),
    ],
)
def test_what_the_fonts_lack_stands_as_its_code(trial: Path, text: str, printed: str) -> None:
    assert text_of(text) == printed


def test_ten_thousand_letters_flow_over_pages(trial: Path) -> None:
    document = Document(documents.pdf("trial", {"text": "سلام x " * 1500}, DAY))
    assert len(document.pages) > 1 and document.text.count("سلام") == 1500


@pytest.mark.parametrize(
    "reach",
    [
        '#read("/etc/hostname")', '#read("../../app.py")', '#read("/../app.py")',
        '#import "@preview/cetz:0.3.0": *', '#import "@local/x:0.1.0": *',
    ],
)  # fmt: skip
def test_a_template_reaches_nothing_outside_its_folder(trial: Path, reach: str) -> None:
    (trial / "reach.typ").write_text(TEMPLATE + reach, "utf-8")
    with pytest.raises(typst.TypstError):
        documents.pdf("reach", {"text": "x"}, DAY)


def test_the_same_data_make_the_same_bytes(trial: Path) -> None:
    first, second = (documents.pdf("trial", {"text": "قم Qom"}, DAY) for _ in range(2))
    assert first == second


def test_the_document_is_tagged_and_has_its_fonts_within(trial: Path) -> None:
    everything = Document(documents.pdf("trial", {"text": "قم Qom"}, DAY)).everything
    assert b"/StructTreeRoot" in everything and b"/Marked true" in everything
    assert b"pdfuaid:part" in documents.pdf("trial", {"text": "x"}, DAY)
    assert b"/FontFile" in everything


@pytest.mark.parametrize("name", ["a b.pdf", "x.pdf\r\nSet-Cookie: a=b", "قم.pdf", "x.html", ""])
def test_an_odd_file_name_is_refused(trial: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        documents.pdf_answer(b"", name)
