"""The licensing guide as plain data: what pages show, and what is not published as null."""

from collections.abc import Callable
from typing import Any

from estates.directory.record import words
from estates.ledger.models import Source
from estates.ledger.rows import period_row, source_row
from estates.ledger.statement import Statement
from estates.lib.quantity import json_number
from estates.licensing.kinds import Giver
from estates.licensing.models import Policy
from estates.licensing.procedures import Gap, Procedure, Step
from estates.licensing.step_parts import Requirement, StepPlace

StepUrls = Callable[[Step], dict[str, str]]


def procedure_record(procedure: Procedure, urls: StepUrls) -> dict[str, Any]:
    """A procedure with its steps; ``urls`` gives the pages of a step by language."""
    return {
        "key": procedure.key,
        "title": words(procedure.title),
        "audience": procedure.audience,
        "applies_to": procedure.applies_to,
        "note": words(procedure.note),
        "steps": [step_record(step, urls) for step in procedure.steps],
    }


def step_record(step: Step, urls: StepUrls) -> dict[str, Any]:
    """A step with its ten elements, and the results that it needs."""
    return {
        "key": step.key,
        "order": step.position,
        "title": words(step.title),
        "authority": words(step.authority),
        "where": [_place(place) for place in step.places],
        "result": words(step.result),
        "requirements": [_requirement(item) for item in step.requirements],
        "needs": [{"step": key, "link": link.value} for key, link in step.needs],
        "cost": _amount(step.cost, step.cost_state) | {"note": words(step.cost_note)},
        "duration": _amount(step.duration, step.duration_state)
        | {"note": words(step.duration_note)},
        "legal_basis": _sources(step.legal_basis),
        "recourse": words(step.recourse),
        "certified": {
            "by": words(step.certified_by),
            "on": step.certified_on.isoformat() if step.certified_on else None,
        },
        "note": words(step.note),
        "see": [
            {"procedure": reference.other_procedure_key, "step": reference.other_step_key}
            for reference in step.references
        ],
        "indicative": step.indicative,
        "sources": _sources(step.sources),
        "links": {"html": urls(step)},
    }


def gap_record(gap: Gap) -> dict[str, Any]:
    """Something the guide does not cover."""
    return {"key": gap.key, "site": gap.site, "text": words(gap.text)}


def policy_record(policy: Policy) -> dict[str, Any]:
    """A policy with everything that was said of it."""
    return {
        "key": policy.key,
        "title": words(policy.title),
        "statements": [
            {
                "key": statement.key,
                "quote": words(statement.quote),
                "speaker_role": words(statement.speaker_role),
                "attributed": statement.attributed,
                "period": period_row(statement.period),
                "note": words(statement.note),
                "source": source_row(statement.source),
            }
            for statement in policy.statements
        ],
        "criteria": {"published": policy.criteria_published, "text": words(policy.criteria)},
    }


def _place(place: StepPlace) -> dict[str, Any]:
    return {
        "kind": place.kind,
        "name": words(place.name),
        "url": place.url,
        "contact": words(place.contact),
        "hours": words(place.hours),
        "note": words(place.note),
        "indicative": place.indicative,
        "source": source_row(place.source),
    }


def _requirement(item: Requirement) -> dict[str, Any]:
    giver: dict[str, Any] = {"kind": item.giver.value}
    if item.giver is Giver.STEP:
        giver |= {"step": item.yielded_by, "link": item.link}
    return {
        "text": words(item.text),
        "giver": giver,
        "indicative": item.indicative,
        "source": source_row(item.source),
    }


def _amount(statement: Statement | None, state: str) -> dict[str, Any]:
    if statement is None or statement.value is None:
        return {"state": state}
    value = statement.value
    return {
        "state": state,
        "value": json_number(value.number),
        "value_max": None if value.maximum is None else json_number(value.maximum),
        "qualifier": value.qualifier.value,
        "unit": statement.unit,
        "source": source_row(statement.source) if statement.source else None,
    }


def _sources(found: list[Source]) -> list[dict[str, Any]]:
    return [source_row(source) for source in found]
