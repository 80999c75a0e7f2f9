"""Reads of the guide. What is returned is loaded whole: nothing is read later."""

from collections import Counter

from sqlalchemy import func, select, union
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from estates.database import db
from estates.ledger.models import PROVINCE
from estates.lib.bilingual import Words
from estates.licensing.procedures import Advantages, Gap, Guide, Procedure, Step
from estates.licensing.step_parts import Requirement, StepPlace, StepReference, StepSource


def procedures() -> list[Procedure]:
    """All procedures, each with all of its steps."""
    chosen = select(Procedure).options(*_whole()).order_by(Procedure.position)
    return list(db.session.scalars(chosen))


def procedure(key: str) -> Procedure | None:
    """A procedure with all of its steps, or None."""
    return db.session.get(Procedure, key, options=_whole())


def _whole() -> list[ORMOption]:
    steps = selectinload(Procedure.steps)
    return [
        selectinload(Procedure.sites),
        steps.joinedload(Step.procedure),
        steps.joinedload(Step.cost_source),
        steps.joinedload(Step.duration_source),
        steps.selectinload(Step.places).joinedload(StepPlace.source),
        steps.selectinload(Step.requirements).joinedload(Requirement.source),
        steps.selectinload(Step.presumptions),
        steps.selectinload(Step.source_links).joinedload(StepSource.source),
        steps.selectinload(Step.references)
        .joinedload(StepReference.other)
        .joinedload(Step.procedure),
    ]


def about() -> Words:
    """What the guide says of itself; empty where none is stored."""
    found = db.session.get(Guide, PROVINCE)
    return found.about if found else Words()


def gaps() -> list[Gap]:
    """What the guide does not cover."""
    return list(db.session.scalars(select(Gap).order_by(Gap.position)))


def advantages() -> Advantages | None:
    """Advantages of estates as another province lists them, or None."""
    return db.session.get(Advantages, PROVINCE, options=[joinedload(Advantages.source)])


def steps_by_source() -> Counter[str]:
    """How many steps of the guide rest on each source, as a whole or in a part."""
    of_step = (Step.procedure_key, Step.key)
    resting = union(
        select(StepSource.procedure_key, StepSource.step_key, StepSource.source_id),
        select(StepPlace.procedure_key, StepPlace.step_key, StepPlace.source_id),
        select(Requirement.procedure_key, Requirement.step_key, Requirement.source_id),
        select(*of_step, Step.cost_source_id).where(Step.cost_source_id.is_not(None)),
        select(*of_step, Step.duration_source_id).where(Step.duration_source_id.is_not(None)),
    ).subquery()
    counted = select(resting.c.source_id, func.count()).group_by(resting.c.source_id)
    return Counter(dict(db.session.execute(counted).all()))
