"""The stored leads follow every write, and say what the rule says."""

from datetime import date
from decimal import Decimal

from sqlalchemy import delete, select, update

from estates.database import db
from estates.directory import derived
from estates.directory.models import Derived
from estates.ledger import leads
from estates.ledger.models import Claim, Field, Lead, Ruling, Source
from estates.ledger.queries import able, figures_of, weighed
from estates.lib.bilingual import Words
from estates.lib.quantity import Interval
from tests.ledger.cast import claim
from tests.site import Site

TODAY = date(2026, 11, 25)


def stored() -> dict[tuple[str, str], Lead]:
    db.session.expire_all()
    return {(row.subject, row.field_key): row for row in db.session.scalars(select(Lead))}


def agreed() -> bool:
    """Whether every stored lead is that of the rule, and none is missing."""
    subjects = db.session.scalars(select(Claim.subject).distinct()).all()
    by_rule = {
        (subject, key): figure.lead.id
        for subject, figures in figures_of(subjects, TODAY).items()
        for key, figure in figures.items()
        if figure.lead
    }
    return by_rule == {at: row.claim_id for at, row in stored().items()}


def test_the_seed_has_its_leads(site: Site) -> None:
    with site.app.app_context():
        assert stored() and agreed()


def test_a_new_claim_leads_at_once(own_site: Site) -> None:
    with own_site.app.app_context():
        by = db.session.scalars(select(Source)).first()
        new = claim(
            999, subject="siro", field_key="area_gross", qualifier="about", by=by, confidence="high"
        )
        db.session.add(new)
        db.session.commit()
        lead = stored()["siro", "area_gross"]
        assert (lead.number, lead.low, lead.high) == (999, Decimal("899.1"), Decimal("1098.9"))
        assert agreed()


def test_a_withdrawn_or_deleted_claim_leads_no_more(own_site: Site) -> None:
    with own_site.app.app_context():
        lead = db.session.scalars(
            select(Claim).where(Claim.subject == "salafchegan", Claim.field_key == "area_gross")
        ).one()
        lead.superseded = True
        db.session.commit()
        assert ("salafchegan", "area_gross") not in stored() and agreed()
        db.session.delete(lead)
        db.session.commit()
        assert agreed()


def test_a_ruling_moves_the_lead(own_site: Site) -> None:
    with own_site.app.app_context():
        db.session.add(
            Ruling(
                subject="salafchegan",
                field_key="area_gross",
                state="unknown",
                source_id="seed",
                reason=Words({"en": "Test reason"}),
            )
        )
        db.session.commit()
        assert ("salafchegan", "area_gross") not in stored() and agreed()


def test_a_field_that_is_to_be_reviewed_sooner_makes_leads_overdue(own_site: Site) -> None:
    with own_site.app.app_context():
        wanted = Interval(Decimal(500), None)
        assert "salafchegan" in set(able("area_gross", wanted))

        def meets() -> bool:
            return "salafchegan" in set(weighed("area_gross", wanted, TODAY)[0])

        before = meets()
        field = db.session.get(Field, "area_gross")
        assert field is not None
        field.review_every_days = 1 if before else 10_000
        db.session.commit()
        assert meets() is not before


def test_what_writes_past_the_orm_calls_refresh(own_site: Site) -> None:
    with own_site.app.app_context():
        db.session.execute(
            update(Claim).where(Claim.subject == "salafchegan").values(superseded=True)
        )
        assert not agreed()
        leads.refresh(db.session(), ["salafchegan"])
        assert agreed()


def test_a_database_of_an_earlier_release_is_brought_up_to_date_once(own_site: Site) -> None:
    with own_site.app.app_context():
        session = db.session()
        derived.bring_up_to_date(session)
        assert not derived.bring_up_to_date(session)
        session.execute(delete(Derived))
        session.execute(delete(Lead))
        session.expire_all()
        assert derived.bring_up_to_date(session) and agreed()


def test_an_interval_is_never_rounded_smaller(own_site: Site) -> None:
    """A tenth of a number with six decimals has seven."""
    with own_site.app.app_context():
        by = db.session.scalars(select(Source)).first()
        number = Decimal("1.000001")
        db.session.add(
            claim("1.000001", subject="siro", field_key="area_gross", qualifier="about", by=by)
        )
        db.session.commit()
        lead = stored()["siro", "area_gross"]
        assert lead.low is not None and lead.low <= number * Decimal("0.9")
        assert lead.high is not None and lead.high >= number * Decimal("1.1")
