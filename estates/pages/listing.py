"""The list of estates: its order and its page, read from the query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict

from estates.directory.models import Estate
from estates.ledger.figures import Figure
from estates.ledger.models import Field
from estates.lib.persian import sort_key
from estates.web.errors import BadParameter
from estates.web.pagination import MOST_PER_PAGE, PER_PAGE, whole_number

VIEWS = ("table", "cards")
MOST_PAGES = 100_000


@dataclass(frozen=True)
class Query:
    """What the query of the list asks for."""

    sort: str
    page: int
    per_page: int
    view: str

    @property
    def key(self) -> str:
        """The field, or ``name``, by which the list is sorted."""
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        """Whether the largest comes first."""
        return self.sort.startswith("-")


@dataclass(frozen=True)
class Row:
    """One estate in the list."""

    estate: Estate
    figures: Mapping[str, Figure]


def parse(args: MultiDict[str, str], fields: Sequence[Field]) -> Query:
    """The query of the list. Raises BadParameter, which names the parameter."""
    known = {"name"} | {field.key for field in fields if field.scope != "province"}
    sort = args.get("sort") or "name"
    if sort.removeprefix("-") not in known:
        raise BadParameter("sort")
    view = args.get("view") or VIEWS[0]
    if view not in VIEWS:
        raise BadParameter("view")
    return Query(
        sort=sort,
        page=whole_number("page", args.get("page"), 1, MOST_PAGES),
        per_page=whole_number("per_page", args.get("per_page"), PER_PAGE, MOST_PER_PAGE),
        view=view,
    )


def arrange(rows: Sequence[Row], query: Query, language: str) -> list[Row]:
    """The rows in the order asked for; what has no figure stands last in both directions."""
    by_name = sorted(rows, key=lambda row: sort_key(row.estate.short_name.best(language)[0]))
    if query.key == "name":
        return by_name[::-1] if query.descending else by_name
    sign = -1 if query.descending else 1
    return sorted(by_name, key=lambda row: _rank(row.figures[query.key], sign))


def _rank(figure: Figure, sign: int) -> tuple[bool, Decimal]:
    if figure.lead is None:
        return True, Decimal(0)
    return False, sign * figure.lead.value


def address(query: Query, **changes: Any) -> dict[str, Any]:
    """The parameters of the list with changes, defaults left out so that addresses stay short."""
    values: dict[str, Any] = {
        "sort": query.sort,
        "page": query.page,
        "per_page": query.per_page,
        "view": query.view,
    } | changes
    defaults = {"sort": "name", "page": 1, "per_page": PER_PAGE, "view": VIEWS[0]}
    return {key: value for key, value in values.items() if value != defaults[key]}
