"""Searching the sites: Persian-tolerant, forgiving of slips, the best match first.

The order is the same in both databases, because it follows from what a query met and from nothing
that a database reckons: the exact name, the beginning of a name, words of a name, another name (in
the same three ways), and last the texts; equals by name.

A word is met where it begins a word of the index. One that begins none is taken for a slip: words
one edit away count where it has four to seven letters, two edits where it has more. An edit is a
letter too many, missing, wrong, or two that changed places.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from functools import reduce
from itertools import chain, islice, product
from operator import or_

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, TextClause, and_, case, func, select, text
from sqlalchemy.orm import joinedload

from estates.database import db
from estates.directory.catalogue import Catalogue, known
from estates.directory.indexing import Scope, squash
from estates.directory.models import Name, NameRole, SearchName, SearchRole
from estates.lib import bits
from estates.lib.persian import fold

MOST_LETTERS = 200  # of a query; no name and no sensible question is longer
MOST_WORDS = 12
MOST_READINGS = 60  # of one word that may be a slip
SUGGESTIONS = 3
FEW = 5  # sites met; of more the query is no name, and fits names of other things by chance
LIKENESS = 0.55  # of words that are near enough to be offered where nothing was found
_LAST = "\U0010ffff"
# The positions of the sites met in a scope: as one text for each, because fetching thousands of
# rows costs ten times as much.
_AT = f"(CASE rowid % {len(Scope)} WHEN {{scope:d}} THEN rowid / {len(Scope)} END)"
_JOINED = {
    "sqlite": f"group_concat({_AT}, ' ')",
    "postgresql": f"string_agg(CAST({_AT} AS text), ' ')",
}
_MEETS = {
    "sqlite": "search_text MATCH :query",
    "postgresql": "lexemes @@ CAST(:query AS tsquery)",
}


def _match(dialect: str) -> TextClause:
    columns = ", ".join(_JOINED[dialect].format(scope=scope) for scope in _OF_SCOPE)
    return text(f"SELECT {columns} FROM search_text WHERE {_MEETS[dialect]}")


# How each database writes: a word, the beginning of one, either, and both.
_SIGNS = {
    "sqlite": ('"{}"', '"{}"*', " OR ", " AND "),
    "postgresql": ("'{}'", "'{}':*", " | ", " & "),
}


class Tier(IntEnum):
    """How a site was met; the lower, the better."""

    EXACT_NAME = 0
    NAME_BEGINS = 1
    IN_NAME = 2
    EXACT_ALIAS = 3
    ALIAS_BEGINS = 4
    IN_ALIAS = 5
    TEXT = 6


_OF_SCOPE = {
    Scope.NAMES: Tier.IN_NAME,
    Scope.OTHER_NAMES: Tier.IN_ALIAS,
    Scope.TEXTS: Tier.TEXT,
}


@dataclass(frozen=True)
class Found:
    """What a query met.

    ``by_tier`` are the sets of the sites met, each site where it was met best. ``read_as`` has
    the words that were taken for slips, each with what it was read as. ``confused`` are names of
    other things that the query also fits. ``near`` are sites offered where nothing was met, the
    nearest first.
    """

    by_tier: Mapping[Tier, int]
    read_as: Mapping[str, Sequence[str]] = field(default_factory=dict)
    confused: Sequence[Name] = ()
    near: Sequence[int] = ()

    @property
    def sites(self) -> int:
        """The set of all sites met."""
        return reduce(or_, self.by_tier.values(), 0)


@dataclass(frozen=True)
class _Word:
    """A word of a query: how it was typed, and the words of the index that it may stand for.

    Without such words it stands for every word that it begins.
    """

    typed: str
    readings: Sequence[str] = ()

    @property
    def likeliest(self) -> str:
        return self.readings[0] if self.readings else self.typed


def search(query: str, catalogue: Catalogue) -> Found:
    """What ``query`` meets among the sites of ``catalogue``."""
    typed = list(islice(dict.fromkeys(fold(query[:MOST_LETTERS]).split()), MOST_WORDS))
    if not typed:
        return Found({}, near=())
    words = [_read(word, catalogue) for word in typed]
    met = _met(words, catalogue)
    if not met:
        words = [_read(word, catalogue, doubtful=True) for word in typed]
        met = _met(words, catalogue)
    number = sum(sites.bit_count() for sites in met.values())
    read_as = {word.typed: word.readings for word in words if word.readings}
    return Found(
        by_tier=met,
        read_as=read_as if met else {},
        confused=_confused(words) if number <= FEW else (),
        near=[] if met else _near(typed, catalogue),
    )


def edits_forgiven(word: str) -> int:
    """How many slips a word may have."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def _read(word: str, catalogue: Catalogue, doubtful: bool = False) -> _Word:
    """A word as it stands where it begins any of the index, else what it may be a slip of.

    A ``doubtful`` word is taken for a slip although it is in the index.
    """
    vocabulary = catalogue.vocabulary
    at = bisect_left(vocabulary, word)
    if not doubtful and at < len(vocabulary) and vocabulary[at].startswith(word):
        return _Word(word)
    edits = edits_forgiven(word)
    if not edits:
        return _Word(word)
    like = chain.from_iterable(
        catalogue.words_by_length.get(length, ())
        for length in range(len(word) - edits, len(word) + edits + 1)
    )
    found = process.extract(word, list(like), scorer=OSA.distance, score_cutoff=edits, limit=None)
    nearest = sorted((distance, reading) for reading, distance, _index in found if distance)
    return _Word(word, [reading for _distance, reading in nearest[:MOST_READINGS]])


