"""The branches of industry that sources name in a site, as a plain document of each site."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from estates.database import Base
from estates.directory.models import Estate, Sector
from estates.ledger.plain.columns import Column, Ground, SourceOf, Text
from estates.ledger.plain.shape import Flat, Naming, Part, Shape
from estates.ledger.reading import Problem
from estates.ledger.typed import SLUG
from estates.lib.bilingual import Words

KEY_MOST = 40
SECTORS_OF_SITE = Part(
    key="sectors",
    label=_l("Sectors"),
    one=_l("A further sector"),
    columns=(
        Text(key="name", label=_l("Sector"), needed=True, paired=True, long=False),
        Column(
            key="key",
            label=_l("Short name in addresses"),
            needed=True,
            hint=_l("Small Latin letters, such as textiles. The list filters by it."),
        ),
        Text(key="note", label=_l("Note"), long=False),
        SourceOf(key="source", attribute="source_id", label=_l("Source"), needed=True),
    ),
)


class SectorsShape(Shape):
    """All sectors of one site. They have no order of their own."""

    family = "sectors"
    group = "sectors"
    label = _l("Sectors")
    one = _l("Sectors")
    naming = Naming.NEVER
    columns = ()
    parts = (SECTORS_OF_SITE,)

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """Every site."""
        rows = session.execute(select(Estate.ref, Estate.short_name).order_by(Estate.position))
        return [(ref, name) for ref, name in rows]

    def find(self, session: Session, key: str) -> Estate | None:
        """The site."""
        return session.get(Estate, key)

    def make(self, session: Session, key: str) -> Base:
        """Sites are not made here."""
        raise NotImplementedError

    def name(self, row: Any) -> Words:
        """As the site is called."""
        return row.short_name

    def estate_of(self, key: str) -> str:
        """The site itself."""
        return key

    def rows(self, session: Session, part: Part, key: str) -> Mapping[str, Base]:
        """By the numbers that the database gave them."""
        of = select(Sector).where(Sector.estate_ref == key).order_by(Sector.id)
        return {str(row.id): row for row in session.scalars(of)}

    def make_row(self, session: Session, part: Part, key: str, entry: Flat) -> Base:
        """Of the site."""
        return Sector(estate_ref=key)

    def check(self, ground: Ground, after: Flat, changes: Flat) -> Iterator[Problem]:
        """Short names are words of small letters."""
        for path, row in after.items():
            key = (row["key"] or "").replace("_", "-")
            if path in changes and not (SLUG.fullmatch(key) and len(key) <= KEY_MOST):
                yield Problem(path, "key", "not_a_slug")


SECTORS = SectorsShape()
