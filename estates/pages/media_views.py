"""Pictures and documents by the digest of what is in them: their addresses never change."""

from flask import Response, abort, g, send_file

from estates.accounts import sessions
from estates.accounts.models import Stage
from estates.database import db
from estates.directory.media_models import FileKind, StoredFile
from estates.pages.blueprint import media_bp
from estates.web.access import public
from estates.web.security import SANDBOX
from estates.web.uploads import NAME, store

FOR_EVER = 365 * 24 * 60 * 60  # seconds
TYPES = {FileKind.PHOTO: "image/webp", FileKind.PAPER: "application/pdf"}


@media_bp.get("/<name>")
@public
def file(name: str) -> Response:
    """A file that was published at any time; to signed-in staff also one of a draft."""
    found = _resolve(name)
    if found.published_at is None:
        g.of_staff = True  # kept by no cache
    path = store().path(name)
    if not path.is_file():
        abort(404)
    response = send_file(
        path,
        mimetype=TYPES[FileKind(found.kind)],
        as_attachment=found.kind == FileKind.PAPER,
        download_name=f"document-{found.digest[:12]}.pdf",
        etag=name.replace(".", "-"),
        max_age=FOR_EVER,
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    if found.published_at is not None:
        response.headers["Cache-Control"] = f"public, max-age={FOR_EVER}, immutable"
    return response


def _resolve(name: str) -> StoredFile:
    """The stored file of an address that this visitor may read, or 404."""
    parts = NAME.fullmatch(name)
    found = db.session.get(StoredFile, parts[1]) if parts else None
    if found is None or name not in found.names:
        abort(404)
    if found.published_at is None and not _of_staff():
        abort(404)
    return found


def _of_staff() -> bool:
    present = sessions.present()
    return present is not None and present.stage == Stage.FULL
