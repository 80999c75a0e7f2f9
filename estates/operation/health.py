"""Whether the process is alive, and whether it can serve."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app
from sqlalchemy.exc import SQLAlchemyError

from estates.database import db
from estates.web.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def alive() -> Response:
    return _plain("alive", 200)


@bp.get("/readyz")
@public
def ready() -> Response:
    try:
        migrated = is_migrated()
    except SQLAlchemyError:
        current_app.logger.exception("the database cannot be reached")
        return _plain("the database cannot be reached", 503)
    return _plain("ready", 200) if migrated else _plain("the database is not migrated", 503)


def is_migrated() -> bool:
    """Whether the schema of the database is the newest. Raises SQLAlchemyError if unreachable."""
    script = ScriptDirectory(current_app.extensions["migrate"].directory)
    with db.engine.connect() as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
    return set(heads) == set(script.get_heads())


def _plain(text: str, code: int) -> Response:
    answer = Response(f"{text}\n", code, content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store"
    return answer
