"""Tables that somebody sent, turned into lines of JSON by a program of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from estates.web import table_file
from estates.web.table_file import MOST_ROWS, Unreadable

SECONDS = 90  # that a file may take
_PROGRAM = Path(table_file.__file__)


def convert(
    source: Path, out: Path, sheet: str | None = None, most: int = MOST_ROWS
) -> dict[str, Any]:
    """What is to be said of a file; its rows stand in ``out``. Raises Unreadable with a code."""
    arguments = [sys.executable, "-I", str(_PROGRAM), str(source), str(out), sheet or "", str(most)]
    made = out.with_suffix(".part")
    arguments[4] = str(made)
    os.close(os.open(made, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        done = subprocess.run(arguments, capture_output=True, timeout=SECONDS, check=False)
        about = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise Unreadable("too_slow") from None
    except ValueError:  # it ended without a word: no memory, or a fault of the parser
        raise Unreadable("too_big_inside") from None
    finally:
        if made.exists() and "about" not in locals():
            made.unlink(missing_ok=True)
    if "wrong" in about:
        made.unlink(missing_ok=True)
        raise Unreadable(about["wrong"])
    made.replace(out)
    return about


def rows(path: Path, start: int = 0) -> Iterator[dict[str, Any]]:
    """The rows of a converted file from ``start`` on, one at a time."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number >= start:
                yield json.loads(line)
