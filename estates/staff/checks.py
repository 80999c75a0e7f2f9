"""What is looked at before a draft is published, with what came out, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import ngettext

from estates.directory.telling import LANGUAGE_NAMES, TEXTS
from estates.history.draft import State
from estates.web.formatting import num

if TYPE_CHECKING:
    from estates.staff.reviewing import Review

GOOD, MIND, BAD = "good", "mind", "bad"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. ``typed`` is what the author said to it."""

    outcome: str
    text: str
    typed: str = ""


def checks_of(review: "Review") -> list[Check]:
    """Every check of a draft, in the order in which a reviewer thinks."""
    return [
        *_valid(review),
        *_figures(review),
        *_languages(review),
        *_doubts(review),
        *_standing(review),
    ]


def _valid(review: "Review") -> Iterator[Check]:
    if problems := len(review.problems):
        text = ngettext(
            "%(count)s thing is not typed as it has to be yet",
            "%(count)s things are not typed as they have to be yet",
            problems,
            count=num(problems),
        )
        yield Check(BAD, text)


def _figures(review: "Review") -> Iterator[Check]:
    entries = [one for one in _new_claims(review) if one is not None]
    if not entries:
        return
    bare = [one for one in entries if not one.get("source")]
    text = _("A figure has no source") if bare else _("Every figure has a source")
    yield Check(BAD if bare else GOOD, text)
    undated = sum(one.get("precision") == "undated" for one in entries)
    if not undated:
        yield Check(GOOD, _("Every figure has a date"))
        return
    said = ngettext(
        "%(count)s figure says that its source gives no date",
        "%(count)s figures say that their source gives no date",
        undated,
        count=num(undated),
    )
    yield Check(MIND, said)


def _new_claims(review: "Review") -> list[Any]:
    return [one for path, one in review.reading.changes.items() if path.startswith("claims/")]


def _languages(review: "Review") -> Iterator[Check]:
    """A text that changed in one language alone leaves the other behind."""
    rewritten: dict[str, set[str]] = {}
    for path in review.reading.changes:
        if path.startswith("texts/") and path.count("/") == 2:
            _kind, text, language = path.split("/")
            rewritten.setdefault(text, set()).add(language)
    for text, language in review.reading.fitting:
        if text in rewritten:
            rewritten[text].add(language)
    if not rewritten:
        return
    behind = False
    for text, done in rewritten.items():
        for language in sorted(set(LANGUAGE_NAMES) - done):
            behind = True
            told = {"text": str(TEXTS.get(text, text)), "language": str(LANGUAGE_NAMES[language])}
            yield Check(
                MIND,
                _("“%(text)s” changes, and stays as it was in %(language)s: it will lag", **told),
            )
    if not behind:
        yield Check(GOOD, _("Persian and English are in step"))


def _doubts(review: "Review") -> Iterator[Check]:
    for text, reason in review.doubts:
        if reason:
            yield Check(MIND, text, reason)
        else:
            yield Check(BAD, _("%(doubt)s No reason was given.", doubt=text))


def _standing(review: "Review") -> Iterator[Check]:
    if review.stale:
        yield Check(BAD, _("Another revision was published since this draft began"))
    if review.draft.state == State.SUBMITTED:
        if review.own:
            yield Check(MIND, _("You wrote this: a second person has to look at it"))
        else:
            yield Check(GOOD, _("Author and reviewer are not one"))
