"""Checking the seed: every finding of every file, in the order of files and lines."""

from collections.abc import Iterator
from dataclasses import replace

from estates.ledger.models import PROVINCE
from estates.seeding.finding import Finding, Flaw
from estates.seeding.graph_rules import graph_doubts
from estates.seeding.guide_rules import guide_findings
from estates.seeding.link_rules import link_findings
from estates.seeding.plausible_rules import doubts, plausibility_findings
from estates.seeding.row_rules import row_flaws, script_flaws
from estates.seeding.script import cell_flaws, text_findings
from estates.seeding.seed import Seed


def check(seed: Seed) -> list[Finding]:
    """All that is wrong with ``seed``. An empty list means that it may be loaded."""
    findings = {
        *seed.findings,
        *_text_findings(seed),
        *_row_findings(seed),
        *link_findings(seed),
        *plausibility_findings(seed),
        *guide_findings(seed.guide, seed.sources.keys("id")),
        *_province_findings(seed),
    }
    return sorted(_in_folder(seed, finding) for finding in findings)


def warnings(seed: Seed) -> list[Finding]:
    """What is unlikely but possible in a sound ``seed``: a person should look at it."""
    return [_in_folder(seed, finding) for finding in (*doubts(seed), *graph_doubts(seed.guide))]


def _in_folder(seed: Seed, finding: Finding) -> Finding:
    return replace(finding, file=f"{seed.folder.name}/{finding.file}")


def _text_findings(seed: Seed) -> Iterator[Finding]:
    for file, text in seed.texts.items():
        yield from text_findings(file, text)


def _row_findings(seed: Seed) -> Iterator[Finding]:
    for table in seed.tables:
        for row in table.rows:
            for flaw in (*script_flaws(row), *row_flaws(row)):
                yield Finding.of(flaw, table.file, row.line)
        for line, cells in table.located:
            for flaw in cell_flaws(cells):
                yield Finding.of(flaw, table.file, line)


def _province_findings(seed: Seed) -> Iterator[Finding]:
    if not seed.province.findings and seed.province.keys("ref") != {PROVINCE}:
        flaw = Flaw("the province is not there", f"Keep one row with ref {PROVINCE}", "ref")
        yield Finding.of(flaw, seed.province.file, 1)
