"""The revision of the whole site."""

from estates.database import db
from estates.history.models import SiteRevision


def site_revision() -> int:
    """The number of the site's published state; 0 before anything was published."""
    row = db.session.get(SiteRevision, 1)
    return row.number if row else 0
