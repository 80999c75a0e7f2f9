"""The seed as a whole: all files of a folder, read and typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from estates.seeding.basemap import Basemap, read_basemap
from estates.seeding.finding import Finding, Flaw
from estates.seeding.nodes import Document, read_document
from estates.seeding.rows import (
    ClaimRow,
    EstateRow,
    ExportRow,
    FieldRow,
    GroupRow,
    MarketRow,
    NameRow,
    ProvinceRow,
    SourceRow,
)
from estates.seeding.tables import R, Table, read_table

GUIDE = "licensing.yaml"
PROVINCE_OUTLINE = "Qom"  # its name in the basemap


@dataclass
class Seed:
    """What a seed folder holds. ``findings`` are those of reading alone."""

    folder: Path
    texts: dict[str, str]
    fields: Table[FieldRow]
    sources: Table[SourceRow]
    province: Table[ProvinceRow]
    estates: Table[EstateRow]
    names: Table[NameRow]
    claims: Table[ClaimRow]
    exports: Table[ExportRow]
    markets: Table[MarketRow]
    groups: Table[GroupRow]
    guide: Document
    basemap: Basemap
    unreadable: list[Finding]

    @property
    def tables(self) -> tuple[Table[Any], ...]:
        """All CSV files, in the order in which they are loaded."""
        return (
            self.fields,
            self.sources,
            self.province,
            self.estates,
            self.names,
            self.claims,
            self.exports,
            self.markets,
            self.groups,
        )

    @property
    def findings(self) -> Iterator[Finding]:
        """What was wrong while reading."""
        yield from self.unreadable
        for table in self.tables:
            yield from table.findings
        yield from self.guide.findings
        yield from self.basemap.findings

    def counts(self) -> str:
        """The size of the seed, for people."""
        kinds = [row.kind.value for row in self.estates.rows]
        parts = [
            f"{len(kinds)} places ({kinds.count('estate')} estates, "
            f"{kinds.count('zone')} zones, {kinds.count('private')} private)",
            f"{len(self.claims.rows)} claims",
            f"{len(self.sources.rows)} sources",
            f"{len(self.fields.rows)} fields",
            f"{len(self.names.rows)} names",
            f"{len(self.exports.rows)} export periods",
            f"{len(self.markets.rows)} markets",
            f"{len(self.groups.rows)} product groups and sectors",
            f"{len(self.basemap.places)} towns and airports",
        ]
        return ", ".join(parts)


class _Reader:
    """Reads files of a folder and remembers their texts and what could not be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.findings: list[Finding] = []

    def text(self, name: str) -> str:
        try:
            # Bytes, so that line ends stay as they are and can be checked.
            text = (self.folder / name).read_bytes().decode("utf-8")
        except OSError:
            self._report(name, "the file cannot be read", "Put it into the seed folder")
            return ""
        except UnicodeDecodeError as error:
            self._report(name, f"byte {error.start} is not UTF-8", "Save the file as UTF-8")
            return ""
        self.texts[name] = text
        return text

    def table(self, row_type: type[R]) -> Table[R]:
        text = self.text(row_type.FILE).removeprefix("\ufeff")
        return read_table(row_type, text, row_type.FILE) if text else Table(row_type.FILE)

    def _report(self, name: str, message: str, cure: str) -> None:
        self.findings.append(Finding.of(Flaw(message, cure), name, 1))


def read_seed(folder: Path) -> Seed:
    """The seed in ``folder``. Nothing is raised: what cannot be read is a finding."""
    reader = _Reader(folder)
    return Seed(
        folder=folder,
        texts=reader.texts,
        fields=reader.table(FieldRow),
        sources=reader.table(SourceRow),
        province=reader.table(ProvinceRow),
        estates=reader.table(EstateRow),
        names=reader.table(NameRow),
        claims=reader.table(ClaimRow),
        exports=reader.table(ExportRow),
        markets=reader.table(MarketRow),
        groups=reader.table(GroupRow),
        guide=read_document(reader.text(GUIDE), GUIDE),
        basemap=read_basemap(folder, PROVINCE_OUTLINE),
        unreadable=reader.findings,
    )
