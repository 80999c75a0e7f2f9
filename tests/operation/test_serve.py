"""`make serve`: migrates, fills, says where it is, answers, and stops cleanly."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.databases import Databases

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def serving(folder: Path, port: int, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """`make serve` on ``port`` with its data in ``folder``; ended with Ctrl-C at the latest here."""
    environment = {"PATH": "/usr/bin:/bin", "INSTANCE_DIR": str(folder), "PORT": str(port)}
    environment |= settings
    process = subprocess.Popen(
        ["make", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # a group of its own, as a terminal gives it, for Ctrl-C
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(20)
        if process.stdout:
            process.stdout.close()


def read_until(process: subprocess.Popen[str], pattern: str) -> list[str]:
    """The lines up to the one that fits; fails with all of them where none does."""
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if re.search(pattern, line):
            return lines
    raise AssertionError("".join(lines))


def test_it_fills_an_empty_place_answers_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port) as process:
        lines = read_until(process, "is running on")
        assert f"http://127.0.0.1:{port}" in lines[-1]
        assert any("facts of seed/ were loaded" in line for line in lines)
        for path in ("/fa/", "/en/estates/shokuhiyeh/", "/readyz"):
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                assert answer.status == 200
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout
        assert "Traceback" not in process.stdout.read()
        process.wait(20)

    with serving(tmp_path, port) as again:  # a second start changes no data
        lines = read_until(again, "is running on")
        assert not any("loaded" in line for line in lines)


def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(tmp_path, port) as process:
            assert process.stdout
            said = process.stdout.read()
            assert process.wait(60) != 0
    assert str(port) in said and "Traceback" not in said


def test_a_bad_setting_is_said_in_a_sentence(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "INSTANCE_DIR": str(tmp_path), "PORT": "eighty"}
    ran = subprocess.run(
        ["make", "serve"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode != 0
    assert "PORT='eighty' cannot be used: it must be a whole number" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_workers_end_with_a_server_that_was_killed(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port) as process:
        read_until(process, "is running on")
        # make has become the server: it execs
        os.kill(process.pid if is_server(process.pid) else child_of(process.pid), signal.SIGKILL)
        deadline = time.monotonic() + 20
        while answers(port) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert not answers(port)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_that_start_together_on_an_empty_database_both_serve(
    databases: Databases, tmp_path: Path, kind: str
) -> None:
    one, other, url = free_port(), free_port(), databases.empty(kind)
    with (
        serving(tmp_path, one, DATABASE_URL=url) as first,
        serving(tmp_path, other, DATABASE_URL=url) as second,
    ):
        said = "".join(read_until(first, "is running on") + read_until(second, "is running on"))
        assert said.count("facts of seed/ were loaded") == 1
        assert answers(one) and answers(other)


def test_a_database_that_cannot_be_used_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "estates.sqlite3").write_bytes(b"this is no database" * 100)
    with serving(tmp_path, free_port()) as process:
        assert process.stdout
        said = process.stdout.read()
        assert process.wait(60) != 0
    assert "The database cannot be used: file is not a database" in said
    assert "Traceback" not in said


def answers(port: int) -> bool:
    """Whether anything answers at a port."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def is_server(pid: int) -> bool:
    """Whether a process is the site's server, not make."""
    return b"flask" in Path(f"/proc/{pid}/cmdline").read_bytes()


def child_of(pid: int) -> int:
    """The first child of a process."""
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
