"""The search index: what can be found, folded, as two tables that follow the estates.

`search_name` holds every name, for exact names, beginnings and the order of lists. `search_text`
holds words: FTS5 in SQLite, a column of lexemes in PostgreSQL, the same words in both, because
they are cut here and not by the database. Each estate has three rows there, each with all that the
one before has: its names, then its other names, then its texts. The number of a row is three times
the position of the estate plus its scope, so that a search needs no join.

Rows follow what is written through a session, in the same transaction. What writes past the ORM
calls `reindex_all`.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from hashlib import sha256
from itertools import islice, pairwise
from typing import Any

from flask_babel import force_locale
from flask_sqlalchemy.session import Session as AppSession
from sqlalchemy import delete, event, insert, select, text
from sqlalchemy.orm import Session, selectinload

from estates.directory.models import Estate, Name, NameRole, SearchName, SearchRole, Sector
from estates.directory.words import KINDS, SPECIALISMS
from estates.lib.bilingual import Words
from estates.lib.persian import ZWNJ, fold, sort_key
from estates.web.languages import languages

AT_ONCE = 500  # estates
RECIPE = 1  # to be raised where names or words come to be cut or folded in another way
_STALE = "estates whose search index is out of step"
_CLEAR = text("DELETE FROM search_text WHERE rowid = :rowid")
_WRITE = text("INSERT INTO search_text (rowid, words) VALUES (:rowid, :words)")


class Scope(IntEnum):
    """What of an estate a row of words covers; each has all that the one before has."""

    NAMES = 0
    OTHER_NAMES = 1
    TEXTS = 2


def row_number(position: int, scope: Scope) -> int:
    """The number of a row of words; `divmod` by the number of scopes gives both back."""
    return position * len(Scope) + scope


def squash(name: str) -> str:
    """A name folded and without spaces: however it is spaced, it is the same."""
    return fold(name).replace(" ", "")


def words_of(name: str) -> list[str]:
    """The words by which a text is found, in both spellings of half-spaces.

    «بهره‌برداری» is found by «بهره», «برداری» and by the two written as one.
    """
    joined = [part.replace(ZWNJ, "") for part in name.split() if ZWNJ in part]
    return fold(" ".join([name, *joined])).split()


def _name_words(name: str) -> list[str]:
    """The words of a name, with each two neighbours also written as one."""
    parts = fold(name).split()
    return [*words_of(name), *(one + other for one, other in pairwise(parts))]


def reindex(session: Session, refs: Iterable[str]) -> None:
    """Write the search index of the estates ``refs`` anew. Needs an application context."""
    remaining = iter(sorted(set(refs)))
    labels = _labels()
    while chunk := list(islice(remaining, AT_ONCE)):
        session.execute(delete(SearchName).where(SearchName.estate_ref.in_(chunk)))
        chosen = select(Estate).where(Estate.ref.in_(chunk))
        loaded = chosen.options(selectinload(Estate.names), selectinload(Estate.sectors))
        found = session.scalars(loaded.execution_options(populate_existing=True)).all()
        names = [row for estate in found for row in _name_rows(estate)]
        texts = [row for estate in found for row in _text_rows(estate, labels)]
        if found:
            session.execute(insert(SearchName), names)
            session.execute(_CLEAR, [{"rowid": row["rowid"]} for row in texts])
            session.execute(_WRITE, texts)


def reindex_all(session: Session) -> None:
    """Write the whole search index anew."""
    session.execute(text("DELETE FROM search_text"))
    session.execute(delete(SearchName))
    reindex(session, session.scalars(select(Estate.ref)).all())


def _name_rows(estate: Estate) -> Iterator[dict[str, Any]]:
    own = [(SearchRole.SHORT, estate.short_name), (SearchRole.NAME, estate.name)]
    for role, words in own:
        for language, name in words.items():
            key = sort_key(name) if role is SearchRole.SHORT else None
            yield _name_row(estate, role, language, name, key)
    for other in estate.names:
        confused = other.role == NameRole.NOT_TO_CONFUSE
        role = SearchRole.CONFUSED if confused else SearchRole.ALIAS
        yield _name_row(estate, role, other.language, other.name, None)


def _name_row(
    estate: Estate, role: SearchRole, language: str, name: str, key: str | None
) -> dict[str, Any]:
    return {
        "estate_ref": estate.ref,
        "role": role,
        "language": language,
        "squashed": squash(name),
        "sort_key": key,
    }


def _text_rows(estate: Estate, labels: "Labels") -> Iterator[dict[str, Any]]:
    names = [*estate.name.values(), *estate.short_name.values()]
    others = [name.name for name in estate.names if name.role != NameRole.NOT_TO_CONFUSE]
    words: dict[str, None] = {}  # each once, in order
    for scope, found in (
        (Scope.NAMES, [word for name in names for word in _name_words(name)]),
        (Scope.OTHER_NAMES, [word for name in others for word in _name_words(name)]),
        (Scope.TEXTS, [word for one in _texts(estate, labels) for word in words_of(one)]),
    ):
        words |= dict.fromkeys(found)
        yield {"rowid": row_number(estate.position, scope), "words": " ".join(words)}


def _texts(estate: Estate, labels: "Labels") -> Iterator[str]:
    yield from labels[estate.kind]
    yield from labels[estate.specialism]
    texts = [estate.summary, estate.access, estate.county, estate.operator, estate.note]
    sectors: list[Words] = [one for sector in estate.sectors for one in (sector.name, sector.note)]
    for words in texts + sectors:
        yield from words.values()


def recipe() -> str:
    """What the index depends on besides the estates: this way of cutting words, and labels."""
    digest = sha256(f"{RECIPE}".encode())
    for key, labels in _labels().items():
        digest.update("\0".join([key, *labels]).encode())
    return digest.hexdigest()


Labels = dict[str, list[str]]  # of a key, in every language


def _labels() -> Labels:
    """What kinds and specialisms are called in each language of the site."""
    found: Labels = {key: [] for key in (*KINDS, *SPECIALISMS)}
    for code in languages():
        with force_locale(code):
            for key, label in (KINDS | SPECIALISMS).items():
                found[key].append(str(label))
    found["unknown"] = []  # "not published" is no text about an estate
    return found


def keep_in_step() -> None:
    """Have every session of the application reindex the estates that its flushes touch."""
    if not event.contains(AppSession, "after_flush", _note):
        event.listen(AppSession, "after_flush", _note)
        event.listen(AppSession, "after_flush_postexec", _reindex_noted)


_REF: dict[type, Callable[[Any], str | None]] = {
    Estate: lambda estate: estate.ref,
    Name: lambda name: name.estate_ref,
    Sector: lambda sector: sector.estate_ref,
}


def _note(session: Session, _context: object) -> None:
    written = (*session.new, *session.dirty, *session.deleted)
    refs = {_REF[type(row)](row) for row in written if type(row) in _REF} - {None}
    if refs:
        session.info.setdefault(_STALE, set()).update(refs)


def _reindex_noted(session: Session, _context: object) -> None:
    if stale := session.info.pop(_STALE, None):
        with session.no_autoflush:
            reindex(session, stale)
