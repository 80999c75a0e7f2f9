"""The side list of the desk: which pages there are, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.accounts.roles import Role


@dataclass(frozen=True)
class Item:
    """One page of the list.

    ``below`` are the endpoints of the pages that belong to it; ``waiting`` counts what waits there.
    """

    endpoint: str
    text: LazyString
    least: Role = Role.READER
    below: tuple[str, ...] = ()
    waiting: Callable[[], int] | None = None


# Groups, set apart by a line.
MENU: tuple[tuple[Item, ...], ...] = (
    (Item("staff.home", _l("Today's work")),),
    (
        Item(
            "staff.imports",
            _l("Tables in and out"),
            Role.EDITOR,
            ("staff.import_job", "staff.import_columns"),
        ),
    ),
    (
        Item("staff.people", _l("People"), Role.ADMINISTRATOR, ("staff.person",)),
        Item("staff.audit", _l("Audit log"), Role.ADMINISTRATOR),
        Item(
            "staff.account",
            _l("My account"),
            below=("staff.password", "staff.second_factor", "staff.recovery_codes"),
        ),
    ),
)


def waiting(item: Item) -> int:
    """How much waits behind an item of the list; 0 where nothing is counted."""
    return item.waiting() if item.waiting else 0
