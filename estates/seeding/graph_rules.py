"""Rules for the graph of documents: what each step needs, and which step gives it."""

from collections.abc import Iterator
from itertools import pairwise

from pydantic import ValidationError

from estates.lib.graph import circle
from estates.seeding.finding import Finding, Flaw
from estates.seeding.guide import Guide, Procedure, Requirement
from estates.seeding.nodes import Document, Path, dotted

Problem = tuple[Path, Flaw]


def graph_problems(guide: Guide) -> Iterator[Problem]:
    """Keys that lead nowhere, circles, and requirements that contradict themselves."""
    known = {f"{one.key}/{step.key}" for one in guide.procedures for step in one.steps}
    yield from _repeated(guide)
    for index, procedure in enumerate(guide.procedures):
        path = ("procedures", index)
        problems = [*_requirements(procedure, path), *_lost_keys(procedure, path, known)]
        yield from problems
        if not problems:
            yield from _order(procedure, path)


def graph_doubts(document: Document) -> Iterator[Finding]:
    """Requirements of which no source says who gives them: possible, but the reader is told."""
    try:
        guide = Guide.model_validate(document.value)
    except ValidationError:
        return  # reported by the check
    for path, item in _all_requirements(guide):
        if item.yielded_by is None and not item.own:
            flaw = Flaw(
                f"no step yields {item.text_en!r}, and it is not the investor's own",
                "Name the step in yielded_by where a source says it; until then pages say that"
                " nobody publishes who gives it",
            )
            yield Finding.of(flaw, document.file, document.line(path), dotted(path))


def _all_requirements(guide: Guide) -> Iterator[tuple[Path, Requirement]]:
    for index, procedure in enumerate(guide.procedures):
        for number, step in enumerate(procedure.steps):
            for place, item in enumerate(step.requirements):
                yield ("procedures", index, "steps", number, "requirements", place), item


def _repeated(guide: Guide) -> Iterator[Problem]:
    """Procedures, and steps within one, are known by their keys."""
    seen: set[str] = set()
    for index, procedure in enumerate(guide.procedures):
        places = [(("procedures", index, "key"), procedure.key)]
        places += [
            (("procedures", index, "steps", number, "key"), f"{procedure.key}/{step.key}")
            for number, step in enumerate(procedure.steps)
        ]
        for path, key in places:
            if key in seen:
                yield path, Flaw(f"the key {key} stands here twice", "Give each its own key")
            seen.add(key)


def _requirements(procedure: Procedure, path: Path) -> Iterator[Problem]:
    for number, step in enumerate(procedure.steps):
        for place, item in enumerate(step.requirements):
            here = (*path, "steps", number, "requirements", place)
            if (item.yielded_by is None) != (item.link is None):
                flaw = Flaw("yielded_by and link go together", "Give both, or null in both")
                yield (*here, "link"), flaw
            if item.own and item.yielded_by is not None:
                flaw = Flaw(
                    "the requirement is the investor's own and the result of a step",
                    "Write own: false, or null in yielded_by and link",
                )
                yield (*here, "own"), flaw


def _lost_keys(procedure: Procedure, path: Path, known: set[str]) -> Iterator[Problem]:
    for number, step in enumerate(procedure.steps):
        here = (*path, "steps", number)
        for place, needed in _needs(procedure, number):
            if f"{procedure.key}/{needed}" not in known:
                flaw = Flaw(
                    f"{needed!r} is no step of this procedure", "Write the key of one of its steps"
                )
                yield (*here, *place), flaw
        for place, other in enumerate(step.see):
            if other not in known:
                flaw = Flaw(f"{other!r} is no step of the guide", "Write procedure/step")
                yield (*here, "see", place), flaw


def _needs(procedure: Procedure, number: int) -> Iterator[tuple[Path, str]]:
    """The steps whose results a step needs, with where it says so."""
    step = procedure.steps[number]
    for place, item in enumerate(step.requirements):
        if item.yielded_by is not None:
            yield ("requirements", place, "yielded_by"), item.yielded_by
    for place, key in enumerate(step.presumes):
        yield ("presumes", place), key


def _order(procedure: Procedure, path: Path) -> Iterator[Problem]:
    """No step may need what comes of it, nor what comes of a later one."""
    keys = [step.key for step in procedure.steps]
    needs = {key: [on for _, on in _needs(procedure, n)] for n, key in enumerate(keys)}
    round_about = circle(needs)
    for number, key in enumerate(keys):
        for place, needed in _needs(procedure, number):
            here = (*path, "steps", number, *place)
            if (key, needed) in pairwise(round_about):
                way = " → ".join(round_about)
                yield here, Flaw(f"results go round in a circle: {way}", "Take one link out")
            elif keys.index(needed) > number:
                flaw = Flaw(
                    f"the step needs the result of the later step {needed!r}",
                    "Put the steps into the order in which they are taken",
                )
                yield here, flaw
