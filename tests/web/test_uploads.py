"""Files that mean harm, or are not what they say; and a store that keeps whole files or none."""

import errno
import os
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from estates.web import papers, pictures
from estates.web.uploads import NotStored, Store, digest_of
from tests.staff.cast_of_media import bomb, moving, paper, picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def saved(image: Image.Image, form: str) -> bytes:
    out = BytesIO()
    image.save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (SVG, "no_picture"), (HTML, "no_picture"), (b"", "empty"), (b"GIF89a" + b"\0" * 99, "no_picture"),
        (paper(), "no_picture"), (bomb(), "too_large"), (bomb(16_100, 10), "too_large"), (bomb(4000, 4000), "broken"),
        (picture()[:2000], "broken"), (picture("PNG")[:300], "broken"), (picture("WEBP")[:400], "broken"),
        (moving(), "moving"), (picture(size=(199, 900)), "too_small"), (b"\0" * (12 * 1024 * 1024 + 1), "too_heavy"),
        (saved(Image.new("RGB", (300, 300)), "BMP"), "no_picture"), (saved(Image.new("RGB", (300, 300)), "TIFF"), "no_picture"),
        (saved(Image.new("RGB", (300, 300)), "ICO"), "no_picture"),
    ],
)  # fmt: skip
def test_what_is_no_fit_picture_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(pictures.BadPicture) as refused:
        pictures.read(BytesIO(content))
    assert refused.value.code == code


def test_what_hides_behind_a_picture_does_not_survive() -> None:
    for form in ("JPEG", "PNG", "WEBP"):
        made = pictures.read(BytesIO(picture(form) + HTML + b"PK\x03\x04 hidden"))
        for content in (made.whole, *made.narrower.values()):
            assert b"<script" not in content and b"hidden" not in content
            assert b"Camera" not in content and b"EXIF" not in content and b"ICCP" not in content
            with Image.open(BytesIO(content)) as opened:
                opened.load()
                assert opened.format == "WEBP"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels_is_taken(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    made = pictures.read(BytesIO(saved(Image.new(mode, (400, 300)), form)))
    assert (made.width, made.height, sorted(made.narrower)) == (400, 300, [])


def test_of_a_phone_s_two_pictures_the_first_is_taken() -> None:
    out, first = BytesIO(), Image.new("RGB", (400, 300), "red")
    first.save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (200, 300), "blue")])
    with Image.open(BytesIO(pictures.read(BytesIO(out.getvalue())).whole)) as made:
        pixel = made.convert("RGB").getpixel((9, 9))
        assert made.size == (400, 300) and isinstance(pixel, tuple) and pixel[0] > 200


def test_large_pictures_are_kept_smaller() -> None:
    made = pictures.read(BytesIO(picture(size=(4000, 3000), turn=8)))
    assert (made.width, made.height, sorted(made.narrower)) == (1200, 1600, [480, 960])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"), (HTML, "no_paper"), (b"x" + paper(), "no_paper"), (b"%PDF-9.9\n" + paper(), "no_paper"),
        (picture(), "no_paper"), (paper()[:-8], "broken"), (paper() + b"\0" * 4000, "broken"),
        (paper(b"/OpenAction <</S /JavaScript /JS (x)>>"), "acts"), (paper(b"/S /J#61vaScript"), "acts"),
        (paper(b"/S /Launch /F (x)"), "acts"), (paper(b"/XFA 9 0 R"), "acts"), (paper(b"/Encrypt 9 0 R"), "locked"),
        (paper(b"/Type /EmbeddedFile"), "has_files"), (paper(packed=b"9 0 <</S /JavaScript>>"), "acts"),
        (paper(packed=b"9 0 <</Names <</EmbeddedFiles 8 0 R>>>>"), "has_files"),
        (paper(packed=b" " * (33 * 1024 * 1024)), "too_heavy"), (b"%PDF-1.7\n" + b"\0" * (20 * 1024 * 1024), "too_heavy"),
    ],
)  # fmt: skip
def test_what_is_no_fit_document_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(papers.BadPaper) as refused:
        papers.read(BytesIO(content))
    assert refused.value.code == code


def test_ordinary_documents_are_taken_as_they_are() -> None:
    for content in (paper(), paper(b"/Title (JavaScript)"), paper(packed=b"9 0 <</Type /Font>>")):
        assert papers.read(BytesIO(content)) == content
    binary = b"4 0 obj\n<</Length 9>>\nstream\n" + zlib.compress(b"/JS /Launch") + b"\nendstream\n"
    assert papers.read(BytesIO(paper().replace(b"trailer", binary + b"trailer")))


@pytest.mark.parametrize(
    "name",
    ["../x", "a.webp", "", f"{'a' * 64}.svg", f"{'a' * 64}.webp/..", f"{'A' * 64}.pdf", f"{'a' * 64}-0.webp", f"{'a' * 64}.pdf\n"],
)  # fmt: skip
def test_names_are_digests_and_nothing_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="names no file"):
        Store(tmp_path).path(name)


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path: Path, monkeypatch) -> None:
    store, name = Store(tmp_path / "uploads"), f"{digest_of(b'x')}.pdf"

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(NotStored) as failed:
            store.put({name: b"x"})
    assert failed.value.full and not [path for path in tmp_path.rglob("*") if path.is_file()]
    store.put({name: b"x"})
    assert store.path(name).read_bytes() == b"x" and store.names() == [name]
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotStored) as failed:
        Store(tmp_path / "file").put({name: b"x"})
    assert not failed.value.full
