"""Which plain documents there are, and on which page readers find each."""

from collections.abc import Callable

from flask import url_for

from estates.ledger.plain.shape import Shape
from estates.ledger.source_shape import SOURCE
from estates.pages.plain_family import PlainFamily

_PLACES: tuple[tuple[Shape, Callable[[str], str | None]], ...] = (
    (SOURCE, lambda key: url_for("pages.source", id=key)),
)
PLAIN_FAMILIES: dict[str, PlainFamily] = {
    shape.family: PlainFamily(shape, url) for shape, url in _PLACES
}
