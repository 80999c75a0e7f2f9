"""Which published statements may concern a project, from its answers alone; never a verdict.

Three outcomes. A statement *may concern* the project where an answer points its way; it *does not*
where the answer rules it out; it *cannot be told* where nothing was answered, or where the
statement uses a word that no source defines and the answer has no direction of its own. No
threshold is made up: where none is published, any amount above nothing points that way.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from estates.licensing.answers import KNOWN, Answers


class Outcome(StrEnum):
    """What can be said of a statement and a project, in the order of the dossier."""

    CONCERNS = "concerns"
    CANNOT_TELL = "cannot_tell"
    DOES_NOT = "does_not"


class Term(StrEnum):
    """What a statement speaks of."""

    EXPORTABLE = "exportable"
    EXPORT_ORIENTED = "export_oriented"
    KNOWLEDGE_BASED = "knowledge_based"
    JOB_CREATING = "job_creating"
    CLEAN = "clean"
    LOW_WATER = "low_water"
    ADVANCED = "advanced"
    CLIMATE = "climate"
    IN_ESTATES = "in_estates"
    BRAND = "brand"
    STAFF = "staff"
    PLACE = "place"
    EXPORT_INCOME = "export_income"
    UNASKED = "unasked"


class Reason(StrEnum):
    """Why an outcome is what it is; pages make a sentence of it."""

    EXPORTS = "exports"
    HAS_INCOME = "has_income"
    INCOME_UNSAID = "income_unsaid"
    EXPORTED_BEFORE = "exported_before"
    NAMES_MARKETS = "names_markets"
    GROUP_EXPORTED = "group_exported"
    EXPORTS_NOTHING = "exports_nothing"
    NOTHING_YET = "nothing_yet"
    EXPORT_UNSAID = "export_unsaid"
    CERTIFIED = "certified"
    APPLIED = "applied"
    NOT_CERTIFIED = "not_certified"
    CERTIFICATE_UNSAID = "certificate_unsaid"
    MAKES_JOBS = "makes_jobs"
    NO_JOBS = "no_jobs"
    JOBS_UNSAID = "jobs_unsaid"
    CLASS_WRITTEN = "class_written"
    CLASS_UNSAID = "class_unsaid"
    WATER_GIVEN = "water_given"
    WATER_UNSAID = "water_unsaid"
    UNDEFINED = "undefined"
    IN_ESTATE = "in_estate"
    OTHER_KIND = "other_kind"
    OUTSIDE = "outside"
    SITE_UNSAID = "site_unsaid"
    SHARE_UNSAID = "share_unsaid"
    SHARE_REACHED = "share_reached"
    SHARE_BELOW = "share_below"
    NO_FOREIGN_CAPITAL = "no_foreign_capital"
    STAFF_ABOVE = "staff_above"
    STAFF_BELOW = "staff_below"
    PLACE_GIVEN = "place_given"
    NO_QUESTION = "no_question"


@dataclass(frozen=True)
class Facts:
    """What sources publish that answers are held against; None where they do not."""

    exported_groups: frozenset[str] = frozenset()
    brand_share: Decimal | None = None
    staff: Decimal | None = None


@dataclass(frozen=True)
class Finding:
    """What can be said of one term."""

    term: Term
    outcome: Outcome
    reason: Reason


@dataclass(frozen=True)
class Judgement:
    """What can be said of one statement, and of each of its terms."""

    key: str
    outcome: Outcome
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Rule:
    """The terms of a statement. Outside its ``scope`` it says nothing, whatever its terms."""

    terms: Sequence[Term]
    scope: Term | None = None


RULES: Mapping[str, Rule] = {
    "seed_export_priority": Rule((Term.EXPORTABLE,), Term.IN_ESTATES),
    "licensing_priorities_2025": Rule(
        (Term.EXPORT_ORIENTED, Term.CLEAN, Term.KNOWLEDGE_BASED, Term.JOB_CREATING),
        Term.IN_ESTATES,
    ),
    "land_priority_low_water": Rule(
        (Term.LOW_WATER, Term.CLEAN, Term.ADVANCED, Term.CLIMATE), Term.IN_ESTATES
    ),
    "clean_low_water_hosts": Rule((Term.LOW_WATER, Term.CLEAN, Term.KNOWLEDGE_BASED)),
    "support_for_export_capable": Rule((Term.EXPORTABLE,)),
    "foreign_brand": Rule((Term.BRAND,)),
    "art132_staff_growth": Rule((Term.STAFF,)),
    "art132_zero_rate": Rule((Term.PLACE,)),
    "art141_exports": Rule((Term.EXPORT_INCOME,)),
}

Said = tuple[Outcome, Reason]


def _exportable(answers: Answers, facts: Facts) -> Said:
    if said := _points_to_exports(answers):
        return Outcome.CONCERNS, said
    if answers.export_share == 0:
        return Outcome.CANNOT_TELL, Reason.NOTHING_YET
    if answers.product_group in facts.exported_groups:
        return Outcome.CONCERNS, Reason.GROUP_EXPORTED
    return Outcome.CANNOT_TELL, Reason.EXPORT_UNSAID


def _points_to_exports(answers: Answers) -> Reason | None:
    if answers.export_share:
        return Reason.EXPORTS
    if answers.export_experience == "yes":
        return Reason.EXPORTED_BEFORE
    return Reason.NAMES_MARKETS if answers.target_markets and answers.export_share != 0 else None


def _export_oriented(answers: Answers, _facts: Facts) -> Said:
    if answers.export_share == 0:
        return Outcome.DOES_NOT, Reason.EXPORTS_NOTHING
    if answers.export_share:
        return Outcome.CONCERNS, Reason.EXPORTS
    if answers.target_markets:
        return Outcome.CONCERNS, Reason.NAMES_MARKETS
    return Outcome.CANNOT_TELL, Reason.EXPORT_UNSAID


def _knowledge_based(answers: Answers, _facts: Facts) -> Said:
    match answers.knowledge_based:
        case "yes":
            return Outcome.CONCERNS, Reason.CERTIFIED
        case "applied":
            return Outcome.CANNOT_TELL, Reason.APPLIED
        case "no":
            return Outcome.DOES_NOT, Reason.NOT_CERTIFIED
        case _:
            return Outcome.CANNOT_TELL, Reason.CERTIFICATE_UNSAID


def _job_creating(answers: Answers, _facts: Facts) -> Said:
    if answers.jobs is None:
        return Outcome.CANNOT_TELL, Reason.JOBS_UNSAID
    if answers.jobs == 0:
        return Outcome.DOES_NOT, Reason.NO_JOBS
    return Outcome.CONCERNS, Reason.MAKES_JOBS


def _clean(answers: Answers, _facts: Facts) -> Said:
    written = answers.pollution_class == KNOWN
    return Outcome.CANNOT_TELL, Reason.CLASS_WRITTEN if written else Reason.CLASS_UNSAID


def _low_water(answers: Answers, _facts: Facts) -> Said:
    if answers.water_use is None:
        return Outcome.CANNOT_TELL, Reason.WATER_UNSAID
    return Outcome.CANNOT_TELL, Reason.WATER_GIVEN  # no number is low where no ceiling is known


def _undefined(_answers: Answers, _facts: Facts) -> Said:
    return Outcome.CANNOT_TELL, Reason.UNDEFINED


def _in_estates(answers: Answers, _facts: Facts) -> Said:
    match answers.site_choice:
        case "estate":
            return Outcome.CONCERNS, Reason.IN_ESTATE
        case "outside":
            return Outcome.DOES_NOT, Reason.OUTSIDE
        case "zone" | "private":
            return Outcome.CANNOT_TELL, Reason.OTHER_KIND
        case _:
            return Outcome.CANNOT_TELL, Reason.SITE_UNSAID


def _brand(answers: Answers, facts: Facts) -> Said:
    if facts.brand_share is None:
        return Outcome.CANNOT_TELL, Reason.UNDEFINED
    if answers.foreign_capital == "none":
        return Outcome.CANNOT_TELL, Reason.NO_FOREIGN_CAPITAL
    if answers.export_share is None:
        return Outcome.CANNOT_TELL, Reason.SHARE_UNSAID
    if answers.export_share >= facts.brand_share:
        return Outcome.CONCERNS, Reason.SHARE_REACHED
    return Outcome.CANNOT_TELL, Reason.SHARE_BELOW  # the source counts the branded goods alone


def _staff(answers: Answers, facts: Facts) -> Said:
    if facts.staff is None:
        return Outcome.CANNOT_TELL, Reason.UNDEFINED
    if answers.jobs is None:
        return Outcome.CANNOT_TELL, Reason.JOBS_UNSAID
    if answers.jobs > facts.staff:
        return Outcome.CONCERNS, Reason.STAFF_ABOVE
    return Outcome.CANNOT_TELL, Reason.STAFF_BELOW  # the company may have other staff


def _place(answers: Answers, _facts: Facts) -> Said:
    if answers.says("site_choice"):
        return Outcome.CANNOT_TELL, Reason.PLACE_GIVEN
    return Outcome.CANNOT_TELL, Reason.SITE_UNSAID


def _export_income(answers: Answers, _facts: Facts) -> Said:
    if answers.export_share == 0:
        return Outcome.DOES_NOT, Reason.EXPORTS_NOTHING
    if answers.export_share:
        return Outcome.CONCERNS, Reason.HAS_INCOME
    return Outcome.CANNOT_TELL, Reason.INCOME_UNSAID


_TERMS: Mapping[Term, Callable[[Answers, Facts], Said]] = {
    Term.EXPORTABLE: _exportable,
    Term.EXPORT_ORIENTED: _export_oriented,
    Term.KNOWLEDGE_BASED: _knowledge_based,
    Term.JOB_CREATING: _job_creating,
    Term.CLEAN: _clean,
    Term.LOW_WATER: _low_water,
    Term.ADVANCED: _undefined,
    Term.CLIMATE: _undefined,
    Term.IN_ESTATES: _in_estates,
    Term.BRAND: _brand,
    Term.STAFF: _staff,
    Term.PLACE: _place,
    Term.EXPORT_INCOME: _export_income,
}


def judge(key: str, answers: Answers, facts: Facts) -> Judgement:
    """What can be said of the statement ``key``. One without a rule cannot be told."""
    rule = RULES.get(key)
    if rule is None:
        unasked = Finding(Term.UNASKED, Outcome.CANNOT_TELL, Reason.NO_QUESTION)
        return Judgement(key, Outcome.CANNOT_TELL, (unasked,))
    terms = [Finding(term, *_TERMS[term](answers, facts)) for term in rule.terms]
    if rule.scope is None:
        return Judgement(key, _joined(terms), terms)
    scope = Finding(rule.scope, *_TERMS[rule.scope](answers, facts))
    outside = scope.outcome is Outcome.DOES_NOT
    return Judgement(key, Outcome.DOES_NOT if outside else _joined(terms), [*terms, scope])


def _joined(findings: Iterable[Finding]) -> Outcome:
    outcomes = {finding.outcome for finding in findings}
    if Outcome.CONCERNS in outcomes:
        return Outcome.CONCERNS
    return Outcome.DOES_NOT if outcomes == {Outcome.DOES_NOT} else Outcome.CANNOT_TELL
