"""The side list of the desk: which pages there are, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.accounts.roles import Role
from estates.history import queue
from estates.history.draft import State
from estates.staff import inbox


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
    (
        Item("staff.home", _l("Today's work"), below=("staff.work",)),
        Item(
            "staff.sites",
            _l("Sites"),
            below=(
                "staff.edit",
                "staff.edit_merge",
                "staff.edit_drop",
                "staff.contacts",
                "staff.media",
                "staff.entry",
                "staff.save_entry",
                "staff.place_entry",
            ),
        ),
        Item(
            "staff.drafts",
            _l("Drafts"),
            below=(
                "staff.draft",
                "staff.draft_published",
                "staff.subject_history",
                "staff.restore",
            ),
            waiting=lambda: queue.count(State.SUBMITTED),
        ),
        Item(
            "staff.enquiries",
            _l("Enquiries"),
            Role.EDITOR,
            ("staff.enquiry", "staff.ready_answers", "staff.ready_answer"),
            inbox.count_open,
        ),
    ),
    (
        Item("staff.subjects_source", _l("Sources")),
        Item("staff.subjects_sectors", _l("Sectors")),
        Item("staff.subjects_procedure", _l("Licensing guide")),
        Item("staff.subjects_statement", _l("Export priority")),
        Item("staff.subjects_export", _l("Exports")),
        Item("staff.subjects_calendar", _l("Days of rest")),
    ),
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
        Item("staff.help_page", _l("Help")),
    ),
)


def waiting(item: Item) -> int:
    """How much waits behind an item of the list; 0 where nothing is counted."""
    return item.waiting() if item.waiting else 0
