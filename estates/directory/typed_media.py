"""Contacts, photos and documents as people type them."""

from typing import Annotated, Any, Literal

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from estates.directory.media_models import PaperKind
from estates.ledger.typed import PERSIAN, Line, Prose, Span, Typed, both, leads_to_the_web
from estates.lib.period import Period
from estates.lib.persian import to_ascii_digits

HOME = "IR"
MOST_PHONES = 6


def _phones(typed: Any) -> Any:
    """The numbers of a text, one a line or between commas, as international ones (E.164)."""
    if isinstance(typed, list):
        typed = "\n".join(str(one) for one in typed)
    text = to_ascii_digits(typed if isinstance(typed, str) else "")
    for comma in ("،", "؛", ";", ","):
        text = text.replace(comma, "\n")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_PHONES:
        raise PydanticCustomError("too_many", "{most}", {"most": MOST_PHONES})
    return list(dict.fromkeys(_phone(line) for line in lines))


def _phone(line: str) -> str:
    plain = "+" + line[2:] if line.startswith("00") else line
    try:
        number = phonenumbers.parse(plain, HOME)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or number.extension or not phonenumbers.is_valid_number(number):
        raise PydanticCustomError("not_a_phone", "{typed}", {"typed": line[:40]})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(typed: str) -> str:
    if not typed:
        return ""
    try:
        found = validate_email(
            to_ascii_digits(typed), check_deliverability=False, allow_smtputf8=False
        )
    except EmailNotValidError:
        raise PydanticCustomError("not_an_email", "") from None
    return found.ascii_email or ""


def _link(typed: str) -> str:
    if typed and not leads_to_the_web(typed):
        raise PydanticCustomError("not_a_link", "")
    return typed


def _persian(typed: str) -> str:
    return _in_script(typed, persian=True)


def _english(typed: str) -> str:
    return _in_script(typed, persian=False)


def _in_script(typed: str, *, persian: bool) -> str:
    if not typed:
        raise PydanticCustomError("missing", "")
    if persian != bool(PERSIAN.search(typed)):
        raise PydanticCustomError("wrong_script", "")
    return typed


Persian = Annotated[Line, AfterValidator(_persian)]
English = Annotated[Line, AfterValidator(_english)]
Phones = Annotated[list[str], BeforeValidator(_phones)]
Email = Annotated[Line, AfterValidator(_email)]
Link = Annotated[Line, AfterValidator(_link)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Position = Annotated[int, Field(ge=1, le=10_000)]


class ContactForm(Typed):
    """How an office, or somebody by their function, is reached."""

    role_fa: Persian
    role_en: English
    phones: Phones = Field(default_factory=list)
    email: Email = ""
    address_fa: Prose = ""
    address_en: Prose = ""
    hours_fa: Line = ""
    hours_en: Line = ""
    link: Link = ""
    source: str
    position: Position = 1

    @model_validator(mode="after")
    def _reaches_somebody(self) -> "ContactForm":
        address = both(self.address_fa, self.address_en)
        if not (self.phones or self.email or self.link or address):
            raise PydanticCustomError("reaches_nobody", "", {"part": "phones"})
        return self


class PhotoForm(Typed):
    """A picture, and what is to be said of it."""

    file: Digest
    caption_fa: Persian
    caption_en: English
    alt_fa: Persian
    alt_en: English
    credit_fa: Line = ""
    credit_en: Line = ""
    licence: Line = ""
    taken: Span = Field(default_factory=Period.undated)
    source: str | None = None
    position: Position = 1

    @model_validator(mode="after")
    def _with_credit(self) -> "PhotoForm":
        if not both(self.credit_fa, self.credit_en):
            raise PydanticCustomError("missing", "", {"part": "credit_fa"})
        return self


class FileForm(Typed):
    """A document."""

    file: Digest
    title_fa: Persian
    title_en: English
    language: Literal["fa", "en", "ru", "ar"]
    kind: PaperKind
    day: Span = Field(default_factory=Period.undated)
    source: str | None = None
    position: Position = 1
