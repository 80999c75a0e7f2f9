"""The help page speaks to a new colleague in both languages, with pictures that are light."""

import pytest

from estates.accounts.roles import Role
from estates.settings import ROOT
from tests.accounts.cast import entered
from tests.site import LANGUAGES, Site

pytestmark = pytest.mark.one_database


def test_every_role_reads_it_in_both_languages(staffed: Site) -> None:
    for role in (Role.READER, Role.ADMINISTRATOR):
        someone = entered(staffed, role)
        for language in LANGUAGES:
            page = someone.page(f"/{language}/staff/help/")
            pictures = page.all(".shot img")
            assert len(pictures) == 5 and all(picture["alt"] for picture in pictures)
            assert all(f"-{language}" in str(picture["src"]) for picture in pictures)


@pytest.mark.parametrize("path", sorted((ROOT / "static/img/help").iterdir()), ids=lambda p: p.name)
def test_pictures_are_light(path) -> None:
    assert path.stat().st_size < 60_000
