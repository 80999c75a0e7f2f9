"""The phone sheet: what to ask the manager of a site, and what was typed of the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from estates.accounts import guards
from estates.database import db
from estates.directory.document import NEW
from estates.directory.models import Estate
from estates.history import drafts, queries
from estates.history.draft import Draft
from estates.ledger import queries as ledger
from estates.ledger.figures import Figure, State
from estates.ledger.models import Level
from estates.lib.quantity import Qualifier
from estates.lib.typed import one_line
from estates.lib.typed_period import day_from
from estates.pages import subjects
from estates.web import clock

# How an answer may be meant; ranges and plans are for the editor.
QUALIFIERS = {
    Qualifier.EXACT: _l("exactly"),
    Qualifier.ABOUT: _l("about"),
    Qualifier.AT_LEAST: _l("at least"),
    Qualifier.AT_MOST: _l("at most"),
}
PARTS = ("number", "qualifier", "period")
OFFICIAL = "official"  # the kind of source that a word of the site's own management is
MOST_TYPED = 300  # letters


def questions(ref: str) -> list[Figure]:
    """The figures to ask for: overdue ones, and those of which nothing is known."""
    figures = ledger.figures_of_one(ref, clock.today()).values()
    return [
        one
        for one in figures
        if one.overdue
        or (one.state is State.NOT_PUBLISHED and one.field.level in (Level.CORE, Level.RECOMMENDED))
    ]


@dataclass
class Answers:
    """What was typed back in, and what is wrong with it by the name of the field."""

    typed: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """What was typed into a field."""
        return self.typed.get(name, "")


def read(
    estate: Estate, figures: list[Figure], typed: Mapping[str, str], draft: Draft | None
) -> Answers:
    """The entries that the answers amount to, or the problems at their fields."""
    answers = Answers({name: one_line(text)[:MOST_TYPED] for name, text in typed.items()})
    source = _source(estate, answers, draft)
    lines = _lines(figures, answers)
    if not lines:
        answers.problems["call_day"] = _("No answer was typed. Fill in at least one line.")
    if answers.problems:
        return answers
    kept = draft.entries if draft else {}
    numbers = [int(path.removeprefix(f"claims/{NEW}")) for path in kept if _is_new(path)]
    at = max(numbers, default=0)
    places: dict[str, str] = {}
    for key, parts in lines.items():
        at += 1
        path = f"claims/{NEW}{at}"
        places[path] = key
        answers.entries[path] = {
            "field": key,
            "number": parts["number"],
            "qualifier": parts["qualifier"] or str(Qualifier.EXACT),
            "period": parts["period"] or answers.get("call_day"),
            "source": source,
        }
    _check(estate.ref, answers, places, kept, draft)
    return answers


def _is_new(path: str) -> bool:
    rest = path.removeprefix(f"claims/{NEW}")
    return rest != path and rest.isascii() and rest.isdigit()


def _lines(figures: list[Figure], answers: Answers) -> dict[str, dict[str, str]]:
    """What was typed of each figure of which a number was typed."""
    lines = {
        one.field.key: {part: answers.get(f"{part}-{one.field.key}") for part in PARTS}
        for one in figures
    }
    for key, parts in lines.items():
        if parts["qualifier"] and parts["qualifier"] not in tuple(QUALIFIERS):
            answers.problems[f"number-{key}"] = _("Choose one of the possibilities.")
        if parts["period"] and not parts["number"]:
            answers.problems[f"number-{key}"] = _("There is a date, but no number.")
    return {key: parts for key, parts in lines.items() if parts["number"]}


def _source(estate: Estate, answers: Answers, draft: Draft | None) -> str:
    """The source that was chosen, or the call as a new one, put among the entries."""
    try:
        day = day_from(answers.get("call_day"))
    except (ValueError, OverflowError):
        answers.problems["call_day"] = _(
            "Write the day of the call: year, month and day, such as 1404/05/31."
        )
        return ""
    if day > clock.today():
        answers.problems["call_day"] = _("This day has not come yet.")
    if chosen := answers.get("source"):
        if "\0" in chosen or ledger.source(chosen) is None:
            answers.problems["source"] = _("Choose a source, or add one.")
        return chosen
    if not answers.get("whom"):
        answers.problems["whom"] = _("Write which office was called.")
        return ""
    key = _free_key(f"call-{estate.ref}-{day:%Y-%m-%d}"[:56], draft)
    answers.entries[f"sources/{key}"] = {
        "kind": OFFICIAL,
        "publisher_fa": answers.get("whom"),
        "publisher_en": answers.get("whom_en"),
        "title": f"[گفت‌وگوی تلفنی با {answers.get('whom')}]",
        "language": "fa",
        "published": answers.get("call_day"),
        "accessed_fa": "تلفنی پرسیده شد",
        "accessed_en": "Asked by phone",
    }
    return key


def _free_key(key: str, draft: Draft | None) -> str:
    """A name that no source has, in the database or in the draft."""
    taken = draft.entries if draft else {}
    for number in range(1, 1000):
        name = key if number == 1 else f"{key}-{number}"
        if f"sources/{name}" not in taken and ledger.source(name) is None:
            return name
    return key


def _check(
    ref: str,
    answers: Answers,
    places: Mapping[str, str],
    kept: Mapping[str, Any],
    draft: Draft | None,
) -> None:
    """Let the kind of the subject read the entries, and put its problems at the lines."""
    family, session = subjects.family(ref), db.session()
    base = draft.base if draft else family.kind.document(session, ref)
    for one in family.kind.read(session, ref, base, {**kept, **answers.entries}).problems:
        if one.path in places:
            part = "period" if one.part == "period" else "number"
            name = f"{part}-{places[one.path]}"
            answers.problems.setdefault(name, family.problem_words(one))
        elif one.path in answers.entries:
            answers.problems.setdefault("whom", family.problem_words(one))


def own_draft(ref: str) -> Draft | None:
    """What whoever looks is writing on a site already."""
    return queries.open_draft_of(db.session(), ref, guards.actor().key)


def keep(ref: str, entries: Mapping[str, Any]) -> Draft:
    """Put the entries into the draft of whoever typed them. Raises NotOpen where it waits."""
    kind, actor, now = subjects.family(ref).kind, guards.actor(), clock.now()
    draft = drafts.begin(db.session(), kind, ref, actor, now)
    drafts.save(db.session(), draft, {**draft.entries, **entries}, actor, now)
    return draft
