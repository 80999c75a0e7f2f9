"""Loading fills an empty database exactly, and a second time adds nothing."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from estates.directory.models import Estate, Name, Place, Province, Sector, SummarySource
from estates.exports.models import ExportPeriod, Market, ProductGroup
from estates.history.models import Revision, SiteRevision
from estates.ledger.models import PROVINCE, Claim, Field, Source
from estates.licensing.models import (
    Criterion,
    Incentive,
    IncentiveSource,
    IncentiveValue,
    Policy,
    PolicyStatement,
    Question,
    QuestionOption,
    QuestionRelation,
    QuestionSource,
)
from estates.licensing.procedures import Advantages, Gap, Guide, Procedure, ProcedureSite, Step
from estates.licensing.step_parts import (
    Presumption,
    Requirement,
    StepPlace,
    StepReference,
    StepSource,
)
from estates.seeding.load import sound_seed
from estates.seeding.seed import Seed
from tests.seeding.conftest import SeedCopy, load

SIZES = {
    Field: 51,
    Source: 89,
    Province: 1,
    Estate: 13,
    Name: 131,
    Sector: 21,
    SummarySource: 35,
    Place: 30,
    Claim: 104,
    ExportPeriod: 17,
    Market: 50,
    ProductGroup: 24,
    Policy: 1,
    PolicyStatement: 5,
    Criterion: 0,
    Incentive: 6,
    IncentiveValue: 14,
    IncentiveSource: 8,
    Question: 11,
    QuestionOption: 18,
    QuestionRelation: 21,
    QuestionSource: 24,
    Guide: 1,
    Gap: 5,
    Advantages: 1,
    Procedure: 2,
    ProcedureSite: 4,
    Step: 13,
    StepPlace: 13,
    Requirement: 16,
    Presumption: 4,
    StepReference: 6,
    StepSource: 42,
    Revision: 13,
    SiteRevision: 1,
}
LATER = datetime(2027, 3, 1, 8, 30, tzinfo=UTC)


def sizes(session: Session) -> dict[type, int | None]:
    return {model: session.scalar(select(func.count()).select_from(model)) for model in SIZES}


def test_an_empty_database_gets_every_row(session: Session, seed: Seed) -> None:
    report = load(session, seed)
    assert sizes(session) == SIZES
    assert report.added == sum(SIZES.values()) - 13 - 1  # revisions are no rows of the seed
    assert report.lines()[0] == "field: 51 added, 0 kept, 0 different"


def test_loading_twice_adds_nothing_and_changes_nothing(session: Session, seed: Seed) -> None:
    load(session, seed)
    session.commit()
    before = [row.__dict__.copy() for row in session.scalars(select(Estate))]
    report = load(session, seed, now=LATER)
    session.commit()
    assert (report.added, sizes(session)) == (0, SIZES)
    assert {table.different for table in report.tables.values()} == {0}
    assert session.get_one(SiteRevision, 1).number == 1
    after = [row.__dict__.copy() for row in session.scalars(select(Estate))]
    assert [row["updated_at"] for row in after] == [row["updated_at"] for row in before]


def test_what_is_unknown_is_null_and_never_zero(session: Session, seed: Seed) -> None:
    load(session, seed)
    session.flush()
    second = session.get_one(Estate, "private-second")
    assert second.point is None
    assert second.location_radius_m is None
    assert dict(second.county) == {}
    stored = session.execute(
        text("SELECT value_usd, kinds FROM export_period WHERE source_id = 'irna-85558931'")
    ).one()
    assert tuple(stored) == (None, None)
    assert session.scalar(select(func.count()).where(Claim.value == 0)) == 0
    press = session.scalars(select(ExportPeriod).where(ExportPeriod.source_id == "seed")).one()
    assert (press.period_start, press.period_end) == (None, None)


def test_numbers_are_exact_decimals(session: Session, seed: Seed) -> None:
    load(session, seed)
    session.commit()
    session.expire_all()
    shokuhiyeh = session.get_one(Estate, "shokuhiyeh")
    assert (shokuhiyeh.latitude, shokuhiyeh.longitude) == (Decimal("34.79557"), Decimal("50.81765"))
    foreign = session.scalars(
        select(Claim.value).where(Claim.field_key == "fdi_approved").order_by(Claim.value)
    )
    assert list(foreign) == [Decimal(31660300), Decimal(77964790)]
    airport = session.get_one(Place, "airport:IKA")
    assert airport.longitude == Decimal("51.1522")


def test_sectors_of_the_province_belong_to_no_estate(session: Session, seed: Seed) -> None:
    load(session, seed)
    keys = session.scalars(select(Sector.key).where(Sector.estate_ref.is_(None)))
    assert sorted(keys) == ["cellulosic", "chemicals", "food_pharma", "non_metallic", "textile"]


def test_each_estate_begins_with_revision_1_of_the_day_of_the_facts(
    session: Session, seed: Seed
) -> None:
    load(session, seed, snapshot=lambda estate: {"kept": estate.ref}, now=LATER)
    revisions = session.scalars(select(Revision)).all()
    assert {(row.number, row.published_at) for row in revisions} == {
        (1, datetime(2026, 11, 23, 10, tzinfo=UTC))
    }
    assert all(row.snapshot == {"kept": row.subject} for row in revisions)
    assert session.get_one(SiteRevision, 1).changed_at == LATER


def test_estates_keep_the_order_of_the_file(session: Session, seed: Seed) -> None:
    load(session, seed)
    refs = list(session.scalars(select(Estate.ref).order_by(Estate.position)))
    assert refs == [row.ref for row in seed.estates.rows]


def test_a_new_claim_is_added_and_published_as_the_next_revision(
    session: Session, seed: Seed, copied: SeedCopy
) -> None:
    load(session, seed)
    line = copied.line_of("claims.csv", "salafchegan,area_gross")
    copied.repeat("claims.csv", line, source_id="iribnews-5577576", value="560")
    report = load(session, sound_seed(copied.folder), now=LATER)
    assert report.added == 1
    estate = session.get_one(Estate, "salafchegan")
    assert (estate.revision, estate.updated_at) == (2, LATER)
    assert session.get_one(Revision, ("salafchegan", 2)).published_at == LATER
    assert session.get_one(Estate, "shokuhiyeh").revision == 1
    assert session.get_one(SiteRevision, 1).number == 2


def test_a_new_claim_of_the_province_needs_no_estate(
    session: Session, seed: Seed, copied: SeedCopy
) -> None:
    load(session, seed)
    copied.repeat("claims.csv", 14, source_id="yjc-9019487")
    assert load(session, sound_seed(copied.folder)).added == 1
    assert session.scalar(select(func.count()).where(Claim.subject == PROVINCE)) == 31
