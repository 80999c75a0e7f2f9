"""The sets of the matcher say what the rule says, on the real facts and both databases."""

from decimal import Decimal

from sqlalchemy import select

from estates.database import db
from estates.directory import match
from estates.directory.catalogue import catalogue
from estates.directory.criteria import Criteria, Facet, Near
from estates.directory.match import Outcome, Split
from estates.directory.queries import estates
from estates.ledger.models import Lead
from estates.ledger.queries import figures_of
from estates.lib import bits
from estates.lib.geo import Point
from estates.lib.quantity import Interval
from estates.web.clock import today
from tests.site import Site


def wanted_of_every_lead() -> list[tuple[str, Interval]]:
    """Requirements at, above and below each end that any stored lead has."""
    found = []
    for lead in db.session.scalars(select(Lead)):
        for end in {lead.low, lead.high, lead.number} - {None}:
            for number in (end - 1, end, end + 1):
                found += [
                    (lead.field_key, Interval(number, None)),
                    (lead.field_key, Interval(None, number)),
                ]
    return found


def test_sets_and_rule_agree_on_every_figure(site: Site) -> None:
    with site.app.test_request_context("/fa/"):
        sites, everyone = catalogue(), estates()
        figures = figures_of([estate.ref for estate in everyone], today())
        for key, wanted in wanted_of_every_lead():
            if key not in next(iter(figures.values())):
                continue
            criteria = Criteria(ranges={key: wanted})
            split = match.verdicts(criteria, sites, today())[key]
            for estate in everyone:
                outcome = match.judge(figures[estate.ref][key], wanted).outcome
                own = sites.set_of([estate.ref])
                assert bool(split.meets & own) == (outcome is Outcome.MEETS), (key, wanted, estate)
                assert bool(split.fails & own) == (outcome is Outcome.FAILS), (key, wanted, estate)


def test_sets_and_rule_agree_on_kind_specialism_and_distance(site: Site) -> None:
    near = Point(Decimal("34.6401"), Decimal("50.8764"))
    with site.app.test_request_context("/fa/"):
        sites, everyone = catalogue(), estates()
        for km in range(1, 90):
            criteria = Criteria(
                facets={Facet.KIND: ("zone",), Facet.SPECIALISM: ("metal", "ict")},
                near=Near(near, km),
            )
            splits = match.verdicts(criteria, sites, today())
            for estate in everyone:
                own = sites.set_of([estate.ref])
                for name, verdict in match.judge_all(criteria, estate, {}).items():
                    assert bool(splits[name].meets & own) == (verdict.outcome is Outcome.MEETS)
                    assert bool(splits[name].fails & own) == (verdict.outcome is Outcome.FAILS)


def test_the_fewest_fails_stand_first_then_the_fewest_unknowns() -> None:
    splits = [
        Split(meets=bits.of([0, 1, 2]), fails=bits.of([3])),
        Split(meets=bits.of([0, 4]), fails=bits.of([2, 3])),
    ]
    groups = match.ranked(splits, bits.first(5))
    assert [(at, list(bits.members(sites))) for at, sites in groups] == [
        ((0, 0), [0]), ((0, 1), [1, 4]), ((1, 0), [2]), ((2, 0), [3]),
    ]  # fmt: skip
    assert list(match.in_order(groups, [4, 3, 2, 1, 0])) == [0, 4, 1, 2, 3]
