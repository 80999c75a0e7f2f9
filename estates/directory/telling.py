"""What became different between two states of a profile, told in sentences.

The reviewer of a draft, the page of changes, the comparison of two revisions and the feed read the
same sentences: they are made from two documents and nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.directory import media_telling, past
from estates.directory.media import MODELS as MEDIA
from estates.directory.words import SPECIALISMS
from estates.ledger.figures import Figure, State
from estates.ledger.models import Claim, Source
from estates.ledger.sentence import Sentence
from estates.ledger.statement import Statement, claim_statement
from estates.lib.bilingual import Words
from estates.lib.difference import changed
from estates.web.days import as_of_words, day_words
from estates.web.formatting import quantity_words
from estates.web.languages import current

Flat = Mapping[str, Any]

TEXTS: Mapping[str, LazyString] = {
    "name": _l("Full name"),
    "short_name": _l("Short name"),
    "county": _l("County"),
    "operator": _l("Run by"),
    "summary": _l("Summary"),
    "access": _l("Address"),
    "note": _l("Note"),
}
LANGUAGE_NAMES: Mapping[str, LazyString] = {"fa": _l("Persian"), "en": _l("English")}
# Units of which more is not higher.
_NO_AMOUNTS = frozenset({"year_sh", "yes_no"})
# What a record of a release without drafts tells completely.
_IN_RECORDS = ("texts/name/", "texts/county/", "texts/summary/", "specialism")


@dataclass(frozen=True)
class Change:
    """Two states of one subject, and what they refer to. ``whole``: both keep everything."""

    subject: str
    before: Flat
    after: Flat
    ground: past.Ground
    today: date
    whole: bool = True

    @property
    def paths(self) -> list[str]:
        """What is different, as far as both states tell it."""
        found = changed(self.before, self.after)
        return found if self.whole else [one for one in found if one.startswith(_IN_RECORDS)]


def tell(change: Change) -> list[Sentence]:
    """Every change as a sentence of the page's language: figures, texts, the rest."""
    return [*_figures(change), *_texts(change), *_rest(change)]


# --- figures -----------------------------------------------------------------------------------


def _figures(change: Change) -> Iterator[Sentence]:
    flats = (change.before, change.after)
    before, after = (
        past.figures_of(flat, change.subject, change.ground, change.today) for flat in flats
    )
    old_claims, new_claims = _by_path(before), _by_path(after)
    told: set[str] = set()
    for key in after:
        for sentence in _lead(change, before[key], after[key]):
            told.add(sentence.path)
            yield sentence
    if not change.whole:
        return
    for path in change.paths:
        kind, _slash, rest = path.partition("/")
        if kind == "claims" and path in new_claims and path not in told:
            figure, claim = new_claims[path]
            yield _added(path, figure, claim)
        elif kind == "standing" and f"claims/{rest}" in new_claims:
            figure, claim = new_claims[f"claims/{rest}"]
            yield _standing(path, figure, claim, old_claims.get(f"claims/{rest}"))
        elif kind == "rulings" and path not in told and rest in after:
            yield _ruling(path, after[rest])


def _by_path(figures: Mapping[str, Figure]) -> dict[str, tuple[Figure, Claim]]:
    return {
        f"claims/{_key(claim)}": (figure, claim)
        for figure in figures.values()
        for claim in figure.claims
    }


def _key(claim: Claim) -> str:
    return f"new{-claim.id}" if claim.id < 0 else str(claim.id)


def _lead(change: Change, before: Figure, after: Figure) -> Iterator[Sentence]:
    """What happened to the value that stands for a figure."""
    old, new = before.lead, after.lead
    if new is None:
        yield from _absence(before, after)
        return
    if old is not None and _same(old, new, whole=change.whole):
        return
    path = f"claims/{_key(new)}"
    if not change.whole or path in change.before:
        path = f"rulings/{after.field.key}"
    yield Sentence(
        path,
        _lead_words(after, old, new),
        before.lead_statement,
        after.lead_statement,
        reason=after.ruling.reason if after.ruling else Words(),
    )


