"""Pictures that people send: looked at by what is in them, and made anew.

What is kept is our own encoding of the pixels, turned upright: no place, no device, no thumbnail
and nothing that was hidden behind the picture survives. One picture at a time is worked on in a
process, and its pixels are counted before any is decoded, so that memory stays bounded.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 25_000_000
LEAST_SIDE, MOST_SIDE = 200, 16_000  # pixels
WIDTHS = (480, 960)  # beside the whole picture, where that is wider
LONGEST = 1600  # pixels of the longer side that are kept
QUALITY = 80
_busy = Lock()


class BadPicture(Exception):
    """A picture cannot be taken; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: its largest form, and narrower ones by width."""

    whole: bytes
    width: int
    height: int
    narrower: dict[int, bytes]

    @property
    def size(self) -> int:
        """Bytes of the largest form."""
        return len(self.whole)


def read(file: BinaryIO) -> Picture:
    """The picture in ``file``. Raises BadPicture."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadPicture("too_heavy")
    if not content:
        raise BadPicture("empty")
    with _busy, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it thinks of a size is decided below
        return _made_anew(content)


def _made_anew(content: bytes) -> Picture:
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            _refuse(image)
            upright = _upright(image)
    except BadPicture:
        raise
    except Image.DecompressionBombError:
        raise BadPicture("too_large") from None
    except UnidentifiedImageError:
        raise BadPicture("no_picture") from None
    except Exception as error:  # decoders have many words for it: OSError, SyntaxError, zlib.error
        raise BadPicture("broken") from error
    narrower = {width: _narrowed(upright, width) for width in WIDTHS if width < upright.width}
    return Picture(_encoded(upright), upright.width, upright.height, narrower)


def _refuse(image: Image.Image) -> None:
    """Look at what the head of the file says, before any pixel is decoded."""
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise BadPicture("too_large")
    if min(width, height) < LEAST_SIDE:
        raise BadPicture("too_small")
    # Phones put a second picture behind a JPEG (MPO): the first is the one that people mean.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise BadPicture("moving")


def _upright(image: Image.Image) -> Image.Image:
    """The pixels alone, no larger than is kept, turned as the camera says."""
    turn = image.getexif().get(0x0112, 1)
    image.thumbnail((LONGEST, LONGEST), reducing_gap=2.0)  # decodes a JPEG small at once
    opaque = image.mode in ("1", "L", "RGB", "CMYK", "YCbCr") and "transparency" not in image.info
    plain = image.convert("RGB" if opaque else "RGBA")
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())  # nothing but pixels
    if turn in range(2, 9):
        bare.getexif()[0x0112] = turn
        bare = ImageOps.exif_transpose(bare)
        bare.info.clear()
    return bare


def _narrowed(image: Image.Image, width: int) -> bytes:
    height = max(1, round(image.height * width / image.width))
    return _encoded(image.resize((width, height), Image.Resampling.LANCZOS))


def _encoded(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()
