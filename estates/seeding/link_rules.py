"""Rules that hold rows together: unique keys, references, bounds that another file sets."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from estates.directory.models import Kind
from estates.ledger.models import PROVINCE, Scope
from estates.seeding.finding import Finding, Flaw
from estates.seeding.rows import ClaimRow, FieldRow, SeedRow
from estates.seeding.seed import Seed
from estates.seeding.tables import Table
from estates.seeding.vocabulary import Unit

# The count of the press text: what the site says on its front page.
KINDS = {Kind.ESTATE: 7, Kind.ZONE: 4, Kind.PRIVATE: 2}

UNIQUE = {
    "fields.csv": (("key",), ("label_fa",), ("label_en",)),
    "sources.csv": (("id",),),
    "province.csv": (("ref",),),
    "estates.csv": (("ref",), ("name_fa",), ("name_en",), ("short_fa",), ("short_en",)),
    "names.csv": (("ref", "language", "name", "role"),),
    "claims.csv": (("subject", "field", "value", "source_id", "period_start"),),
    "exports.csv": (("base", "period_start", "period_end", "source_id"),),
    "markets.csv": (("code", "source_id"),),
    "product_groups.csv": (("key", "role", "subject", "source_id"),),
}
WHOLE_UNITS = {Unit.COUNT, Unit.PERSONS, Unit.SOLAR_YEAR, Unit.US_DOLLAR}


def link_findings(seed: Seed) -> Iterator[Finding]:
    """All that is wrong between rows and files."""
    for table in seed.tables:
        for columns in UNIQUE[table.file]:
            yield from _duplicates(table, columns)
    yield from _reference_findings(seed)
    yield from _unused_sources(seed)
    yield from _name_findings(seed)
    yield from _claim_findings(seed)
    yield from _kind_findings(seed)
    yield from _country_findings(seed)


def _at(table: Table[Any], row: SeedRow, flaw: Flaw) -> Finding:
    return Finding.of(flaw, table.file, row.line)


def _duplicates(table: Table[Any], columns: tuple[str, ...]) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], int] = {}
    for row in table.rows:
        key = tuple(getattr(row, column) for column in columns)
        if key in seen:
            flaw = Flaw(
                f"the same {' and '.join(columns)} as in line {seen[key]}",
                "Remove one of the rows or correct it",
                columns[0],
            )
            yield _at(table, row, flaw)
        seen.setdefault(key, row.line)


def _reference_findings(seed: Seed) -> Iterator[Finding]:
    sources, refs = seed.sources.keys("id"), seed.estates.keys("ref")
    subjects = refs | {PROVINCE}
    known = {
        "source_id": sources,
        "access_source": sources,
        "county_source": sources,
        "location_source": sources,
        "summary_sources": sources,
        "ref": refs,
        "subject": subjects,
        "field": seed.fields.keys("key"),
    }
    for table in (seed.estates, seed.names, seed.claims, seed.exports, seed.markets, seed.groups):
        for row in table.rows:
            for column, targets in known.items():
                for target in _targets(row, column):
                    if target not in targets:
                        yield _at(table, row, _unknown(column, target))


def _targets(row: SeedRow, column: str) -> tuple[str, ...]:
    value = getattr(row, column, None)
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _unknown(column: str, target: str) -> Flaw:
    home = {"ref": "estates.csv", "subject": "estates.csv", "field": "fields.csv"}
    file = home.get(column, "sources.csv")
    return Flaw(f"{target!r} is not in {file}", f"Correct it or add it to {file}", column)


def _unused_sources(seed: Seed) -> Iterator[Finding]:
    used: set[str] = set()
    for table in (seed.estates, seed.names, seed.claims, seed.exports, seed.markets, seed.groups):
        for cells in table.cells:
            for column, text in cells.items():
                if column == "source_id" or "_source" in column:
                    used.update(text.split(";"))
    used |= _strings(seed.guide.value)
    for row in seed.sources.rows:
        if row.id not in used:
            flaw = Flaw(f"no row rests on {row.id!r}", "Use the source or remove it", "id")
            yield _at(seed.sources, row, flaw)


def _strings(value: object) -> set[str]:
    if isinstance(value, dict):
        return set().union(*(_strings(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_strings(item) for item in value))
    return {value} if isinstance(value, str) else set()


def _name_findings(seed: Seed) -> Iterator[Finding]:
    official = {(row.ref, name) for row in seed.estates.rows for name in (row.name_fa, row.name_en)}
    for row in seed.names.rows:
        if (row.ref, row.name) in official:
            flaw = Flaw("the name is the official name already", "Remove the row", "name")
            yield _at(seed.names, row, flaw)


def _claim_findings(seed: Seed) -> Iterator[Finding]:
    fields = {row.key: row for row in seed.fields.rows}
    for row in seed.claims.rows:
        if field := fields.get(row.field):
            for flaw in _measure_flaws(row, field):
                yield _at(seed.claims, row, flaw)


def _measure_flaws(row: ClaimRow, field: FieldRow) -> Iterator[Flaw]:
    side = Scope.PROVINCE if row.subject == PROVINCE else Scope.ESTATE
    if field.scope not in (side, Scope.BOTH):
        cure = f"Choose a figure of the {side}, or correct subject"
        yield Flaw(f"{field.key} is not a figure of the {side}", cure, "field")
    for column, number in (("value", row.value), ("value_max", row.value_max)):
        if number is None:
            continue
        if field.unit in WHOLE_UNITS and number != number.to_integral_value():
            yield Flaw(f"a number of {field.unit} has decimals", "Write a whole number", column)


def _kind_findings(seed: Seed) -> Iterator[Finding]:
    counted = Counter(cells["kind"] for cells in seed.estates.cells)
    for kind, number in KINDS.items():
        if counted[kind] != number:
            flaw = Flaw(
                f"{counted[kind]} rows are of kind {kind}, not {number}",
                "Keep a row for each place of the press text, also where its name is unknown",
                "kind",
            )
            yield Finding.of(flaw, seed.estates.file, 1)


def _country_findings(seed: Seed) -> Iterator[Finding]:
    names: dict[tuple[str, str], str] = {}
    for row in seed.markets.rows:
        for column in ("name_fa", "name_en"):
            first = names.setdefault((row.code, column), getattr(row, column))
            if first != getattr(row, column):
                cure = f"Write {first}, or change all rows of {row.code}"
                yield _at(seed.markets, row, Flaw("a country has two names", cure, column))
