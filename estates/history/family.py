"""What pages and the desk have to know of a family of subjects: estates, sources, steps, …

A subject is named by one text: estates and the province by their reference, all others by the name
of their family, a colon and their own key (``source:irna-1404``). Each family is made where its
facts are, and stands in the table of `pages.subjects`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from estates.history.drafts import Doubtful, Flat, Kind
from estates.lib.bilingual import Words

SEPARATOR = ":"


def family_name(subject: str) -> str:
    """The family that a subject belongs to; '' for estates and the province."""
    return subject.partition(SEPARATOR)[0] if SEPARATOR in subject else ""


def own_key(subject: str) -> str:
    """What a subject is called within its family."""
    return subject.partition(SEPARATOR)[2] if SEPARATOR in subject else subject


class Family(Protocol):
    """Subjects of one make."""

    @property
    def kind(self) -> Kind:
        """How their drafts are read, doubted and applied."""
        ...

    @property
    def edit_endpoint(self) -> str:
        """The view of the desk in which one is edited; it takes what `address` gives."""
        ...

    def names(self, subjects: Sequence[str]) -> dict[str, Words]:
        """What to call each; those that do not exist are left out."""
        ...

    def tell(
        self, subject: str, before: Flat, after: Flat, day: date, *, whole: bool = True
    ) -> Sequence[Any]:
        """The sentences (`ledger.sentence.Sentence`) of what became different between documents.

        ``whole`` is False where one of the two is of a release that kept less.
        """
        ...

    def address(self, subject: str) -> Mapping[str, Any]:
        """The arguments by which views of the family are called."""
        ...

    def public_url(self, subject: str) -> str | None:
        """Where readers see it now; None where no page shows it."""
        ...

    def problem_words(self, problem: Any) -> str:
        """What is wrong at a field, and what to do, in the reader's language."""
        ...

    def doubt_words(self, doubt: Doubtful) -> str:
        """What is doubtful, in the reader's language."""
        ...

    def estate_of(self, subject: str) -> str | None:
        """The estate that an editor must be allowed to write on; None where it takes any editor."""
        ...
