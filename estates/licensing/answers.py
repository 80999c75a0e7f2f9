"""The answers of the self-check: plain values, kept nowhere."""

from dataclasses import dataclass, fields
from decimal import Decimal

UNKNOWN = "unknown"  # the answer "I do not know", in every question
OTHER = "other"  # a group of goods that no source names
KNOWN = "known"  # the environmental class is known, and written


@dataclass(frozen=True)
class Answers:
    """The answers by question; empty where a question was skipped.

    ``unknown`` holds the questions without a choice that were answered "I do not know".
    """

    product_group: str = ""
    hs_chapter: str = ""
    target_markets: tuple[str, ...] = ()
    export_share: Decimal | None = None
    export_experience: str = ""
    water_use: Decimal | None = None
    pollution_class: str = ""
    pollution_class_written: str = ""
    knowledge_based: str = ""
    jobs: Decimal | None = None
    foreign_capital: str = ""
    site_choice: str = ""
    unknown: frozenset[str] = frozenset()

    def answered(self, key: str) -> bool:
        """Whether the question was answered, be it with "I do not know"."""
        given = getattr(self, key, None)
        return key in self.unknown or not (given is None or given in ("", ()))

    def says(self, key: str) -> bool:
        """Whether the answer says something."""
        return self.answered(key) and key not in self.unknown and getattr(self, key) != UNKNOWN


QUESTIONS = tuple(
    field.name
    for field in fields(Answers)
    if field.name not in ("pollution_class_written", "unknown")
)
