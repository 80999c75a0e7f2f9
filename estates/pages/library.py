"""What rests on each source, gathered for the pages of the sources."""

from dataclasses import dataclass
from itertools import accumulate, groupby

from estates.directory import queries as directory
from estates.exports import queries as exports
from estates.ledger import queries as ledger
from estates.ledger.models import PROVINCE, Source
from estates.ledger.statement import Statement, claim_statement
from estates.ledger.words import SOURCE_KINDS
from estates.lib.bilingual import Words
from estates.licensing import procedure_queries as guide
from estates.licensing import queries as licensing
from estates.pages.addresses import figure_url
from estates.web.clock import today


@dataclass(frozen=True)
class SourceUse:
    """A source with the numbers of what rests on it: claims, export rows, statements, steps."""

    source: Source
    claims: int
    exports: int
    statements: int
    steps: int


@dataclass(frozen=True)
class ClaimUse:
    """A claim as the page of its source lists it."""

    subject_name: Words
    figure_url: str
    label: Words
    statement: Statement


def uses_by_kind(start: int, count: int) -> list[tuple[str, list[SourceUse]]]:
    """``count`` sources with their uses, from ``start`` on, by kind of source."""
    found = ledger.sources_by_kind(list(SOURCE_KINDS), start, count)
    claims = ledger.uses_by_source([source.id for source in found])
    rows, statements = exports.counts_by_source(), licensing.counts_by_source()
    steps = guide.steps_by_source()
    uses = [
        SourceUse(it, claims.get(it.id, 0), rows[it.id], statements.get(it.id, 0), steps[it.id])
        for it in found
    ]
    return [(kind, list(of_kind)) for kind, of_kind in groupby(uses, lambda use: use.source.kind)]


def kinds(per_page: int) -> list[tuple[str, int, int]]:
    """Each kind of source: its key, how many there are, and the page on which it begins."""
    counts = ledger.counts_by_kind()
    sizes = [counts.get(kind, 0) for kind in SOURCE_KINDS]
    before = accumulate(sizes, initial=0)
    return [
        (kind, size, 1 + start // per_page)
        for kind, size, start in zip(SOURCE_KINDS, sizes, before, strict=False)
        if size
    ]


def uses_of(source: Source) -> SourceUse:
    """One source with its uses."""
    return SourceUse(
        source,
        ledger.uses_of_source(source.id),
        exports.counts_by_source()[source.id],
        licensing.counts_by_source().get(source.id, 0),
        guide.steps_by_source()[source.id],
    )


def claims_of(source: Source, start: int, count: int) -> list[ClaimUse]:
    """``count`` of the claims that rest on a source, by the place they speak of."""
    claims = ledger.claims_from(source.id, start, count)
    spoken_of = sorted({claim.subject for claim in claims})
    names = {estate.ref: estate.short_name for estate in directory.estates_named(spoken_of)}
    names[PROVINCE] = directory.province().name
    return [
        ClaimUse(
            subject_name=names[claim.subject],
            figure_url=figure_url(claim.subject, claim.field),
            label=claim.field.label,
            statement=claim_statement(claim, claim.field, today()),
        )
        for claim in claims
    ]
