"""The form of a plain document: its fields with what is typed, and what a browser sends back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from estates.ledger.plain import document as documents
from estates.ledger.plain.columns import Choice, Column, Ground, Label, Several, Text
from estates.ledger.plain.shape import NEW, Part, Shape
from estates.ledger.plain.telling import row_title
from estates.ledger.reading import Wrong
from estates.lib.typed import paragraphs

Entries = Mapping[str, Any]
REMOVED = "removed"  # the tick that takes a row away
MOST_TYPED = 20_000  # letters of one field that are kept; what fits is said by the reading
MOST_ROWS = 300
MOST_TITLE = 80  # letters of a row that its heading quotes


@dataclass(frozen=True)
class TypedField:
    """A field as the macros of forms know it. ``language`` is that of a text in two languages."""

    name: str
    label: Label
    widget: str
    data: str
    hint: Label = ""
    language: str = ""
    choices: Sequence[tuple[str, Label]] = ()
    changed: bool = False


@dataclass(frozen=True)
class TypedRow:
    """A row below the document. ``removed``: it will go."""

    name: str
    title: str
    fresh: bool
    removed: bool
    changed: bool
    groups: Sequence[Sequence[TypedField]]


@dataclass(frozen=True)
class TypedPart:
    """The rows of one part, and an empty one to fill."""

    part: Part
    rows: Sequence[TypedRow]
    empty: TypedRow


@dataclass
class SubjectForm:
    """All fields of a subject. A text comes as a group of its languages, all else alone."""

    groups: Sequence[Sequence[TypedField]]
    parts: Sequence[TypedPart]
    labels: dict[str, str] = field(default_factory=dict)


def form_of(shape: Shape, ground: Ground) -> SubjectForm:
    """The form with what is published, and over it what was typed."""
    typed = {
        path: ground.entries.get(path, documents.typed_at(shape, path, ground.base))
        for column in shape.columns
        for path in column.paths
    }
    made = SubjectForm(
        groups=[
            [
                _field(column, path, _text(typed[path]), ground, changed=path in ground.entries)
                for path in column.paths
            ]
            for column in shape.columns
        ],
        parts=[_part(part, ground) for part in shape.parts],
    )
    made.labels = dict(_labels(made))
    return made


def _labels(form: SubjectForm) -> Iterator[tuple[str, str]]:
    for group in form.groups:
        for one in group:
            yield one.name, str(one.label)
    for part in form.parts:
        for row in (*part.rows, part.empty):
            for group in row.groups:
                for one in group:
                    yield one.name, f"{row.title or part.part.one} · {one.label}"


def _field(
    column: Column, name: str, data: str, ground: Ground, *, changed: bool = False
) -> TypedField:
    language = name[-2:] if isinstance(column, Text) else ""
    return TypedField(
        name=name,
        label=column.label,
        widget=column.widget,
        data=data,
        hint=column.hint,
        language=language,
        choices=_choices(column, ground),
        changed=changed,
    )


def _choices(column: Column, ground: Ground) -> Sequence[tuple[str, Label]]:
    if not isinstance(column, Choice):
        return ()
    found = list(column.choices(ground).items())
    none = _l("Choose one") if column.needed else _l("not given")
    return found if isinstance(column, Several) else [("", none), *found]


def _part(part: Part, ground: Ground) -> TypedPart:
    start = f"{part.key}/"
    stored = [path for path in ground.base if path.startswith(start)]
    fresh = [path for path in ground.entries if path.startswith(f"{start}{NEW}")]
    fresh = sorted((one for one in fresh if one not in stored), key=_number)
    empty = f"{start}{NEW}{max((_number(one) for one in fresh), default=0) + 1}"
    return TypedPart(
        part=part,
        rows=[_row(part, path, ground) for path in (*stored, *fresh)],
        empty=_row(part, empty, ground),
    )


def _number(path: str) -> int:
    number = path.rpartition(NEW)[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0


def _row(part: Part, path: str, ground: Ground) -> TypedRow:
    published = ground.base.get(path)
    before = documents.typed_row(part, published or {})
    entry = ground.entries.get(path)
    removed = published is not None and entry is not None and not documents.given(entry)
    shown = before if entry is None or removed else entry
    groups: list[list[TypedField]] = []
    for name, column, language in part.names():
        made = _field(column, f"{path}/{name}", _text(shown.get(name)), ground)
        if language == "en":
            groups[-1].append(made)
        else:
            groups.append([made])
    typed = [_text(shown.get(name)) for name, _column, _language in part.names()]
    title = row_title(part, published, ground) if published else next(filter(None, typed), "")
    return TypedRow(
        name=path,
        title=title[:MOST_TITLE],
        fresh=published is None,
        removed=removed,
        changed=entry is not None,
        groups=groups,
    )


def _text(typed: Any) -> str:
    return typed if isinstance(typed, str) else ""


# --- what a browser sends ------------------------------------------------------------------------


def entries_of(shape: Shape, ground: Ground, sent: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed that differs from what is published, by path; the rest is no entry."""
    found: dict[str, Any] = {}
    for column in shape.columns:
        for path in column.paths:
            text = _sent(column, path, sent)
            if text is not None and not _same(column, path, text, ground):
                found[path] = text
    for part in shape.parts:
        for path in _paths(part, ground, sent):
            entry = _sent_row(part, path, sent)
            if path not in ground.base:
                if _worth(part, entry):
                    found[path] = entry
            elif sent.get(f"{path}/{REMOVED}"):
                found[path] = {}
            elif not _same_row(part, path, entry, ground):
                found[path] = entry
    return found


