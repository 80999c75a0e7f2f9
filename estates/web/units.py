"""The units of figures: what each is called, and how it stands beside a number."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

# Key of a unit (as in seed/fields.csv): its name in headings, and its word beside a number.
UNITS: dict[str, tuple[LazyString, LazyString | str]] = {
    "ha": (_l("hectares"), _l("ha")),
    "m2": (_l("square metres"), _l("m²")),
    "count": (_l("number"), ""),
    "persons": (_l("persons"), _l("people")),
    "l/s": (_l("litres per second"), _l("l/s")),
    "MW": (_l("megawatts"), _l("MW")),
    "MVA": (_l("megavolt-amperes"), _l("MVA")),
    "m3/h": (_l("cubic metres per hour"), _l("m³/h")),
    "m3/day": (_l("cubic metres per day"), _l("m³/day")),
    "million_m3": (_l("million cubic metres"), _l("million m³")),
    "km": (_l("kilometres"), _l("km")),
    "t": (_l("tonnes"), _l("t")),
    "IRR/m2": (_l("rials per square metre"), _l("rial/m²")),
    "IRR": (_l("rials"), _l("rials")),
    "USD": (_l("US dollars"), _l("US dollars")),
    "percent": (_l("percent"), ""),
    "days": (_l("days"), _l("days")),
    "working_days": (_l("working days"), _l("working days")),
    "weeks": (_l("weeks"), _l("weeks")),
    "months": (_l("months"), _l("months")),
    "years": (_l("years"), _l("years")),
    "yes_no": (_l("yes or no"), ""),
    "year_sh": (_l("Solar Hijri year"), ""),
}

# Units that people may type, of which no figure is kept.
TYPED: dict[str, LazyString] = {
    "km2": _l("square kilometres"),
    "m3": _l("cubic metres"),
    "kW": _l("kilowatts"),
    "kVA": _l("kilovolt-amperes"),
    "m": _l("metres"),
    "kg": _l("kilograms"),
}

# The word beside a number that is exactly one.
ONE: dict[str, LazyString] = {
    "days": _l("day"),
    "working_days": _l("working day"),
    "weeks": _l("week"),
    "months": _l("month"),
    "IRR": _l("rial"),
}

# Units that say everything by the number and its label.
SILENT = frozenset({"count", "percent", "yes_no", "year_sh"})


def unit_name(key: str) -> str:
    """The name of a unit as it stands in a heading. Raises KeyError for an unknown one."""
    return str(TYPED[key] if key in TYPED else UNITS[key][0])


def unit_short(key: str, *, one: bool = False) -> str:
    """The word of a unit beside a number, or beside ``one``; empty where none is needed."""
    if one and key in ONE:
        return str(ONE[key])
    return "" if key in SILENT else str(UNITS[key][1])
