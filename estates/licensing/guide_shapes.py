"""The licensing guide as plain documents: procedures, steps, and what the guide says of itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from estates.database import Base
from estates.ledger.models import PROVINCE
from estates.ledger.plain.columns import (
    Amount,
    Choice,
    Column,
    Count,
    Day,
    Ground,
    Label,
    Link,
    Options,
    Several,
    SourceOf,
    Sources,
    Text,
    Tick,
)
from estates.ledger.plain.shape import Flat, Naming, Part, Shape
from estates.ledger.plain.storing import after_last, cited, key_of, listed, path_of, recite
from estates.ledger.plain.words import QUALIFIERS
from estates.ledger.reading import Problem
from estates.lib.bilingual import Words
from estates.lib.graph import circle
from estates.licensing.kinds import SourceRole
from estates.licensing.procedures import (
    Advantages,
    Gap,
    Guide,
    Procedure,
    ProcedureSite,
    Step,
)
from estates.licensing.step_parts import (
    Presumption,
    Requirement,
    StepPlace,
    StepReference,
    StepSource,
)
from estates.licensing.words import AUDIENCES, PLACES, PUBLICATIONS, REASONS_OF_LINKS, SITES
from estates.web.languages import current
from estates.web.units import UNITS

GUIDE_GROUP = "guide"
POSITION = Count(key="position", label=_l("Place in the list"), hint=_l("Empty puts it last."))
CURRENCIES = {key: UNITS[key][0] for key in ("IRR", "USD")}
DURATIONS = {key: UNITS[key][0] for key in ("days", "working_days", "weeks", "months")}
NOTE = Text(key="note", label=_l("Note"))


class ProcedureShape(Shape):
    """A way to a licence."""

    family = "procedure"
    group = GUIDE_GROUP
    label = _l("Procedures")
    one = _l("A new procedure")
    key_hint = _l("Who and where, such as domestic-investor-estate. It stands in addresses.")
    columns = (
        Text(key="title", label=_l("Title"), needed=True, paired=True, long=False),
        Choice(key="audience", label=_l("For whom"), needed=True, options=AUDIENCES),
        Several(key="sites", label=_l("Where the unit is built"), needed=True, options=SITES),
        NOTE,
        POSITION,
    )
    linked: ClassVar[frozenset[str]] = frozenset({"sites"})

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """In the order of the guide."""
        return listed(session, Procedure, Procedure.title, Procedure.position)

    def find(self, session: Session, key: str) -> Procedure | None:
        """By key."""
        return session.get(Procedure, key_of(key))

    def may_begin(self, session: Session, key: str) -> bool:
        """One word."""
        return "." not in key

    def make(self, session: Session, key: str) -> Procedure:
        """The last of the guide."""
        return Procedure(key=key_of(key), position=after_last(session, Procedure.position))

    def name(self, row: Any) -> Words:
        """Its title."""
        return row.title

    def links(self, session: Session, column: Column, key: str) -> list[str] | None:
        """The choices of site."""
        of = select(ProcedureSite.site).where(ProcedureSite.procedure_key == key_of(key))
        found = set(session.scalars(of))
        return [site for site in SITES if site in found] or None

    def relink(self, session: Session, column: Column, key: str, value: Any) -> None:
        """Write them anew."""
        session.execute(delete(ProcedureSite).where(ProcedureSite.procedure_key == key_of(key)))
        session.add_all(
            ProcedureSite(procedure_key=key_of(key), site=site, position=position)
            for position, site in enumerate(value, 1)
        )
        session.flush()


# --- steps ---------------------------------------------------------------------------------------


def split(key: str) -> tuple[str, str]:
    """Procedure and step of the own key of a step, as tables have them."""
    procedure, _point, step = key.partition(".")
    return key_of(procedure), key_of(step)


def others_of(ground: Ground) -> Options:
    """The other steps of the same procedure, in their order."""
    procedure, own = split(ground.key)
    of = select(Step.key, Step.title).where(Step.procedure_key == procedure)
    rows = ground.session.execute(of.order_by(Step.position))
    return {path_of(key): title.best(current().code)[0] for key, title in rows if key != own}


def elsewhere(ground: Ground) -> Options:
    """The steps of other procedures."""
    procedure, _own = split(ground.key)
    of = select(Step.procedure_key, Step.key, Step.title).where(Step.procedure_key != procedure)
    rows = ground.session.execute(of.order_by(Step.procedure_key, Step.position))
    return {
        f"{path_of(other)}.{path_of(key)}": title.best(current().code)[0]
        for other, key, title in rows
    }


@dataclass(frozen=True, kw_only=True)
class StepOf(Choice):
    """A step of the same procedure."""

    def get(self, row: Any) -> str | None:
        """As it stands in addresses."""
        key = getattr(row, self.attribute or self.key)
        return path_of(key) if key else None

    def put(self, row: Any, value: str | None) -> None:
        """As the table has it."""
        setattr(row, self.attribute or self.key, key_of(value) if value else None)


PLACES_OF_STEP = Part(
    key="places",
    label=_l("Where the step is taken"),
    one=_l("A further office or portal"),
    columns=(
        Text(key="name", label=_l("Name of the office or portal"), needed=True, paired=True,
             long=False),
        Choice(key="kind", label=_l("Kind"), needed=True, options=PLACES),
        Link(key="url", label=_l("Address in the web")),
        Text(key="contact", label=_l("Telephone or address"), long=False),
        Text(key="hours", label=_l("Hours"), long=False),
        Text(key="note", label=_l("Note"), long=False),
        Tick(key="indicative", label=_l("Of another province, or by a secondary text")),
        SourceOf(key="source", attribute="source_id", label=_l("Source"), needed=True),
        POSITION,
    ),
)  # fmt: skip
REQUIREMENTS = Part(
    key="requirements",
    label=_l("What must be brought"),
    one=_l("A further document"),
    columns=(
        Text(key="text", label=_l("Document or condition"), needed=True, paired=True, long=False),
        StepOf(key="yielded_by", label=_l("Result of the step"), options=others_of),
        Choice(key="link", label=_l("Why it is held to be that result"),
               options=REASONS_OF_LINKS),
        Tick(key="own", label=_l("The investor makes it")),
        Tick(key="indicative", label=_l("Of another province, or by a secondary text")),
        SourceOf(key="source", attribute="source_id", label=_l("Source"), needed=True),
        POSITION,
    ),
)  # fmt: skip


COST = {
    "state": _l("Cost"),
    "value": _l("Cost: number"),
    "max": _l("Cost: upper end of a range"),
    "qualifier": _l("Cost: reservation"),
    "unit": _l("Cost: currency"),
    "source": _l("Cost: source"),
    "note": _l("Cost: note"),
}
DURATION = {
    "state": _l("Time"),
    "value": _l("Time: number"),
    "max": _l("Time: upper end of a range"),
    "qualifier": _l("Time: reservation"),
    "unit": _l("Time: unit"),
    "source": _l("Time: source"),
    "note": _l("Time: note"),
}


def _number_columns(
    part: str, labels: Mapping[str, Label], units: Options, unit: str
) -> tuple[Column, ...]:
    """A cost or a duration, with all that its table wants together."""
    source = f"{part}_source"
    return (
        Choice(key=f"{part}_state", label=labels["state"], needed=True, options=PUBLICATIONS),
        Amount(key=f"{part}_value", label=labels["value"]),
        Amount(key=f"{part}_max", label=labels["max"]),
        Choice(key=f"{part}_qualifier", label=labels["qualifier"], options=QUALIFIERS),
        Choice(key=f"{part}_{unit}", label=labels["unit"], options=units),
        SourceOf(key=source, attribute=f"{source}_id", label=labels["source"]),
        Text(key=f"{part}_note", label=labels["note"]),
    )


class StepShape(Shape):
    """A step with its ten elements."""

    family = "step"
    group = GUIDE_GROUP
    label = _l("Steps")
    one = _l("A new step")
    key_hint = _l("Procedure and step, a point between: domestic-investor-estate.visit. It stays.")
    columns = (
        Text(key="title", label=_l("What to do"), needed=True, paired=True, long=False),
        Text(key="authority", label=_l("Authority"), needed=True, paired=True, long=False),
        Text(key="result", label=_l("Result"), needed=True, paired=True),
        *_number_columns("cost", COST, CURRENCIES, "currency"),
        *_number_columns("duration", DURATION, DURATIONS, "unit"),
        Sources(key="legal_basis", label=_l("Legal basis"),
                hint=_l("Names of sources with spaces between.")),
        Text(key="recourse", label=_l("What to do against a refusal")),
        Text(key="certified_by", label=_l("Who vouches for it"), long=False),
        Day(key="certified_on", label=_l("Vouched for on")),
        Sources(key="sources", label=_l("Sources"), needed=True,
                hint=_l("Names of sources with spaces between.")),
        Tick(key="indicative", label=_l("Of another province, or by a secondary text")),
        Several(key="presumes", label=_l("Needs the result of, by our inference"),
                options=others_of),
        Several(key="see", label=_l("The note refers to steps of other procedures"),
                options=elsewhere),
        NOTE,
        POSITION,
    )  # fmt: skip
    parts = (PLACES_OF_STEP, REQUIREMENTS)
    linked: ClassVar[frozenset[str]] = frozenset({"legal_basis", "sources", "presumes", "see"})

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """By procedure, in the order of the guide."""
        rows = session.execute(
            select(Step.procedure_key, Step.key, Step.title)
            .join(Procedure, Procedure.key == Step.procedure_key)
            .order_by(Procedure.position, Step.position)
        )
        return [(f"{path_of(one)}.{path_of(key)}", title) for one, key, title in rows]

    def find(self, session: Session, key: str) -> Step | None:
        """By procedure and key."""
        return session.get(Step, split(key))

    def may_begin(self, session: Session, key: str) -> bool:
        """Of a procedure that there is."""
        procedure, step = split(key)
        return bool(step) and session.get(Procedure, procedure) is not None

    def make(self, session: Session, key: str) -> Step:
        """The last of its procedure."""
        procedure, step = split(key)
        of = select(func.max(Step.position)).where(Step.procedure_key == procedure)
        last = (session.scalar(of) or 0) + 1
        return Step(procedure_key=procedure, key=step, position=last)

    def name(self, row: Any) -> Words:
        """Its title."""
        return row.title

    def links(self, session: Session, column: Column, key: str) -> list[str] | None:
        """Sources by their role, steps by their keys."""
        if column.key in _ROLES:
            return cited(session, StepSource, *_of(StepSource, key), _as(column.key))
        if column.key == "presumes":
            of = select(Presumption.presumed_key).where(*_of(Presumption, key))
            found = {path_of(one) for one in session.scalars(of)}
            return [one for one in others_of(Ground(session, key)) if one in found] or None
        of_others = select(StepReference.other_procedure_key, StepReference.other_step_key)
        found = {
            f"{path_of(procedure)}.{path_of(step)}"
            for procedure, step in session.execute(of_others.where(*_of(StepReference, key)))
        }
        known = {**elsewhere(Ground(session, key)), **dict.fromkeys(sorted(found))}
        return [one for one in known if one in found] or None

    def relink(self, session: Session, column: Column, key: str, value: Any) -> None:
        """Write them anew."""
        procedure, step = split(key)
        owner = {"procedure_key": procedure, "step_key": step}
        if column.key in _ROLES:
            of = (StepSource.procedure_key == procedure) & (StepSource.step_key == step)
            role = _ROLES[column.key]
            recite(session, StepSource, of & _as(column.key), value, role=role, **owner)
            return
        table = Presumption if column.key == "presumes" else StepReference
        session.execute(delete(table).where(*_of(table, key)))
        for position, one in enumerate(value or (), 1):
            if table is Presumption:
                session.add(Presumption(presumed_key=key_of(one), position=position, **owner))
                continue
            other, other_step = split(one)
            session.add(
                StepReference(other_procedure_key=other, other_step_key=other_step,
                              position=position, **owner)
            )  # fmt: skip
        session.flush()

    def rows(self, session: Session, part: Part, key: str) -> Mapping[str, Base]:
        """By the numbers that the database gave them, in their order."""
        table = StepPlace if part.key == "places" else Requirement
        of = select(table).where(*_of(table, key)).order_by(table.position, table.id)
        return {str(row.id): row for row in session.scalars(of)}

    def make_row(self, session: Session, part: Part, key: str, entry: Flat) -> Base:
        """The last of its kind."""
        procedure, step = split(key)
        table = StepPlace if part.key == "places" else Requirement
        last = session.scalar(select(func.max(table.position)).where(*_of(table, key))) or 0
        return table(procedure_key=procedure, step_key=step, position=last + 1)

    def check(self, ground: Ground, after: Flat, changes: Flat) -> Iterator[Problem]:
        """What the tables want together, and a graph without circles."""
        yield from _whole_number(after, "cost", "currency")
        yield from _whole_number(after, "duration", "unit")
        for path, row in after.items():
            if path.startswith("requirements/"):
                if (row["yielded_by"] is None) != (row["link"] is None):
                    yield Problem(path, "link", "yield_linked")
                if row["own"] and row["yielded_by"]:
                    yield Problem(path, "own", "one_giver")
        yield from _graph(ground, after)


_ROLES = {"sources": SourceRole.SOURCE, "legal_basis": SourceRole.LEGAL_BASIS}


def _as(column: str) -> Any:
    return StepSource.role == _ROLES[column]


def _of(table: Any, key: str) -> tuple[Any, Any]:
    procedure, step = split(key)
    return table.procedure_key == procedure, table.step_key == step


def _whole_number(after: Flat, part: str, unit: str) -> Iterator[Problem]:
    """Number, unit, qualifier and source stand together, or nothing is published."""
    number, maximum = after.get(f"{part}_value"), after.get(f"{part}_max")
    others = [after.get(f"{part}_{name}") for name in (unit, "qualifier", "source")]
    published = after.get(f"{part}_state") != "not_published"
    if number is None and published:
        yield Problem(f"{part}_value", "", "stated_whole")
    elif number is not None and not published:
        yield Problem(f"{part}_state", "", "state_of_value")
    if (number is None) != (others == [None] * 3) or (number and None in others):
        yield Problem(f"{part}_value", "", "stated_whole")
    is_range = after.get(f"{part}_qualifier") == "range"
    upside_down = maximum and number and Decimal(maximum) <= Decimal(number)
    if is_range != (maximum is not None) or upside_down:
        yield Problem(f"{part}_max", "", "range_end")


def _graph(ground: Ground, after: Flat) -> Iterator[Problem]:
    """No step needs what comes of it, nor what comes of a later one."""
    procedure, own = split(ground.key)
    needs, places = _published_graph(ground.session, procedure)
    said = {
        path: key_of(row["yielded_by"])
        for path, row in after.items()
        if path.startswith("requirements/") and row["yielded_by"]
    }
    needs[own] = {*said.values(), *map(key_of, after.get("presumes") or ())}
    place = after.get("position") or places.get(own) or max(places.values(), default=0) + 1
    fields = [*((path, "yielded_by", one) for path, one in said.items()),
              *(("presumes", "", key_of(one)) for one in after.get("presumes") or ())]  # fmt: skip
    round_about = set(circle(needs))
    for path, part, needed in fields:
        if needed not in places:
            yield Problem(path, part, "no_such_step")
        elif {own, needed} <= round_about:
            yield Problem(path, part, "circle")
        elif places[needed] > place:
            yield Problem(path, part, "later_step")
    for other, its_needs in needs.items():
        if own in its_needs and places.get(other, place) < place and after.get("position"):
            yield Problem("position", "", "later_step")
            return


def _published_graph(
    session: Session, procedure: str
) -> tuple[dict[str, set[str]], dict[str, int]]:
    """What each step of a procedure needs, and where it stands."""
    of_steps = select(Step.key, Step.position).where(Step.procedure_key == procedure)
    places = dict(session.execute(of_steps).all())
    needs: dict[str, set[str]] = {key: set() for key in places}
    given = select(Requirement.step_key, Requirement.yielded_by).where(
        Requirement.procedure_key == procedure, Requirement.yielded_by.is_not(None)
    )
    presumed = select(Presumption.step_key, Presumption.presumed_key).where(
        Presumption.procedure_key == procedure
    )
    for pairs in (given, presumed):
        for step, other in session.execute(pairs):
            needs[step].add(str(other))
    return needs, places


# --- what the guide says of itself ---------------------------------------------------------------


class GapShape(Shape):
    """Something that the guide does not cover."""

    family = "gap"
    group = GUIDE_GROUP
    label = _l("What the guide does not cover")
    one = _l("A further gap")
    key_most = 40
    key_hint = _l("A word on what is missing, such as outside-estates.")
    columns = (
        Text(key="text", label=_l("What is missing"), needed=True, paired=True),
        Choice(key="site", label=_l("Answers the choice of site"), options=SITES),
        POSITION,
    )

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """In the order of the guide."""
        return listed(session, Gap, Gap.text, Gap.position)

    def find(self, session: Session, key: str) -> Gap | None:
        """By key."""
        return session.get(Gap, key_of(key))

    def make(self, session: Session, key: str) -> Gap:
        """The last of the list."""
        return Gap(key=key_of(key), position=after_last(session, Gap.position))

    def name(self, row: Any) -> Words:
        """Its text."""
        return row.text


class _OneText(Shape):
    """A text of which there is one for the province."""

    group = GUIDE_GROUP
    naming = Naming.NEVER
    table: Any

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """The only one."""
        row = self.find(session, PROVINCE)
        return [(PROVINCE, self.name(row))] if row is not None else []

    def find(self, session: Session, key: str) -> Any:
        """By subject."""
        return session.get(self.table, key)

    def make(self, session: Session, key: str) -> Base:
        """With its subject."""
        return self.table(subject=key)


class AboutShape(_OneText):
    """What the guide says of itself."""

    family = "guide"
    label = _l("What the guide is")
    one = _l("What the guide is")
    table = Guide
    columns = (Text(key="about", label=_l("What the guide is"), needed=True, paired=True),)

    def name(self, row: Any) -> Words:
        """Its text."""
        return row.about


class AdvantagesShape(_OneText):
    """Advantages of estates as a source lists them."""

    family = "advantages"
    label = _l("Advantages of estates")
    one = _l("Advantages of estates")
    table = Advantages
    columns = (
        Text(key="text", label=_l("Advantages of estates"), needed=True, paired=True),
        Tick(key="indicative", label=_l("Of another province, or by a secondary text")),
        SourceOf(key="source", attribute="source_id", label=_l("Source"), needed=True),
    )

    def name(self, row: Any) -> Words:
        """Its text."""
        return row.text


PROCEDURE, STEP, GAP = ProcedureShape(), StepShape(), GapShape()
ABOUT, ADVANTAGES = AboutShape(), AdvantagesShape()
