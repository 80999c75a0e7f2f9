"""What can be said of each published statement, case by case."""

from decimal import Decimal

import pytest

from estates.licensing.answers import KNOWN, OTHER, QUESTIONS, UNKNOWN, Answers
from estates.licensing.asking import Ask, asks
from estates.licensing.onward import gaps_for, procedures_for
from estates.licensing.procedures import Gap, Procedure, ProcedureSite
from estates.licensing.self_check import RULES, Facts, Outcome, Reason, Term, judge
from estates.seeding.guide_rules import guide_of
from estates.seeding.seed import read_seed
from estates.settings import ROOT

FACTS = Facts(frozenset({"invented_goods"}), brand_share=Decimal(20), staff=Decimal(50))
SEED, PRIORITIES, LAND = (
    "seed_export_priority",
    "licensing_priorities_2025",
    "land_priority_low_water",
)
HOSTS, SUPPORT = "clean_low_water_hosts", "support_for_export_capable"
BRAND, STAFF, ZERO = "foreign_brand", "art132_staff_growth", "art132_zero_rate"
INCOME = "art141_exports"
MAY, CANNOT, NOT = Outcome.CONCERNS, Outcome.CANNOT_TELL, Outcome.DOES_NOT
MARKETS = {"target_markets": ("IQ",)}


def said(key: str, term: Term, given: dict) -> tuple[Outcome, Reason]:
    """The outcome and the reason of one term of a statement."""
    found = {one.term: one for one in judge(key, Answers(**given), FACTS).findings}
    return found[term].outcome, found[term].reason