def _same(old: Claim, new: Claim, *, whole: bool) -> bool:
    if whole:
        return old.id == new.id
    return (old.stated, old.period, old.source_id) == (new.stated, new.period, new.source_id)


def _lead_words(figure: Figure, old: Claim | None, new: Claim) -> str:
    told = {
        "figure": _label(figure),
        "after": value_words(new, figure.field.unit),
        "source": source_words(new.source),
    }
    if old is None:
        return _("Gave “%(figure)s” for the first time: %(after)s (source: %(source)s).", **told)
    told["before"] = value_words(old, figure.field.unit)
    if old.stated == new.stated:
        told["when"] = as_of_words(new.period, new.date_inferred)
        return _(
            "Confirmed “%(figure)s” as unchanged: %(after)s, %(when)s (source: %(source)s).", **told
        )
    rise = (new.value, new.value_max or new.value), (old.value, old.value_max or old.value)
    if figure.field.unit not in _NO_AMOUNTS and rise[0] > rise[1] and new.value >= old.value:
        return _("Raised “%(figure)s” from %(before)s to %(after)s (source: %(source)s).", **told)
    if figure.field.unit not in _NO_AMOUNTS and rise[0] < rise[1] and new.value < old.value:
        return _("Lowered “%(figure)s” from %(before)s to %(after)s (source: %(source)s).", **told)
    return _("Changed “%(figure)s” from %(before)s to %(after)s (source: %(source)s).", **told)


def _absence(before: Figure, after: Figure) -> Iterator[Sentence]:
    """That nothing stands for a figure any more, or that a source says why."""
    path, figure = f"rulings/{after.field.key}", _label(after)
    ruling = after.ruling
    if after.state is not before.state and ruling is not None and ruling.state:
        told = {"figure": figure, "source": source_words(ruling.source)}
        match after.state:
            case State.NONE:
                text = _("Stated that there is none: “%(figure)s” (source: %(source)s).", **told)
            case State.NOT_APPLICABLE:
                text = _("Stated that “%(figure)s” does not apply (source: %(source)s).", **told)
            case _:
                text = _("Stated that “%(figure)s” is not known (source: %(source)s).", **told)
        yield Sentence(path, text, before.lead_statement, None, reason=ruling.reason)
    elif before.lead is not None:
        value = value_words(before.lead, after.field.unit)
        text = _("“%(figure)s” was %(before)s; no value leads now.", figure=figure, before=value)
        yield Sentence(path, text, before.lead_statement, None)


def _added(path: str, figure: Figure, claim: Claim) -> Sentence:
    text = _(
        "Added a value of “%(figure)s” that does not lead: %(after)s (source: %(source)s).",
        figure=_label(figure),
        after=value_words(claim, figure.field.unit),
        source=source_words(claim.source),
    )
    return Sentence(path, text, None, _statement(figure, claim))


def _standing(
    path: str, figure: Figure, claim: Claim, before: tuple[Figure, Claim] | None
) -> Sentence:
    told = {
        "figure": _label(figure),
        "before": value_words(claim, figure.field.unit),
        "source": source_words(claim.source),
    }
    if claim.withdrawn_at is not None:
        text = _("Withdrew the value %(before)s of “%(figure)s” (source: %(source)s).", **told)
    elif claim.superseded:
        text = _("Superseded the value %(before)s of “%(figure)s” (source: %(source)s).", **told)
    else:
        text = _("Reinstated the value %(before)s of “%(figure)s” (source: %(source)s).", **told)
    shown = before or (figure, claim)
    return Sentence(path, text, _statement(*shown), _statement(figure, claim), reason=claim.reason)


def _ruling(path: str, figure: Figure) -> Sentence:
    ruling = figure.ruling
    if ruling is None:
        text = _("Dropped the decision on “%(figure)s”.", figure=_label(figure))
        return Sentence(path, text)
    text = _("Decided anew on “%(figure)s”; its value stays.", figure=_label(figure))
    return Sentence(path, text, None, figure.lead_statement, reason=ruling.reason)


def _statement(figure: Figure, claim: Claim) -> Statement:
    return claim_statement(claim, figure.field, figure.today)


def _label(figure: Figure) -> str:
    return figure.field.label.best(current().code)[0]


