"""Plain documents: from rows to a flat document, from what was typed to changes, and back again.

texts/<text>/<language>   a text
<column>                  anything else of the row itself
<part>/<row>              a row below it, whole
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy.orm import Session

from estates.ledger.plain.columns import LANGUAGES, Column, Ground, Text, in_script
from estates.ledger.plain.shape import NEW, Flat, Part, Shape
from estates.ledger.reading import Problem, Reading, Wrong, problems_of
from estates.lib.difference import changed

MOST_NEW = 1000


def document(shape: Shape, session: Session, key: str) -> dict[str, Any]:
    """What is published under a key; nothing where there is no such row."""
    row = shape.find(session, key)
    if row is None:
        return {}
    found: dict[str, Any] = {}
    for column in shape.columns:
        value = shape.links(session, column, key) if column.key in shape.linked else column.get(row)
        if isinstance(column, Text):
            found |= {f"texts/{column.key}/{code}": text for code, text in value.items()}
        elif value is not None:
            found[column.key] = value
    for part in shape.parts:
        for name, below in shape.rows(session, part, key).items():
            found[f"{part.key}/{name}"] = {one.key: one.get(below) for one in part.columns}
    return found


# --- reading -------------------------------------------------------------------------------------


def read(shape: Shape, ground: Ground) -> Reading:
    """What was typed, as changes of the document and as problems. Never raises."""
    found = Reading()
    for path in sorted(ground.entries):
        try:
            value = _read(shape, path, ground.entries[path], ground)
            if value != ground.base.get(path):
                found.changes[path] = value
        except ValidationError as error:
            found.problems += problems_of(path, error)
        except Wrong as wrong:
            found.problems.append(Problem(path, wrong.part, wrong.code, wrong.details))
        except _ManyProblems as several:
            found.problems += several.problems
    if found.changes and not found.problems:
        after = found.document(ground.base)
        found.problems += [*missing(shape, after), *_twice(shape, after, found.changes)]
        if not found.problems:
            found.problems += shape.check(ground, after, found.changes)
    return found


class _ManyProblems(Exception):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def _read(shape: Shape, path: str, typed: Any, ground: Ground) -> Any:
    if at := shape.column_at(path):
        column, language = at
        return read_one(column, language, typed, ground)
    if at := shape.part_at(path):
        part, name = at
        _refuse_unknown(part, path, name, ground)
        kept = given(typed) or part.fixed
        return _read_row(part, path, typed, ground) if kept else None
    raise Wrong("", "not_understood")


def read_one(column: Column, language: str, typed: Any, ground: Ground) -> Any:
    """One field. Raises Wrong or ValidationError."""
    text = typed.strip() if isinstance(typed, str) else ""
    value = column.read(text, ground)
    checked = isinstance(column, Text) and not column.any_script
    return in_script(value, language) if checked else value


def _refuse_unknown(part: Part, path: str, name: str, ground: Ground) -> None:
    """Refuse a row that is neither published nor a new one with a number of its own."""
    number = name.removeprefix(NEW)
    fresh = name.startswith(NEW) and not part.fixed
    if fresh and number.isascii() and number.isdigit() and len(number) < 5:
        return
    if path not in ground.base:
        raise Wrong("", "not_understood")


def given(typed: Any) -> bool:
    """Whether anything was typed into a row; what came otherwise than from a form counts not."""
    return isinstance(typed, Mapping) and any(
        isinstance(t, str) and t.strip() for t in typed.values()
    )


def _read_row(part: Part, path: str, typed: Any, ground: Ground) -> dict[str, Any]:
    if not isinstance(typed, Mapping):
        raise Wrong("", "not_understood")
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, column, language in part.names():
        try:
            value = read_one(column, language, typed.get(name), ground)
        except ValidationError as error:
            problems += [
                Problem(path, name, one.code, one.details) for one in problems_of("", error)
            ]
            continue
        except Wrong as wrong:
            problems.append(Problem(path, name, wrong.code, wrong.details))
            continue
        if isinstance(column, Text):
            found.setdefault(column.key, {})
            if value:
                found[column.key][language] = value
        else:
            found[column.key] = value
    problems += _missing_of_row(part, path, found)
    if problems:
        raise _ManyProblems(problems)
    return found


def missing(shape: Shape, after: Flat) -> Iterator[Problem]:
    """What no document of the shape lacks, and languages that go together."""
    for column in shape.columns:
        if isinstance(column, Text):
            there = [code for code in LANGUAGES if after.get(f"texts/{column.key}/{code}")]
            yield from (
                Problem(f"texts/{column.key}/{code}", "", _code(column))
                for code in lacking(column, there)
            )
        elif column.needed and after.get(column.key) is None:
            yield Problem(column.key, "", "missing")


def _twice(shape: Shape, after: Flat, changes: Flat) -> Iterator[Problem]:
    """Rows that say what another says already, where each says it once."""
    for part in shape.parts:
        rows = {path: row for path, row in after.items() if path.startswith(f"{part.key}/")}
        said = Counter(row.get(part.unique) for row in rows.values()) if part.unique else Counter()
        for path, row in rows.items():
            if part.unique and path in changes and said[row[part.unique]] > 1:
                yield Problem(path, part.unique, "twice")


def _missing_of_row(part: Part, path: str, row: Flat) -> Iterator[Problem]:
    for column in part.columns:
        if isinstance(column, Text):
            codes = lacking(column, list(row.get(column.key) or {}))
            yield from (Problem(path, f"{column.key}_{code}", _code(column)) for code in codes)
        elif column.needed and column.key in row and row[column.key] is None:
            yield Problem(path, column.key, "missing")


def lacking(column: Text, there: list[str]) -> list[str]:
    """The languages in which a text has still to be written."""
    wanted = column.paired and (column.needed or bool(there))
    if wanted:
        return [code for code in LANGUAGES if code not in there]
    return [LANGUAGES[0]] if column.needed and not there else []


def _code(column: Text) -> str:
    return "both_needed" if column.paired else "missing"


# --- back to what is typed -----------------------------------------------------------------------


def typed_row(part: Part, row: Flat) -> dict[str, str]:
    """A row of the document as somebody would type it."""
    found: dict[str, str] = {}
    for name, column, language in part.names():
        value = row.get(column.key)
        found[name] = (value or {}).get(language, "") if language else column.typed(value)
    return found


def typed_at(shape: Shape, path: str, flat: Flat) -> Any:
    """What stands at a path of a document, as somebody would type it."""
    value = flat.get(path)
    if at := shape.column_at(path):
        column, language = at
        return value or "" if language else column.typed(value)
    at_part = shape.part_at(path)
    return typed_row(at_part[0], value) if at_part and value else {}


def restoring(shape: Shape, then: Flat, now: Flat) -> dict[str, Any]:
    """The entries that make ``now`` what ``then`` was; rows that went come back as new ones."""
    found: dict[str, Any] = {}
    fresh = 0
    for path in changed(now, then):
        if shape.part_at(path) and path not in now:
            fresh += 1
            part = path.partition("/")[0]
            found[f"{part}/{NEW}{fresh}"] = typed_at(shape, path, then)
        else:
            found[path] = typed_at(shape, path, then)
    return found
