"""What the layout of every page needs: its own address in each language, and who runs the site."""

from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request
from werkzeug.local import LocalProxy

from estates.lib.bilingual import Words
from estates.settings import Settings
from estates.web.clock import today
from estates.web.languages import DEFAULT_LANGUAGE, current, languages, switch_url


@dataclass(frozen=True)
class Operator:
    """Who runs the site, as far as the settings say."""

    name: Words
    contact: str | None

    @property
    def known(self) -> bool:
        """Whether anybody answers for the site by name."""
        return bool(self.name)


def absolute(path: str) -> str:
    """``path`` as an address with host: of the setting, else of the request."""
    settings: Settings = current_app.extensions["settings"]
    return (settings.site_url or request.host_url.rstrip("/")) + path


def canonical_url() -> str:
    """The address of this page without its query."""
    return absolute(request.path)


def alternates() -> list[tuple[str, str]]:
    """Each language with the address of this page in it; ``x-default`` leads to the default.

    Empty on an error page, which has no twin.
    """
    if g.get("failed"):
        return []
    paths = {code: switch_url(code).partition("?")[0] for code in languages()}
    default = paths.get(DEFAULT_LANGUAGE) or next(iter(paths.values()))
    found = [(code, absolute(path)) for code, path in paths.items()]
    return [*found, ("x-default", absolute(default))]


def revalidate(response: Response) -> Response:
    """Let browsers keep an answer, but ask before they show it again.

    A redirect within the site names a path alone, whatever host the client named.
    """
    if response.location and response.location.startswith(request.host_url):
        response.location = "/" + response.location.removeprefix(request.host_url)
    if g.get("failed"):
        response.vary.update(("Accept-Language", "Cookie"))
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache"
    return response


def init_app(app: Flask, settings: Settings) -> None:
    """Register what the layout calls."""
    app.jinja_env.globals.update(
        language=LocalProxy(current),
        languages=LocalProxy(lambda: list(languages().values())),
        switch_url=switch_url,
        canonical_url=LocalProxy(canonical_url),
        alternates=LocalProxy(alternates),
        operator=Operator(Words(settings.operator_name), settings.operator_contact),
        data_licence=settings.data_licence,
        retention_days=settings.enquiry_retention_days,
        today=LocalProxy(today),
    )
    app.after_request(revalidate)
