"""The estates as the maps show them: marks, drawings, and the entries of the map page."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from estates.directory.models import Estate
from estates.ledger.figures import Figure
from estates.lib.quantity import Value
from estates.maps.document import Entry
from estates.maps.locator import Variant, locator
from estates.maps.marks import Mark, mark_of
from estates.maps.views import maps
from estates.web.formatting import quantity_words
from estates.web.languages import current

Figures = Mapping[str, Mapping[str, Figure]]  # by ref, then by field key


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
        maps().basemap,
        language=current().code,
        title=title,
        selected=selected,
        variant=variant,
        labels=variant != "small",
        kilometres=lambda km: quantity_words(Value(Decimal(km)), "km"),
    )


def entries(estates: Sequence[Estate], figures: Figures) -> list[Entry]:
    """Each estate as the map page shows it."""
    return [Entry(mark, figures[mark.ref]) for mark in marks(estates, figures)]
