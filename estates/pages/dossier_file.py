"""The dossier as a document: every line in English and, beside it, in Persian."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from estates.ledger.models import Source
from estates.licensing.answers import Answers
from estates.licensing.procedures import Procedure
from estates.licensing.step_parts import Requirement
from estates.pages.dossier import Answered, Dossier, Entry, Known, dossier
from estates.web.days import day_words
from estates.web.digits import digits
from estates.web.documents import pdf
from estates.web.formatting import num
from estates.web.languages import current, speaking

SIDES = ("en", "fa")  # in the order of the columns
_ISOLATE, _END = "\u2068", "\u2069"


def render(answers: Answers, known: Known, on: date) -> bytes:
    """The document, as PDF."""
    return pdf("dossier", data(answers, known, on), on)


def data(answers: Answers, known: Known, on: date) -> dict[str, Any]:
    """What the template shows: rows of texts by language, in the same order in each."""
    sides, sources = {}, []
    for code in SIDES:
        with speaking(code):
            found = dossier(answers, known)
            sides[code], sources = _side(found, on), _cited(found)
    return {
        "sides": sides,
        "sources": [
            {"text": _source(source), "language": source.language, "url": source.url or ""}
            for source in sources
        ],
    }


def _side(found: Dossier, on: date) -> dict[str, Any]:
    numbers = {source.id: n for n, source in enumerate(_cited(found), 1)}
    return {
        "title": _("Self-check: your dossier"),
        "site": _("Qom Industrial Estates"),
        "tag": _("Not a decision"),
        "lead": _(
            "Which published statements may concern the project, which do not, and which cannot be"
            " told. Only the authority decides."
        ),
        "made": _("Made on %(day)s", day=day_words(on)),
        "criteria_title": _("Criteria that have been published"),
        "criteria": [
            f"{one.text.best(current().code)[0]} {_marks([one.source], numbers)}"
            for one in found.criteria
        ],
        "statements_title": _("What was said, and your project"),
        "entries": [_entry(entry, numbers) for entry in found.entries],
        "asks_title": _("Ask the authority"),
        "asks": list(found.asks),
        "steps_title": _("Steps and documents that follow"),
        "gaps": [gap.text.best(current().code)[0] for gap in found.gaps],
        "procedures": [_procedure(one, numbers) for one in found.procedures],
        "answers_title": _("Your answers"),
        "answers": [_answer(one) for one in found.answered],
        "estates_title": _("Sites to look at"),
        "estates": [
            f"{group.label} ({_('our inference')})" if group.inferred else group.label
            for group in found.estates
        ],
        "sources_title": _("Sources"),
        "page": _("Page"),
        "digits": current().traits.digits,
    }


def _entry(entry: Entry, numbers: dict[str, int]) -> dict[str, Any]:
    code = current().code
    marks = _marks(entry.sources, numbers)
    lines = [f"{line.term}: {line.why}" if line.term else line.why for line in entry.lines]
    if one := entry.statement:
        when = day_words(one.said_on) if one.said_on else _("date not given by the source")
        quote = _("“%(quote)s”", quote=one.quote.best(code)[0])
        told = f"{one.speaker_role.best(code)[0]} · {when}"
        return _row(entry.word, quote, marks, told, one.note.best(code)[0], lines)
    assert entry.incentive
    law = entry.incentive
    checked = law.lawyer_note.best(code)[0]
    text = f"{law.title.best(code)[0]}: {law.text.best(code)[0]}"
    return _row(entry.word, text, marks, checked, law.note.best(code)[0], lines)


def _marks(sources: Sequence[Source], numbers: dict[str, int]) -> str:
    return " ".join(f"[{digits(numbers[source.id])}]" for source in sources)


def _row(
    word: str, quote: str, marks: str, told: str, note: str, lines: Sequence[str]
) -> dict[str, Any]:
    return {
        "word": word,
        "quote": quote,
        "marks": marks,
        "told": told,
        "note": note,
        "lines": list(lines),
    }


def _procedure(one: Procedure, numbers: dict[str, int]) -> dict[str, Any]:
    code = current().code
    return {
        "title": one.title.best(code)[0],
        "note": one.note.best(code)[0],
        "steps": [
            {
                "title": f"{num(n)}. {_indicative(step.title.best(code)[0], step.indicative)}",
                "marks": _marks(step.sources[:1], numbers),
                "documents": [
                    {
                        "text": _document(item),
                        "marks": _marks([item.source], numbers),
                    }
                    for item in step.requirements
                ]
                or [{"text": _("documents not published"), "marks": ""}],
            }
            for n, step in enumerate(one.steps, 1)
        ],
    }


def _document(item: Requirement) -> str:
    text = item.text.best(current().code)[0]
    if not item.indicative:
        return text
    place = item.source.publisher.best(current().code)[0]
    return f"{text} ({_('indicative, from %(place)s', place=place)})"


def _indicative(text: str, indicative: bool) -> str:
    return f"{text} ({_('indicative')})" if indicative else text


def _answer(one: Answered) -> dict[str, str]:
    text = f"{_ISOLATE}{one.text}{_END}" if one.typed else one.text
    number = num(one.question.position)
    return {"question": f"{number}. {one.question.text.best(current().code)[0]}", "answer": text}


def _source(source: Source) -> str:
    publisher = source.publisher.best(source.language)[0]
    return f"{publisher}: {source.plain_title if source.described else source.title}"


def _cited(found: Dossier) -> list[Source]:
    """The sources of criteria, of statements, then of steps and documents, each once."""
    cited = [one.source for one in found.criteria]
    cited += [source for entry in found.entries for source in entry.sources]
    for step in (step for one in found.procedures for step in one.steps):
        cited += [*step.sources[:1], *(item.source for item in step.requirements)]
    return list({source.id: source for source in cited}.values())
