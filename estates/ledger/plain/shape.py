"""What a plain document is made of: columns of its own row, and parts, which are rows below it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from estates.database import Base
from estates.ledger.plain.columns import Column, Ground, Label, Text
from estates.ledger.reading import Problem
from estates.lib.bilingual import Words

NEW = "new"
Flat = Mapping[str, Any]


class Naming(StrEnum):
    """How a new one of a family gets its key."""

    TYPED = "typed"  # somebody thinks of a name in Latin letters
    COUNTED = "counted"
    NEVER = "never"  # there are no further ones


@dataclass(frozen=True, kw_only=True)
class Part:
    """Rows that belong to a document, of one table: the smallest thing that is added or removed.

    ``key`` is where they stand in the document, followed by what `Shape.rows` calls each. No two
    rows have the same in the column ``unique``. ``fixed``: the program knows these rows by their
    names, so that none is added or taken away.
    """

    key: str
    label: LazyString
    one: LazyString
    columns: tuple[Column, ...]
    unique: str = ""
    fixed: bool = False

    def names(self) -> Iterator[tuple[str, Column, str]]:
        """Each field of a row: its name, its column, the language of a text."""
        for column in self.columns:
            if isinstance(column, Text):
                yield f"{column.key}_fa", column, "fa"
                yield f"{column.key}_en", column, "en"
            else:
                yield column.key, column, ""


class Shape(ABC):
    """One family of plain documents.

    Subclasses say where rows are found and how new ones are made; nothing is deleted but rows of
    parts, which earlier revisions keep.
    """

    family: ClassVar[str]
    label: ClassVar[LazyString]
    one: ClassVar[LazyString]  # what the button for a new one says
    group: ClassVar[str]  # the families that staff think of together
    naming: ClassVar[Naming] = Naming.TYPED
    key_most: ClassVar[int] = 60  # letters of a typed name
    key_hint: ClassVar[Label] = ""  # what a typed name is made of
    columns: ClassVar[tuple[Column, ...]]
    parts: ClassVar[tuple[Part, ...]] = ()

    @abstractmethod
    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """Every key with its name, in the order of the public pages."""

    @abstractmethod
    def find(self, session: Session, key: str) -> Base | None:
        """The row of a key, or None."""

    @abstractmethod
    def make(self, session: Session, key: str) -> Base:
        """A new row of a key, with what no column says."""

    @abstractmethod
    def name(self, row: Any) -> Words:
        """What to call a row."""

    def names(self, session: Session, keys: Sequence[str]) -> dict[str, Words]:
        """What to call those of ``keys`` that exist."""
        wanted = set(keys)
        return {key: name for key, name in self.listing(session) if key in wanted}

    def may_begin(self, session: Session, key: str) -> bool:
        """Whether a new one may have this key; that none has it yet is known."""
        return True

    def estate_of(self, key: str) -> str | None:
        """The estate on which an editor must be allowed to write; None: any editor may."""
        return None

    def rows(self, session: Session, part: Part, key: str) -> Mapping[str, Base]:
        """The rows of a part by what they are called."""
        return {}

    def make_row(self, session: Session, part: Part, key: str, entry: Flat) -> Base:
        """A new row of a part, with what no column says."""
        raise NotImplementedError

    def links(self, session: Session, column: Column, key: str) -> Any:
        """What a column that is rows of another table has."""
        raise NotImplementedError

    def relink(self, session: Session, column: Column, key: str, value: Any) -> None:
        """Write it."""
        raise NotImplementedError

    linked: ClassVar[frozenset[str]] = frozenset()  # the columns of which the two above speak

    def write(self, session: Session, key: str, changes: Flat) -> Base:
        """Write the columns into the row of ``key``, a new one where there is none."""
        found = self.find(session, key)
        row = self.make(session, key) if found is None else found
        if found is None:
            put_blanks(row, [one for one in self.columns if one.key not in self.linked])
        self.put(row, changes)
        if found is None:
            session.add(row)
        session.flush()
        return row

    def put(self, row: Base, changes: Flat) -> None:
        """Write what changes of the columns into ``row``."""
        for column in self.columns:
            if column.key in self.linked:
                continue
            if isinstance(column, Text):
                touched = {
                    path.rpartition("/")[2]: changes[path]
                    for path in column.paths
                    if path in changes
                }
                if touched:
                    column.put(row, {**column.get(row), **touched})
            elif column.key in changes:
                column.put(row, changes[column.key])

    def check(self, ground: Ground, after: Flat, changes: Flat) -> Iterator[Problem]:
        """What does not go together, or is missing, in what would be published."""
        yield from ()

    def doubts(self, session: Session, key: str, base: Flat, after: Flat) -> Sequence[str]:
        """Codes of what is unlikely and wants a reason."""
        return ()

    def column_at(self, path: str) -> tuple[Column, str] | None:
        """The column of a path with the language of a text, or None."""
        for column in self.columns:
            if path in column.paths:
                return column, path.rpartition("/")[2] if isinstance(column, Text) else ""
        return None

    def part_at(self, path: str) -> tuple[Part, str] | None:
        """The part of a path with what its row is called, or None."""
        head, slash, rest = path.partition("/")
        found = next((part for part in self.parts if part.key == head), None)
        return (found, rest) if found and slash and rest else None


def put_blanks(row: Base, columns: Sequence[Column]) -> None:
    """Give a new row what a column has where nothing is said."""
    for column in columns:
        if column.get(row) is None or isinstance(column, Text):
            column.put(row, column.get(row) or column.blank)