def value_words(claim: Claim, unit: str) -> str:
    """A value in one line; the source's own word for its reservation goes before ours."""
    plain = quantity_words(claim.stated, unit)
    own = claim.qualifier_word.get(current().code)
    if not own:
        return plain
    bare = quantity_words(type(claim.stated)(claim.stated.number), unit)
    return f"{own} {bare}"


def source_words(source: Source | None) -> str:
    """A source by its publisher."""
    return source.publisher.best(current().code)[0] if source else _("not stated")


# --- texts and the rest ------------------------------------------------------------------------


def _texts(change: Change) -> Iterator[Sentence]:
    for path in change.paths:
        if not path.startswith("texts/"):
            continue
        _kind, text, language = path.split("/")
        old, new = change.before.get(path), change.after.get(path)
        told = {"text": str(TEXTS[text]), "language": str(LANGUAGE_NAMES.get(language, language))}
        if old is None:
            words = _("Wrote “%(text)s” in %(language)s.", **told)
        elif new is None:
            words = _("Removed “%(text)s” in %(language)s.", **told)
        else:
            words = _("Rewrote “%(text)s” in %(language)s.", **told)
        yield Sentence(path, words, old=Words({language: old}), new=Words({language: new}))


def _rest(change: Change) -> Iterator[Sentence]:
    tellers = {
        "specialism": _specialism,
        "location": _location,
        "ended": _ended,
        "cites": _cites,
        "names": _name,
        "sources": _source,
    }
    for path in change.paths:
        kind, _slash, rest = path.partition("/")
        if kind in tellers:
            old, new = change.before.get(path), change.after.get(path)
            yield Sentence(path, tellers[kind](change, rest, old, new), reason=_reason(new))
        elif kind in MEDIA:
            old, new = change.before.get(path), change.after.get(path)
            before, after = (
                media_telling.words_of(one, change.ground.sources) for one in (old, new)
            )
            text = media_telling.tell(kind, old, new)
            if before == after:
                before = after = Words()
            shown = media_telling.picture_of(kind, new or old)
            yield Sentence(path, text, old=before, new=after, file=shown)


def _reason(value: Any) -> Words:
    return Words(value.get("reason")) if isinstance(value, Mapping) else Words()


def _specialism(_change: Change, _rest: str, old: Any, new: Any) -> str:
    before, after = (str(SPECIALISMS[one or "unknown"]) for one in (old, new))
    return _("Changed the specialism from “%(before)s” to “%(after)s”.", before=before, after=after)


def _location(change: Change, _rest: str, old: Any, new: Any) -> str:
    if new is None:
        return _("Removed the position.")
    source = source_words(change.ground.sources.get(new["source"] or ""))
    if old is None:
        return _("Gave the position for the first time (source: %(source)s).", source=source)
    return _("Changed the position or how well it is known (source: %(source)s).", source=source)


def _ended(change: Change, _rest: str, _old: Any, new: Any) -> str:
    if new is None:
        return _("Took back that the site is no more.")
    return _(
        "Recorded that the site ended on %(day)s (source: %(source)s).",
        day=day_words(date.fromisoformat(new["on"])),
        source=source_words(change.ground.sources.get(new["source"] or "")),
    )


def _cites(_change: Change, rest: str, _old: Any, _new: Any) -> str:
    return _("Changed the sources of “%(text)s”.", text=str(TEXTS[rest]))


def _name(_change: Change, _rest: str, old: Any, new: Any) -> str:
    if new is None:
        return _("Removed the further name “%(name)s”.", name=old["name"])
    if old is None:
        return _("Added the further name “%(name)s”.", name=new["name"])
    told = {"before": old["name"], "after": new["name"]}
    if old["name"] == new["name"]:
        return _("Changed what is said of the further name “%(after)s”.", **told)
    return _("Changed the further name “%(before)s” to “%(after)s”.", **told)


def _source(_change: Change, _rest: str, _old: Any, new: Any) -> str:
    publisher = Words(new["publisher"]).best(current().code)[0]
    return _(
        "Brought along the source “%(title)s” (%(publisher)s).",
        title=new["title"].strip("[]"),
        publisher=publisher,
    )
