"""Which procedure follows from the answers: by who brings the capital, and by the kind of place."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from estates.licensing.answers import Answers
from estates.licensing.kinds import Audience

_AUDIENCES = {
    "none": {Audience.DOMESTIC},
    "partial": {Audience.FOREIGN},
    "full": {Audience.FOREIGN},
}


class ForSomebody(Protocol):
    """What is known of a procedure here."""

    @property
    def audience(self) -> str:
        """Who follows it."""
        ...

    @property
    def applies_to(self) -> list[str]:
        """The kinds of place for which it holds."""
        ...


class ForAPlace(Protocol):
    """What is known of a gap of the guide here."""

    @property
    def site(self) -> str | None:
        """The kind of place of which nothing is published."""
        ...


P = TypeVar("P", bound=ForSomebody)
G = TypeVar("G", bound=ForAPlace)


def procedures_for(answers: Answers, procedures: Sequence[P]) -> list[P]:
    """The procedures that the answers leave open; an answer that is lacking leaves all open."""
    audiences = _AUDIENCES.get(answers.foreign_capital, set(Audience))
    return [
        one
        for one in procedures
        if one.audience in audiences
        and (not answers.says("site_choice") or answers.site_choice in one.applies_to)
    ]


def gaps_for(answers: Answers, gaps: Sequence[G]) -> list[G]:
    """What the guide lacks for the place that was chosen."""
    chosen = answers.site_choice if answers.says("site_choice") else None
    return [gap for gap in gaps if gap.site is not None and gap.site == chosen]
