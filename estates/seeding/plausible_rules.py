"""What cannot be true of the seed's figures and positions, and what is unlikely.

The rules are the ledger's; here they get a place in a file and a cure.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from estates.ledger.agreement import lead
from estates.ledger.models import PROVINCE, Claim, Field, Scope
from estates.ledger.plausibility import (
    Doubt,
    Remark,
    Severity,
    check_bounds,
    check_order,
    check_point,
)
from estates.lib.geo import Point
from estates.lib.quantity import plain
from estates.seeding import records
from estates.seeding.finding import Finding, Flaw
from estates.seeding.row_rules import row_flaws
from estates.seeding.seed import Seed
from estates.seeding.tables import Table


def plausibility_findings(seed: Seed) -> Iterator[Finding]:
    """Figures that no reservation of a source can make true, and positions elsewhere."""
    yield from (finding for severity, finding in _judged(seed) if severity is Severity.ERROR)


def doubts(seed: Seed) -> list[Finding]:
    """What is unlikely but possible: to be looked at, not a reason to refuse the seed."""
    found = {finding for severity, finding in _judged(seed) if severity is Severity.WARNING}
    return sorted(found)


def _judged(seed: Seed) -> Iterator[tuple[Severity, Finding]]:
    yield from _figures(seed)
    yield from _orders(seed)
    yield from _positions(seed)


def _figures(seed: Seed) -> Iterator[tuple[Severity, Finding]]:
    fields = {field.key: field for field in records.fields(seed)}
    for line, claim in _sound_claims(seed):
        field = fields.get(claim.field_key)
        # The bounds of a figure of both sides are those of one estate.
        if field is None or (claim.subject == PROVINCE and field.scope == Scope.BOTH):
            continue
        for remark in check_bounds(field, claim.stated):
            yield remark.severity, _at(seed.claims, line, _bound_flaw(remark, field, claim))


def _sound_claims(seed: Seed) -> Iterator[tuple[int, Claim]]:
    """Line and claim of each row that does not contradict itself; the others are reported."""
    for row, claim in zip(seed.claims.rows, records.claims(seed), strict=True):
        if not any(row_flaws(row)):
            yield row.line, claim


def _bound_flaw(remark: Remark, field: Field, claim: Claim) -> Flaw:
    low, high = (plain(bound) if bound is not None else "…" for bound in _bounds(field))
    said = f"{plain(claim.value)} is not plausible for {field.key}"
    match remark.doubt:
        case Doubt.SQUARE_METRES_FOR_HECTARES:
            cure = "It would be plausible in square metres: divide by 10000"
        case Doubt.HECTARES_FOR_SQUARE_METRES:
            cure = "It would be plausible in hectares: multiply by 10000"
        case _:
            cure = f"Check number and unit: {low} to {high} {field.unit} are plausible"
    return Flaw(said, cure, "value")


def _bounds(field: Field) -> tuple[Decimal | None, Decimal | None]:
    return field.plausible_min, field.plausible_max


def _orders(seed: Seed) -> Iterator[tuple[Severity, Finding]]:
    """Of each subject the leads: what holds what, as areas and plots do."""
    sources = {source.id: source for source in records.sources(seed)}
    fields = {field.key: field for field in records.fields(seed)}
    by_figure: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    lines: dict[int, int] = {}
    for line, claim in _sound_claims(seed):
        if claim.source_id in sources and claim.field_key in fields:
            claim.source = sources[claim.source_id]
            by_figure[claim.subject, claim.field_key].append(claim)
            lines[id(claim)] = line
    leads: dict[str, dict[str, Claim]] = defaultdict(dict)
    for (subject, key), claims in by_figure.items():
        if (leading := lead(fields[key], claims)) is not None:
            leads[subject][key] = leading
    for subject, own in leads.items():
        for remark in check_order({key: claim.stated for key, claim in own.items()}):
            larger, smaller = (own[key] for key in remark.fields[:2])
            flaw = Flaw(
                f"{plain(smaller.value)} of {smaller.field_key} is more than"
                f" {plain(larger.value)} of {larger.field_key} of {subject}",
                "Check what each source measured, and say it in the note",
                "value",
            )
            yield remark.severity, _at(seed.claims, lines[id(smaller)], flaw)


def _positions(seed: Seed) -> Iterator[tuple[Severity, Finding]]:
    if not seed.basemap.outline:
        return  # reported by the basemap
    for row in seed.estates.rows:
        if row.latitude is None or row.longitude is None:
            continue
        for remark in check_point(Point(row.latitude, row.longitude), seed.basemap.outline):
            yield remark.severity, _at(seed.estates, row.line, _position_flaw(remark))


def _position_flaw(remark: Remark) -> Flaw:
    if remark.doubt is Doubt.COORDINATES_SWAPPED:
        return Flaw("latitude and longitude are swapped", "Exchange the two", "latitude")
    cure = "Give WGS 84 degrees of a place in the province"
    return Flaw("the position is outside the province", cure, "latitude")


def _at(table: Table, line: int, flaw: Flaw) -> Finding:  # type: ignore[type-arg]
    return Finding.of(flaw, table.file, line)
