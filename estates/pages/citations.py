"""The numbered sources of one page, in the order in which the page first needs them."""

from flask import Flask, g
from werkzeug.local import LocalProxy

from estates.ledger.models import Source


class Citations:
    """Numbers sources from 1 as a page cites them; the page ends with `entries`."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sources: list[Source] = []

    def __call__(self, source: Source) -> int:
        """The number of ``source`` on this page; it is listed at the first call."""
        if source.id not in self._numbers:
            self._sources.append(source)
            self._numbers[source.id] = len(self._sources)
        return self._numbers[source.id]

    @property
    def entries(self) -> list[tuple[int, Source]]:
        """The numbered list that the marks of the page lead to."""
        return list(enumerate(self._sources, 1))


def of_request() -> Citations:
    """The citations of the page that is being made."""
    if "citations" not in g:
        g.citations = Citations()
    return g.citations


def init_app(app: Flask) -> None:
    """Let every template call ``cite``."""
    app.jinja_env.globals["cite"] = LocalProxy(of_request)
