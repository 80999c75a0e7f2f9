"""The rules on the real claims, looked at one by one."""

from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from estates.database import db
from estates.ledger.figures import Figure, State
from estates.ledger.models import Source
from estates.ledger.queries import figures_of
from estates.ledger.statement import Tag
from tests.ledger.cast import TODAY
from tests.site import Site


def figure(site: Site, subject: str, key: str) -> Figure:
    with site.app.app_context():
        found = figures_of([subject], TODAY)[subject][key]
        assert found.rivals is not None  # computed while the session is open
        return found


def test_four_and_five_zones_are_disputed(site: Site) -> None:
    zones = figure(site, "qom", "zones")
    assert zones.disputed
    assert {claim.value for claim in zones.rivals} == {4, 5}
    assert zones.lead and zones.lead.value == 4


def test_the_distance_to_tehran_is_disputed(site: Site) -> None:
    distance = figure(site, "qom", "distance_tehran")
    assert {claim.value for claim in distance.rivals} == {120, 140}


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("qom", "area_gross"),
        ("qom", "contracts"),
        ("qom", "fdi_approved"),
        ("qom", "gas_industry_use"),
        ("salafchegan", "solar_capacity"),
        ("shokuhiyeh", "jobs_direct"),
    ],
)
def test_values_of_different_times_are_histories(site: Site, subject: str, key: str) -> None:
    history = figure(site, subject, key)
    assert not history.disputed
    assert len(history.series) >= 2


@pytest.mark.parametrize(
    ("subject", "key", "value", "extent"),
    [
        ("mahmoudabad", "gas_capacity", 30_000, "part"),
        ("mahmoudabad", "units_operating", 67, "part"),
        ("mahmoudabad", "power_planned", 80, "shared"),
        ("shokuhiyeh", "power_planned", 80, "shared"),
    ],
)
def test_parts_never_lead(site: Site, subject: str, key: str, value: int, extent: str) -> None:
    part = figure(site, subject, key)
    assert part.state is State.NOT_PUBLISHED and part.partial
    assert [(claim.value, claim.extent) for claim in part.parts] == [(value, extent)]


@pytest.mark.parametrize(("key", "value"), [("units_operating", 2000), ("jobs_direct", 57000)])
def test_the_supplied_text_leads_with_its_age_unknown(site: Site, key: str, value: int) -> None:
    shown = figure(site, "qom", key)
    assert shown.lead and shown.lead.source_id == "seed" and shown.lead.value == value
    assert shown.overdue
    assert shown.lead_statement and Tag.AGE_UNKNOWN in shown.lead_statement.tags


def test_prices_of_1397_are_expired_and_lead_nothing(site: Site) -> None:
    price = figure(site, "shokuhiyeh", "usage_right_price")
    assert price.state is State.NOT_PUBLISHED and not price.partial
    assert price.former_statement and Tag.EXPIRED in price.former_statement.tags
    assert price.former_statement.unit_presumed


def test_a_promise_whose_day_has_gone_is_past_due(site: Site) -> None:
    solar = figure(site, "salafchegan", "solar_planned")
    assert solar.lead_statement and Tag.PAST_DUE in solar.lead_statement.tags


def test_values_come_back_exact_from_both_databases(site: Site) -> None:
    approved = figure(site, "qom", "fdi_approved").lead
    assert approved and approved.value == Decimal("77964790")
    assert isinstance(approved.value, Decimal)


def test_a_source_never_leads_to_a_script(own_site: Site) -> None:
    with own_site.app.app_context():
        source = db.session.get(Source, "seed")
        assert source
        source.url = "javascript:alert(1)"
        with pytest.raises(IntegrityError):
            db.session.commit()
