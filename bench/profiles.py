"""An invented estate as rows of the directory; a number means the same estate at every size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from bench.wording import COUNTIES, SECTORS, SENTENCES, Pair, persian, word
from estates.directory.models import Kind, NameRole, Quality, Specialism
from estates.lib.bilingual import Words

MOMENT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # every directory is made, and seen, on this day
TODAY = MOMENT.date()
HEAVIEST = 1  # the number of the estate that has every field and the most names
SHARED_SOURCES = 80
_KINDS = {
    Kind.ESTATE: Pair("شهرک نمونهٔ ساختگی", "Invented Estate"),
    Kind.ZONE: Pair("ناحیهٔ نمونهٔ ساختگی", "Invented Zone"),
    Kind.PRIVATE: Pair("شهرک خصوصی ساختگی", "Invented Private Estate"),
}
_SOURCE_KINDS = ("official", "news_agency", "press", "data", "secondary")
# The surroundings of the province, where two thirds of the estates are strewn.
_SOUTH, _NORTH, _WEST, _EAST = 34.1, 35.2, 50.1, 51.6


@dataclass(frozen=True)
class Profile:
    """The rows of one estate, its claims apart."""

    estate: dict[str, Any]
    source: dict[str, Any]
    names: list[dict[str, Any]]
    sectors: list[dict[str, Any]]
    summary_sources: list[dict[str, Any]]


def ref(number: int) -> str:
    """The reference of the estate with this number."""
    return f"invented-{number:05}"


def own_source(number: int) -> str:
    """The id of the source that speaks of this estate alone."""
    return f"invented-page-{number:05}"


def shared_source(number: int) -> str:
    """The id of one of the sources that speak of many."""
    return f"invented-report-{number % SHARED_SOURCES:02}"


def shared_sources(random: Random) -> list[dict[str, Any]]:
    """The sources that speak of many estates."""
    return [_source(shared_source(n), 20_000 + n, random) for n in range(SHARED_SOURCES)]


def profile(number: int, random: Random) -> Profile:
    """The estate with this number."""
    name = word(number)
    kind = random.choices(list(_KINDS), weights=(55, 30, 15))[0]
    branches = random.sample(list(SECTORS), 8 if number == HEAVIEST else random.randint(0, 5))
    others = (word(random.randrange(27_000)), word(random.randrange(27_000)))
    return Profile(
        estate=_estate(number, name, kind, branches, others, random),
        source=_source(own_source(number), number, random),
        names=_names(number, name, random),
        sectors=[
            {
                "estate_ref": ref(number),
                "key": key,
                "name": SECTORS[key].words,
                "note": Words(),
                "source_id": own_source(number),
            }
            for key in branches
        ],
        summary_sources=[
            {"estate_ref": ref(number), "source_id": source, "position": position}
            for position, source in enumerate((own_source(number), shared_source(number)), 1)
        ],
    )


def _estate(
    number: int,
    name: Pair,
    kind: Kind,
    branches: Sequence[str],
    others: tuple[Pair, Pair],
    random: Random,
) -> dict[str, Any]:
    county = _county(random)
    reviewed = TODAY - timedelta(days=random.randrange(700))
    own = own_source(number)
    return {
        "ref": ref(number),
        "position": number,
        "kind": kind,
        "name": Words(
            {
                "fa": f"{_KINDS[kind].fa} {name.fa} {persian(number)}",
                "en": f"{_KINDS[kind].en} {name.en} {number:05}",
            }
        ),
        "short_name": name.words,
        "specialism": random.choices(list(Specialism), weights=(30, 10, 6, 10, 14, 16, 14))[0],
        "county": county.words if county else Words(),
        "county_source_id": own if county else None,
        "operator": Words({"fa": "شرکت ساختگی شهرک‌ها", "en": "Invented Estates Company"}),
        "summary": _summary(name, branches, others, random),
        "access": _access(others, random),
        "access_source_id": own,
        **_position(random, own),
        "note": Words(),
        "identity_inferred": random.random() < 0.05,
        "name_published": random.random() > 0.02,
        "reviewed_on": reviewed,
        "revision": 1,
        "updated_at": datetime.combine(reviewed, MOMENT.timetz()),
    }


def _county(random: Random) -> Pair | None:
    """A county, the first ones more often than the last; none is published for one in ten."""
    if random.random() < 0.1:
        return None
    return COUNTIES[int(len(COUNTIES) * random.random() ** 2)]


def _summary(
    name: Pair, branches: Sequence[str], others: tuple[Pair, Pair], random: Random
) -> Words:
    chosen = random.sample(SENTENCES, random.randint(3, 5))
    sectors = [SECTORS[key] for key in branches] or [Pair("چندین رشته", "several branches")]
    texts = {}
    for code in Pair._fields:
        parts = [
            getattr(sentence, code).format(
                name=getattr(name, code),
                other=getattr(others[0], code),
                third=getattr(others[1], code),
                sector=getattr(sectors[at % len(sectors)], code),
            )
            for at, sentence in enumerate(chosen)
        ]
        texts[code] = " ".join(parts)
    return Words(texts)


def _access(others: tuple[Pair, Pair], random: Random) -> Words:
    km = random.randint(2, 90)
    start, end = others
    return Words(
        {
            "fa": f"کیلومتر {persian(km)} راه ساختگی {start.fa} – {end.fa}",
            "en": f"Km {km} of the invented road {start.en} – {end.en}",
        }
    )


def _position(random: Random, source: str) -> dict[str, Any]:
    quality = random.choices(
        (Quality.APPROXIMATE, Quality.SETTLEMENT, Quality.SURVEYED, Quality.UNKNOWN),
        weights=(42, 15, 10, 33),
    )[0]
    known = quality is not Quality.UNKNOWN
    return {
        "latitude": _degrees(random.uniform(_SOUTH, _NORTH)) if known else None,
        "longitude": _degrees(random.uniform(_WEST, _EAST)) if known else None,
        "location_quality": quality,
        "location_radius_m": random.randrange(50, 3000, 10) if known else None,
        "location_source_id": source if known else None,
    }


def _degrees(number: float) -> Decimal:
    return Decimal(round(number * 100_000)) / 100_000


def _names(number: int, name: Pair, random: Random) -> list[dict[str, Any]]:
    """Further names: other words, spellings that people type, and places mistaken for it."""
    count = 8 if number == HEAVIEST else random.randint(1, 3)
    found = [("en", name.en.replace("sh", "š").replace("u", "oo") + "e", NameRole.SPELLING)]
    for _ in range(count):
        other = word(random.randrange(27_000))
        role = NameRole.FORMER if random.random() < 0.2 else NameRole.ALIAS
        found += [("fa", f"{other.fa} ساختگی", role), ("en", f"Invented {other.en}", role)]
    if random.random() < 0.06:
        found.append(("fa", f"پایانهٔ ساختگی {name.fa}", NameRole.NOT_TO_CONFUSE))
        found.append(("en", f"Invented terminal of {name.en}", NameRole.NOT_TO_CONFUSE))
    return [
        {
            "estate_ref": ref(number),
            "language": language,
            "name": text,
            "role": role,
            "note": Words(),
            "source_id": own_source(number),
        }
        for language, text, role in found
    ]


def _source(key: str, number: int, random: Random) -> dict[str, Any]:
    undated = random.random() < 0.1
    name = word(number)
    return {
        "id": key,
        "kind": random.choice(_SOURCE_KINDS),
        "publisher": Words({"fa": f"ناشر ساختگی {name.fa}", "en": f"Invented publisher {name.en}"}),
        "title": f"گزارش ساختگی {name.fa}",
        "language": "fa",
        "url": f"https://{key}.example/",
        "published_on": None if undated else _day(random),
        "published_precision": "unknown" if undated else "day",
        "accessed_note": Words(),
    }


def _day(random: Random) -> date:
    return TODAY - timedelta(days=random.randrange(2500))
