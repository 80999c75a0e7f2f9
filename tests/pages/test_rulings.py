"""What staff ruled about a figure: another lead, or a state that a source gives."""

import pytest

from estates.database import db
from estates.ledger.models import Claim, Ruling
from estates.lib.bilingual import Words
from tests.site import Site

REASON = Words({"fa": "دلیل آزمون", "en": "Test reason"})


def rule(site: Site, field: str, **changes: object) -> None:
    """Write a ruling about a figure of Shokuhiyeh."""
    with site.app.app_context():
        db.session.add(
            Ruling(subject="shokuhiyeh", field_key=field, reason=REASON, **changes)  # type: ignore[arg-type]
        )
        db.session.commit()


@pytest.mark.parametrize(
    ("state", "words"),
    [("unknown", "Not known"), ("not_applicable", "Does not apply"), ("none", "None")],
)
def test_a_state_that_staff_entered_is_shown_with_its_source(own_site, state, words) -> None:
    rule(own_site, "water_capacity", state=state, source_id="seed")
    page = own_site.get("/en/estates/shokuhiyeh/")
    [row] = [
        row
        for row in page.all("dl.rows > div")
        if row.dt and row.dt.get_text(strip=True) == "Water capacity"
    ]
    assert words in row.get_text() and row.select("a[href^='#source-']")
    ledger = own_site.get("/en/estates/shokuhiyeh/figures/water-capacity/")
    assert "staff entered what a source says" in ledger.text and "Test reason" in ledger.text
    figures = own_site.fetch("/api/v1/estates/shokuhiyeh").get_json()["figures"]
    assert figures["water_capacity"] == {"state": state, "partial": False}


def test_a_ruled_state_hides_the_number_that_no_longer_holds(own_site: Site) -> None:
    rule(own_site, "usage_right_price", state="not_applicable", source_id="seed")
    figures = own_site.get("/en/estates/shokuhiyeh/").words_of("dl.figs")
    assert "1,300,000" not in figures and "Does not apply" in figures


def test_the_claim_that_staff_chose_leads_and_the_page_says_so(own_site: Site) -> None:
    with own_site.app.app_context():
        zones = db.session.query(Claim).filter_by(field_key="zones", value=5).one()
        db.session.add(Ruling(subject="qom", field_key="zones", lead_id=zones.id, reason=REASON))
        db.session.commit()
    page = own_site.get("/en/province/figures/zones/")
    assert "staff chose it" in page.text and "Test reason" in page.text
    assert own_site.fetch("/api/v1/province").get_json()["figures"]["zones"]["value"] == 5


def test_a_choice_that_no_longer_stands_is_not_given_as_the_reason(own_site: Site) -> None:
    with own_site.app.app_context():
        zones = db.session.query(Claim).filter_by(field_key="zones", value=5).one()
        zones.superseded = True
        db.session.add(Ruling(subject="qom", field_key="zones", lead_id=zones.id, reason=REASON))
        db.session.commit()
    assert "staff chose it" not in own_site.get("/en/province/figures/zones/").text
