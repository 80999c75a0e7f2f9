"""Models and migrations agree, and each migration can be taken back, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade

from estates import create_app
from estates.database import db, modelled
from estates.operation.health import is_migrated
from tests.databases import Databases, settings_for
from tests.site import Site


def test_models_and_migrations_do_not_differ(site: Site) -> None:
    with site.app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": modelled}
        )
        assert compare_metadata(context, db.metadata) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_go_back_to_nothing_and_forth_again(
    databases: Databases, tmp_path: Path, kind: str
) -> None:
    app = create_app(settings_for(databases.copy(kind), tmp_path))
    with app.app_context():
        downgrade(revision="base")
        assert not is_migrated()
        upgrade()
        assert is_migrated()
        db.session.remove()
        db.engine.dispose()
