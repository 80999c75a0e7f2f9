"""What the README tells to run is run; what it names exists."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.databases import Databases

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)\n```", TEXT, re.DOTALL)
BASEMAP = next(command for command in COMMANDS if "basemap add" in command)
ELSEWHERE = {
    "make test": "this run",
    "make serve": "tests/operation/test_serve.py",
    BASEMAP: "tests/operation/test_basemap.py",
    "make translations": "writes into the tree: its check is a step of `make test`",
}


def test_every_command_is_run_by_the_suite() -> None:
    assert set(ELSEWHERE) < set(COMMANDS)
    assert len(COMMANDS) == 8


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ELSEWHERE])
def test_a_command_of_the_readme_succeeds(
    command: str, databases: Databases, tmp_path: Path
) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "INSTANCE_DIR": str(tmp_path),
        "DATABASE_URL": databases.copy("sqlite"),
    }
    ran = subprocess.run(
        command.split(), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout


@pytest.mark.parametrize(
    "target", ["serve", "test", "endure", "translations", "help", "lint", "format"]
)
def test_targets_that_the_texts_name_exist(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("text", ["README.md", "CONTRIBUTING.md"])
def test_files_that_the_texts_name_exist(text: str) -> None:
    words = (ROOT / text).read_text("utf-8")
    named = re.findall(r"`((?:seed|estates|templates|tests|static|translations)/[\w./-]+)`", words)
    named += re.findall(r"\]\((docs/[\w.-]+)\)", words)
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


def test_every_setting_is_in_the_table() -> None:
    read = set(
        re.findall(
            r'(?:text|names|choice|integer)\("([A-Z_]+)"',
            (ROOT / "estates/settings.py").read_text(),
        )
    )
    groups = ("MAIL_", "ENQUIRY_")
    assert {
        name for name in read if f"`{name}`" not in TEXT and not name.startswith(groups)
    } == set()
