"""Where the public sees a subject, and where a publication of it shows."""

from dataclasses import dataclass

from flask_babel import gettext as _

from estates.history.family import family_name
from estates.ledger.models import PROVINCE
from estates.pages import subjects
from estates.web.languages import Language, languages, speaking


@dataclass(frozen=True)
class PublicPage:
    """A public page of a subject in one language."""

    language: Language
    url: str


def public_pages(subject: str) -> list[PublicPage]:
    """The public page of a subject in each language; none where no page shows it."""
    found = []
    for code, language in languages().items():
        with speaking(code):
            url = subjects.family(subject).public_url(subject)
        if url:
            found.append(PublicPage(language, url))
    return found


def changed_places(subject: str) -> list[str]:
    """What becomes different with a publication, in words."""
    if family_name(subject):
        return [_("Its page, in Persian and English"), _("Files and API"), _("The public changes")]
    if subject == PROVINCE:
        return [
            _("The page of the province, in Persian and English"),
            _("The home page"),
            _("Files and API"),
            _("The public changes"),
        ]
    return [
        _("Its profile, in Persian and English"),
        _("List, comparison and map"),
        _("Files and API"),
        _("The public changes"),
    ]
