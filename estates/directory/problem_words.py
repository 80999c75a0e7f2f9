"""What is wrong with a draft, or doubtful about it, in words that say what to do."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.directory.changes import Problem
from estates.ledger.models import Field
from estates.ledger.plausibility import Doubt, Remark
from estates.web.formatting import num
from estates.web.languages import current
from estates.web.units import unit_name

PROBLEMS: Mapping[str, LazyString] = {
    "missing": _l("This is needed."),
    "not_a_number": _l("This is no number. Write it in digits, such as 1,200."),
    "not_a_period": _l("This is no date. Write a day, month or year, such as 1404/05/31 or 2025."),
    "not_a_day": _l("This is no day. Write year, month and day, such as 1404/05/31."),
    "unknown_choice": _l("Choose one of the possibilities."),
    "no_such_field": _l("Choose the figure from the list."),
    "no_such_source": _l("Choose a source, or add one."),
    "no_such_claim": _l("Choose a value of this figure."),
    "claims_never_change": _l("A published value never changes. Add a new one."),
    "range_needs_end": _l("A range needs its upper end."),
    "end_without_range": _l("Only a range has an upper end. Choose “range”, or empty it."),
    "range_upside_down": _l("The upper end has to be above the lower one."),
    "part_needs_note": _l("Say in the note which part it is, or who shares it."),
    "due_without_plan": _l("Only a plan has a day by which it is due."),
    "date_or_none": _l("Write the date, or tick that the source gives none."),
    "dated_after_all": _l("A date is written. Take the tick away, or the date."),
    "inferred_without_date": _l("Without a date nothing is inferred. Give the date."),
    "reason_needed": _l("Say why, in at least one language."),
    "lead_or_state": _l("Choose a value that leads, or say why there is none: one of the two."),
    "not_a_link": _l("This is no address of the web. It begins with https://."),
    "not_a_slug": _l("Use small Latin letters, digits and hyphens."),
    "source_exists": _l("There is a source of this name. Choose it, or take another name."),
    "source_day": _l("Give the day, or a month or year of the Gregorian calendar."),
    "wrong_script": _l("This is in the script of the other language."),
    "not_a_phone": _l("This is no phone number. Write one on each line, with the area code."),
    "not_an_email": _l("This is no e-mail address."),
    "reaches_nobody": _l("Give a phone number, an e-mail address, an address or a link."),
    "no_such_file": _l("Choose the file again."),
    "not_understood": _l("This cannot be changed here."),
}


def problem_words(problem: Problem) -> str:
    """What is wrong at a field, and what to do."""
    match problem.code:
        case "too_long":
            return _("At most %(most)s letters fit here.", most=num(problem.details["most"]))
        case "too_many":
            return _("At most %(most)s fit here.", most=num(problem.details["most"]))
        case "unit_not_convertible":
            unit = unit_name(problem.details["unit"])
            return _("This unit cannot be turned into %(unit)s. Choose another.", unit=unit)
        case "string_pattern_mismatch":
            return str(PROBLEMS["no_such_file"])
    known = PROBLEMS.get(problem.code)
    return str(known) if known else _("This is outside of what is possible.")


def doubt_words(remark: Remark, fields: Mapping[str, Field]) -> str:
    """What is doubtful, with the figures by their names."""
    labels = [fields[key].label.best(current().code)[0] for key in remark.fields if key in fields]
    told = {"figure": labels[0] if labels else "", "other": labels[-1] if labels else ""}
    match remark.doubt:
        case Doubt.BELOW_BOUND:
            return _("“%(figure)s” is lower than is plausible.", **told)
        case Doubt.ABOVE_BOUND:
            return _("“%(figure)s” is higher than is plausible.", **told)
        case Doubt.WRONG_ORDER:
            return _("“%(other)s” is given as more than “%(figure)s”, which holds it.", **told)
        case Doubt.HECTARES_FOR_SQUARE_METRES:
            return _("“%(figure)s” seems to be typed in hectares.", **told)
        case Doubt.SQUARE_METRES_FOR_HECTARES:
            return _("“%(figure)s” seems to be typed in square metres.", **told)
        case Doubt.COORDINATES_SWAPPED:
            return _("Latitude and longitude seem to be exchanged.")
        case _:
            return _("The position lies outside the province.")
