"""What needs somebody: the counts and queues of the desk's first page, and the whole lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import lazy_gettext as _l

from estates.accounts import guards
from estates.accounts.roles import Role
from estates.directory import attention as profiles
from estates.directory import queries as directory
from estates.directory.attention import Behind
from estates.directory.telling import LANGUAGE_NAMES, TEXTS
from estates.history import queue
from estates.history.draft import Draft, State
from estates.history.family import SEPARATOR
from estates.ledger import attention as figures
from estates.ledger.attention import Dispute, Overdue, Stale
from estates.ledger.models import PROVINCE, Field
from estates.lib.bilingual import Words
from estates.pages import subjects
from estates.staff import inbox, reviewing
from estates.web import clock

AT_ONCE = 5  # rows of a queue on the first page
# The whole lists, by their names in addresses.
TITLES = {
    "overdue": _l("Overdue figures"),
    "unknown": _l("Core figures not known"),
    "languages": _l("Texts that lag in a language"),
    "disputes": _l("Disputes without a decision"),
    "sources": _l("Sources gone stale"),
}


@dataclass(frozen=True)
class Count:
    """One number of the first page, with the list that it counts."""

    text: str
    count: int
    url: str


def own_refs() -> Sequence[str]:
    """The sites that whoever looks is limited to: they stand first."""
    account = guards.account()
    return account.refs if account.role == Role.EDITOR else ()


def edit_url(subject: str, anchor: str = "") -> str:
    """The editor of a subject, at one of its fields; its public page for whoever may not write."""
    family, account = subjects.family(subject), guards.account()
    estate = family.estate_of(subject)
    if not (account.may_write(estate) if estate else account.has(Role.EDITOR)):
        return family.public_url(subject) or url_for("pages.home")
    address = url_for(family.edit_endpoint, **family.address(subject))
    return f"{address}#{anchor}" if anchor else address


def source_url(source_id: str) -> str:
    """Where a source is looked after: its editor where there is one, else its public page."""
    subject = f"source{SEPARATOR}{source_id}"
    if "source" in subjects.FAMILIES:
        return edit_url(subject)
    return url_for("pages.source", id=source_id)


class Work:
    """What needs somebody now; each part is read when it is asked for."""

    def __init__(self, subject: str | None = None) -> None:
        self.subject, self.today, self.first = subject, clock.today(), own_refs()
        self._behind: list[Behind] | None = None
        self._disputed: list[tuple[str, str]] | None = None

    def count(self, what: str) -> int:
        """How many rows a list has."""
        match what:
            case "overdue":
                return figures.count_overdue(self.today, self.subject)
            case "unknown":
                return profiles.count_unknown(self.subject)
            case "languages":
                return len(self.behind)
            case "disputes":
                return len(self.disputed)
            case _:
                return figures.count_stale_sources(self.today)

    @property
    def behind(self) -> list[Behind]:
        """Every text that lags or is missing, those of the own sites first."""
        if self._behind is None:
            found = [one for one in profiles.behind() if self.subject in (None, one.subject)]
            self._behind = sorted(found, key=lambda one: one.subject not in self.first)
        return self._behind

    @property
    def disputed(self) -> list[tuple[str, str]]:
        """Every dispute that nobody decided, those of the own sites first."""
        if self._disputed is None:
            found = figures.disputed(self.subject)
            self._disputed = sorted(found, key=lambda key: key[0] not in self.first)
        return self._disputed

    def overdue(self, start: int = 0, most: int = AT_ONCE) -> list[Overdue]:
        """Figures that should have been looked at again."""
        return figures.overdue(self.today, start, most, self.subject, self.first)

    def unknown(self, start: int = 0, most: int = AT_ONCE) -> list[tuple[str, Field]]:
        """Core figures of which nothing is known."""
        return profiles.unknown(start, most, self.subject, self.first)

    def languages(self, start: int = 0, most: int = AT_ONCE) -> list[Behind]:
        """Texts that lag in a language, or lack it."""
        return self.behind[start : start + most]

    def disputes(self, start: int = 0, most: int = AT_ONCE) -> list[Dispute]:
        """Figures whose sources disagree."""
        return figures.disputes(self.disputed[start : start + most], self.today)

    def sources(self, start: int = 0, most: int = AT_ONCE) -> list[Stale]:
        """Sources of which all figures are overdue."""
        return figures.stale_sources(self.today, start, most)

    def rows(self, what: str, start: int, most: int) -> Sequence[object]:
        """A page of a list."""
        return getattr(self, what)(start, most)


def names_of(what: str, rows: Sequence[object]) -> Mapping[str, Words]:
    """What to call the subjects of rows."""
    if what == "sources":
        return {}
    return subjects.names({row[0] if isinstance(row, tuple) else row.subject for row in rows})  # type: ignore[attr-defined]


def text_name(one: Behind) -> tuple[str, str]:
    """A text and the language in which it lags, in words."""
    return str(TEXTS.get(one.text, one.text)), str(LANGUAGE_NAMES.get(one.language, one.language))


def counts(work: Work) -> list[Count]:
    """The numbers of the first page, each with its list."""
    found = [
        Count(str(TITLES[what]), work.count(what), url_for("staff.work", what=what))
        for what in TITLES
    ]
    drafts = Count(
        str(_l("Drafts waiting for review")), queue.count(State.SUBMITTED), url_for("staff.drafts")
    )
    if not guards.account().has(Role.EDITOR):
        return [drafts, *found]
    asked = Count(str(_l("Enquiries waiting")), inbox.count_open(), url_for("staff.enquiries"))
    return [found[0], asked, drafts, *found[1:]]


@dataclass(frozen=True)
class DraftRow:
    """A draft on the first page."""

    draft: Draft
    name: Words
    changes: int


def draft_rows(found: Sequence[Draft]) -> list[DraftRow]:
    """Drafts with what to call them and how much they change."""
    named = reviewing.names_of(found)
    return [DraftRow(one, named[one.subject], reviewing.count_changes(one)) for one in found]


def estate_choices() -> Mapping[str, Words]:
    """The subjects by which a list may be narrowed: the province and every site."""
    return {PROVINCE: directory.province().name, **directory.short_names()}
