"""When the database or the disk takes nothing: a page that says so and hands back what was typed.

The page asks the database for nothing. What was sent stands in it, with a button that sends the
very same form again; passwords and codes do not travel, and files have to be chosen again.
"""

import errno

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import ServiceUnavailable

from estates.database import db
from estates.web import errors
from estates.web.forms import UNSENT

RETRY_AFTER = 30  # seconds
# Of a full or locked disk, as operating systems call it.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
READ_ONLY = ("readonly database", "read-only transaction", "disk is full", "No space left")


class Unstored(ServiceUnavailable):
    """Nothing can be stored, or the database does not answer."""


def _database_answer(error: DBAPIError) -> Response | tuple[str, int]:
    """What readers and writers get while the database fails; it is logged as a failure."""
    current_app.logger.error("the database failed", exc_info=error)
    _roll_back()
    return answer(full=any(sign in str(error.orig) for sign in READ_ONLY))


def _disk_answer(error: OSError) -> Response | tuple[str, int]:
    if error.errno not in NO_ROOM:
        raise error
    current_app.logger.error("the disk takes nothing", exc_info=error)
    _roll_back()
    return answer(full=True)


def _roll_back() -> None:
    try:
        db.session.rollback()
    except SQLAlchemyError:
        db.session.remove()


def answer(*, full: bool) -> Response | tuple[str, int]:
    """The page, or the problem document. ``full``: what is there can still be read."""
    if request.path.startswith(errors.DATA_PATHS):
        return errors.problem(Unstored())
    g.account = g.session = None  # nothing more is asked of the database
    g.failed = True
    errors.speak()
    sent = [
        (name, text)
        for name, text in (request.form.items(multi=True) if request.method == "POST" else ())
        if name not in UNSENT
    ]
    page = render_template(
        "errors/unstored.html",
        title=_title(full),
        sent=sent,
        posted=request.method == "POST",
        address=request.full_path.rstrip("?"),
        files=bool(request.files) if request.method == "POST" else False,
    )
    response = make_response(page, 503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response


def _title(full: bool) -> str:
    if full:
        return _("Nothing can be stored just now")
    return _("The database does not answer")


def init_app(app: Flask) -> None:
    """Answer failures of the database and of the disk."""
    app.register_error_handler(OperationalError, _database_answer)
    app.register_error_handler(InternalError, _database_answer)
    app.register_error_handler(OSError, _disk_answer)
