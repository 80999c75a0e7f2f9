"""The list of estates: its order, its page and its columns, read from the query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from estates.directory import queries as directory
from estates.directory.models import Estate
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.ledger.models import Field, Scope, Source
from estates.ledger.statement import Statement, Tag
from estates.lib.persian import sort_key
from estates.web.clock import today
from estates.web.errors import BadParameter
from estates.web.languages import current
from estates.web.pagination import MOST_PER_PAGE, PER_PAGE, Pagination, whole_number

VIEWS = ("table", "cards")
COLUMNS = ("area_gross", "jobs_direct", "usage_right_price")
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


@dataclass(frozen=True)
class Column:
    """A column of figures: what its head says for all of its cells.

    ``source`` is set where all cells rest on it, ``expired`` where all have lapsed together;
    ``sortable`` says whether any cell has a number that leads.
    """

    field: Field
    source: Source | None
    expired: Statement | None
    sortable: bool


@dataclass(frozen=True)
class Listing:
    """One page of the list, in its order."""

    query: Query
    fields: Sequence[Field]
    everything: Sequence[Row]
    rows: Sequence[Row]
    pagination: Pagination


def read(
    args: MultiDict[str, str], url: Callable[..., str], language: str, *, whole: bool
) -> Listing:
    """The page of the list that a query asks for; ``url`` makes an address of parameters.

    ``whole`` rows have every figure, others those of the columns and of the order alone.
    Raises BadParameter, which names the parameter.
    """
    fields = ledger.fields()
    query = parse(args, fields)
    estates = directory.estates()
    keys = None if whole else {*COLUMNS, query.key}
    figures = ledger.figures_of([estate.ref for estate in estates], today(), keys)
    everything = [Row(estate, figures[estate.ref]) for estate in estates]
    pagination = Pagination(
        page=query.page,
        per_page=query.per_page,
        total=len(everything),
        url=lambda page: url(**address(query, page=page)),
    )
    if query.page > pagination.pages:
        raise BadParameter("page")
    shown = pagination.of(arrange(everything, query, language))
    return Listing(query, fields, everything, shown, pagination)


def parse(args: MultiDict[str, str], fields: Sequence[Field]) -> Query:
    """The query of the list. Raises BadParameter, which names the parameter."""
    known = {"name"} | {field.key for field in fields if field.scope != Scope.PROVINCE}
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


def columns(listing: Listing) -> list[Column]:
    """The columns of the table with what their heads say."""
    return [_column(field, listing) for field in listing.fields if field.key in COLUMNS]


def _column(field: Field, listing: Listing) -> Column:
    figures = [row.figures[field.key] for row in listing.everything]
    leads = [figure.lead_statement for figure in figures if figure.lead_statement]
    lapsed = [figure.former_statement for figure in figures if figure.former_statement]
    sources = [statement.source for statement in leads + lapsed]
    one_source = sources[0] if len(sources) > 1 and len(set(sources)) == 1 else None
    together = not leads and len({statement.period for statement in lapsed}) == 1
    return Column(
        field=field,
        source=one_source,
        expired=lapsed[0] if together and Tag.EXPIRED in lapsed[0].tags else None,
        sortable=bool(leads),
    )


def sort_options(listing: Listing) -> list[tuple[str, str, bool]]:
    """The orders that the form offers: value, words, and whether it is the present one."""
    labels = {field.key: field.label.best(current().code)[0] for field in listing.fields}
    sort = listing.query.sort
    keys = [column.field.key for column in columns(listing) if column.sortable]
    values = ["name", *(value for key in keys for value in (f"-{key}", key))]
    if sort not in values:
        values.append(sort)
    return [(value, _order_words(value, labels), value == sort) for value in values]


def _order_words(value: str, labels: Mapping[str, str]) -> str:
    if value == "name":
        return _("Name")
    if value == "-name":
        return _("Name, backwards")
    figure = labels[value.removeprefix("-")]
    if value.startswith("-"):
        return _("%(figure)s, highest first", figure=figure)
    return _("%(figure)s, lowest first", figure=figure)
