"""How filters are registered: so that none is worked out when a template is compiled."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context


def register(app: Flask, **filters: Callable[..., Any]) -> None:
    """Register ``filters`` by their names in templates.

    Jinja applies a filter to a constant once, at compile time, unless the filter asks for the
    context. What these filters give depends on the language of the page, so each has to ask.
    """
    for name, function in filters.items():
        app.add_template_filter(_at_render_time(function), name)


def _at_render_time(function: Callable[..., Any]) -> Callable[..., Any]:
    @pass_context
    @wraps(function)
    def filter_in_context(_context: Context, *arguments: Any, **named: Any) -> Any:
        return function(*arguments, **named)

    return filter_in_context
