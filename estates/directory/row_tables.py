"""The tables that staff bring in and take out: one row of this table for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.directory import claim_table, contact_table
from estates.directory.claim_table import Column, Lookup

Flat = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """One kind of rows. ``key`` is also what its entries are called in a draft.

    ``parts`` gives the column of a part of the form where the two differ. ``replaced``: whether a
    row with the number of something published changes that, or comes to stand beside it.
    """

    key: str
    name: LazyString
    columns: Sequence[Column]
    typed: Callable[[Flat, Lookup, str], tuple[str, dict[str, Any]]]
    same: Callable[[Flat, Flat], bool]
    parts: Mapping[str, str]
    replaced: bool

    @property
    def by_key(self) -> dict[str, Column]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}

    def column_of(self, part: str) -> str:
        """The column in which a part of the form is mended."""
        found = self.parts.get(part, part)
        return found if found in self.by_key else next(c.key for c in self.columns if c.needed)


TABLES: Mapping[str, Table] = {
    table.key: table
    for table in (
        Table(
            "claims",
            _l("Values of figures"),
            claim_table.COLUMNS,
            claim_table.typed,
            claim_table.same,
            claim_table.PARTS,
            replaced=False,
        ),
        Table(
            "contacts",
            _l("Contacts"),
            contact_table.COLUMNS,
            contact_table.typed,
            contact_table.same,
            {},
            replaced=True,
        ),
    )
}
