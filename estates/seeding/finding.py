"""What is wrong in the seed: where it is, what it is, and how it is cured."""

from dataclasses import dataclass


class Flaw(ValueError):
    """A cell or row that cannot stand; raised or returned before its place is known.

    ``column`` may be empty where the reader of the cell knows it.
    """

    def __init__(self, message: str, cure: str, column: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
        self.column = column


@dataclass(frozen=True, order=True)
class Finding:
    """One flaw in one place. ``line`` counts from 1; ``column`` is empty for a whole row."""

    file: str
    line: int
    column: str
    message: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.column}: " if self.column else ""
        return f"{self.file}:{self.line}: {place}{self.message}. {self.cure}."

    @classmethod
    def of(cls, flaw: Flaw, file: str, line: int, column: str = "") -> "Finding":
        """The finding that ``flaw`` is at a place; the flaw's own column goes first."""
        return cls(file, line, flaw.column or column, flaw.message, flaw.cure)


class UnsoundSeed(Exception):
    """The seed has findings, so it is not loaded."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings
