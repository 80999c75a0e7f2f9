"""The outcome of the self-check: what was said, against what was answered. Never a verdict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from flask import url_for
from flask_babel import gettext as _

from estates.directory import queries as directory
from estates.directory.models import Specialism
from estates.directory.words import SPECIALISMS
from estates.ledger.models import Source
from estates.lib.bilingual import Words
from estates.lib.quantity import Value
from estates.licensing.answers import KNOWN, OTHER, UNKNOWN, Answers
from estates.licensing.asking import asks
from estates.licensing.models import AnswerType, Criterion, Incentive, PolicyStatement, Question
from estates.licensing.onward import gaps_for, procedures_for
from estates.licensing.procedures import Gap, Procedure
from estates.licensing.self_check import Facts, Finding, Judgement, Outcome, judge
from estates.pages.countries import called
from estates.pages.self_check_words import ASKS, OUTCOMES, REASONS, TERMS
from estates.web.digits import digits
from estates.web.formatting import num, pct, quantity_words
from estates.web.languages import current

WATER_UNIT = "m3/day"
# Groups of goods whose branch an estate may be specialised in. No source says so: our inference.
SPECIALISM_OF = {
    "metals": Specialism.METAL,
    "rebar": Specialism.METAL,
    "copper_wire": Specialism.METAL,
    "aluminium": Specialism.METAL,
    "zinc": Specialism.METAL,
    "building_stone": Specialism.NON_METALLIC,
    "cement": Specialism.NON_METALLIC,
}


@dataclass(frozen=True)
class Line:
    """One term of a statement: what can be said of it, and why."""

    term: str
    outcome: Outcome
    why: str


@dataclass(frozen=True)
class Entry:
    """One published statement, or one incentive as sources tell it, with its outcome."""

    statement: PolicyStatement | None
    incentive: Incentive | None
    outcome: Outcome
    lines: Sequence[Line]

    @property
    def word(self) -> str:
        """The outcome in words."""
        return str(OUTCOMES[self.outcome])

    @property
    def sources(self) -> Sequence[Source]:
        """What it was read in."""
        if self.statement:
            return [self.statement.source]
        return self.incentive.sources if self.incentive else []


@dataclass(frozen=True)
class Answered:
    """One question with its answer in words; ``typed`` where the words are the reader's own."""

    question: Question
    text: str
    typed: bool = False
    given: bool = True


@dataclass(frozen=True)
class Group:
    """Estates to look at: a link to the list, and what ties them to the goods."""

    label: str
    url: str
    sources: Sequence[Source] = ()
    inferred: bool = False


@dataclass(frozen=True)
class Asked:
    """The questions, and the goods and countries that sources name, by key."""

    questions: Sequence[Question]
    groups: Mapping[str, Words]
    markets: Mapping[str, Words]


@dataclass(frozen=True)
class Known:
    """All that a dossier is made from, besides the answers."""

    asked: Asked
    statements: Sequence[PolicyStatement]
    criteria: Sequence[Criterion]
    incentives: Sequence[Incentive]
    procedures: Sequence[Procedure]
    gaps: Sequence[Gap]

    @property
    def facts(self) -> Facts:
        """What is published that answers are held against."""
        numbers = {incentive.key: incentive.number for incentive in self.incentives}
        brand, staff = numbers.get("foreign_brand"), numbers.get("art132_staff_growth")
        return Facts(
            exported_groups=frozenset(self.asked.groups),
            brand_share=brand("min_export_share") if brand else None,
            staff=staff("min_staff") if staff else None,
        )


@dataclass(frozen=True)
class Dossier:
    """The whole of it, in the language of the page."""

    entries: Sequence[Entry]
    criteria: Sequence[Criterion]
    answered: Sequence[Answered]
    asks: Sequence[str]
    procedures: Sequence[Procedure]
    gaps: Sequence[Gap]
    estates: Sequence[Group]


