"""The matcher's page and file: requirements, sites in order, and a line for each pair of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from estates.directory import match
from estates.directory import queries as directory
from estates.directory.catalogue import Catalogue, catalogue
from estates.directory.criteria import Facet
from estates.directory.distances import distance
from estates.directory.match import NEAR, Outcome, Reason, Verdict
from estates.directory.models import Estate, Place
from estates.directory.words import KINDS, SPECIALISMS
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure
from estates.ledger.models import Claim, Field
from estates.ledger.statement import Statement, computed
from estates.pages.criteria import Asked, estate_fields, read
from estates.pages.facets import near_label, range_label
from estates.web.clock import today
from estates.web.tables import Cell

# What most projects need, in the order of the form; every other field stands folded below.
USUAL = (
    "area_available", "area_gross", "plot_size_max",
    "power_capacity", "power_free_capacity", "gas_capacity", "water_capacity",
    "wastewater_capacity", "fibre", "distance_rail", "usage_right_price",
)  # fmt: skip
OUTCOMES = {
    Outcome.MEETS: _l("Meets"),
    Outcome.FAILS: _l("Fails"),
    Outcome.UNKNOWN: _l("Unknown"),
}
REASONS = {
    Reason.WITHIN: _l("Whatever the exact number, it meets the requirement."),
    Reason.OUTSIDE: _l("Whatever the exact number, it does not meet the requirement."),
    Reason.STRADDLES: _l("Some of the numbers that the source leaves open meet it, some do not."),
    Reason.EQUAL: _l("It is what was asked for."),
    Reason.OTHER: _l("It is something else."),
    Reason.NOT_PUBLISHED: _l("No source seen says it."),
    Reason.PART: _l("Only a part of the site has a figure."),
    Reason.SHARED: _l("The only figure is shared with other sites."),
    Reason.PLANNED: _l("It is planned, and not there yet."),
    Reason.EXPIRED: _l("The last price has expired."),
    Reason.STATED: _l("The site's staff decided that no figure can be given."),
    Reason.OVERDUE: _l("The figure is too old to rely on."),
    Reason.AGE_UNKNOWN: _l("Nothing dates the figure."),
    Reason.UNPLACED: _l("The position of the site is not published."),
}
AT_ONCE = 200  # sites whose figures are in memory together
HEADER = (
    "ref", "name_fa", "name_en", "requirement", "min", "max", "unit", "outcome", "reason",
    "value", "value_max", "qualifier", "as_of_start", "as_of_end", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Requirement:
    """One thing that is required, with what it is called; ``field`` where it is a figure."""

    name: str
    label: str
    field: Field | None


@dataclass(frozen=True)
class Line:
    """One requirement on one site: the verdict, and the figure or statement it rests on."""

    requirement: Requirement
    verdict: Verdict
    figure: Figure | None
    statement: Statement | None
    text: str

    @property
    def outcome(self) -> str:
        """The verdict in one word."""
        return str(OUTCOMES[self.verdict.outcome])

    @property
    def why(self) -> str:
        """The verdict's reason in a sentence."""
        return str(REASONS[self.verdict.reason])


@dataclass(frozen=True)
class Result:
    """One site with its lines."""

    estate: Estate
    lines: Sequence[Line]

    def how_many(self, outcome: str) -> int:
        """How many requirements have an outcome."""
        return sum(line.verdict.outcome == outcome for line in self.lines)


@dataclass(frozen=True)
class Matching:
    """What was required, and all sites in the order of the verdicts."""

    asked: Asked
    catalogue: Catalogue
    requirements: Sequence[Requirement]
    groups: Sequence[match.Group]
    places: Sequence[Place]

    @property
    def any(self) -> bool:
        """Whether anything is required, and all of it understood."""
        return bool(self.requirements) and not self.asked.problems

    def refs(self, language: str, start: int, count: int | None = None) -> list[str]:
        """The references of the sites in order, from ``start`` on."""
        groups = list(self.groups)
        while groups and start >= (size := groups[0][1].bit_count()):
            start -= size  # whole groups are passed over without being put in order
            groups.pop(0)
        order = match.in_order(groups, self.catalogue.by_name(language))
        return self.catalogue.named(islice(order, start, None if count is None else start + count))

    def results(self, refs: Sequence[str]) -> Iterator[Result]:
        """The sites named with their lines."""
        keys = set(self.asked.criteria.ranges)
        figures = ledger.figures_of(refs, today(), keys) if keys else {ref: {} for ref in refs}
        for estate in directory.estates_named(refs):
            yield Result(estate, self._lines(estate, figures[estate.ref]))

    def _lines(self, estate: Estate, figures: dict[str, Figure]) -> list[Line]:
        criteria = self.asked.criteria
        verdicts = match.judge_all(criteria, estate, figures)
        return [
            Line(
                requirement=one,
                verdict=verdicts[one.name],
                figure=figures.get(one.name),
                statement=self._distance(estate) if one.name == NEAR else None,
                text=_own_value(estate, one.name),
            )
            for one in self.requirements
        ]

    def _distance(self, estate: Estate) -> Statement | None:
        near = self.asked.criteria.near
        if near is None or estate.point is None:
            return None
        return computed(distance(estate.point, near.point, estate.location_radius_m or 0), "km")


