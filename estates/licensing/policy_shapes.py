"""Policy as plain documents: what was said, the criteria by version, incentives, the policy itself.

A text of policy needs both languages: investors act on it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from estates.database import Base
from estates.ledger.plain.columns import (
    Amount,
    Choice,
    Column,
    Count,
    Day,
    SourceOf,
    Sources,
    Text,
    Tick,
)
from estates.ledger.plain.shape import Flat, Naming, Part, Shape
from estates.ledger.plain.storing import after_last, cited, key_of, listed, path_of, recite
from estates.ledger.plain.words import MEASURED
from estates.lib.bilingual import Words
from estates.licensing.models import (
    Criterion,
    Incentive,
    IncentiveSource,
    IncentiveValue,
    Policy,
    PolicyStatement,
    Question,
    QuestionOption,
    QuestionSource,
)
from estates.licensing.queries import EXPORT_PRIORITY
from estates.licensing.self_check import RULES
from estates.licensing.words import NUMBERS
from estates.web.clock import today
from estates.web.units import UNITS

POLICY_GROUP = "statement"
POSITION = Count(
    key="position",
    label=_l("Place in the list"),
    hint=_l("Empty puts it last."),
)
UNITS_OF_LAW = {key: UNITS[key][0] for key in ("years", "persons", "percent", "km")}


class StatementShape(Shape):
    """One quotation of an official about the priority of exports."""

    family = "statement"
    group = POLICY_GROUP
    label = _l("Policy statements")
    one = _l("A new statement")
    key_hint = _l("A few words on what it says, such as export-first. It stays.")
    columns = (
        Text(key="quote", label=_l("What was said"), needed=True, paired=True),
        Text(key="speaker_role", label=_l("Who said it, by office"), needed=True, paired=True,
             long=False),
        Tick(key="attributed", label=_l("The source puts it into this person's mouth")),
        Day(key="said_on", label=_l("Said on"), hint=_l("Empty, if the source gives no day.")),
        SourceOf(key="source", attribute="source_id", label=_l("Source"), needed=True),
        Text(key="note", label=_l("Note"), paired=True),
        POSITION,
    )  # fmt: skip

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """In the order of the page."""
        return listed(session, PolicyStatement, PolicyStatement.quote, PolicyStatement.position)

    def find(self, session: Session, key: str) -> PolicyStatement | None:
        """By key."""
        return session.get(PolicyStatement, key_of(key))

    def make(self, session: Session, key: str) -> PolicyStatement:
        """The last of the policy."""
        last = after_last(session, PolicyStatement.position)
        return PolicyStatement(key=key_of(key), policy_key=EXPORT_PRIORITY, position=last)

    def name(self, row: Any) -> Words:
        """The quotation."""
        return row.quote

    def doubts(self, session: Session, key: str, base: Flat, after: Flat) -> Sequence[str]:
        """A statement without a rule cannot be told by the self-check."""
        return () if base or key_of(key) in RULES else ("no_rule",)


class CriterionShape(Shape):
    """A criterion that an authority has published. A change is a further version."""

    family = "criterion"
    group = POLICY_GROUP
    label = _l("Criteria")
    one = _l("A new criterion")
    key_hint = _l("The number of the criterion: 1 for the first, 2 for the second.")
    columns = (
        Text(key="text", label=_l("Criterion"), needed=True, paired=True),
        SourceOf(key="source", attribute="source_id", label=_l("Source"), needed=True),
    )

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """The latest version of each, by number."""
        rows = session.scalars(select(Criterion).order_by(Criterion.position, Criterion.version))
        return list({str(row.position): row.text for row in rows}.items())

    def find(self, session: Session, key: str) -> Criterion | None:
        """The latest version."""
        if not key.isdigit() or len(key) > 3:
            return None
        of = select(Criterion).where(
            Criterion.policy_key == EXPORT_PRIORITY, Criterion.position == int(key)
        )
        return session.scalars(of.order_by(Criterion.version.desc()).limit(1)).first()

    def may_begin(self, session: Session, key: str) -> bool:
        """The number that follows the last one."""
        return key == str(after_last(session, Criterion.position))

    def make(self, session: Session, key: str) -> Criterion:
        """Version 1."""
        return Criterion(policy_key=EXPORT_PRIORITY, position=int(key), version=1)

    def write(self, session: Session, key: str, changes: Flat) -> Base:
        """A further row: the earlier version stays."""
        before = self.find(session, key)
        row = self.make(session, key)
        if before is not None:
            row.version, row.text, row.source_id = (
                before.version + 1,
                before.text,
                before.source_id,
            )
        row.entered_on = today()
        self.put(row, changes)
        session.add(row)
        session.flush()
        return row

    def name(self, row: Any) -> Words:
        """Its text."""
        return row.text


class PolicyShape(Shape):
    """The policy as a whole: its title, and what is said where no criteria are published."""

    family = "policy"
    group = POLICY_GROUP
    label = _l("The policy itself")
    one = _l("The policy itself")
    naming = Naming.NEVER
    columns = (
        Text(key="title", label=_l("Title"), needed=True, paired=True, long=False),
        Text(key="criteria", label=_l("On its criteria"), needed=True, paired=True),
        Tick(key="criteria_published", label=_l("An authority has published criteria")),
    )

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """There is one."""
        return listed(session, Policy, Policy.title, Policy.key)

    def find(self, session: Session, key: str) -> Policy | None:
        """By key."""
        return session.get(Policy, key_of(key))

    def make(self, session: Session, key: str) -> Policy:
        """With its key."""
        return Policy(key=key_of(key))

    def name(self, row: Any) -> Words:
        """Its title."""
        return row.title


VALUES = Part(
    key="values",
    label=_l("Numbers of it"),
    one=_l("A further number"),
    unique="key",
    columns=(
        Choice(key="key", label=_l("What it is"), needed=True, options=NUMBERS),
        Amount(key="value", label=_l("Number"), needed=True),
        Choice(key="qualifier", label=_l("Reservation"), needed=True, options=MEASURED),
        Choice(key="unit", label=_l("Unit"), needed=True, options=UNITS_OF_LAW),
        POSITION,
    ),
)


class IncentiveShape(Shape):
    """An incentive of national law as sources tell it."""

    family = "incentive"
    group = POLICY_GROUP
    label = _l("Incentives")
    one = _l("A new incentive")
    key_most = 40
    key_hint = _l("Law and subject, such as art132-zero-rate. It stays.")
    columns = (
        Text(key="title", label=_l("Title"), needed=True, paired=True, long=False),
        Text(key="text", label=_l("What it grants"), needed=True, paired=True),
        Text(key="lawyer_note", label=_l("What a lawyer has to check"), needed=True, paired=True),
        Text(key="note", label=_l("Note"), paired=True),
        Sources(
            key="sources",
            label=_l("Sources"),
            needed=True,
            hint=_l("Names of sources with spaces between; the first stands at the numbers."),
        ),
        POSITION,
    )
    parts = (VALUES,)
    linked: ClassVar[frozenset[str]] = frozenset({"sources"})

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """In the order of the page."""
        return listed(session, Incentive, Incentive.title, Incentive.position)

    def find(self, session: Session, key: str) -> Incentive | None:
        """By key."""
        return session.get(Incentive, key_of(key))

    def make(self, session: Session, key: str) -> Incentive:
        """The last of the list."""
        return Incentive(key=key_of(key), position=after_last(session, Incentive.position))

    def name(self, row: Any) -> Words:
        """Its title."""
        return row.title

    def doubts(self, session: Session, key: str, base: Flat, after: Flat) -> Sequence[str]:
        """As of statements."""
        return () if base or key_of(key) in RULES else ("no_rule",)

    def links(self, session: Session, column: Column, key: str) -> list[str] | None:
        """The sources."""
        return cited(session, IncentiveSource, IncentiveSource.incentive_key == key_of(key))

    def relink(self, session: Session, column: Column, key: str, value: Any) -> None:
        """Write them anew."""
        recite(
            session,
            IncentiveSource,
            IncentiveSource.incentive_key == key_of(key),
            value,
            incentive_key=key_of(key),
        )

    def rows(self, session: Session, part: Part, key: str) -> Mapping[str, Base]:
        """The numbers by what they are."""
        of = select(IncentiveValue).where(IncentiveValue.incentive_key == key_of(key))
        rows = session.scalars(of.order_by(IncentiveValue.position))
        return {path_of(row.key): row for row in rows}

    def make_row(self, session: Session, part: Part, key: str, entry: Flat) -> Base:
        """The last of them."""
        of = select(func.max(IncentiveValue.position)).where(
            IncentiveValue.incentive_key == key_of(key)
        )
        return IncentiveValue(
            incentive_key=key_of(key), key=entry["key"], position=(session.scalar(of) or 0) + 1
        )


OPTIONS = Part(
    key="options",
    label=_l("Answers that are offered"),
    one=_l("An answer"),
    columns=(Text(key="label", label=_l("Answer"), needed=True, paired=True, long=False),),
    fixed=True,
)


class QuestionShape(Shape):
    """A question of the self-check. What follows from answers is known to the program alone."""

    family = "question"
    group = POLICY_GROUP
    label = _l("Questions of the self-check")
    one = _l("Questions of the self-check")
    naming = Naming.NEVER
    columns = (
        Text(key="text", label=_l("Question"), needed=True, paired=True),
        Text(key="note", label=_l("Note"), paired=True),
        Sources(
            key="sources", label=_l("Sources"), hint=_l("Names of sources with spaces between.")
        ),
    )
    parts = (OPTIONS,)
    linked: ClassVar[frozenset[str]] = frozenset({"sources"})

    def listing(self, session: Session) -> list[tuple[str, Words]]:
        """In the order in which they are asked."""
        return listed(session, Question, Question.text, Question.position)

    def find(self, session: Session, key: str) -> Question | None:
        """By key."""
        return session.get(Question, key_of(key))

    def make(self, session: Session, key: str) -> Question:
        """There are no further ones."""
        raise NotImplementedError

    def name(self, row: Any) -> Words:
        """The question."""
        return row.text

    def links(self, session: Session, column: Column, key: str) -> list[str] | None:
        """What it was made from."""
        return cited(session, QuestionSource, QuestionSource.question_key == key_of(key))

    def relink(self, session: Session, column: Column, key: str, value: Any) -> None:
        """Write it anew."""
        of = QuestionSource.question_key == key_of(key)
        recite(session, QuestionSource, of, value, question_key=key_of(key))

    def rows(self, session: Session, part: Part, key: str) -> Mapping[str, Base]:
        """The answers by their keys."""
        of = select(QuestionOption).where(QuestionOption.question_key == key_of(key))
        rows = session.scalars(of.order_by(QuestionOption.position))
        return {path_of(row.key): row for row in rows}


STATEMENT, CRITERION, POLICY, INCENTIVE, QUESTION = (
    StatementShape(),
    CriterionShape(),
    PolicyShape(),
    IncentiveShape(),
    QuestionShape(),
)
