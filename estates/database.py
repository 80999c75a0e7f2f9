"""The database: one metadata with named constraints, and the column types of this project."""

from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from json import loads
from sqlite3 import Connection as SqliteConnection
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Engine, MetaData, Numeric, String, event
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from estates.lib.bilingual import Words
from estates.lib.persian import normalise
from estates.settings import Settings

SHORT_TEXT = 400  # letters
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The parent of all models."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)
migrate = Migrate()


class ExactDecimal(TypeDecorator[Decimal]):
    """An exact decimal with six places, comparable and sortable in SQL.

    PostgreSQL has NUMERIC; SQLite would make floats of it, so there the number of millionths
    is stored as an integer.
    """

    impl = BigInteger
    cache_ok = True
    PLACES = Decimal(10) ** 6

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Numeric(20, 6))
        return dialect.type_descriptor(BigInteger())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | int | None:
        if value is None or dialect.name == "postgresql":
            return value
        scaled = value * self.PLACES
        if scaled != int(scaled):
            raise ValueError(f"{value} has more than six decimal places")
        return int(scaled)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        return Decimal(value) if dialect.name == "postgresql" else Decimal(value) / self.PLACES


# SQLite compares by code point anyway; PostgreSQL by the rules of a language unless told so.
BY_CODE_POINT = String().with_variant(String(collation="C"), "postgresql")
# The index of texts is written in the SQL of each database, and no model describes it.
UNMODELLED = "search_text"


def modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Whether models describe a table, for Alembic's comparison of the two."""
    return not (kind == "table" and name and name.startswith(UNMODELLED))


def _from_json(stored: str | bytes) -> Any:
    """What a JSON column holds; not to be changed in place, because short texts are shared.

    A page reads thousands of them, the same ones again and again.
    """
    return _short_text(stored) if len(stored) <= SHORT_TEXT else loads(stored)


@lru_cache(maxsize=8192)
def _short_text(stored: str | bytes) -> Any:
    return loads(stored)


class WordsType(TypeDecorator[Words]):
    """A text in several languages, stored as a JSON object language to text.

    Texts are normalised on write: Persian ی and ک, no invisible controls.
    """

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Words | None, dialect: Dialect) -> dict[str, str]:
        return {code: normalise(text) for code, text in (value or Words()).items()}

    def process_result_value(self, value: Any, dialect: Dialect) -> Words:
        return Words(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and returned aware. A naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone was about to be stored")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


@event.listens_for(Engine, "connect")
def _set_pragmas(connection: Any, _record: object) -> None:
    """SQLite: readers and a writer at once, foreign keys enforced, waiting instead of failing."""
    if not isinstance(connection, SqliteConnection):
        return
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "busy_timeout=30000",  # SQLite serves those who wait in no order: fifty may wait long
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def init_app(app: Flask, settings: Settings) -> None:
    """Bind the database and its migrations to ``app``."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "pool_pre_ping": True,
        "json_deserializer": _from_json,
    }
    db.init_app(app)
    migrate.init_app(
        app, db, directory="estates/migrations", render_as_batch=True, include_name=modelled
    )
