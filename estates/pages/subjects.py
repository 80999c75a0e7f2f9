"""Every family of subjects that staff may change, in one table."""

from collections.abc import Iterable

from estates.history.family import Family, family_name
from estates.lib.bilingual import Words
from estates.pages.profile_family import ProfileFamily

FAMILIES: dict[str, Family] = {
    "": ProfileFamily(),
}


def family(subject: str) -> Family:
    """The family of a subject. Raises KeyError where there is none of that name."""
    return FAMILIES[family_name(subject)]


def names(subjects: Iterable[str]) -> dict[str, Words]:
    """What to call each of some subjects, in a query or so for each family."""
    by_family: dict[str, list[str]] = {}
    for subject in subjects:
        by_family.setdefault(family_name(subject), []).append(subject)
    found: dict[str, Words] = {}
    for name, members in by_family.items():
        if name in FAMILIES:
            found |= FAMILIES[name].names(members)
    return found
