"""Contacts as rows of a table that staff fill in and read in: the columns, and each way.

A row is what a draft calls an entry ``contacts/…``; `directory.changes` says whether it is valid.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from estates.directory.claim_table import Column, Lookup, cell_text, harmless, named, source_of
from estates.directory.media_models import Contact
from estates.web.tables import Cell

COLUMNS = (
    Column(
        "id",
        _l("Number of the contact"),
        _l("As exported. Leave it empty in new rows; a row with a number changes that contact."),
        sort="id",
    ),
    Column(
        "subject",
        _l("Site"),
        _l("The reference of a site, such as salafchegan, or its name; “qom” is the province."),
        True,
    ),
    Column("subject_name", _l("Name of the site"), _l("For reading alone."), told=True),
    Column("role_fa", _l("Office (Persian)"), _l("Of an office, or of somebody’s function."), True),
    Column("role_en", _l("Office (English)"), _l("Of an office, or of somebody’s function."), True),
    Column("phones", _l("Phone numbers"), _l("Several are parted by semicolons.")),
    Column("email", _l("E-mail"), _l("One address.")),
    Column("address_fa", _l("Address (Persian)"), _l("Where letters and visitors go.")),
    Column("address_en", _l("Address (English)"), _l("Where letters and visitors go.")),
    Column("hours_fa", _l("Hours (Persian)"), _l("When somebody is there.")),
    Column("hours_en", _l("Hours (English)"), _l("When somebody is there.")),
    Column("link", _l("Link"), _l("An address of the web.")),
    Column(
        "source",
        _l("Source"),
        _l(
            "The key of a source, its web address or its title. Empty: the source chosen "
            "for the file."
        ),
    ),
    Column("source_title", _l("Title of the source"), _l("For reading alone."), told=True),
)
_BY_KEY = {column.key: column for column in COLUMNS}


def typed(cells: Mapping[str, Any], to: Lookup, source: str) -> tuple[str, dict[str, Any]]:
    """The subject of a row, and its entry as somebody would type it. Raises Unfit."""
    subject = named(cells, _BY_KEY["subject"], to.subjects, "no_such_site")
    entry: dict[str, Any] = {}
    for column in COLUMNS:
        if column.told or column.key in ("id", "subject", "source"):
            continue
        if text := cell_text(cells.get(column.key), column):
            entry[column.key] = text
    entry["source"] = source_of(cells, to, source)
    return subject, entry


def row(contact: Contact, names: Mapping[str, Any], language: str) -> list[Cell]:
    """A contact in these columns. Numbers of phones keep their plus: it is made harmless."""
    name = names.get(contact.subject)
    flat: dict[str, Cell] = {
        "id": contact.id,
        "subject": contact.subject,
        "subject_name": name.best(language)[0] if name else "",
        "phones": "; ".join(contact.phones),
        "email": contact.email,
        "link": contact.link,
        "source": contact.source_id,
        "source_title": contact.source.title,
    }
    for part in ("role", "address", "hours"):
        words = getattr(contact, part)
        flat |= {f"{part}_{code}": words.get(code) for code in ("fa", "en")}
    return [harmless(flat[column.key]) for column in COLUMNS]


def same(entry: Mapping[str, Any], published: Mapping[str, Any]) -> bool:
    """Whether two entries of contacts say the same; their places in the list are no matter."""
    return {**entry, "position": 0} == {**published, "position": 0}