def matching(args: MultiDict[str, str]) -> Matching:
    """What the parameters ``args`` require, weighed. Problems are left to the caller."""
    sites, places = catalogue(), directory.places()
    asked = read(args, estate_fields(), sites)
    near = asked.criteria.near
    if near and near.within_km is None and "within_km" not in asked.problems:
        problem = {"within_km": _("Write how many kilometres the site may be away.")}
        asked = replace(asked, problems={**asked.problems, **problem})
    splits = match.verdicts(asked.criteria, sites, today()) if not asked.problems else {}
    groups = match.ranked(list(splits.values()), sites.everyone)
    return Matching(asked, sites, _requirements(asked, places), groups, places)


def _requirements(asked: Asked, places: Sequence[Place]) -> list[Requirement]:
    fields = {field.key: field for field in asked.fields}
    return [
        Requirement(name, _label(name, asked, fields, places), fields.get(name))
        for name in match.asked(asked.criteria)
    ]


def _label(name: str, asked: Asked, fields: Mapping[str, Field], places: Sequence[Place]) -> str:
    if name in fields:
        return range_label(fields[name], asked.criteria.ranges[name])
    if name == NEAR:
        return near_label(asked, places)
    known = KINDS if name == Facet.KIND else SPECIALISMS
    wanted = [str(known[value]) for value in asked.criteria.facets[Facet(name)]]
    return _("%(facet)s: %(values)s", facet=asked.label(name), values=_(" or ").join(wanted))


def _own_value(estate: Estate, name: str) -> str:
    if name == Facet.KIND:
        return str(KINDS[estate.kind])
    return str(SPECIALISMS[estate.specialism]) if name == Facet.SPECIALISM else ""


def usual_fields(asked: Asked) -> list[Field]:
    """The figures that most projects need, in the order of the form."""
    fields = {field.key: field for field in asked.fields}
    return [fields[key] for key in USUAL if key in fields]


def other_fields(asked: Asked) -> list[Field]:
    """All further figures."""
    return [field for field in asked.fields if field.key not in USUAL]


def file_rows(found: Matching, language: str) -> Iterator[Sequence[Cell]]:
    """One row for each site and requirement, in the columns of `HEADER`."""
    remaining = iter(found.refs(language, 0))
    while chunk := list(islice(remaining, AT_ONCE)):
        for result in found.results(chunk):
            for line in result.lines:
                yield _file_row(result.estate, line, found.asked)


def _file_row(estate: Estate, line: Line, asked: Asked) -> Sequence[Cell]:
    name, field = line.requirement.name, line.requirement.field
    wanted = asked.criteria.ranges.get(name)
    near = asked.criteria.near if name == NEAR else None
    unit = field.unit if field else "km" if near else None
    claim = _basis(line.figure) if line.figure else None
    value = claim.stated if claim else line.statement.value if line.statement else None
    return (
        estate.ref,
        estate.name.get("fa"),
        estate.name.get("en"),
        name,
        wanted.low if wanted else None,
        wanted.high if wanted else near.within_km if near else None,
        unit,
        line.verdict.outcome,
        line.verdict.reason,
        value.number if value else _own_key(estate, name),
        value.maximum if value else None,
        value.qualifier if value else None,
        claim.period_start if claim else None,
        claim.period_end if claim else None,
        claim.source_id if claim else None,
    )


def _basis(figure: Figure) -> Claim | None:
    """The claim that a verdict rests on, or that it could not rest on: `reason` says which."""
    if figure.lead or (figure.ruling and figure.ruling.state):
        return figure.lead
    return next(iter(figure.parts), figure.former)


def _own_key(estate: Estate, name: str) -> str | None:
    return {Facet.KIND: estate.kind, Facet.SPECIALISM: estate.specialism}.get(name)  # type: ignore[call-overload]