def _met(words: Sequence[_Word], catalogue: Catalogue) -> dict[Tier, int]:
    """The sets of the sites met, each site in the best of its tiers alone."""
    found: dict[Tier, int] = defaultdict(int)
    for tier, sites in (*_by_words(words, catalogue), *_by_names(words, catalogue)):
        found[tier] |= sites
    met, better = {}, 0
    for tier in Tier:
        if own := found[tier] & ~better:
            met[tier] = own
            better |= own
    return met


def _by_words(words: Sequence[_Word], catalogue: Catalogue) -> Iterator[tuple[Tier, int]]:
    query = _expression(words, *_SIGNS[db.engine.dialect.name])
    met = catalogue.met(query, lambda: _met_by(query, catalogue))
    return zip(_OF_SCOPE.values(), met, strict=True)


def _met_by(query: str, catalogue: Catalogue) -> list[int]:
    """The set of sites that a query meets in each scope."""
    dialect = db.engine.dialect.name
    with _through_the_index(dialect):
        found = db.session.execute(_match(dialect), {"query": query}).one()
    numbers = catalogue.positions
    return [bits.of(known(map(int, (joined or "").split()), numbers)) for joined in found]


@contextmanager
def _through_the_index(dialect: str) -> Iterator[None]:
    """Keep PostgreSQL from reading every text where a word meets most of them.

    Its planner does not know that texts lie apart from their rows, and that to fetch them costs
    three times what the index does.
    """
    if dialect != "postgresql":
        yield
        return
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    yield
    db.session.execute(text("SET LOCAL enable_seqscan = on"))


def _expression(words: Sequence[_Word], whole: str, begins: str, either: str, both: str) -> str:
    """The query in the words of a database. Folded words have letters and digits alone."""
    parts = [
        either.join([begins.format(word.typed), *(whole.format(one) for one in word.readings)])
        for word in words
    ]
    return both.join(f"({part})" for part in parts)


def _by_names(words: Sequence[_Word], catalogue: Catalogue) -> Iterator[tuple[Tier, int]]:
    """Sites whose whole names, without spaces, are the query or begin with it."""
    own = SearchName.role.in_((SearchRole.SHORT, SearchRole.NAME))
    for name in _whole_names(words):
        exact = SearchName.squashed == name
        tier = case(
            (own & exact, Tier.EXACT_NAME),
            (own, Tier.NAME_BEGINS),
            (exact, Tier.EXACT_ALIAS),
            else_=Tier.ALIAS_BEGINS,
        )
        best = select(SearchName.estate_ref, func.min(tier)).group_by(SearchName.estate_ref)
        reached: dict[int, list[str]] = defaultdict(list)
        for ref, tier in db.session.execute(best.where(_begins(name), _ROLES)):
            reached[tier].append(ref)
        for tier, refs in reached.items():
            yield Tier(tier), catalogue.set_of(refs)


# Named one by one, so that the index of roles and names serves.
_ROLES = SearchName.role.in_((SearchRole.SHORT, SearchRole.NAME, SearchRole.ALIAS))


def _begins(name: str) -> ColumnElement[bool]:
    return and_(SearchName.squashed >= name, SearchName.squashed <= name + _LAST)


def _whole_names(words: Sequence[_Word]) -> list[str]:
    """The query without spaces, and as it is most likely read."""
    return list(
        dict.fromkeys("".join(one) for one in product(*({w.typed, w.likeliest} for w in words)))
    )[:MOST_READINGS]


def _confused(words: Sequence[_Word]) -> list[Name]:
    """Names of other things, sites that are none of ours, that have the query in them."""
    likeliest = "".join(word.likeliest for word in words)
    typed = "".join(word.typed for word in words)
    other = select(Name).where(Name.role == NameRole.NOT_TO_CONFUSE).order_by(Name.id)
    other = other.options(joinedload(Name.source))
    held = select(SearchName.estate_ref).where(
        SearchName.role == SearchRole.CONFUSED,
        SearchName.squashed.contains(likeliest, autoescape=True)
        | SearchName.squashed.contains(typed, autoescape=True),
    )
    found = db.session.scalars(other.where(Name.estate_ref.in_(held)))
    return [name for name in found if likeliest in squash(name.name) or typed in squash(name.name)]


def _near(typed: Sequence[str], catalogue: Catalogue) -> list[int]:
    """Sites that have a word like one of the query's in a name, the likest first."""
    like: list[tuple[float, str]] = []
    for word in typed:
        found = process.extract(
            word,
            catalogue.vocabulary,
            scorer=OSA.normalized_similarity,
            score_cutoff=LIKENESS,
            limit=SUGGESTIONS * 4,
        )
        like += [(-likeness, reading) for reading, likeness, _index in found]
    offered: dict[int, None] = {}
    for _likeness, reading in sorted(like):
        for tier, sites in _by_words([_Word(reading, [reading])], catalogue):
            if tier < Tier.TEXT:
                offered |= dict.fromkeys(islice(bits.members(sites), SUGGESTIONS))
        if len(offered) >= SUGGESTIONS:
            break
    return list(offered)[:SUGGESTIONS]
