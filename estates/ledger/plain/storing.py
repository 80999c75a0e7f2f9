"""What shapes share in reading and writing their rows."""

from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from estates.database import Base
from estates.lib.bilingual import Words

SEED_KEY_MOST = 40


def key_of(path: str) -> str:
    """The key of a row as tables have it, from how it stands in addresses."""
    return path.replace("-", "_")


def path_of(key: str) -> str:
    """The other way round."""
    return key.replace("_", "-")


def listed(session: Session, table: Any, name: Any, order: Any) -> list[tuple[str, Words]]:
    """Keys, as they stand in addresses, with names."""
    rows = session.execute(select(table.key, name).order_by(order, table.key))
    return [(path_of(key), words) for key, words in rows]


def after_last(session: Session, position: Any) -> int:
    """The position that follows the last one."""
    return (session.scalar(select(func.max(position))) or 0) + 1


def cited(session: Session, table: Any, *of: ColumnElement[bool]) -> list[str] | None:
    """The sources that rows of ``table`` cite, in their order; None for none."""
    chosen = select(table.source_id).where(*of).order_by(table.position)
    return list(session.scalars(chosen)) or None


def recite(
    session: Session, table: type[Base], of: ColumnElement[bool], sources: list[str] | None,
    **owner: Any,
) -> None:  # fmt: skip
    """Write anew which sources are cited."""
    session.execute(delete(table).where(of))
    session.add_all(
        table(source_id=source, position=position, **owner)
        for position, source in enumerate(sources or (), 1)
    )
    session.flush()
