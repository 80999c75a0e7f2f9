"""From contacts, photos and documents as typed to entries of a profile, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from estates.directory.media import CONTACTS, FILE_KINDS, PHOTOS
from estates.directory.typed_media import ContactForm, FileForm, PhotoForm
from estates.ledger.typed import Typed, both
from estates.lib.period import Period, Precision
from estates.lib.typed_period import typed as retyped

Flat = Mapping[str, Any]
FORMS: Mapping[str, type[Typed]] = {
    "contacts": ContactForm,
    "photos": PhotoForm,
    "files": FileForm,
}


def entry(kind: str, typed: Any, files: Mapping[str, str]) -> dict[str, Any]:
    """What was typed as it stands in a document. Raises ValidationError.

    ``files`` are the stored ones that the draft names, with their kind.
    """
    form = FORMS[kind].model_validate(typed)
    if isinstance(form, ContactForm):
        return _contact(form)
    assert isinstance(form, PhotoForm | FileForm)
    if files.get(form.file) != FILE_KINDS[kind]:
        raise _problem("file", "no_such_file", form.file)
    return _photo(form) if isinstance(form, PhotoForm) else _file(form)


def _problem(part: str, code: Any, given: str) -> ValidationError:
    details = InitErrorDetails(type=PydanticCustomError(code, ""), loc=(part,), input=given)
    return ValidationError.from_exception_data("file", [details])


def _contact(form: ContactForm) -> dict[str, Any]:
    return {
        "role": both(form.role_fa, form.role_en),
        "phones": form.phones,
        "email": form.email or None,
        "address": both(form.address_fa, form.address_en),
        "hours": both(form.hours_fa, form.hours_en),
        "link": form.link or None,
        "source": form.source,
        "position": form.position,
    }


def _photo(form: PhotoForm) -> dict[str, Any]:
    return {
        "file": form.file,
        **_period(form.taken),
        "source": form.source,
        "position": form.position,
        "caption": both(form.caption_fa, form.caption_en),
        "alt": both(form.alt_fa, form.alt_en),
        "credit": both(form.credit_fa, form.credit_en),
        "licence": form.licence or None,
    }


def _file(form: FileForm) -> dict[str, Any]:
    return {
        "file": form.file,
        **_period(form.day),
        "source": form.source,
        "position": form.position,
        "title": both(form.title_fa, form.title_en),
        "language": form.language,
        "kind": str(form.kind),
    }


def _period(period: Period) -> dict[str, Any]:
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
        "precision": str(period.precision),
    }


def as_typed(stored: Flat) -> dict[str, Any]:
    """What somebody would have to type so that it is read as ``stored``."""
    found: dict[str, Any] = {}
    for name, content in stored.items():
        if isinstance(content, Mapping):
            found |= {f"{name}_{language}": text for language, text in content.items()}
        elif name == "phones":
            found[name] = "\n".join(content)
        elif name not in ("start", "end", "precision") and content is not None:
            found[name] = str(content)
    if "precision" in stored:
        when = "taken" if kind_of(stored) == PHOTOS else "day"
        found[when] = retyped(period_of(stored))
    return found


def kind_of(stored: Flat) -> str:
    """Which of the three an entry is."""
    if "phones" in stored:
        return CONTACTS
    return PHOTOS if "caption" in stored else "files"


def period_of(stored: Flat) -> Period:
    """The period that an entry of a picture or a document is of."""
    ends = [date.fromisoformat(stored[end]) if stored[end] else None for end in ("start", "end")]
    return Period(ends[0], ends[1], Precision(stored["precision"]))
