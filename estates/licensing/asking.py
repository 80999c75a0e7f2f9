"""What to ask the authority, because no source answers it."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from estates.licensing.self_check import Judgement, Outcome, Reason, Term


class Ask(StrEnum):
    """A question to the authority, in the order in which they are asked."""

    SHARE = "share"
    PROOF = "proof"
    SOONER = "sooner"
    KINDS = "kinds"
    WATER = "water"
    OWN_CLASS = "own_class"
    CLEAN = "clean"
    CERTIFICATE = "certificate"
    JOBS = "jobs"
    ADVANCED = "advanced"
    CLIMATE = "climate"


_ASKS: Mapping[Term, Sequence[Ask]] = {
    Term.EXPORTABLE: (Ask.SHARE, Ask.PROOF, Ask.SOONER),
    Term.EXPORT_ORIENTED: (Ask.SHARE, Ask.SOONER),
    Term.CLEAN: (Ask.CLEAN,),
    Term.LOW_WATER: (Ask.WATER,),
    Term.JOB_CREATING: (Ask.JOBS,),
    Term.ADVANCED: (Ask.ADVANCED,),
    Term.CLIMATE: (Ask.CLIMATE,),
}
_ASKS_OF_REASONS: Mapping[Reason, Ask] = {
    Reason.CLASS_UNSAID: Ask.OWN_CLASS,
    Reason.APPLIED: Ask.CERTIFICATE,
    Reason.CERTIFICATE_UNSAID: Ask.CERTIFICATE,
    Reason.OTHER_KIND: Ask.KINDS,
}


def asks(judgements: Iterable[Judgement]) -> list[Ask]:
    """What to ask about the statements that are not ruled out, each question once."""
    wanted: set[Ask] = set()
    for judgement in judgements:
        if judgement.outcome is Outcome.DOES_NOT:
            continue
        for finding in judgement.findings:
            if finding.outcome is not Outcome.DOES_NOT:
                wanted.update(_ASKS.get(finding.term, ()))
                if asked := _ASKS_OF_REASONS.get(finding.reason):
                    wanted.add(asked)
    return [ask for ask in Ask if ask in wanted]
