"""What a reader asks, read out of an address: the same for list, files, map and matcher."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from estates.directory.catalogue import Catalogue
from estates.directory.criteria import UNKNOWN, Criteria, Facet, Near
from estates.directory.models import Kind, Specialism
from estates.directory.search import MOST_LETTERS
from estates.ledger import queries as ledger
from estates.ledger.models import Field, Scope
from estates.lib.geo import Point
from estates.lib.persian import to_ascii_digits
from estates.lib.quantity import Interval, number_from, plain
from estates.web.errors import BadParameter
from estates.web.formatting import num
from estates.web.languages import current

MOST_KM = 5000
KEEP, DROP = "keep", "drop"
_ALWAYS = {Facet.KIND: set(Kind), Facet.SPECIALISM: set(Specialism)}
_PLACE = re.compile(r"(-?\d{1,3}(?:\.\d{1,12})?)\s*[,،]\s*(-?\d{1,3}(?:\.\d{1,12})?)")


@dataclass(frozen=True)
class Asked:
    """What an address asks, and what of it could not be understood.

    ``problems`` are sentences by parameter. ``typed`` is what the form shows again: every value as
    it came, without what no screen can show. ``values`` are the understood ones as addresses have
    them, by parameter, in the order of the form.
    """

    criteria: Criteria
    fields: Sequence[Field]
    typed: MultiDict[str, str]
    problems: Mapping[str, str]
    values: dict[str, Any]

    def without(self, name: str, value: str | None = None) -> dict[str, list[str]]:
        """The values but for one parameter, or but for one value of it."""
        kept = {
            key: [v for v in values if key != name or (value is not None and v != value)]
            for key, values in self.values.items()
        }
        return {key: values for key, values in kept.items() if values}

    def label(self, name: str) -> str:
        """What a parameter is called in the form."""
        labels = {
            "q": _("Search"),
            Facet.KIND: _("Type"),
            Facet.SPECIALISM: _("Specialism"),
            Facet.COUNTY: _("County"),
            Facet.SECTOR: _("Sector"),
            "has": _("Has a published figure for"),
            "near": _("Place"),
            "within_km": _("Within, km, in a straight line"),
            "unknown": _("Sites without such a figure"),
        }
        key = name.removeprefix("min_").removeprefix("max_")
        own = {field.key: field.label.best(current().code)[0] for field in self.fields}
        return labels.get(name) or own[key]

    @property
    def anything(self) -> bool:
        """Whether anything was asked at all."""
        return any(name != "unknown" for name in self.values)


def estate_fields() -> list[Field]:
    """The fields that a site can have a figure of."""
    return [field for field in ledger.fields() if field.scope != Scope.PROVINCE]


def parameters(fields: Sequence[Field]) -> set[str]:
    """The names of all parameters that `read` understands."""
    ends = {f"{end}_{field.key}" for field in fields for end in ("min", "max")}
    return {"q", *Facet, "has", "near", "within_km", "unknown"} | ends


def read(args: MultiDict[str, str], fields: Sequence[Field], catalogue: Catalogue) -> Asked:
    """What the parameters ``args`` ask. Nothing is raised: what is wrong is a problem."""
    reader = _Reader(args)
    criteria = Criteria(
        words=reader.words(),
        facets=reader.facets(catalogue),
        has=reader.has({field.key for field in fields}),
        ranges=reader.ranges(fields),
        near=reader.near(),
        keep_unknown=reader.keep_unknown(),
    )
    return Asked(criteria, fields, reader.typed, reader.problems, reader.understood)


def refuse_problems(asked: Asked) -> None:
    """Raise BadParameter for the first problem, where there is no form to show it in."""
    for name in asked.problems:
        raise BadParameter(name)


class _Reader:
    """Reads one parameter after the other, and remembers what it understood and what not."""

    def __init__(self, args: MultiDict[str, str]) -> None:
        self.typed = MultiDict((name, _shown(value)) for name, value in args.items(multi=True))
        self.problems: dict[str, str] = {}
        self.values: dict[str, list[str]] = {}

    @property
    def understood(self) -> dict[str, list[str]]:
        """The values that make an address without problems."""
        several = {*Facet, "has"}
        wrong = {name for name in self.problems if name not in several}
        if "near" in wrong:
            wrong.add("within_km")
        return {name: values for name, values in self.values.items() if name not in wrong}

    def words(self) -> str:
        typed = self._one("q")
        if len(typed) > MOST_LETTERS:
            self.problems["q"] = _(
                "Shorten the search: at most %(n)s letters.", n=num(MOST_LETTERS)
            )
            return ""
        return self._keep("q", typed)

    def facets(self, catalogue: Catalogue) -> dict[Facet, tuple[str, ...]]:
        chosen = {}
        for facet in Facet:
            known = {UNKNOWN, *_ALWAYS.get(facet, ()), *catalogue.facets[facet]}
            if values := self._several(facet, known):
                chosen[facet] = values
        return chosen

    def has(self, known: set[str]) -> tuple[str, ...]:
        return self._several("has", known)

    def ranges(self, fields: Sequence[Field]) -> dict[str, Interval]:
        found = {}
        for field in fields:
            low, high = self._number(f"min_{field.key}"), self._number(f"max_{field.key}")
            if low is not None and high is not None and low > high:
                self.problems[f"max_{field.key}"] = _("Write a number that is not below the first.")
            elif low is not None or high is not None:
                found[field.key] = Interval(low, high)
        return found

    def near(self) -> Near | None:
        typed, within = self._one("near"), self._within()
        if not typed:
            if within is not None:
                self.problems["near"] = _("Choose the place from which to measure.")
            return None
        match = _PLACE.fullmatch(to_ascii_digits(typed))
        if match:
            latitude, longitude = (round(Decimal(part), 6) for part in match.groups())
            if abs(latitude) <= 90 and abs(longitude) <= 180:
                self.values["near"] = [f"{plain(latitude)},{plain(longitude)}"]
                return Near(Point(latitude, longitude), within)
        self.problems["near"] = _("Choose a place, or write latitude and longitude in degrees.")
        return None

    def _within(self) -> int | None:
        number = self._number("within_km")
        if number is None:
            return None
        if number != int(number) or not 1 <= number <= MOST_KM:
            self.problems["within_km"] = _(
                "Write whole kilometres, 1 to %(most)s.", most=num(MOST_KM)
            )
            return None
        return int(number)

    def keep_unknown(self) -> bool:
        typed = self._one("unknown")
        if typed not in ("", KEEP, DROP):
            self.problems["unknown"] = _("Choose one of the two.")
        if typed == DROP:
            self.values["unknown"] = [DROP]
        return typed != DROP

    def _number(self, name: str) -> Decimal | None:
        typed = self._one(name)
        if not typed:
            return None
        try:
            number = number_from(typed)
        except ValueError:
            self.problems[name] = _("Write a number, such as 12 or 1.5.")
            return None
        self.values[name] = [plain(number)]
        return number

    def _several(self, name: str, known: set[Any]) -> tuple[str, ...]:
        values = list(dict.fromkeys(value for value in self.typed.getlist(name) if value))
        if any(value not in known for value in values):
            self.problems[name] = _("Choose from the values that are offered.")
        kept = [value for value in values if value in known]
        if kept:
            self.values[name] = kept
        return tuple(kept)

    def _one(self, name: str) -> str:
        return self.typed.get(name, "")

    def _keep(self, name: str, value: str) -> str:
        if value:
            self.values[name] = [value]
        return value


def _shown(value: str) -> str:
    """``value`` without what no screen can show and no database keeps: controls, half letters."""
    kept = (c for c in value if unicodedata.category(c) not in ("Cc", "Cs"))
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", "".join(kept)).strip()
