"""The list of sites: its filters, its order, its page and its columns, read from the query."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from werkzeug.datastructures import MultiDict

from estates.directory import queries as directory
from estates.directory.catalogue import Catalogue, catalogue
from estates.directory.models import Estate
from estates.directory.selection import Selection, select
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.ledger.models import Field, Source
from estates.ledger.statement import Statement, Tag
from estates.pages.criteria import Asked, estate_fields
from estates.pages.criteria import read as read_criteria
from estates.web.clock import today
from estates.web.errors import BadParameter
from estates.web.pagination import MOST_PER_PAGE, PER_PAGE, Pagination, whole_number

VIEWS = ("table", "cards")
COLUMNS = ("area_gross", "jobs_direct", "usage_right_price")
MOST_COLUMNS = 6
MOST_PAGES = 100_000
BEST, NAME, DISTANCE = "best", "name", "distance"


@dataclass(frozen=True)
class Query:
    """What the query of the list asks for besides its filters; ``picked`` is the shortlist."""

    sort: str
    page: int
    per_page: int
    view: str
    picked: tuple[str, ...]

    @property
    def key(self) -> str:
        """The field, or ``name``, ``best`` or ``distance``, by which the list is sorted."""
        return self.sort.removeprefix("-")


@dataclass(frozen=True)
class Row:
    """One estate in the list."""

    estate: Estate
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Column:
    """A column of figures: what its head says for all of its cells.

    ``source`` is set where all cells rest on it, ``expired`` where all have lapsed together;
    ``sortable`` says whether any site has a number that leads.
    """

    field: Field
    source: Source | None
    expired: Statement | None
    sortable: bool


@dataclass(frozen=True)
class Listing:
    """One page of the list, in its order. Without rows where something asked is not understood."""

    asked: Asked
    selection: Selection
    query: Query
    usual_sort: str
    rows: Sequence[Row]
    pagination: Pagination

    @property
    def catalogue(self) -> Catalogue:
        """All sites of this revision."""
        return self.selection.catalogue

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the table with what their heads say."""
        keys = column_keys(self.asked, self.query)
        fields = {field.key: field for field in self.asked.fields}
        return [self._column(fields[key]) for key in keys]

    def _column(self, field: Field) -> Column:
        figures = [row.figures[field.key] for row in self.rows]
        leads = [figure.lead_statement for figure in figures if figure.lead_statement]
        lapsed = [figure.former_statement for figure in figures if figure.former_statement]
        sources = [statement.source for statement in leads + lapsed]
        one_source = sources[0] if len(sources) > 1 and len(set(sources)) == 1 else None
        together = not leads and len({statement.period for statement in lapsed}) == 1
        return Column(
            field=field,
            source=one_source,
            expired=lapsed[0] if together and Tag.EXPIRED in lapsed[0].tags else None,
            sortable=bool(self.catalogue.published.get(field.key)),
        )

    def address(self, **changes: Any) -> dict[str, Any]:
        """The parameters of this list with changes, defaults left out: addresses stay short."""
        return address(self.asked.values, self.query, self.usual_sort, **changes)


def read(
    args: MultiDict[str, str], url: Callable[..., str], language: str, *, whole: bool
) -> Listing:
    """The page of the list that a query asks for; ``url`` makes an address of parameters.

    ``whole`` rows have every figure, others those of the columns and of the order alone. Problems
    with filters are left to the caller, in ``asked``. Raises BadParameter, which names the
    parameter, for what no form shows.
    """
    sites = catalogue()
    asked = read_criteria(args, estate_fields(), sites)
    selection = select(asked.criteria, sites)
    usual = usual_sort(asked)
    query = parse(args, asked, sites)
    shown = not asked.problems
    pagination = Pagination(
        page=query.page,
        per_page=query.per_page,
        total=selection.total if shown else 0,
        url=lambda page: url(**address(asked.values, query, usual, page=page)),
    )
    if query.page > pagination.pages:
        raise BadParameter("page")
    refs = selection.refs(query.sort, language, pagination.start, query.per_page) if shown else []
    keys = None if whole else {*column_keys(asked, query), "jobs_direct"}
    return Listing(asked, selection, query, usual, rows(refs, keys), pagination)


def rows(refs: Sequence[str], keys: set[str] | None) -> list[Row]:
    """The estates named with their figures of the fields ``keys``, or with all."""
    figures = ledger.figures_of(refs, today(), keys)
    return [Row(estate, figures[estate.ref]) for estate in directory.estates_named(refs)]


def usual_sort(asked: Asked) -> str:
    """The order that a list has where nobody asks for another."""
    if asked.criteria.words:
        return BEST
    return DISTANCE if asked.criteria.near else NAME


def parse(args: MultiDict[str, str], asked: Asked, sites: Catalogue) -> Query:
    """The query of the list. Raises BadParameter, which names the parameter."""
    usual = usual_sort(asked)
    sort = args.get("sort") or usual
    keys = {NAME, DISTANCE, *(field.key for field in asked.fields)}
    if sort != BEST and sort.removeprefix("-") not in keys:
        raise BadParameter("sort")
    view = args.get("view") or VIEWS[0]
    if view not in VIEWS:
        raise BadParameter("view")
    return Query(
        sort=sort if possible(sort, asked) else usual,
        page=whole_number("page", args.get("page"), 1, MOST_PAGES),
        per_page=whole_number("per_page", args.get("per_page"), PER_PAGE, MOST_PER_PAGE),
        view=view,
        picked=picked(args, sites),
    )


def possible(sort: str, asked: Asked) -> bool:
    """Whether an order means something: the best match of a search, the distance to a place."""
    match sort.removeprefix("-"):
        case "best":
            return bool(asked.criteria.words)
        case "distance":
            return asked.criteria.near is not None
    return True


def picked(args: MultiDict[str, str], sites: Catalogue) -> tuple[str, ...]:
    """The shortlist of an address. Raises BadParameter for what is no site."""
    refs = tuple(dict.fromkeys(args.getlist("e")))
    if any(ref not in sites.numbers for ref in refs):
        raise BadParameter("e")
    return refs


def column_keys(asked: Asked, query: Query) -> list[str]:
    """The fields that have columns: the usual ones, then what the list is cut or sorted by."""
    order = [field.key for field in asked.fields]
    wanted = dict.fromkeys([*COLUMNS, *asked.criteria.ranges, query.key])
    keys = [key for key in wanted if key in order][:MOST_COLUMNS]
    return sorted(keys, key=order.index)


def address(
    values: Mapping[str, list[str]], query: Query, usual: str, **changes: Any
) -> dict[str, Any]:
    """The parameters of the list with changes, defaults left out so that addresses stay short."""
    own: dict[str, Any] = {
        "sort": query.sort,
        "page": query.page,
        "per_page": query.per_page,
        "view": query.view,
        "e": list(query.picked),
    }
    defaults = {"sort": usual, "page": 1, "per_page": PER_PAGE, "view": VIEWS[0]}
    merged = {**values, **own, **changes}
    return {key: value for key, value in merged.items() if value not in ([], defaults.get(key))}
