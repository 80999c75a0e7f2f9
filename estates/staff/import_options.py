"""What is chosen for a file before its rows are checked: its columns, and where it is from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from estates.directory import changes
from estates.directory.changes import Known
from estates.directory.problem_words import problem_words
from estates.directory.row_tables import Table
from estates.ledger import queries as ledger
from estates.ledger.models import PROVINCE

NEW_SOURCE = "+"  # what the list of sources has for one that is not in it
SOURCE_PARTS = (
    "id", "kind", "publisher_fa", "publisher_en", "title", "language", "url", "published",
)  # fmt: skip
MOST = 4000


@dataclass
class Options:
    """Columns by the place of their heading; the source of rows that name none; what is wrong."""

    columns: dict[str, str] = field(default_factory=dict)
    source: str = ""
    typed: dict[str, str] = field(default_factory=dict)  # of a new source, by part
    problems: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def kept(cls, stored: Mapping[str, Any]) -> "Options":
        """As they stand in the job."""
        fresh = stored.get("new_source") or {}
        typed = (
            {"id": key, **entry}
            if (key := next(iter(fresh), None)) and (entry := fresh[key])
            else {}
        )
        return cls(dict(stored["columns"]), NEW_SOURCE if fresh else stored["source"], typed)

    def to_dict(self) -> dict[str, Any]:
        """As the job keeps them."""
        if self.source != NEW_SOURCE:
            return {"columns": self.columns, "source": self.source, "new_source": {}}
        key = self.typed["id"]
        entry = {part: text for part, text in self.typed.items() if part != "id"}
        return {"columns": self.columns, "source": key, "new_source": {key: entry}}


def options_from(form: Mapping[str, str], width: int, table: Table) -> Options:
    """What was chosen in the form; nothing typed is lost where something is wrong."""
    found = Options(source=form.get("source", "")[:60])
    for place in range(width):
        key = form.get(f"column-{place}", "")
        if not key:
            continue
        if key not in table.by_key:
            found.problems[f"column-{place}"] = [_("Choose one of the possibilities.")]
        elif key in found.columns.values():
            found.problems[f"column-{place}"] = [_("Another column was chosen for this already.")]
        found.columns[str(place)] = key
    for column in table.columns:
        if column.needed and column.key not in found.columns.values():
            said = _("Say which column holds “%(column)s”.", column=str(column.label))
            found.problems.setdefault("column-0", []).append(said)
    found.typed = {part: form.get(f"source-{part}", "").strip()[:MOST] for part in SOURCE_PARTS}
    _look_at_source(found)
    return found


def _look_at_source(found: Options) -> None:
    if found.source == NEW_SOURCE:
        entry = {part: text for part, text in found.typed.items() if part != "id"}
        known = Known(PROVINCE, {}, {}, frozenset(one.id for one in ledger.sources()))
        reading = changes.read({f"sources/{found.typed['id']}": entry}, known)
        for problem in reading.problems:
            found.problems.setdefault(f"source-{problem.part}", []).append(problem_words(problem))
        return
    if found.source and ledger.source(found.source) is None:
        found.problems["source"] = [_("Choose a source, or add one.")]
    elif not found.source and "source" not in found.columns.values():
        found.problems["source"] = [_("No column names sources. Choose the one of the whole file.")]
