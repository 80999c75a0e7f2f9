"""One change in words: what reviewers, pages of history and feeds show of it."""

from dataclasses import dataclass, field

from estates.ledger.statement import Statement
from estates.lib.bilingual import Words


@dataclass(frozen=True)
class Sentence:
    """One change in words, with what was before and after as the page may show it.

    ``path`` is where the change was made, for comments. Values are statements, texts are words.
    ``file`` is the name of a picture or a document that the change is about.
    """

    path: str
    text: str
    before: Statement | None = None
    after: Statement | None = None
    old: Words = field(default_factory=Words)
    new: Words = field(default_factory=Words)
    reason: Words = field(default_factory=Words)
    file: str = ""
