"""Sites of their own for tests of enquiries, which need not find out anew where each link leads."""

import pytest

from tests.site import Site


@pytest.fixture(scope="session")
def links() -> dict[str, int]:
    """What each address answered; that of an enquiry is told apart by its token."""
    return {}


@pytest.fixture
def own_site(own_site: Site, links: dict[str, int]) -> Site:
    """As elsewhere."""
    own_site._statuses = links
    return own_site
