"""Rules for the licensing guide: its shape, its sources, and what its parts owe each other."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from estates.seeding.finding import Finding, Flaw
from estates.seeding.graph_rules import graph_problems
from estates.seeding.guide import Cost, Duration, Guide, Procedure, Step
from estates.seeding.nodes import Document, Path, dotted
from estates.seeding.script import PERSIAN

# Cures for the errors that pydantic words itself.
_CURES = {
    "missing": "Add the key; write null where nothing is published",
    "extra_forbidden": "Remove the key, or correct its name",
    "literal_error": "Write one of the values named",
    "none_required": "Write null: no source publishes it",
    "too_short": "Add what is missing",
    "too_long": "Remove what is too much",
    "string_pattern_mismatch": "Write a key: small letters, digits and underscores",
    "string_too_short": "Write the text, or null where it may be absent",
}
_SOURCE_LISTS = ("sources", "legal_basis")
# In this procedure the steps are national law, and single requirements come from elsewhere.
_MIXED_PROCEDURE = "foreign_investor_estate"

Problem = tuple[Path, Flaw]


def guide_of(document: Document) -> Guide | None:
    """The typed guide, or None where its shape is wrong."""
    try:
        return Guide.model_validate(document.value)
    except ValidationError:
        return None


def guide_findings(document: Document, sources: set[str]) -> Iterator[Finding]:
    """All that is wrong with the guide; ``sources`` are the known source ids."""
    if document.findings and document.value is None:
        return  # not YAML; reported by the reader
    problems = [*_shape_problems(document.value), *_walk(document.value, (), sources)]
    if guide := guide_of(document):
        problems += _guide_problems(guide)
    for path, flaw in problems:
        yield Finding.of(flaw, document.file, document.line(path), dotted(path))


def _shape_problems(value: Any) -> Iterator[Problem]:
    try:
        Guide.model_validate(value)
    except ValidationError as error:
        for detail in error.errors():
            flaw = detail.get("ctx", {}).get("error")
            if not isinstance(flaw, Flaw):
                cure = _CURES.get(detail["type"], "See the README of the seed for this key")
                flaw = Flaw(detail["msg"], cure)
            yield detail["loc"], flaw


def _walk(value: Any, path: Path, sources: set[str]) -> Iterator[Problem]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, (*path, index), sources)
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key.endswith("_fa"):
            yield from _pair_problems(value, key.removesuffix("_fa"), path)
        for place, source in _named_sources(key, item):
            if source not in sources:
                flaw = Flaw(f"{source!r} is not in sources.csv", "Correct it or add the source")
                yield (*path, *place), flaw
        yield from _walk(item, (*path, key), sources)


def _named_sources(key: str, item: Any) -> Iterator[tuple[Path, Any]]:
    if key == "source_id" and item is not None:
        yield (key,), item
    if key in _SOURCE_LISTS and isinstance(item, list):
        yield from (((key, index), source) for index, source in enumerate(item))


def _pair_problems(value: dict[str, Any], stem: str, path: Path) -> Iterator[Problem]:
    fa, en = value[f"{stem}_fa"], value.get(f"{stem}_en")
    if bool(fa) != bool(en):
        missing = f"{stem}_en" if fa else f"{stem}_fa"
        yield (*path, missing), Flaw("one language is missing", "Write it, or null in both")
    if isinstance(fa, str) and not PERSIAN.search(fa):
        flaw = Flaw("the Persian text has no Persian letter", "Write it in Persian")
        yield (*path, f"{stem}_fa"), flaw
    if isinstance(en, str) and PERSIAN.search(en):
        flaw = Flaw("the English text has a Persian letter", "Write it in English")
        yield (*path, f"{stem}_en"), flaw


def _guide_problems(guide: Guide) -> Iterator[Problem]:
    yield from graph_problems(guide)
    for index, procedure in enumerate(guide.procedures):
        yield from _procedure_problems(procedure, ("procedures", index))
    for index, statement in enumerate(guide.policy.statements):
        if (statement.date is None) != (statement.date_state == "undated"):
            flaw = Flaw("date and date_state disagree", "Give a day, or null and undated")
            yield ("policy", "statements", index, "date_state"), flaw
    keys = {item.key for item in guide.procedures}
    keys |= {item.key for item in guide.policy.statements}
    keys |= {item.key for item in guide.incentives}
    for index, question in enumerate(guide.self_check.questions):
        for key in question.relates_to:
            if key not in keys:
                flaw = Flaw(f"{key!r} is no statement, incentive or procedure", "Correct the key")
                yield ("self_check", "questions", index, "relates_to"), flaw


def _procedure_problems(procedure: Procedure, path: Path) -> Iterator[Problem]:
    for index, step in enumerate(procedure.steps):
        place = (*path, "steps", index)
        if step.order != index + 1:
            flaw = Flaw(f"the step has the number {step.order}", f"Write {index + 1}")
            yield (*place, "order"), flaw
        yield from _published_problems(step.cost, (*place, "cost"))
        yield from _published_problems(step.duration, (*place, "duration"))
        if _hides_indication(step) and procedure.key != _MIXED_PROCEDURE:
            flaw = Flaw("a requirement is indicative, the step is not", "Write true")
            yield (*place, "indicative"), flaw


def _hides_indication(step: Step) -> bool:
    return not step.indicative and any(item.indicative for item in step.requirements)


def _published_problems(part: Cost | Duration, path: Path) -> Iterator[Problem]:
    if (part.value is None) != (part.state == "not_published"):
        flaw = Flaw("the value and its state disagree", "Give a value, or null and not_published")
        yield (*path, "state"), flaw
    unit = "unit" if isinstance(part, Duration) else "currency"
    for key in (unit, "qualifier", "source_id"):
        if (part.value is None) != (getattr(part, key) is None):
            flaw = Flaw(f"value and {key} go together", "Give both, or null in both")
            yield (*path, key), flaw
