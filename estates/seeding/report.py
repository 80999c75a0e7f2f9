"""What a load did, table by table."""

from dataclasses import dataclass, field


@dataclass
class TableReport:
    """Numbers of seed rows of one table.

    ``kept`` rows were there already; ``different`` of them say something else than the seed and
    were left as they are, but for claims that the seed now calls ``superseded``. ``withheld``
    rows are missing on purpose: staff keep their profile.
    """

    added: int = 0
    kept: int = 0
    different: int = 0
    withheld: int = 0
    superseded: int = 0

    def __str__(self) -> str:
        text = f"{self.added} added, {self.kept} kept, {self.different} different"
        text += f", {self.superseded} superseded" if self.superseded else ""
        return f"{text}, {self.withheld} withheld" if self.withheld else text


@dataclass
class LoadReport:
    """The tables of a load in the order in which they were filled."""

    tables: dict[str, TableReport] = field(default_factory=dict)

    def table(self, name: str) -> TableReport:
        """The numbers of a table, made on first use."""
        return self.tables.setdefault(name, TableReport())

    @property
    def added(self) -> int:
        """How many rows the load added in all."""
        return sum(table.added for table in self.tables.values())

    @property
    def changed(self) -> bool:
        """Whether the load wrote anything."""
        return any(table.added or table.superseded for table in self.tables.values())

    def lines(self) -> list[str]:
        """One line for each table."""
        return [f"{name}: {table}" for name, table in self.tables.items()]
