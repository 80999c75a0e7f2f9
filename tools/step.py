"""What every set-up step shares: running programs, failing in one sentence, writing whole files.

Standard library only, because the first step runs before anything is installed.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
LOCKS = ROOT / "tools" / "locks"
VENV_PYTHON = ROOT / ".venv" / "bin" / "python"

LINES_OF_OUTPUT_SHOWN = 12


class StepFailed(Exception):
    """A step could not be done; the message says what failed and how to mend it."""


def run(
    command: Sequence[str | Path],
    otherwise: str,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a program at the top of the tree and return what it printed.

    Raises StepFailed with the sentence `otherwise`, after the last lines of the program's output;
    silently where `otherwise` is empty, for questions rather than deeds.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise StepFailed(f"{otherwise} ({error})") from error
    if done.returncode != 0:
        lines = done.stdout.strip().splitlines()
        if otherwise:
            print("\n".join(lines[-LINES_OF_OUTPUT_SHOWN:]), file=sys.stderr)
        raise StepFailed(otherwise)
    return done.stdout


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that whoever looks sees all of it or, after an interruption, none of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(unfinished, 0o644)  # noqa: PTH101 - mkstemp hands out a string
        os.replace(unfinished, path)  # noqa: PTH105
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def finish(step: Callable[[], None]) -> NoReturn:
    """Do a step and exit: 0 when done, 1 with the sentence when not."""
    try:
        step()
    except StepFailed as failure:
        print(failure, file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        print("Stopped; start the same command again to go on.", file=sys.stderr)
        raise SystemExit(130) from None
    raise SystemExit(0)
