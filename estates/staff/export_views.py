"""The values as tables to take out, and an empty one to fill in. All of it can be brought back."""

from collections.abc import Iterator, Sequence

from flask import Response
from flask_babel import gettext as _

from estates.accounts import guards
from estates.accounts.guards import role
from estates.accounts.roles import Role
from estates.database import db
from estates.directory import claim_table, contact_table, media
from estates.directory import queries as directory
from estates.ledger import queries as ledger
from estates.ledger.models import PROVINCE
from estates.lib.bilingual import Words
from estates.staff.blueprint import bp
from estates.web.languages import current
from estates.web.tables import Cell, csv_answer, xlsx_answer


@bp.get("/export/claims.csv", endpoint="export_csv")
@role(Role.READER)
def export_csv() -> Response:
    """Every value as CSV."""
    _note("csv")
    return csv_answer(claim_table.header(), _rows(), "claims.csv")


@bp.get("/export/claims.xlsx", endpoint="export_xlsx")
@role(Role.READER)
def export_xlsx() -> Response:
    """Every value as a workbook."""
    _note("xlsx")
    return _book(_rows(), "claims.xlsx", _("Values"))


@bp.get("/export/contacts.<any(csv, xlsx):kind>", endpoint="export_contacts")
@role(Role.READER)
def export_contacts(kind: str) -> Response:
    """Every contact; where there is none yet, the headings alone, to be filled in."""
    guards.note("exported", f"contacts.{kind}")
    db.session.commit()
    language, heads = current().code, claim_table.header(contact_table.COLUMNS)
    names = _names()
    rows = [contact_table.row(one, names, language) for one in media.every_contact(db.session())]
    if kind == "csv":
        return csv_answer(heads, rows, "contacts.csv")
    return _book(rows, "contacts.xlsx", _("Contacts"), heads)


@bp.get("/export/template.csv", endpoint="template_csv")
@role(Role.READER)
def template_csv() -> Response:
    """The headings alone."""
    return csv_answer(_headings(), (), "template.csv")


@bp.get("/export/template.xlsx", endpoint="template_xlsx")
@role(Role.READER)
def template_xlsx() -> Response:
    """The headings alone, as a workbook."""
    return _book((), "template.xlsx", _("Values"), _headings())


@bp.get("/export/fields.csv", endpoint="export_fields")
@role(Role.READER)
def export_fields() -> Response:
    """What figures there are: key, names, unit, meaning."""
    language = current().code
    header = [_("Figure"), _("Name of the figure"), _("Unit"), _("Meaning")]
    rows = (
        [
            one.key,
            one.label.best(language)[0],
            str(claim_table.UNITS[one.unit][0]),
            one.definition.best(language)[0],
        ]
        for one in ledger.fields()
    )
    return csv_answer(header, rows, "fields.csv")


def _note(kind: str) -> None:
    guards.note("exported", kind)
    db.session.commit()


def _headings() -> list[str]:
    return [
        str(column.label)
        for column in claim_table.COLUMNS
        if not column.told and column.key != "id"
    ]


def _rows() -> Iterator[Sequence[Cell]]:
    fields, language, names = ledger.fields_by_key(), current().code, _names()
    for claim in ledger.every_claim():
        yield claim_table.row(claim, fields[claim.field_key], names, language)


def _names() -> dict[str, Words]:
    names = {site.ref: site.short_name for site in directory.estates()}
    names[PROVINCE] = directory.province().name
    return names


def _book(rows: object, filename: str, title: str, header: Sequence[str] = ()) -> Response:
    rtl = current().direction == "rtl"
    heads = header or claim_table.header()
    return xlsx_answer(heads, rows, filename, rtl=rtl, title=title)  # type: ignore[arg-type]
