"""Which plain documents there are, and on which page readers find each."""

from collections.abc import Callable

from flask import url_for

from estates.directory.sector_shape import SECTORS
from estates.enquiries.calendar_shape import CALENDAR
from estates.exports.shapes import GOODS, MARKETS, PERIODS
from estates.ledger.plain.shape import Shape
from estates.ledger.source_shape import SOURCE
from estates.licensing.guide_shapes import ABOUT, ADVANTAGES, GAP, PROCEDURE, STEP
from estates.licensing.policy_shapes import CRITERION, INCENTIVE, POLICY, QUESTION, STATEMENT
from estates.pages.plain_family import PlainFamily


def _priority(_key: str) -> str:
    return url_for("pages.export_priority")


def _exports(_key: str) -> str:
    return url_for("pages.exports")


def _guide(_key: str) -> str:
    return url_for("pages.licensing")


def _procedure(key: str) -> str:
    return url_for("pages.procedure", procedure=key)


def _step(key: str) -> str:
    procedure, _point, step = key.partition(".")
    return url_for("pages.step", procedure=procedure, step=step)


_PLACES: tuple[tuple[Shape, Callable[[str], str | None]], ...] = (
    (SOURCE, lambda key: url_for("pages.source", id=key)),
    (SECTORS, lambda key: url_for("pages.profile", ref=key)),
    (PROCEDURE, _procedure),
    (STEP, _step),
    (GAP, _guide),
    (ADVANTAGES, _guide),
    (ABOUT, _guide),
    (STATEMENT, _priority),
    (CRITERION, _priority),
    (INCENTIVE, _priority),
    (POLICY, _priority),
    (QUESTION, lambda _key: url_for("pages.self_check")),
    (PERIODS, _exports),
    (MARKETS, _exports),
    (GOODS, _exports),
    (CALENDAR, lambda _key: url_for("pages.about")),
)
PLAIN_FAMILIES: dict[str, PlainFamily] = {
    shape.family: PlainFamily(shape, url) for shape, url in _PLACES
}
