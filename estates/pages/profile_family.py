"""The province and the estates as a family of subjects."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for

from estates.database import db
from estates.directory import past, problem_words, telling
from estates.directory import queries as directory
from estates.directory.changes import Problem
from estates.directory.profile_kind import Doubt, ProfileKind
from estates.history.drafts import Doubtful, Flat
from estates.ledger import queries as ledger
from estates.ledger.models import PROVINCE
from estates.ledger.sentence import Sentence
from estates.lib.bilingual import Words
from estates.maps.views import maps


class ProfileFamily:
    """See `history.family.Family`."""

    edit_endpoint = "staff.edit"

    @property
    def kind(self) -> ProfileKind:
        """Profiles, whose positions are looked for inside the outline of the province."""
        return ProfileKind(lambda: (maps().basemap.outline,))

    def names(self, subjects: Sequence[str]) -> dict[str, Words]:
        """Short names of estates, and the name of the province."""
        found = {row.ref: row.short_name for row in directory.estates_named(sorted(subjects))}
        if PROVINCE in subjects:
            found[PROVINCE] = directory.province().name
        return found

    def tell(
        self, subject: str, before: Flat, after: Flat, day: date, *, whole: bool = True
    ) -> list[Sentence]:
        """Figures, texts, the rest."""
        ground = past.ground(db.session(), before, after)
        return telling.tell(telling.Change(subject, before, after, ground, day, whole))

    def address(self, subject: str) -> Mapping[str, Any]:
        """An estate is addressed by its reference, and so is the province."""
        return {"ref": subject}

    def public_url(self, subject: str) -> str:
        """The profile."""
        if subject == PROVINCE:
            return url_for("pages.province")
        return url_for("pages.profile", ref=subject)

    def problem_words(self, problem: Problem) -> str:
        """What is wrong at a field, and what to do."""
        return problem_words.problem_words(problem)

    def doubt_words(self, doubt: Doubtful) -> str:
        """What is unlikely, with the figures by their names."""
        assert isinstance(doubt, Doubt)
        return problem_words.doubt_words(doubt.remark, ledger.fields_by_key())

    def estate_of(self, subject: str) -> str:
        """An estate is its own; the province is one too, to which nobody is limited."""
        return subject