TERMS = [
    # A product that can be exported: any sign points that way, no share is asked for.
    (SEED, Term.EXPORTABLE, {}, CANNOT, Reason.EXPORT_UNSAID),
    (SEED, Term.EXPORTABLE, {"export_share": Decimal("0.5")}, MAY, Reason.EXPORTS),
    (SEED, Term.EXPORTABLE, {"export_share": Decimal(100)}, MAY, Reason.EXPORTS),
    (SEED, Term.EXPORTABLE, {"export_share": Decimal(0)}, CANNOT, Reason.NOTHING_YET),
    (SEED, Term.EXPORTABLE, {"export_share": Decimal(0), **MARKETS}, CANNOT, Reason.NOTHING_YET),
    (SEED, Term.EXPORTABLE, {"export_share": Decimal(0), "export_experience": "yes"}, MAY, Reason.EXPORTED_BEFORE),
    (SEED, Term.EXPORTABLE, {"export_experience": "no"}, CANNOT, Reason.EXPORT_UNSAID),
    (SEED, Term.EXPORTABLE, {"export_experience": UNKNOWN}, CANNOT, Reason.EXPORT_UNSAID),
    (SEED, Term.EXPORTABLE, MARKETS, MAY, Reason.NAMES_MARKETS),
    (SEED, Term.EXPORTABLE, {"product_group": "invented_goods"}, MAY, Reason.GROUP_EXPORTED),
    (SEED, Term.EXPORTABLE, {"product_group": OTHER}, CANNOT, Reason.EXPORT_UNSAID),
    (SEED, Term.EXPORTABLE, {"product_group": UNKNOWN}, CANNOT, Reason.EXPORT_UNSAID),
    (SEED, Term.EXPORTABLE, {"hs_chapter": "73"}, CANNOT, Reason.EXPORT_UNSAID),
    (SUPPORT, Term.EXPORTABLE, {"export_experience": "yes"}, MAY, Reason.EXPORTED_BEFORE),
    # The statement speaks of industrial estates.
    (SEED, Term.IN_ESTATES, {"site_choice": "estate"}, MAY, Reason.IN_ESTATE),
    (SEED, Term.IN_ESTATES, {"site_choice": "zone"}, CANNOT, Reason.OTHER_KIND),
    (SEED, Term.IN_ESTATES, {"site_choice": "private"}, CANNOT, Reason.OTHER_KIND),
    (SEED, Term.IN_ESTATES, {"site_choice": "outside"}, NOT, Reason.OUTSIDE),
    (SEED, Term.IN_ESTATES, {"site_choice": UNKNOWN}, CANNOT, Reason.SITE_UNSAID),
    # Export-oriented: nothing exported rules it out.
    (PRIORITIES, Term.EXPORT_ORIENTED, {"export_share": Decimal(0)}, NOT, Reason.EXPORTS_NOTHING),
    (PRIORITIES, Term.EXPORT_ORIENTED, {"export_share": Decimal(1)}, MAY, Reason.EXPORTS),
    (PRIORITIES, Term.EXPORT_ORIENTED, MARKETS, MAY, Reason.NAMES_MARKETS),
    (PRIORITIES, Term.EXPORT_ORIENTED, {}, CANNOT, Reason.EXPORT_UNSAID),
    # Knowledge-based is the only word with a certificate behind it.
    (PRIORITIES, Term.KNOWLEDGE_BASED, {"knowledge_based": "yes"}, MAY, Reason.CERTIFIED),
    (PRIORITIES, Term.KNOWLEDGE_BASED, {"knowledge_based": "applied"}, CANNOT, Reason.APPLIED),
    (PRIORITIES, Term.KNOWLEDGE_BASED, {"knowledge_based": "no"}, NOT, Reason.NOT_CERTIFIED),
    (PRIORITIES, Term.KNOWLEDGE_BASED, {"knowledge_based": UNKNOWN}, CANNOT, Reason.CERTIFICATE_UNSAID),
    (HOSTS, Term.KNOWLEDGE_BASED, {}, CANNOT, Reason.CERTIFICATE_UNSAID),
    # No threshold for jobs: any number points that way. None for water: no number is low.
    (PRIORITIES, Term.JOB_CREATING, {"jobs": Decimal(1)}, MAY, Reason.MAKES_JOBS),
    (PRIORITIES, Term.JOB_CREATING, {"jobs": Decimal(0)}, NOT, Reason.NO_JOBS),
    (PRIORITIES, Term.JOB_CREATING, {}, CANNOT, Reason.JOBS_UNSAID),
    (LAND, Term.LOW_WATER, {"water_use": Decimal(40)}, CANNOT, Reason.WATER_GIVEN),
    (HOSTS, Term.LOW_WATER, {"water_use": Decimal(1000000)}, CANNOT, Reason.WATER_GIVEN),
    (LAND, Term.LOW_WATER, {}, CANNOT, Reason.WATER_UNSAID),
    # A class has no direction while nobody says which are clean.
    (PRIORITIES, Term.CLEAN, {"pollution_class": KNOWN, "pollution_class_written": "x"}, CANNOT, Reason.CLASS_WRITTEN),
    (LAND, Term.CLEAN, {"pollution_class": UNKNOWN}, CANNOT, Reason.CLASS_UNSAID),
    (HOSTS, Term.CLEAN, {}, CANNOT, Reason.CLASS_UNSAID),
    (LAND, Term.ADVANCED, {}, CANNOT, Reason.UNDEFINED),
    (LAND, Term.CLIMATE, {}, CANNOT, Reason.UNDEFINED),
    # Incentives, whose numbers are data.
    (BRAND, Term.BRAND, {"export_share": Decimal(20)}, MAY, Reason.SHARE_REACHED),
    (BRAND, Term.BRAND, {"export_share": Decimal("19.99")}, CANNOT, Reason.SHARE_BELOW),
    (BRAND, Term.BRAND, {"export_share": Decimal(90), "foreign_capital": "none"}, CANNOT, Reason.NO_FOREIGN_CAPITAL),
    (BRAND, Term.BRAND, {}, CANNOT, Reason.SHARE_UNSAID),
    (STAFF, Term.STAFF, {"jobs": Decimal(51)}, MAY, Reason.STAFF_ABOVE),
    (STAFF, Term.STAFF, {"jobs": Decimal(50)}, CANNOT, Reason.STAFF_BELOW),
    (STAFF, Term.STAFF, {}, CANNOT, Reason.JOBS_UNSAID),
    (ZERO, Term.PLACE, {"site_choice": "outside"}, CANNOT, Reason.PLACE_GIVEN),
    (INCOME, Term.EXPORT_INCOME, {"export_share": Decimal(1)}, MAY, Reason.HAS_INCOME),
    (INCOME, Term.EXPORT_INCOME, {"export_share": Decimal(0)}, NOT, Reason.EXPORTS_NOTHING),
    (INCOME, Term.EXPORT_INCOME, {}, CANNOT, Reason.INCOME_UNSAID),
    (ZERO, Term.PLACE, {"site_choice": UNKNOWN}, CANNOT, Reason.SITE_UNSAID),
]  # fmt: skip


@pytest.mark.parametrize(("key", "term", "given", "outcome", "reason"), TERMS)
def test_each_term_has_its_outcome_and_reason(
    key: str, term: Term, given: dict, outcome: Outcome, reason: Reason
) -> None:
    assert said(key, term, given) == (outcome, reason)


STATEMENTS = [
    (SEED, {"export_share": Decimal(30), "site_choice": "estate"}, MAY),
    (SEED, {"export_share": Decimal(30), "site_choice": "outside"}, NOT),
    (SEED, {"export_share": Decimal(30), "site_choice": "zone"}, MAY),
    (SEED, {"site_choice": "estate"}, CANNOT),
    (PRIORITIES, {"knowledge_based": "yes", "export_share": Decimal(0), "jobs": Decimal(0)}, MAY),
    (PRIORITIES, {"knowledge_based": "no", "export_share": Decimal(0), "jobs": Decimal(0)}, CANNOT),
    (LAND, {"water_use": Decimal(3)}, CANNOT),
    (LAND, {"site_choice": "outside"}, NOT),
    (PRIORITIES, {"knowledge_based": "yes", "site_choice": "outside"}, NOT),
    (BRAND, {"export_share": Decimal(1)}, CANNOT),
]


