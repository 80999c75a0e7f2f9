"""What the pages of enquiries show: what somebody asks about, and what they can choose from."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from flask import current_app
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from estates.directory import queries as directory
from estates.directory.models import Estate
from estates.enquiries import queries as enquiries
from estates.enquiries.clock import AnswerTimes
from estates.enquiries.desk import Draft
from estates.enquiries.forms import MESSAGE_MOST, EnquiryForm
from estates.enquiries.models import Enquiry, EnquiryKind
from estates.ledger import queries as ledger
from estates.ledger.models import PROVINCE, Claim, Field
from estates.ledger.statement import Statement, claim_statement
from estates.lib.bilingual import Words
from estates.lib.persian import normalise, sort_key
from estates.lib.typed import paragraphs
from estates.settings import Settings
from estates.web import clock
from estates.web.errors import BadParameter
from estates.web.languages import current, languages
from estates.web.pagination import whole_number

# Other pages may bring questions along; the rest of the room is for the reader.
BROUGHT_MOST = MESSAGE_MOST // 2
_NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
_LARGEST_KEY = 2**31 - 1


@dataclass(frozen=True)
class About:
    """The site, the figure or the claim that an enquiry is about; all None where it is of none."""

    estate: Estate | None = None
    of_province: bool = False
    field: Field | None = None
    claim: Claim | None = None

    @property
    def subject(self) -> str | None:
        """As of a claim: the ref of a site, or that of the province."""
        if self.estate:
            return self.estate.ref
        return PROVINCE if self.of_province else None

    @property
    def name(self) -> Words | None:
        """The name of the site or of the province."""
        if self.estate:
            return self.estate.short_name
        return directory.province().name if self.of_province else None

    @property
    def statement(self) -> Statement | None:
        """The claim as pages show claims."""
        if self.claim is None:
            return None
        return claim_statement(self.claim, self.claim.field, clock.today())

    @property
    def query(self) -> dict[str, str]:
        """The parameters that name it in an address."""
        named = {"estate": self.subject, "field": self.field.path if self.field else None}
        return {name: value for name, value in named.items() if value}


def about_of(args: MultiDict[str, str]) -> About:
    """What the parameters ``estate`` and ``field`` name. Raises BadParameter."""
    ref, key = args.get("estate", ""), args.get("field", "").replace("-", "_")
    estate = directory.estate(ref) if ref and ref != PROVINCE and "\0" not in ref else None
    if ref and ref != PROVINCE and estate is None:
        raise BadParameter("estate")
    field = ledger.field(key) if key and "\0" not in key else None
    if key and (field is None or (ref and not field.concerns(ref))):
        raise BadParameter("field")
    return About(estate, ref == PROVINCE, field)


def about_claim(text: str | None) -> About:
    """What the parameter ``claim`` names. Raises BadParameter."""
    claim = ledger.claim(whole_number("claim", text, 0, _LARGEST_KEY))
    if claim is None:
        raise BadParameter("claim")
    return _about(claim.subject, claim.field, claim)


def about_enquiry(enquiry: Enquiry) -> About:
    """What an enquiry is about; a site that is no longer there is left out."""
    return _about(enquiry.subject, enquiry.field, enquiry.claim)


def _about(subject: str | None, field: Field | None, claim: Claim | None) -> About:
    of_province = subject == PROVINCE
    estate = directory.estate(subject) if subject and not of_province else None
    return About(estate, of_province, field, claim)


def brought(args: MultiDict[str, str]) -> str:
    """The questions that another page brings along, as the beginning of a message."""
    return paragraphs("\n".join(args.getlist("questions"))[:BROUGHT_MOST])


def form_for(about: About, **given: object) -> EnquiryForm:
    """The form in the language of the page, filled with ``given`` or with what was posted."""
    form = EnquiryForm(**given)  # type: ignore[arg-type]
    form.country.choices = [("", _("Not given")), *countries(current().code)]
    form.language.choices = [(code, one.name) for code, one in languages().items()]
    if not form.is_submitted():
        form.language.data, form.about.data = current().code, about != About()
    return form


def draft_of(form: EnquiryForm, about: About) -> Draft:
    """What a valid form says."""
    kept = about if form.about.data or about.claim else About()
    return Draft(
        kind=EnquiryKind.REPORT if kept.claim else EnquiryKind.QUESTION,
        name=form.name.data or "",
        phone=form.phone_number,
        email=form.email_address,
        country=form.country.data or "",
        project=form.project.data or "",
        language=form.language.data,
        message=form.message.data or "",
        subject=kept.subject,
        field_key=kept.field.key if kept.field else None,
        claim_id=kept.claim.id if kept.claim else None,
    )


@lru_cache(maxsize=8)
def countries(code: str) -> list[tuple[str, str]]:
    """Every country and territory with its name in a language, in that language's order."""
    named = [
        (territory, normalise(name))
        for territory, name in Locale.parse(code).territories.items()
        if len(territory) == 2 and territory.isalpha() and territory not in _NO_COUNTRIES
    ]
    return sorted(named, key=lambda pair: sort_key(_without_accents(pair[1])))


def _without_accents(name: str) -> str:
    """Latin names sort by their letters: Åland stands among the A."""
    decomposed = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if not "\u0300" <= c < "\u0370")
    )


@dataclass(frozen=True)
class Waiting:
    """What readers are told of the time that answers take; ``promise`` in working days, or None."""

    times: AnswerTimes
    promise: int | None


def waiting() -> Waiting:
    """How long answers took, and what the operator promises."""
    settings: Settings = current_app.extensions["settings"]
    return Waiting(enquiries.answer_times(clock.now()), settings.enquiry_promise_days)
