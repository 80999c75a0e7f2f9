"""Data may be read by the scripts of any site (CORS). They are public, and no cookie goes along."""

from flask import Flask, Response, request

# What scripts may see of an answer besides its body.
EXPOSED = "Content-Disposition, ETag, Last-Modified, Link"
ASKED = "If-Modified-Since, If-None-Match"
A_DAY = 24 * 60 * 60


def init_app(app: Flask, paths: tuple[str, ...]) -> None:
    """Open every answer below ``paths``, errors too, to the pages of other sites."""

    @app.after_request
    def opened(response: Response) -> Response:
        if request.path.startswith(paths):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
                response.headers["Access-Control-Allow-Headers"] = ASKED
                response.access_control_max_age = A_DAY
        return response
