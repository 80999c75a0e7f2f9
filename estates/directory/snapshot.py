"""What a revision keeps of an estate or of the province."""

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from estates.database import db
from estates.directory.document import document
from estates.directory.models import Estate, Province
from estates.directory.record import figure_rows, record, words
from estates.ledger import queries as ledger
from estates.web.clock import today


def published(estate: Estate) -> dict[str, Any]:
    """The record of ``estate`` with the figures of this day, and the document it is made from."""
    session = inspect(estate).session or db.session()
    figures = ledger.figures_of([estate.ref], today(), session=session)[estate.ref]
    return {**record(estate, figures), "document": document(session, estate.ref)}


def published_province(session: Session, province: Province, number: int) -> dict[str, Any]:
    """The same of the province, as its revision ``number``."""
    figures = ledger.figures_of([province.ref], today(), session=session)[province.ref]
    return {
        "ref": province.ref,
        "kind": "province",
        "name": words(province.name),
        "figures": figure_rows(figures),
        "revision": number,
        "document": document(session, province.ref),
    }
