"""Directories are kept between runs, made anew when they have to be, and used by one run at once."""

import tempfile
from pathlib import Path

import pytest

from bench import databases
from bench.databases import InUse, kept


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def making(fresh: bool = False) -> list[str]:
    """What a run says about making its directory."""
    said: list[str] = []
    with kept(fresh) as found:
        found.directory("sqlite", 1, said.append)
    return said


def test_a_directory_is_made_once() -> None:
    assert making() == ["making 1 estates in sqlite ..."]
    assert making() == []


def test_a_directory_is_made_anew_when_asked_or_when_its_makers_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    making()
    assert making(fresh=True)
    monkeypatch.setattr(databases, "_fingerprint", lambda: "another")
    assert making()


def test_a_second_run_is_refused_while_one_is_measuring() -> None:
    with kept(), pytest.raises(InUse, match="another run"), kept():
        pass
