"""What staff did stays, whatever the seed says later."""

from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from estates.directory.models import Estate, Name
from estates.exports.models import Market
from estates.history.models import Revision
from estates.ledger.models import PROVINCE, Claim, Source
from estates.lib.bilingual import Words
from estates.licensing.step_parts import Requirement
from estates.seeding.guide_records import subject_of
from estates.seeding.load import sound_seed
from estates.seeding.seed import Seed
from tests.seeding.conftest import SeedCopy, load

MOMENT = datetime(2026, 12, 1, 9, tzinfo=UTC)


def claim_of(session: Session, subject: str, field: str) -> Claim:
    found = select(Claim).where(Claim.subject == subject, Claim.field_key == field)
    return session.scalars(found.order_by(Claim.id)).first() or Claim()


def publish(session: Session, ref: str, number: int) -> None:
    """A revision of an estate by somebody of the staff."""
    session.get_one(Estate, ref).revision = number
    revision = Revision(subject=ref, number=number, published_at=MOMENT, author="test", snapshot={})
    session.add(revision)


def test_a_claim_that_the_seed_overtakes_is_superseded_and_the_new_one_leads(
    session: Session, seed: Seed, copied: SeedCopy
) -> None:
    """The way that the README tells: add a row, call the old one superseded, load; and again."""
    load(session, seed)
    line = copied.line_of("claims.csv", "salafchegan,area_gross")
    for number, value in enumerate(("560", "570"), 2):
        fresh = copied.repeat("claims.csv", line, source_id="iribnews-5577576", value=value)
        copied.set("claims.csv", line, superseded="yes")
        copied.set("claims.csv", fresh, superseded="no")
        line = fresh
        report = load(session, sound_seed(copied.folder))
        assert report.tables["claim"].added == 1
        assert report.tables["claim"].superseded == 1
        assert session.get_one(Estate, "salafchegan").revision == number
    found = select(Claim).where(Claim.subject == "salafchegan", Claim.field_key == "area_gross")
    assert {claim.value: claim.superseded for claim in session.scalars(found)} == {
        553: True,
        560: True,
        570: False,
    }


def test_a_withdrawn_claim_stays_withdrawn(session: Session, seed: Seed) -> None:
    load(session, seed)
    claim_of(session, "shokuhiyeh", "jobs_direct").withdrawn_at = MOMENT
    session.commit()
    report = load(session, seed)
    session.commit()
    assert claim_of(session, "shokuhiyeh", "jobs_direct").withdrawn_at == MOMENT
    assert (report.tables["claim"].added, report.tables["claim"].different) == (0, 1)


def test_a_superseded_claim_stays_superseded(session: Session, seed: Seed) -> None:
    load(session, seed)
    claim_of(session, "salafchegan", "area_gross").superseded = True
    session.commit()
    load(session, seed)
    assert claim_of(session, "salafchegan", "area_gross").superseded


def test_a_text_that_staff_wrote_stays(session: Session, seed: Seed) -> None:
    load(session, seed)
    estate = session.get_one(Estate, "siro")
    estate.summary = Words({"fa": "متن تازه.", "en": "A new text."})
    session.commit()
    report = load(session, seed)
    session.commit()
    assert session.get_one(Estate, "siro").summary["en"] == "A new text."
    assert report.tables["estate"].different == 1


def test_a_text_that_the_seed_changed_is_counted_and_not_written(
    session: Session, seed: Seed, copied: SeedCopy
) -> None:
    load(session, seed)
    copied.set("markets.csv", 2, note_fa="یادداشت.", note_en="A note.")
    report = load(session, sound_seed(copied.folder))
    assert (report.added, report.tables["market"].different) == (0, 1)
    written = session.scalars(select(Market).where(Market.source_id == "iraf-105684"))
    assert not any(market.note for market in written)


def test_a_profile_that_staff_published_gets_no_more_rows(
    session: Session, seed: Seed, copied: SeedCopy
) -> None:
    load(session, seed)
    publish(session, "salafchegan", 3)
    session.execute(delete(Name).where(Name.estate_ref == "salafchegan"))
    session.commit()
    line = copied.line_of("claims.csv", "salafchegan,area_gross")
    copied.repeat("claims.csv", line, source_id="iribnews-5577576", value="560")
    report = load(session, sound_seed(copied.folder))
    assert report.added == 0
    assert report.tables["claim"].withheld == 1
    assert report.tables["name"].withheld > 0
    assert session.get_one(Estate, "salafchegan").revision == 3
    assert "1 withheld" in str(report.tables["claim"])


def test_a_profile_that_staff_published_still_gets_sources(
    session: Session, seed: Seed, copied: SeedCopy
) -> None:
    load(session, seed)
    publish(session, "salafchegan", 2)
    session.commit()
    copied.repeat("sources.csv", 3, id="new-1")
    line = copied.line_of("claims.csv", "salafchegan,area_gross")
    copied.repeat("claims.csv", line, source_id="new-1", value="560")
    report = load(session, sound_seed(copied.folder))
    assert session.get(Source, "new-1") is not None
    assert (report.tables["source"].added, report.tables["claim"].withheld) == (1, 1)


def test_a_province_that_staff_published_gets_no_more_claims(
    session: Session, seed: Seed, copied: SeedCopy
) -> None:
    load(session, seed)
    session.add(
        Revision(subject=PROVINCE, number=1, published_at=MOMENT, author="test", snapshot={})
    )
    session.commit()
    copied.repeat("claims.csv", 14, source_id="yjc-9019487")
    report = load(session, sound_seed(copied.folder))
    assert (report.added, report.tables["claim"].withheld) == (0, 1)


def test_what_staff_took_out_of_a_step_does_not_come_back(session: Session, seed: Seed) -> None:
    load(session, seed)
    taken = session.scalars(select(Requirement).order_by(Requirement.id)).first()
    assert taken is not None
    subject = subject_of(taken)
    session.delete(taken)
    session.add(
        Revision(subject=subject, number=2, published_at=MOMENT, author="test", snapshot={})
    )
    session.flush()
    report = load(session, seed)
    assert report.tables["requirement"].added == 0
    assert report.tables["requirement"].withheld == 1