def _sent(column: Column, name: str, sent: MultiDict[str, str]) -> str | None:
    """The text of a field; None where the form had no such field."""
    if column.widget == "tick":
        return "1" if sent.get(name) else ""
    if isinstance(column, Several):
        return " ".join(_clean(one) for one in sent.getlist(name)[:MOST_ROWS])
    return _clean(sent[name]) if name in sent else None


def _clean(text: str) -> str:
    return paragraphs(text[:MOST_TYPED]).strip()


def _same(column: Column, path: str, text: str, ground: Ground) -> bool:
    """Whether what was typed says what is published, in whichever digits and calendar."""
    language = path.rpartition("/")[2] if isinstance(column, Text) else ""
    try:
        value = documents.read_one(column, language, text, ground)
    except (Wrong, ValidationError):
        return False
    return value == ground.base.get(path) or (not value and not ground.base.get(path))


def _paths(part: Part, ground: Ground, sent: MultiDict[str, str]) -> list[str]:
    """The rows that a form has: those that are published, and new ones by their numbers."""
    start = f"{part.key}/"
    stored = [path for path in ground.base if path.startswith(start)]
    names = {name.rpartition("/")[0] for name in sent if name.startswith(f"{start}{NEW}")}
    fresh = sorted((one for one in names if _number(one)), key=_number)
    shown = [path for path in stored if any(name.startswith(f"{path}/") for name in sent)]
    return [*shown, *fresh[:MOST_ROWS]]


def _sent_row(part: Part, path: str, sent: MultiDict[str, str]) -> dict[str, str]:
    return {
        name: _sent(column, f"{path}/{name}", sent) or ""
        for name, column, _language in part.names()
    }


def _same_row(part: Part, path: str, entry: Entries, ground: Ground) -> bool:
    published = ground.base[path]
    for name, column, language in part.names():
        before = (published.get(column.key) or {}).get(language) if language else (
            published.get(column.key)
        )  # fmt: skip
        try:
            value = documents.read_one(column, language, entry[name], ground)
        except (Wrong, ValidationError):
            return False
        if value != before and (value or before):
            return False
    return True


def _worth(part: Part, entry: Entries) -> bool:
    """Whether somebody typed or chose something in an empty row: a tick alone is not enough."""
    return any(entry[name] for name, column, _code in part.names() if column.widget != "tick")
