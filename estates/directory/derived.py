"""What follows from the facts and is stored beside them: the leads and the search index.

Both follow every write by themselves. As a whole they are made anew where a database comes from a
release that did not have them, or had them otherwise.
"""

from sqlalchemy.orm import Session

from estates.directory import indexing
from estates.directory.models import Derived
from estates.ledger import leads


def bring_up_to_date(session: Session) -> bool:
    """Make all anew where it was made by another recipe, and say whether that was so.

    Never commits. Needs an application context.
    """
    made = session.get(Derived, 1)
    if made is not None and made.recipe == indexing.recipe():
        return False
    rebuild(session)
    return True


def rebuild(session: Session) -> None:
    """Make all leads and the whole search index anew. Never commits."""
    leads.refresh_all(session)
    indexing.reindex_all(session)
    session.merge(Derived(id=1, recipe=indexing.recipe()))
    session.flush()
