"""What the licensing guide shows: who asks, what answers, and how steps hang together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from estates.ledger.models import Source
from estates.licensing.kinds import Link
from estates.licensing.procedures import Gap, Procedure, Step
from estates.licensing.words import AUDIENCES, SITES

LABELS: dict[str, LazyString] = {
    "investor": _l("Who are you?"),
    "site": _l("Where will you build?"),
}
CHOICES = {"investor": AUDIENCES, "site": SITES}


@dataclass
class Asked:
    """Who the reader is, as far as the address says; ``problems`` name what it says wrongly."""

    chosen: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """The question of a parameter."""
        return str(LABELS[name])


@dataclass(frozen=True)
class Answer:
    """The procedures for who asks, and what is said where there is none."""

    procedures: list[Procedure]
    gaps: list[Gap]


@dataclass(frozen=True)
class Need:
    """That a step needs the result of another, and whether a source says so."""

    step: Step
    by_source: bool


def read(args: Mapping[str, str]) -> Asked:
    """Who the reader is, by the parameters of the address; an empty one says nothing."""
    asked = Asked()
    for name, choices in CHOICES.items():
        given = args.get(name, "")
        if given in choices:
            asked.chosen[name] = given
        elif given:
            typed = Markup('<bdi class="typed">{}</bdi>').format(given[:60])
            # Translators: an answer that a form does not know
            said = _("Choose one of the answers; this is none: %(typed)s")
            asked.problems[name] = Markup(said) % {"typed": typed}
    return asked


def answer(asked: Asked, procedures: Sequence[Procedure], gaps: Sequence[Gap]) -> Answer | None:
    """What answers the reader, or None where nothing was asked or something is wrong."""
    if asked.problems or not asked.chosen:
        return None
    investor, site = asked.chosen.get("investor"), asked.chosen.get("site")
    found = [
        procedure
        for procedure in procedures
        if investor in (None, procedure.audience) and (site is None or site in procedure.applies_to)
    ]
    return Answer(found, [gap for gap in gaps if not found and gap.site == site])


def needed_by(steps: Sequence[Step]) -> dict[str, list[Need]]:
    """For each step the later steps that need its result."""
    found: dict[str, list[Need]] = {step.key: [] for step in steps}
    for step in steps:
        for key, link in step.needs:
            found[key].append(Need(step, link is Link.STATED))
    return found


def presumed(step: Step, steps: Sequence[Step]) -> list[Step]:
    """The steps whose results a step needs by our inference alone."""
    inferred = {key for key, link in step.needs if link is Link.INFERRED}
    return [other for other in steps if other.key in inferred]


def indicative_places(step: Step) -> list[Source]:
    """The sources of other places, or secondary ones, that tell where a step is taken.

    Without those that a requirement, the cost or the duration of the step names anyway.
    """
    named = {item.source.id for item in step.requirements if item.indicative}
    named |= {one.source.id for one in (step.cost, step.duration) if one and one.source}
    found = [place.source for place in step.places if place.indicative]
    return list({source.id: source for source in found if source.id not in named}.values())


def beside(step: Step, steps: Sequence[Step]) -> tuple[Step | None, Step | None]:
    """The step before and the step after."""
    at = next(n for n, other in enumerate(steps) if other.key == step.key)
    before = steps[at - 1] if at else None
    return before, steps[at + 1] if at + 1 < len(steps) else None
