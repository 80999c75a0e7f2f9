"""From what was typed into a draft to what would be published: changes, or problems.

The two are kept apart, so that a draft always keeps what was typed, however wrong it is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pydantic import ValidationError

from estates.directory import media_reading
from estates.directory.document import NEW, part, texts_of
from estates.directory.media import MODELS as MEDIA
from estates.directory.models import Specialism
from estates.directory.typed_forms import (
    ClaimForm,
    ConfirmForm,
    EndForm,
    LocationForm,
    NameForm,
    RulingForm,
    StandingForm,
)
from estates.ledger.models import PROVINCE, Field
from estates.ledger.reading import Problem, Reading, Wrong, problems_of
from estates.ledger.typed import MOST_TEXT, PERSIAN, SLUG, SourceForm, both
from estates.lib.conversion import converted
from estates.lib.quantity import plain
from estates.lib.typed import paragraphs

CONFIRMING = 1_000_000  # what a confirmation is numbered from, above all new claims
LANGUAGES = ("fa", "en")
INDISPENSABLE = ("name", "short_name")  # texts that no profile lacks


@dataclass(frozen=True)
class Known:
    """What entries may refer to: the published document, the registry, the sources there are."""

    subject: str
    document: Mapping[str, Any]
    fields: Mapping[str, Field]
    sources: frozenset[str]
    files: Mapping[str, str] = field(default_factory=dict)  # stored ones: digest and kind


def read(entries: Mapping[str, Any], known: Known) -> Reading:
    """What was typed, as changes of the document and as problems. Never raises."""
    found = Reading()
    reader = _Reader(known, known.sources | {path.partition("/")[2] for path in entries
                                             if path.startswith("sources/")})  # fmt: skip
    for path in sorted(entries):
        try:
            for changed, value in reader.read(path, entries[path], found):
                if value != known.document.get(changed):
                    found.changes[changed] = value
        except ValidationError as error:
            found.problems += problems_of(path, error)
        except Wrong as wrong:
            found.problems.append(Problem(path, wrong.part, wrong.code, wrong.details))
    found.problems += _leads_to_nothing(found.changes)
    return found


def _leads_to_nothing(changes: Mapping[str, Any]) -> Iterator[Problem]:
    """A new claim that is chosen to lead has to be there, and to be one of that figure."""
    for key, ruling in part(changes, "rulings").items():
        chosen = ruling["lead"] if ruling else None
        if chosen and chosen.startswith(NEW):
            claim = changes.get(f"claims/{chosen}")
            if claim is None or claim["field"] != key:
                yield Problem(f"rulings/{key}", "lead", "no_such_claim")


Changes = Iterator[tuple[str, Any]]


class _Reader:
    """Reads one entry at a time; each kind of path has a method."""

    def __init__(self, known: Known, sources: frozenset[str] | set[str]) -> None:
        self.known, self.sources = known, sources

    def read(self, path: str, typed: Any, found: Reading) -> Changes:
        kind, _, rest = path.partition("/")
        methods: dict[str, Callable[[str, Any], Changes]] = {
            "texts": self._text,
            "cites": self._cites,
            "specialism": self._specialism,
            "location": self._location,
            "ended": self._ended,
            "names": self._name,
            "claims": self._claim,
            "standing": self._standing,
            "rulings": self._ruling,
            "sources": self._source,
            "confirm": self._confirm,
            **{kind: partial(self._media, kind) for kind in MEDIA},
        }
        if kind == "fits":
            text, language = self._text_of(rest)
            if typed:
                found.fitting.add((text, language))
            return
        if kind not in methods or (self.known.subject == PROVINCE and kind in _ESTATES_ALONE):
            raise Wrong("", "not_understood")
        yield from methods[kind](rest, typed)

    def _text_of(self, rest: str) -> tuple[str, str]:
        text, _, language = rest.partition("/")
        if text not in texts_of(self.known.subject) or language not in LANGUAGES:
            raise Wrong("", "not_understood")
        return text, language

    def _text(self, rest: str, typed: Any) -> Changes:
        text, language = self._text_of(rest)
        words = paragraphs(typed if isinstance(typed, str) else "")
        if len(words) > MOST_TEXT:
            raise Wrong("", "too_long", most=MOST_TEXT)
        if not words and text in INDISPENSABLE:
            raise Wrong("", "missing")
        if words and (language == "fa") != bool(PERSIAN.search(words)):
            raise Wrong("", "wrong_script")
        yield f"texts/{rest}", words or None

    def _cites(self, rest: str, typed: Any) -> Changes:
        if rest == "summary":
            ids = typed if isinstance(typed, list) else str(typed or "").split()
            yield "cites/summary", [self._source_id(one, "") for one in dict.fromkeys(ids)] or None
        elif rest in ("county", "access"):
            yield f"cites/{rest}", self._source_id(typed, "") if typed else None
        else:
            raise Wrong("", "not_understood")

    def _specialism(self, _rest: str, typed: Any) -> Changes:
        if typed not in tuple(Specialism):
            raise Wrong("", "unknown_choice")
        yield "specialism", str(typed)

    def _location(self, _rest: str, typed: Any) -> Changes:
        if not _given(typed):
            yield "location", None
            return
        form = LocationForm.model_validate(typed)
        yield (
            "location",
            {
                "latitude": plain(form.latitude),
                "longitude": plain(form.longitude),
                "quality": str(form.quality),
                "radius_m": int(form.radius_m),
                "source": self._source_id(form.source),
            },
        )

    def _ended(self, _rest: str, typed: Any) -> Changes:
        if not _given(typed):
            yield "ended", None
            return
        form = EndForm.model_validate(typed)
        source = self._source_id(form.source)
        yield "ended", {"on": form.day.isoformat(), "reason": form.reason, "source": source}

    def _name(self, rest: str, typed: Any) -> Changes:
        self._number(rest, "names")
        if not _given(typed):
            yield f"names/{rest}", None
            return
        form = NameForm.model_validate(typed)
        yield (
            f"names/{rest}",
            {
                "language": form.language,
                "name": form.name,
                "role": str(form.role),
                "note": both(form.note_fa, form.note_en),
                "source": self._source_id(form.source) if form.source else None,
            },
        )

    def _claim(self, rest: str, typed: Any) -> Changes:
        if not rest.startswith(NEW):
            raise Wrong("", "claims_never_change")
        self._number(rest, "claims")
        if not _given(typed):
            return
        form = ClaimForm.model_validate(typed)
        of = self._field(form.field)
        yield f"claims/{rest}", self._claim_entry(form, of)

    def _claim_entry(self, form: ClaimForm, of: Field) -> dict[str, Any]:
        def number(given: Any, at: str) -> str | None:
            if given is None:
                return None
            try:
                return plain(converted(given, form.unit or of.unit, of.unit))
            except ValueError:
                raise Wrong(at, "unit_not_convertible", unit=of.unit) from None

        period = form.period
        return {
            "field": of.key,
            "value": number(form.number, "unit"),
            "value_max": number(form.number_max, "unit"),
            "qualifier": str(form.qualifier),
            "qualifier_word": both(form.qualifier_word_fa, form.qualifier_word_en),
            "start": period.start.isoformat() if period.start else None,
            "end": period.end.isoformat() if period.end else None,
            "precision": str(period.precision),
            "date_inferred": form.date_inferred,
            "due_on": form.due_on.isoformat() if form.due_on else None,
            "unit_presumed": form.unit_presumed,
            "extent": str(form.extent),
            "confidence": str(form.confidence),
            "note": both(form.note_fa, form.note_en),
            "source": self._source_id(form.source),
            "confirms": None,
        }

    def _standing(self, rest: str, typed: Any) -> Changes:
        if f"claims/{rest}" not in self.known.document:
            raise Wrong("", "no_such_claim")
        if not _given(typed):
            return
        form = StandingForm.model_validate(typed)
        before = self.known.document.get(f"standing/{rest}") or {"superseded": False}
        standing = {
            "superseded": form.action == "supersede" or before["superseded"],
            "withdrawn": form.action == "withdraw",
            "reason": form.reason,
        }
        yield f"standing/{rest}", None if form.action == "reinstate" else standing

    def _ruling(self, rest: str, typed: Any) -> Changes:
        of = self._field(rest)
        if not _given(typed):
            yield f"rulings/{rest}", None
            return
        form = RulingForm.model_validate(typed)
        if form.lead is not None:
            claim = self.known.document.get(f"claims/{form.lead}")
            if not form.lead.startswith(NEW) and (claim is None or claim["field"] != of.key):
                raise Wrong("lead", "no_such_claim")
        yield (
            f"rulings/{rest}",
            {
                "lead": form.lead,
                "state": form.state,
                "source": self._source_id(form.source) if form.source else None,
                "reason": form.reason,
            },
        )

    def _source(self, rest: str, typed: Any) -> Changes:
        if not SLUG.fullmatch(rest) or len(rest) > 60:
            raise Wrong("id", "not_a_slug")
        if rest in self.known.sources:
            raise Wrong("id", "source_exists")
        form = SourceForm.model_validate(typed)
        published = form.published
        yield (
            f"sources/{rest}",
            {
                "kind": form.kind,
                "publisher": both(form.publisher_fa, form.publisher_en),
                "title": form.title,
                "language": form.language,
                "url": form.url or None,
                "published_on": published.start.isoformat() if published.start else None,
                "published_precision": str(published.precision) if published.dated else "unknown",
                "accessed_note": both(form.accessed_fa, form.accessed_en),
            },
        )

    def _confirm(self, rest: str, typed: Any) -> Changes:
        claim = self.known.document.get(f"claims/{rest}")
        if claim is None:
            raise Wrong("", "no_such_claim")
        if not _given(typed):
            return
        form = ConfirmForm.model_validate(typed)
        again = {
            "start": form.day.isoformat(),
            "end": form.day.isoformat(),
            "precision": "day",
            "date_inferred": False,
            "source": self._source_id(form.source),
            "confirms": int(rest),
        }
        yield f"claims/{NEW}{CONFIRMING + int(rest)}", {**claim, **again}

    def _media(self, kind: str, rest: str, typed: Any) -> Changes:
        self._number(rest, kind)
        if not _given(typed):
            yield f"{kind}/{rest}", None
            return
        entry = media_reading.entry(kind, typed, self.known.files)
        if entry["source"]:
            self._source_id(entry["source"])
        yield f"{kind}/{rest}", entry

    # --- what entries refer to -----------------------------------------------------------------

    def _field(self, key: str) -> Field:
        found = self.known.fields.get(key)
        if found is None or not found.concerns(self.known.subject):
            raise Wrong("field", "no_such_field")
        return found

    def _source_id(self, typed: Any, at: str = "source") -> str:
        if not isinstance(typed, str) or typed not in self.sources:
            raise Wrong(at, "no_such_source")
        return typed

    def _number(self, rest: str, kind: str) -> None:
        """Refuse a row that is neither published nor a new one with a number of its own."""
        fresh = rest.removeprefix(NEW)
        if rest.startswith(NEW) and fresh.isascii() and fresh.isdigit():
            if 0 < int(fresh) < CONFIRMING:
                return
        elif rest in part(self.known.document, kind):
            return
        raise Wrong("", "not_understood")


_ESTATES_ALONE = ("cites", "specialism", "location", "ended", "names")


def _given(typed: Any) -> bool:
    """Whether anything was typed into a group of fields."""
    return isinstance(typed, dict) and any(_typed(one) for one in typed.values())


def _typed(one: Any) -> bool:
    return bool(one.strip()) if isinstance(one, str) else bool(one)
