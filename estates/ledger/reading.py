"""What the entries of a draft amount to: changes, or problems that name their field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError


@dataclass(frozen=True)
class Problem:
    """What is wrong at one field of a draft: a code, and the numbers or words that it names."""

    path: str
    part: str
    code: str
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass
class Reading:
    """What the entries of a draft amount to."""

    changes: dict[str, Any] = field(default_factory=dict)
    fitting: set[tuple[str, str]] = field(default_factory=set)  # text and language: still fits
    problems: list[Problem] = field(default_factory=list)

    def document(self, base: Mapping[str, Any]) -> dict[str, Any]:
        """``base`` as these changes would make it."""
        after = {**base, **self.changes}
        return {path: value for path, value in after.items() if value is not None}


class Wrong(Exception):
    """One entry cannot be read."""

    def __init__(self, part: str, code: str, **details: Any) -> None:
        super().__init__(code)
        self.part, self.code, self.details = part, code, details


def problems_of(path: str, error: ValidationError) -> Iterator[Problem]:
    """What pydantic found wrong with what was typed at ``path``."""
    for one in error.errors(include_url=False):
        context = dict(one.get("ctx") or {})
        own = context.pop("part", None)
        place = own or (str(one["loc"][0]) if one["loc"] else "")
        code = "unknown_choice" if one["type"] in ("enum", "literal_error") else one["type"]
        yield Problem(path, place, code, {k: v for k, v in context.items() if k != "error"})
