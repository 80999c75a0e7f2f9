"""Taking a file out of a form: looked at, made harmless, kept in the store."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import FileStorage

from estates.database import db
from estates.directory.media_models import FileKind, StoredFile
from estates.web import papers, pictures
from estates.web.clock import now
from estates.web.formatting import num
from estates.web.uploads import NotStored, digest_of, store

# What a whole form may weigh: more than any file that is taken, so that one which is too heavy is
# answered at its field, with all that was typed.
MOST_FORM = 40 * 1024 * 1024
_MB = 1024 * 1024


class NotTaken(Exception):
    """A file is not taken; the message says why in the reader's language, and what to do."""


REFUSALS: dict[str, LazyString] = {
    "empty": _l("The file is empty. Choose it again."),
    "too_large": _l("The picture has too many pixels. Make it smaller and choose it again."),
    "too_small": _l("The picture is too small: it needs 200 pixels on each side."),
    "no_picture": _l("This is no picture that can be taken. Choose a JPEG, PNG or WebP file."),
    "broken": _l("The file is damaged or cut off. Choose it again, or take another copy."),
    "moving": _l("Pictures that move are not taken. Choose one that stands still."),
    "no_paper": _l("This is no PDF file. Save the document as PDF and choose that."),
    "locked": _l("The document is locked. Save it without a password and choose that."),
    "acts": _l("The document has scripts or forms that act. Print it into a new PDF file."),
    "has_files": _l("The document has other files inside it. Print it into a new PDF file."),
}


def take(kind: FileKind, sent: FileStorage) -> str:
    """Keep a file that was sent, and return its digest. Flushes. Raises NotTaken."""
    try:
        return _take_photo(sent) if kind is FileKind.PHOTO else _take_paper(sent)
    except (pictures.BadPicture, papers.BadPaper) as refused:
        raise NotTaken(_refusal(kind, refused.code)) from None
    except NotStored as failed:
        raise NotTaken(_no_room() if failed.full else _not_writable()) from failed


def _take_photo(sent: FileStorage) -> str:
    picture = pictures.read(sent.stream)  # type: ignore[arg-type]
    row = StoredFile(
        digest=digest_of(picture.whole),
        kind=FileKind.PHOTO,
        size=picture.size,
        width=picture.width,
        height=picture.height,
        widths=sorted(picture.narrower),
    )
    contents = [*(picture.narrower[width] for width in row.widths), picture.whole]
    return _keep(row, contents)


def _take_paper(sent: FileStorage) -> str:
    content = papers.read(sent.stream)  # type: ignore[arg-type]
    row = StoredFile(digest=digest_of(content), kind=FileKind.PAPER, size=len(content), widths=[])
    return _keep(row, [content])


def _keep(row: StoredFile, contents: list[bytes]) -> str:
    store().put(dict(zip(row.names, contents, strict=True)))
    found = db.session.get(StoredFile, row.digest)
    if found is None:
        row.stored_at = now()
        db.session.add(row)
    elif found.published_at is None:
        found.stored_at = now()  # it is wanted again, and not to be tidied away
    db.session.flush()
    return row.digest


def _refusal(kind: FileKind, code: str) -> str:
    if code == "too_heavy":
        most = pictures.MOST_BYTES if kind is FileKind.PHOTO else papers.MOST_BYTES
        return _("The file is larger than %(most)s MB. Make it smaller.", most=num(most // _MB))
    return str(REFUSALS[code])


def _no_room() -> str:
    return _(
        "The server has no room for this file. Your texts are kept; tell the operator, and choose "
        "the file again later."
    )


def _not_writable() -> str:
    return _(
        "The server cannot keep files at present. Your texts are kept; tell the operator, and "
        "choose the file again later."
    )


def limits(kind: FileKind) -> str:
    """What to know before a file is chosen."""
    if kind is FileKind.PHOTO:
        told: dict[str, Any] = {
            "most": num(pictures.MOST_BYTES // _MB),
            "pixels": num(pictures.MOST_PIXELS // 1_000_000),
            "least": num(pictures.LEAST_SIDE),
        }
        return _(
            "JPEG, PNG or WebP, up to %(most)s MB and %(pixels)s million pixels, at least "
            "%(least)s pixels on each side. The picture is made anew: place, device and all else "
            "that is hidden in the file are gone.",
            **told,
        )
    return _(
        "PDF, up to %(most)s MB, without a password, scripts or files inside.",
        most=num(papers.MOST_BYTES // _MB),
    )
