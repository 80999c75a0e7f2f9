"""Families of plain documents: sources, steps, statements, export figures, the calendar."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.database import db
from estates.directory import problem_words
from estates.history.drafts import Doubtful, Flat
from estates.history.family import SEPARATOR, own_key
from estates.ledger.plain.columns import Ground
from estates.ledger.plain.kind import PlainKind
from estates.ledger.plain.shape import Shape
from estates.ledger.plain.telling import tell
from estates.ledger.reading import Problem
from estates.ledger.sentence import Sentence
from estates.lib.bilingual import Words

PROBLEMS: Mapping[str, LazyString] = {
    "both_needed": _l("Write this in both languages: one is not published without the other."),
    "no_such_step": _l("Choose a step of this procedure."),
    "circle": _l("Results would go round in a circle: this step would need what comes of it."),
    "later_step": _l("This step would need the result of a later one. Mind their order."),
    "yield_linked": _l("A result of a step needs the reason why it is held to be one."),
    "one_giver": _l("Either a step gives it, or the investor: not both."),
    "stated_whole": _l("Give number, unit, qualifier and source together, or none of them."),
    "range_end": _l("A range, and nothing else, has an upper end above the lower one."),
    "state_of_value": _l("Where there is a number, say whether it is published or indicative."),
    "period_order": _l("Give both ends, the first day before the last, or none."),
    "nothing_measured": _l("Give at least one number."),
    "qualifier_without": _l("There is no number to which this belongs."),
    "twice": _l("This stands here already."),
    "country_code": _l("The code of a country has two capital Latin letters, such as IQ."),
    "no_working_day": _l("At least one day of the week is a working day."),
}
DOUBTS: Mapping[str, LazyString] = {
    "no_rule": _l(
        "The self-check has no rule for this: it will say of it that it cannot be told whether it"
        " concerns a project. Say that this is meant."
    ),
}


class PlainFamily:
    """See `history.family.Family`."""

    edit_endpoint = "staff.edit_subject"

    def __init__(self, shape: Shape, public_url: Callable[[str], str | None]) -> None:
        self.shape, self._url = shape, public_url
        self.kind = PlainKind(shape)

    def names(self, subjects: Sequence[str]) -> dict[str, Words]:
        """What to call each."""
        found = self.shape.names(db.session(), [own_key(subject) for subject in subjects])
        return {f"{self.shape.family}{SEPARATOR}{key}": name for key, name in found.items()}

    def tell(
        self, subject: str, before: Flat, after: Flat, day: date, *, whole: bool = True
    ) -> list[Sentence]:
        """Every change."""
        return tell(self.shape, before, after, Ground(db.session(), own_key(subject), before))

    def address(self, subject: str) -> Mapping[str, Any]:
        """The family and the key."""
        return {"family": self.shape.family, "key": own_key(subject)}

    def public_url(self, subject: str) -> str | None:
        """The page on which readers find it."""
        return self._url(own_key(subject))

    def problem_words(self, problem: Problem) -> str:
        """What is wrong at a field, and what to do."""
        own = PROBLEMS.get(problem.code)
        return str(own) if own else problem_words.problem_words(problem)

    def doubt_words(self, doubt: Doubtful) -> str:
        """What is unlikely."""
        return str(DOUBTS[doubt.key])

    def estate_of(self, subject: str) -> str | None:
        """Any editor may write, unless it belongs to an estate."""
        return self.shape.estate_of(own_key(subject))
