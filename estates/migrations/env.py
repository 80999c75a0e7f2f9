"""How Alembic reaches the database of the application that runs it."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import text

from estates.database import ExactDecimal, UtcDateTime, WordsType, db

# Any number that no other program on the same server is likely to lock by.
LOCK = 7_136_113


def render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Name the project's own column types in migrations by import."""
    if kind == "type" and isinstance(item, ExactDecimal | UtcDateTime | WordsType):
        autogen_context.imports.add("from estates import database")
        return f"database.{type(item).__name__}()"
    return False


def run() -> None:
    """Migrate online; on PostgreSQL under a lock, so that nodes may start together."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=render_item,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations need a database: --sql is not supported.")
run()
