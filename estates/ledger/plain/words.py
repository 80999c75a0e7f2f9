"""The words of choices that plain documents share."""

from flask_babel import lazy_gettext as _l

QUALIFIERS = {
    "exact": _l("exactly this"),
    "about": _l("about this"),
    "at_least": _l("this or more"),
    "at_most": _l("this or less"),
    "range": _l("a range"),
    "planned": _l("planned"),
}
# Of one number that is measured: no range, and no plan.
MEASURED = {key: QUALIFIERS[key] for key in ("exact", "about", "at_least", "at_most")}