def dossier(answers: Answers, known: Known) -> Dossier:
    """The dossier of ``answers`` in the language of the page."""
    judged = [(one, judge(one.key, answers, known.facts)) for one in _judged(known)]
    order = list(Outcome)
    entries = [_entry(one, judgement, answers, known.facts) for one, judgement in judged]
    return Dossier(
        entries=sorted(entries, key=lambda entry: order.index(entry.outcome)),
        criteria=known.criteria,
        answered=[_answered(question, answers, known.asked) for question in known.asked.questions],
        asks=[str(ASKS[ask]) for ask in asks(judgement for _one, judgement in judged)],
        procedures=procedures_for(answers, known.procedures),
        gaps=gaps_for(answers, known.gaps),
        estates=_estates(answers, known),
    )


def _judged(known: Known) -> Iterable[PolicyStatement | Incentive]:
    """Every statement and every incentive: one that limits another may not be missing beside it."""
    return chain(known.statements, known.incentives)


def _entry(
    one: PolicyStatement | Incentive, judgement: Judgement, answers: Answers, facts: Facts
) -> Entry:
    return Entry(
        statement=one if isinstance(one, PolicyStatement) else None,
        incentive=one if isinstance(one, Incentive) else None,
        outcome=judgement.outcome,
        lines=[_line(finding, answers, facts) for finding in judgement.findings],
    )


def _line(finding: Finding, answers: Answers, facts: Facts) -> Line:
    why = str(REASONS[finding.reason]) % {
        "share": _percent(answers.export_share),
        "jobs": _number(answers.jobs),
        "water": _water(answers.water_use),
        "least": _percent(facts.brand_share),
        "staff": _number(facts.staff),
    }
    return Line(str(TERMS[finding.term]), finding.outcome, why)


def _percent(share: Decimal | None) -> str:
    return "" if share is None else pct(share)


def _number(number: Decimal | None) -> str:
    return "" if number is None else num(number)


def _water(amount: Decimal | None) -> str:
    return "" if amount is None else quantity_words(Value(amount), WATER_UNIT)


def _answered(question: Question, answers: Answers, asked: Asked) -> Answered:
    if not answers.answered(question.key):
        return Answered(question, _("not answered"), given=False)
    if not answers.says(question.key):
        return Answered(question, _("I do not know"))
    answer = getattr(answers, question.key)
    if answer == KNOWN:
        return Answered(question, answers.pollution_class_written, typed=True)
    return Answered(question, _words(question, answer, asked))


def _words(question: Question, answer: str | Decimal | Sequence[str], asked: Asked) -> str:
    code = current().code
    match answer:
        case Decimal() if question.answer_type == AnswerType.PERCENT:
            return _percent(answer)
        case Decimal():
            return _water(answer) if question.key == "water_use" else _number(answer)
        case str() if question.answer_type == AnswerType.PRODUCT_GROUP:
            return _("Another group") if answer == OTHER else asked.groups[answer].best(code)[0]
        case str() if question.answer_type == AnswerType.HS_CHAPTER:
            return digits(answer)
        case str():
            labels = {option.key: option.label for option in question.options}
            return labels[answer].best(code)[0]
        case _:
            # Translators: stands between the names of countries
            return _(", ").join(sorted(called(one, code, asked.markets) for one in answer))


def _estates(answers: Answers, known: Known) -> list[Group]:
    group = answers.product_group
    found = []
    if group not in ("", OTHER, UNKNOWN):
        if sectors := directory.sectors_of(group):
            sources = list(dict.fromkeys(sector.source for sector in sectors))
            name = known.asked.groups[group].best(current().code)[0]
            label = _("Sites in which a source names this branch: %(name)s", name=name)
            found.append(Group(label, url_for(".estates", sector=group), sources))
        if specialism := SPECIALISM_OF.get(group):
            label = _("Specialised sites: %(name)s", name=SPECIALISMS[specialism])
            url = url_for(".estates", specialism=specialism)
            found.append(Group(label, url, inferred=True))
    general = url_for(".estates", specialism=Specialism.GENERAL)
    found.append(Group(_("Sites of no single branch"), general))
    return found
