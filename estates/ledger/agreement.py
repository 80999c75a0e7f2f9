"""Which claim leads, and which claims cannot all be true (DESIGN §3)."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from estates.ledger.models import Claim, Confidence, Extent, Field, Nature
from estates.lib.quantity import Qualifier

_TRUST = {Confidence.HIGH: 1, Confidence.MEDIUM: 0}


def candidates(field: Field, claims: Iterable[Claim]) -> list[Claim]:
    """The claims that may lead: live, of the whole, and no plan unless the field is one."""
    return [
        claim
        for claim in claims
        if claim.live
        and claim.extent == Extent.WHOLE
        and (claim.qualifier != Qualifier.PLANNED or field.nature == Nature.PLAN)
    ]


def lead(field: Field, claims: Iterable[Claim], chosen: int | None = None) -> Claim | None:
    """The claim that sorting, filters and files use.

    ``chosen`` is the id that staff chose; it wins while that claim is live and of the whole.
    Else: higher confidence, then later period, then later publication, then source id.
    """
    able = candidates(field, claims)
    for claim in able:
        if chosen is not None and claim.id == chosen:
            return claim
    # Two stable sorts, because the source id counts upwards and all else downwards.
    able.sort(key=lambda claim: claim.source_id)
    return max(able, key=_rank, default=None)


def _rank(claim: Claim) -> tuple[int, date, date]:
    published = claim.source.published.latest
    return _TRUST[Confidence(claim.confidence)], claim.period.latest, published


def rivals(field: Field, claims: Iterable[Claim]) -> Sequence[Claim]:
    """The claims that disagree with at least one other, in the order given; empty if none do.

    Two claims disagree where they may speak of the same time and no single number could
    satisfy both. Of intervals, any number of which meet pairwise have a number in common, so
    pairs are enough.
    """
    able = candidates(field, claims)
    at_odds: set[int] = set()
    for one, other in combinations(able, 2):
        if _same_time(field, one, other) and not one.stated.interval.intersects(
            other.stated.interval
        ):
            at_odds |= {id(one), id(other)}
    return [claim for claim in able if id(claim) in at_odds]


def _same_time(field: Field, one: Claim, other: Claim) -> bool:
    """Stocks: the periods overlap. Flows: the same period, because amounts grow with time."""
    if field.nature != Nature.FLOW:
        return one.period.overlaps(other.period)
    if not (one.period.dated and other.period.dated):
        return True
    return (one.period_start, one.period_end) == (other.period_start, other.period_end)
