"""Who may see a view: said above its name, so that a test can refuse one that says nothing."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Everybody may see the view."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def access_of(view: Callable[..., Any]) -> str | None:
    """What a view says of its access; None where it says nothing."""
    return getattr(view, "access", None)
