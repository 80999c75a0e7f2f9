"""Sites with a desk, where the page of another part of it may not be there yet."""

import pytest

from estates.accounts.roles import Role
from tests.accounts.cast import add, add_all
from tests.site import Site
from tests.staff.cast import SECOND


@pytest.fixture
def staffed(own_site: Site) -> Site:
    """A site of which a test may change anything, with one person of each role and a second publisher."""
    add_all(own_site)
    add(own_site, Role.PUBLISHER, SECOND)
    return own_site
