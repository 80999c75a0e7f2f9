"""The incentives of national law as the page on export priority shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.ledger.statement import Statement
from estates.licensing.models import Incentive

NUMBERS: Mapping[str, LazyString] = {
    "years": _l("Period"),
    "years_in_estates": _l("In special economic zones and industrial estates"),
    "years_less_developed": _l("In less developed areas"),
    "years_less_developed_estates": _l("In estates of less developed areas"),
    "min_staff": _l("Staff, more than"),
    "min_growth": _l("Growth of staff in a year, at least"),
    "extra_years": _l("For each such year"),
    "tehran_radius": _l("Around the centre of Tehran"),
    "isfahan_radius": _l("Around the centre of Isfahan"),
    "provincial_centre_radius": _l("Around provincial centres and large cities"),
    "share": _l("Share of the income"),
    "min_export_share": _l("Share exported, at least"),
    "discount": _l("Discount on the tax rate"),
}


@dataclass(frozen=True)
class Shown:
    """An incentive with its numbers, each under what it is called."""

    incentive: Incentive
    numbers: Sequence[tuple[str, Statement]]


def shown(incentive: Incentive) -> Shown:
    """``incentive`` as the page shows it; a number without a name stands under its key."""
    source = incentive.sources[0] if incentive.sources else None
    return Shown(
        incentive,
        [
            (str(NUMBERS.get(one.key, one.key)), Statement(one.stated, one.unit, source))
            for one in incentive.values
        ],
    )
