"""The estates as the maps show them: marks, drawings and the texts of the cards."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from estates.directory.models import Estate
from estates.directory.words import KINDS, QUALITIES
from estates.ledger.figures import Figure
from estates.lib.quantity import Value
from estates.maps.document import CardFigure, Entry
from estates.maps.locator import Variant, locator
from estates.maps.marks import Mark, mark_of
from estates.web.formatting import as_of_words, quantity_words
from estates.web.languages import current

Figures = Mapping[str, Mapping[str, Figure]]  # by ref, then by field key
CARD_FIGURES = ("jobs_direct", "area_gross")


def marks(estates: Sequence[Estate], figures: Figures) -> list[Mark]:
    """The mark of each estate, with the people employed there."""
    return [mark_of(estate, figures[estate.ref]["jobs_direct"]) for estate in estates]


def drawing(
    estates: Sequence[Estate],
    figures: Figures,
    title: str,
    *,
    variant: Variant = "province",
    selected: str | None = None,
) -> Markup:
    """A locator of the estates in the language of the page."""
    return locator(
        marks(estates, figures),
        language=current().code,
        title=title,
        selected=selected,
        variant=variant,
        labels=variant != "small",
        kilometres=lambda km: quantity_words(Value(Decimal(km)), "km"),
    )


def entries(estates: Sequence[Estate], figures: Figures) -> list[Entry]:
    """Each estate as the map's list and cards show it, in the language of the page."""
    return [
        Entry(
            mark=mark_of(estate, figures[estate.ref]["jobs_direct"]),
            kind=str(KINDS[estate.kind]),
            place=str(QUALITIES[estate.location_quality]),
            url=url_for("pages.profile", ref=estate.ref),
            figures=[_card_figure(figures[estate.ref][key]) for key in CARD_FIGURES],
            jobs=figures[estate.ref]["jobs_direct"],
        )
        for estate in estates
    ]


def _card_figure(figure: Figure) -> CardFigure:
    label = figure.field.label.best(current().code)[0]
    lead = figure.lead_statement
    if lead is None or lead.value is None:
        return CardFigure(label, _("not published"), published=False)
    return CardFigure(
        label=label,
        value=quantity_words(lead.value, lead.unit),
        note=as_of_words(lead.period, lead.date_inferred),
        tag=_("sources differ") if figure.disputed else "",
    )
