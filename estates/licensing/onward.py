"""Which procedure follows from the answers: by who brings the capital, and by the kind of place."""

from collections.abc import Sequence

from estates.licensing.answers import Answers
from estates.licensing.kinds import Audience
from estates.licensing.procedures import Gap, Procedure

_AUDIENCES = {
    "none": {Audience.DOMESTIC},
    "partial": {Audience.FOREIGN},
    "full": {Audience.FOREIGN},
}


def procedures_for(answers: Answers, procedures: Sequence[Procedure]) -> list[Procedure]:
    """The procedures that the answers leave open; an answer that is lacking leaves all open."""
    audiences = _AUDIENCES.get(answers.foreign_capital, set(Audience))
    return [
        one
        for one in procedures
        if one.audience in audiences
        and (not answers.says("site_choice") or answers.site_choice in one.applies_to)
    ]


def gaps_for(answers: Answers, gaps: Sequence[Gap]) -> list[Gap]:
    """What the guide lacks for the place that was chosen."""
    chosen = answers.site_choice if answers.says("site_choice") else None
    return [gap for gap in gaps if gap.site is not None and gap.site == chosen]