@pytest.mark.parametrize(("key", "given", "outcome"), STATEMENTS)
def test_a_statement_is_ruled_out_only_by_all_of_its_terms_or_by_its_scope(
    key: str, given: dict, outcome: Outcome
) -> None:
    assert judge(key, Answers(**given), FACTS).outcome is outcome


@pytest.mark.parametrize("key", sorted(RULES))
def test_without_an_answer_nothing_can_be_told(key: str) -> None:
    unknown = dict.fromkeys(("export_experience", "pollution_class", "site_choice"), UNKNOWN)
    for answers in (Answers(), Answers(**unknown), Answers(unknown=frozenset({"jobs"}))):
        judgement = judge(key, answers, FACTS)
        assert {judgement.outcome, *(one.outcome for one in judgement.findings)} == {CANNOT}


def test_a_statement_that_nobody_made_a_rule_for_cannot_be_told() -> None:
    judgement = judge("an_invented_statement", Answers(export_share=Decimal(99)), FACTS)
    assert judgement.outcome is CANNOT
    assert [one.reason for one in judgement.findings] == [Reason.NO_QUESTION]


def test_a_number_that_no_source_gives_settles_nothing() -> None:
    answers = Answers(export_share=Decimal(99), jobs=Decimal(999))
    for key in (BRAND, STAFF):
        assert judge(key, answers, Facts()).findings[0].reason is Reason.UNDEFINED


# An answer that changes what is said of a statement, for each question that bears on one.
TELLING = {
    "product_group": {"product_group": "invented_goods"}, "target_markets": MARKETS,
    "export_share": {"export_share": Decimal(40)}, "export_experience": {"export_experience": "yes"},
    "water_use": {"water_use": Decimal(1)},
    "pollution_class": {"pollution_class": KNOWN, "pollution_class_written": "x"},
    "knowledge_based": {"knowledge_based": "yes"}, "jobs": {"jobs": Decimal(60)},
    "site_choice": {"site_choice": "estate"},
}  # fmt: skip


def test_each_relation_of_the_facts_is_kept() -> None:
    """What a question relates to by the facts changes with its answer; the chapter is for a talk."""
    guide = guide_of(read_seed(ROOT / "seed").guide)
    assert guide
    procedures = {one.key for one in guide.procedures}
    assert [one.key for one in guide.self_check.questions] == list(QUESTIONS)
    for question in guide.self_check.questions:
        for target in question.relates_to:
            if question.key == "hs_chapter" or target in procedures:
                continue
            before = judge(target, Answers(), FACTS)
            after = judge(target, Answers(**TELLING[question.key]), FACTS)
            assert after != before, (question.key, target)
    assert {one.key for one in guide.policy.statements} <= set(RULES)


def test_what_is_undefined_becomes_a_question_and_what_is_ruled_out_does_not() -> None:
    def of(given: dict) -> list[Ask]:
        return asks(judge(key, Answers(**given), FACTS) for key in RULES)

    everything = of({})
    assert set(everything) == set(Ask) - {Ask.KINDS}
    assert Ask.KINDS in of({"site_choice": "zone"})
    assert Ask.CERTIFICATE not in of({"knowledge_based": "no"})
    assert Ask.CERTIFICATE in of({"knowledge_based": "applied"})
    assert Ask.OWN_CLASS not in of({"pollution_class": KNOWN, "pollution_class_written": "x"})
    assert Ask.JOBS not in of({"jobs": Decimal(0)})
    assert everything == sorted(everything, key=list(Ask).index)


def way(key: str, audience: str) -> Procedure:
    """An invented procedure for estates and zones."""
    sites = [ProcedureSite(site=site) for site in ("estate", "zone")]
    return Procedure(key=key, audience=audience, sites=sites)


WAYS = [way("home", "domestic"), way("abroad", "foreign")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["home", "abroad"]),
        ({"foreign_capital": "none"}, ["home"]),
        ({"foreign_capital": "partial"}, ["abroad"]),
        ({"foreign_capital": "full", "site_choice": "zone"}, ["abroad"]),
        ({"foreign_capital": UNKNOWN, "site_choice": UNKNOWN}, ["home", "abroad"]),
        ({"foreign_capital": "none", "site_choice": "private"}, []),
        ({"site_choice": "outside"}, []),
    ],
)
def test_capital_and_place_choose_the_procedure(given: dict, expected: list[str]) -> None:
    assert [one.key for one in procedures_for(Answers(**given), WAYS)] == expected


def test_what_the_guide_lacks_is_said_for_the_place_that_was_chosen() -> None:
    gaps = [Gap(key=str(site), site=site) for site in ("private", "outside", None)]
    assert gaps_for(Answers(site_choice="private"), gaps) == gaps[:1]
    assert gaps_for(Answers(site_choice=UNKNOWN), gaps) == gaps_for(Answers(), gaps) == []
