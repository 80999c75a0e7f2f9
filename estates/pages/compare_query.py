"""What the address of a comparison asks for: sites, and which rows of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.datastructures import MultiDict

from estates.database import db
from estates.directory.models import Estate, Sector
from estates.web.addresses import SlugConverter
from estates.web.errors import BadParameter

MOST = 4  # sites side by side


@dataclass(frozen=True)
class Query:
    """What an address asks for: sites, each once, and which rows of them."""

    refs: Sequence[str]
    differ: bool  # only rows in which the sites differ
    published: bool  # no rows that nobody publishes

    def address(self, refs: Sequence[str] | None = None, **changes: bool) -> dict[str, Any]:
        """The parameters of this comparison, with other sites or other filters."""
        asked = replace(self, **changes)
        switches = {"differ": asked.differ, "published": asked.published}
        chosen = {"e": list(self.refs if refs is None else refs)}
        return chosen | {name: 1 for name, on in switches.items() if on}


def read(args: MultiDict[str, str]) -> Query:
    """The query of a comparison. Raises BadParameter, which names a filter that is no switch."""
    refs = dict.fromkeys(ref for ref in args.getlist("e") if ref)
    return Query(list(refs), _switch(args, "differ"), _switch(args, "published"))


def _switch(args: MultiDict[str, str], name: str) -> bool:
    found = args.get(name) or "0"
    if found not in ("0", "1"):
        raise BadParameter(name)
    return found == "1"


def named(refs: Iterable[str]) -> list[Estate]:
    """The sites of these references in their order, without those that there are not."""
    possible = [ref for ref in refs if re.fullmatch(SlugConverter.regex, ref)]
    chosen = (
        select(Estate)
        .where(Estate.ref.in_(possible))
        .options(
            selectinload(Estate.access_source),
            selectinload(Estate.county_source),
            selectinload(Estate.location_source),
            selectinload(Estate.sectors).selectinload(Sector.source),
        )
    )
    found = {estate.ref: estate for estate in db.session.scalars(chosen)}
    return [found[ref] for ref in possible if ref in found]
