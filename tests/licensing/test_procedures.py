"""The guide as it is stored: whole when it is read, and refused where it contradicts itself."""

from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from estates.database import db
from estates.ledger.statement import Tag
from estates.lib.bilingual import Words
from estates.lib.quantity import Qualifier
from estates.licensing import procedure_queries as guide
from estates.licensing.kinds import Giver, Link
from estates.licensing.procedures import Procedure, Step
from estates.licensing.step_parts import Requirement
from tests.site import Site

DOMESTIC, FOREIGN = "domestic_investor_estate", "foreign_investor_estate"


def read(site: Site, key: str) -> Procedure:
    """A procedure as pages get it: cut off from the database."""
    with site.app.app_context():
        found = guide.procedure(key)
        assert found
        db.session.expunge_all()
    return found


def step(procedure: Procedure, key: str) -> Step:
    return next(step for step in procedure.steps if step.key == key)


def test_a_procedure_is_loaded_whole(site: Site) -> None:
    for key, steps in ((DOMESTIC, 7), (FOREIGN, 6)):
        found = read(site, key)
        assert [step.position for step in found.steps] == list(range(1, steps + 1))
        assert found.applies_to == ["estate", "zone"]
        for one in found.steps:
            assert one.procedure is found
            assert one.sources and all(source.publisher for source in one.sources)
            assert all(place.source.id for place in one.places)
            assert all(item.source.id for item in one.requirements)
            assert all(reference.other.procedure.title for reference in one.references)
            _ = one.cost, one.duration, one.legal_basis, list(one.needs)


def test_what_a_step_needs_is_stated_or_our_inference(site: Site) -> None:
    found = read(site, DOMESTIC)
    assert {one.key: dict(one.needs) for one in found.steps} == {
        "establishment_licence": {},
        "land_request": {"establishment_licence": Link.STATED},
        "plot_selection": {"land_request": Link.INFERRED},
        "land_contract": {"plot_selection": Link.INFERRED},
        "building_permit": {"land_contract": Link.INFERRED},
        "completion_certificate": {"building_permit": Link.STATED},
        "operating_licence": {
            "land_contract": Link.STATED,
            "completion_certificate": Link.STATED,
        },
    }


def test_who_gives_a_requirement_is_never_invented(site: Site) -> None:
    givers = {
        item.text["en"]: item.giver
        for one in read(site, DOMESTIC).steps
        for item in one.requirements
    }
    unknown = [text for text, giver in givers.items() if giver is Giver.UNKNOWN]
    assert unknown == [
        "Environmental check, timetable, and payment or promissory notes",
        "Tracking code",
    ]
    assert givers["Building permit"] is Giver.STEP
    assert givers["Questionnaire"] is Giver.INVESTOR


def test_an_indicative_duration_says_whose_it_is(site: Site) -> None:
    found = step(read(site, DOMESTIC), "land_contract").duration
    assert found and found.value
    assert (found.value.number, found.value.qualifier, found.unit) == (7, Qualifier.AT_MOST, "days")
    assert found.tags == (Tag.BORROWED,)
    assert found.borrowed_from["en"] == "Industrial estates company (khiec.ir)"


def test_nothing_unknown_is_a_value(site: Site) -> None:
    for key in (DOMESTIC, FOREIGN):
        for one in read(site, key).steps:
            assert one.cost is None
            assert not one.recourse and not one.certified_by and one.certified_on is None
            assert not any(place.contact or place.hours for place in one.places)


def test_a_step_refers_to_steps_of_another_procedure(site: Site) -> None:
    references = step(read(site, FOREIGN), "land_transfer").references
    assert {reference.other.procedure.key for reference in references} == {DOMESTIC}
    assert [reference.other.position for reference in references] == [2, 3, 4, 5, 6, 7]


def test_gaps_and_advantages_are_read(site: Site) -> None:
    with site.app.app_context():
        assert [gap.site for gap in guide.gaps()] == ["private", "outside", None, None, None]
        found = guide.advantages()
        assert found and found.indicative and found.source.id == "lorestaniec"
        assert guide.about()["en"].startswith("This guide gathers")


def test_each_source_counts_the_steps_that_rest_on_it(site: Site) -> None:
    with site.app.app_context():
        counts = guide.steps_by_source()
    # In five steps: once as a whole, again as the source of places and requirements.
    assert counts["qomiec-price"] == 5
    assert counts["khiec-148"] == 1
    assert counts["yjc-9016758"] == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"cost_value": Decimal(5)},
        {"duration_value": None},
        {"duration_unit": "years"},
        {"duration_source_id": "nowhere"},
        {"duration_max": Decimal(9)},
        {"cost_state": "free"},
    ],
)
def test_a_step_that_contradicts_itself_is_refused(
    own_site: Site, changes: dict[str, object]
) -> None:
    with own_site.app.app_context():
        stored = db.session.get_one(Step, (DOMESTIC, "land_contract"))
        for column, content in changes.items():
            setattr(stored, column, content)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


@pytest.mark.parametrize(
    "changes",
    [
        {"own": True, "yielded_by": "land_request", "link": "stated"},
        {"own": False, "yielded_by": "land_request", "link": None},
        {"own": False, "yielded_by": "no_such_step", "link": "stated"},
        {"own": False, "yielded_by": "land_request", "link": "guessed"},
    ],
)
def test_a_requirement_that_contradicts_itself_is_refused(
    own_site: Site, changes: dict[str, object]
) -> None:
    with own_site.app.app_context():
        db.session.add(
            Requirement(
                procedure_key=DOMESTIC, step_key="plot_selection", position=9, indicative=False,
                text=Words({"en": "An invented paper"}), source_id="seed", **changes,
            )
        )  # fmt: skip
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
