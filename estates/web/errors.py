"""Errors in the language of the reader, as pages; and as problem documents for the data paths."""

from http import HTTPStatus

from flask import Flask, Response, current_app, g, json, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, SecurityError

from estates.web.languages import languages, preferred

# For a failure so deep that no page can be made: both languages, no template, no catalogue.
LAST_RESORT = (
    "خطایی در تارنما رخ داد. اندکی بعد دوباره بیایید.\nThe site has failed. Try again later.\n"
)
DATA_PATHS = ("/api/", "/ogc/")
MOST_THROWN_AWAY = 16 * 1024 * 1024  # bytes; whoever sends more is cut off


class BadParameter(BadRequest):
    """A parameter of the query has a value that cannot be used; ``parameter`` names it."""

    def __init__(self, parameter: str) -> None:
        super().__init__()
        self.parameter = parameter


class ForeignForm(Forbidden):
    """A form was sent to this site from a page of another one."""


def _words(code: int, error: HTTPException) -> tuple[str, str]:
    """Title and message of an error page."""
    match code:
        case 400 if isinstance(error, BadParameter):
            message = _("The value of %(parameter)s cannot be used.", parameter=error.parameter)
            return _("This address has a mistake"), message
        case 400:
            return _("This request cannot be understood"), _("Check the address and try again.")
        case 403 if isinstance(error, ForeignForm):
            return (
                _("This form came from another site"),
                _("Nothing was stored. Open the page on this site and send the form from there."),
            )
        case 403:
            return _("You may not see this page"), _("It is open to certain staff only.")
        case 404:
            return (
                _("This page does not exist"),
                _("The address may be mistyped, or the page may never have been there."),
            )
        case 405:
            return _("This address cannot do that"), _("Go back and use the page's own buttons.")
        case 413:
            return (
                _("This is too much at once"),
                _(
                    "Nothing was stored. Go back: your text is still there. "
                    "Shorten it and send it again."
                ),
            )
        case 429:
            return _("Too many requests"), _("Wait a minute, then try again.")
        case _:
            return (
                _("Something went wrong on our side"),
                _("Nothing you did caused it. Try again in a few minutes."),
            )


def page(error: HTTPException) -> tuple[str, int]:
    """The error page in the language of the address, else in the one the reader prefers."""
    speak()
    g.failed = True
    code = error.code or 500
    title, message = _words(code, error)
    ways = [
        (url_for("pages.home"), _("Home")),
        (url_for("pages.estates"), _("All estates and zones")),
    ]
    return render_template(
        "errors/error.html", code=code, title=title, message=message, ways=ways
    ), code


def speak() -> None:
    """Choose the language of a page that no address of ours stands for."""
    if not g.get("language"):
        g.language = _language_of_path() or preferred()


def _language_of_path() -> str | None:
    """The language that an address names although no page stands there."""
    code = request.path.split("/", 2)[1]
    return code if code in languages() else None


def problem(error: HTTPException) -> Response:
    """An RFC 9457 problem document; a bad parameter is named."""
    code = error.code or 500
    document = {"type": "about:blank", "title": HTTPStatus(code).phrase, "status": code}
    if isinstance(error, BadParameter):
        document |= {"detail": f"bad value of {error.parameter}", "parameter": error.parameter}
    return Response(json.dumps(document), code, content_type="application/problem+json")


def _read_to_its_end() -> None:
    """Read what is too long and throw it away: a browser that is cut off shows no page of ours."""
    stream, left = request.environ["wsgi.input"], MOST_THROWN_AWAY
    while left > 0 and (piece := stream.read(min(left, 65_536))):
        left -= len(piece)


def _answer(error: HTTPException) -> tuple[str, int] | Response:
    if (error.code or 500) in range(300, 400):
        return error.get_response()  # type: ignore[return-value]
    if isinstance(error, SecurityError):  # a host that is not ours: no address can be made
        return Response("unknown host\n", 400, content_type="text/plain; charset=utf-8")
    if error.code == 413:
        _read_to_its_end()
    if request.path.startswith(DATA_PATHS):
        return problem(error)
    try:
        return page(error)
    except Exception:
        current_app.logger.exception("the error page itself failed")
        return Response(LAST_RESORT, 500, content_type="text/plain; charset=utf-8")


def init_app(app: Flask) -> None:
    """Answer every HTTP error; an unexpected one arrives as a 500 after it was logged."""
    app.register_error_handler(HTTPException, _answer)
