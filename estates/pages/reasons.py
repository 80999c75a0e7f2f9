"""Why a claim leads, in a sentence."""

from flask_babel import gettext as _

from estates.ledger.agreement import candidates
from estates.ledger.figures import Figure


def why(figure: Figure) -> str:
    """Why the lead of ``figure`` leads, or why nothing does."""
    lead = figure.lead
    if lead is None and figure.ruling:
        return _("Nothing leads: staff entered what a source says instead of a number.")
    if lead is None:
        if figure.partial:
            return _("Nothing leads: what is published speaks of a part, or of a plan.")
        if figure.former:
            return _("Nothing leads: what was published no longer holds.")
        return _("Nothing leads: no source seen publishes this figure.")
    if figure.ruling and figure.ruling.lead_id == lead.id:
        return _("It leads because staff chose it; the reason is given below.")
    others = [claim for claim in candidates(figure.field, figure.claims) if claim is not lead]
    if not others:
        return _("It leads because it is the only claim of the whole that still stands.")
    if all(other.confidence != lead.confidence for other in others):
        return _("It leads because its confidence is higher than that of the others.")
    rivals = [other for other in others if other.confidence == lead.confidence]
    if all(other.period.latest < lead.period.latest for other in rivals):
        return _("It leads because, of the claims of the highest confidence, it is the latest.")
    return _("It leads by a fixed order among claims that are equally trusted and equally late.")
