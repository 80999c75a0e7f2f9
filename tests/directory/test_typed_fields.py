"""Every figure of the registry can be typed into a draft, utilities among them."""

import pytest
from sqlalchemy import select

from estates.directory.document import document
from estates.ledger.models import PROVINCE, Field
from tests.history.cast import KIND, desk, new_claim
from tests.site import Site


@pytest.mark.parametrize("subject", ["siro", PROVINCE])
def test_every_figure_can_be_typed(site: Site, subject: str) -> None:
    with desk(site) as session:
        fields = [one for one in session.scalars(select(Field)) if one.concerns(subject)]
        assert {one.group for one in fields} >= {"utilities"}
        entries = {
            f"claims/new{number}": new_claim(one.key, "۱", unit=one.unit)
            for number, one in enumerate(fields, 1)
        }
        reading = KIND.read(session, subject, document(session, subject), entries)
        assert not reading.problems and len(reading.changes) == len(fields)
