"""``flask seed`` checks, loads once, and refuses what is unsound."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select

from estates import create_app
from estates.database import db
from estates.directory.models import Estate
from estates.ledger.models import Claim
from estates.licensing.models import Incentive, Question
from estates.licensing.procedures import Procedure, Step
from estates.licensing.step_parts import Requirement
from estates.seeding.finding import UnsoundSeed
from estates.seeding.load import fill, seed_if_empty
from estates.settings import Settings
from tests.seeding.conftest import SeedCopy, refs_only


@pytest.fixture
def app(tmp_path: Path, copied: SeedCopy) -> Iterator[Flask]:
    """The application on an empty database and a copy of the seed."""
    url = f"sqlite:///{tmp_path / 'command.sqlite3'}"
    settings = Settings.from_env({"DATABASE_URL": url, "INSTANCE_DIR": str(tmp_path / "instance")})
    made = create_app(replace(settings, seed_dir=copied.folder))
    made.extensions["seeding"] = refs_only
    with made.app_context():
        upgrade()
        yield made
        db.session.remove()
        db.engine.dispose()


def claims() -> int | None:
    return db.session.scalar(select(func.count()).select_from(Claim))


def test_the_check_names_what_a_sound_seed_holds(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["seed", "--check"])
    assert result.exit_code == 0
    assert "look at seed/claims.csv" in result.output  # Shokuhiyeh: 1,200 allotted of 1,000
    assert result.output.splitlines()[-1].startswith(
        "seed is sound: 13 places (7 estates, 4 zones, 2 private), 104 claims, 89 sources"
    )
    assert claims() == 0


def test_the_check_needs_no_database(app: Flask) -> None:
    db.drop_all()
    assert app.test_cli_runner().invoke(args=["seed", "--check"]).exit_code == 0


def test_the_check_of_an_unsound_seed_fails_with_its_findings(app: Flask, copied: SeedCopy) -> None:
    copied.set("claims.csv", 14, value="abc")
    result = app.test_cli_runner().invoke(args=["seed", "--check"])
    assert result.exit_code == 1
    assert "seed/claims.csv:14: value: 'abc' is not a number. Write ASCII digits" in result.output


def test_the_command_loads_and_commits_once_and_adds_nothing_again(app: Flask) -> None:
    runner = app.test_cli_runner()
    first = runner.invoke(args=["seed"])
    assert first.exit_code == 0
    assert "claim: 104 added, 0 kept, 0 different" in first.output.splitlines()
    db.session.rollback()
    assert claims() == 104
    second = runner.invoke(args=["seed"])
    assert "claim: 0 added, 104 kept, 0 different" in second.output.splitlines()


def test_an_unsound_seed_is_not_loaded(app: Flask, copied: SeedCopy) -> None:
    copied.set("claims.csv", 14, value="abc")
    assert app.test_cli_runner().invoke(args=["seed"]).exit_code == 1
    assert claims() == 0


@pytest.mark.usefixtures("app")
def test_an_empty_database_is_seeded_and_a_used_one_is_not(copied: SeedCopy) -> None:
    assert seed_if_empty(db.session(), copied.folder, snapshot=refs_only)
    db.session.get_one(Estate, "siro").specialism = "metal"
    db.session.commit()
    assert not seed_if_empty(db.session(), copied.folder, snapshot=refs_only)
    assert db.session.get_one(Estate, "siro").specialism == "metal"


def guide() -> list[int]:
    """How many rows the guide and the self-check have."""
    models = (Procedure, Step, Requirement, Incentive, Question)
    return [db.session.scalar(select(func.count()).select_from(model)) or 0 for model in models]


@pytest.mark.usefixtures("app")
def test_a_database_of_an_earlier_release_gets_the_guide_and_keeps_what_staff_wrote(
    copied: SeedCopy,
) -> None:
    assert "was empty" in (fill(db.session(), copied.folder, snapshot=refs_only) or "")
    db.session.get_one(Estate, "siro").specialism = "metal"
    db.session.commit()
    whole = guide()
    assert all(whole)
    db.session.remove()
    downgrade(revision="0002")
    upgrade()
    assert not any(guide())
    assert "lacked" in (fill(db.session(), copied.folder, snapshot=refs_only) or "")
    assert guide() == whole
    assert db.session.get_one(Estate, "siro").specialism == "metal"
    assert fill(db.session(), copied.folder, snapshot=refs_only) is None


@pytest.mark.usefixtures("app")
def test_an_empty_database_stays_empty_where_the_seed_is_unsound(copied: SeedCopy) -> None:
    copied.set("claims.csv", 14, value="abc")
    with pytest.raises(UnsoundSeed, match=r"seed/claims.csv:14: value"):
        seed_if_empty(db.session(), copied.folder, snapshot=refs_only)
    assert claims() == 0
