"""The guide as rows of its tables."""

from collections.abc import Iterator
from decimal import Decimal

from estates.database import Base
from estates.directory.models import Sector
from estates.ledger.plain.storing import path_of
from estates.lib.bilingual import Words
from estates.licensing.kinds import SourceRole
from estates.licensing.models import IncentiveSource, IncentiveValue, QuestionSource
from estates.licensing.procedures import Advantages, Gap, Guide, Procedure, ProcedureSite, Step
from estates.licensing.step_parts import (
    Presumption,
    Requirement,
    StepPlace,
    StepReference,
    StepSource,
)
from estates.seeding import guide as shapes
from estates.seeding.records import seed_key

Rows = tuple[list[Base], tuple[str, ...]]  # of one table, with the columns that identify a row

_STEP = ("procedure_key", "step_key")


def guide_tables(guide: shapes.Guide) -> Iterator[Rows]:
    """The rows of each table, in an order in which references find their targets."""
    steps = [(procedure, step) for procedure in guide.procedures for step in procedure.steps]
    yield [Guide(subject=guide.subject, about=_words(guide, "about"))], ("subject",)
    yield list(_gaps(guide)), ("key",)
    yield [_advantages(guide)], ("subject",)
    yield list(_procedures(guide)), ("key",)
    yield list(_sites(guide)), ("procedure_key", "site")
    yield [_step(procedure.key, step) for procedure, step in steps], ("procedure_key", "key")
    for of_step, identity in (
        (_places, ("seed_key",)),
        (_requirements, ("seed_key",)),
        (_presumptions, (*_STEP, "presumed_key")),
        (_references, (*_STEP, "other_procedure_key", "other_step_key")),
        (_sources, (*_STEP, "role", "source_id")),
    ):
        yield [row for one, step in steps for row in of_step(one.key, step)], identity


def subject_of(row: Base) -> str | None:
    """The subject of drafts to which a row belongs that staff may have taken away; else None."""
    match row:
        case ProcedureSite():
            return f"procedure:{path_of(row.procedure_key)}"
        case StepPlace() | Requirement() | Presumption() | StepReference() | StepSource():
            return f"step:{path_of(row.procedure_key)}.{path_of(row.step_key)}"
        case IncentiveValue() | IncentiveSource():
            return f"incentive:{path_of(row.incentive_key)}"
        case QuestionSource():
            return f"question:{path_of(row.question_key)}"
        case Sector():
            return f"sectors:{row.estate_ref}"
    return None


def _words(part: shapes.Part, stem: str) -> Words:
    return Words({code: getattr(part, f"{stem}_{code}") for code in ("fa", "en")})


def _gaps(guide: shapes.Guide) -> Iterator[Gap]:
    for position, gap in enumerate(guide.not_covered, 1):
        yield Gap(key=gap.key, position=position, site=gap.site, text=_words(gap, "text"))


def _advantages(guide: shapes.Guide) -> Advantages:
    part = guide.estate_advantages
    return Advantages(
        subject=guide.subject,
        text=_words(part, "text"),
        indicative=part.indicative,
        source_id=part.source_id,
    )


def _procedures(guide: shapes.Guide) -> Iterator[Procedure]:
    for position, part in enumerate(guide.procedures, 1):
        yield Procedure(
            key=part.key,
            position=position,
            title=_words(part, "title"),
            audience=part.audience,
            note=_words(part, "note"),
        )


def _sites(guide: shapes.Guide) -> Iterator[ProcedureSite]:
    for part in guide.procedures:
        for position, site in enumerate(part.applies_to, 1):
            yield ProcedureSite(procedure_key=part.key, site=site, position=position)


def _step(procedure: str, part: shapes.Step) -> Step:
    cost, duration = part.cost, part.duration
    return Step(
        procedure_key=procedure,
        key=part.key,
        position=part.order,
        title=_words(part, "title"),
        authority=_words(part, "authority"),
        result=_words(part, "result"),
        cost_value=_decimal(cost.value),
        cost_qualifier=cost.qualifier,
        cost_currency=cost.currency,
        cost_state=cost.state,
        cost_source_id=cost.source_id,
        cost_note=_words(cost, "note"),
        duration_value=_decimal(duration.value),
        duration_qualifier=duration.qualifier,
        duration_unit=duration.unit,
        duration_state=duration.state,
        duration_source_id=duration.source_id,
        duration_note=_words(duration, "note"),
        recourse=Words(),
        certified_by=Words(),
        certified_on=None,
        note=_words(part, "note"),
        indicative=part.indicative,
    )


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _places(procedure: str, step: shapes.Step) -> Iterator[StepPlace]:
    for position, part in enumerate(step.where, 1):
        yield StepPlace(
            procedure_key=procedure,
            step_key=step.key,
            position=position,
            kind=part.kind,
            name=_words(part, "name"),
            url=part.url,
            contact=Words(),
            hours=Words(),
            note=_words(part, "note"),
            indicative=part.indicative,
            source_id=part.source_id,
            seed_key=seed_key("place", procedure, step.key, part.kind, part.name_en),
        )


def _requirements(procedure: str, step: shapes.Step) -> Iterator[Requirement]:
    for position, part in enumerate(step.requirements, 1):
        yield Requirement(
            procedure_key=procedure,
            step_key=step.key,
            position=position,
            text=_words(part, "text"),
            indicative=part.indicative,
            yielded_by=part.yielded_by,
            link=part.link,
            own=part.own,
            source_id=part.source_id,
            seed_key=seed_key("requirement", procedure, step.key, part.text_en),
        )


def _presumptions(procedure: str, step: shapes.Step) -> Iterator[Presumption]:
    for position, key in enumerate(step.presumes, 1):
        yield Presumption(
            procedure_key=procedure, step_key=step.key, presumed_key=key, position=position
        )


def _references(procedure: str, step: shapes.Step) -> Iterator[StepReference]:
    for position, path in enumerate(step.see, 1):
        other_procedure, _slash, other_step = path.partition("/")
        yield StepReference(
            procedure_key=procedure,
            step_key=step.key,
            other_procedure_key=other_procedure,
            other_step_key=other_step,
            position=position,
        )


def _sources(procedure: str, step: shapes.Step) -> Iterator[StepSource]:
    for role, ids in (
        (SourceRole.SOURCE, step.sources),
        (SourceRole.LEGAL_BASIS, step.legal_basis),
    ):
        for position, source in enumerate(ids, 1):
            yield StepSource(
                procedure_key=procedure,
                step_key=step.key,
                role=role.value,
                source_id=source,
                position=position,
            )
