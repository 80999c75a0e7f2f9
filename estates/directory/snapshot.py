"""What a revision keeps of an estate."""

from typing import Any

from estates.directory.models import Estate
from estates.directory.record import record
from estates.ledger import queries as ledger
from estates.web.clock import today


def published(estate: Estate) -> dict[str, Any]:
    """The record of ``estate`` with the figures of this day, as its revision keeps it."""
    return record(estate, ledger.figures_of([estate.ref], today())[estate.ref])
