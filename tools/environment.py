"""The virtual environment: `python -m tools.environment serve | test | lock`.

`serve` and `test` fill `.venv` from the locked requirements, with uv where it works and with pip
where it does not (pip knows mirrors and proxies of its own configuration that uv does not read).
`lock` writes the locks anew from the `.in` files. Runs on any Python from 3.11, before anything is
installed.
"""

import shutil
import sys

from tools.step import LOCKS, ROOT, VENV_PYTHON, StepFailed, finish, run

REQUIREMENTS = {
    "serve": ["requirements.txt"],
    "test": ["requirements.txt", "requirements-dev.txt"],
}
NO_NETWORK = (
    "Python packages could not be installed: check the network (or pip's own configuration of a "
    "package index) and start the same command again."
)


def create() -> None:
    """Make `.venv`, or make it anew where it is a torso or belongs to another place or Python."""
    if _is_usable():
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    run(
        [sys.executable, "-m", "venv", "--clear", ROOT / ".venv"],
        "The virtual environment could not be made: install Python's venv module (on Debian and "
        f"Ubuntu `apt-get install python{version}-venv`), then start again.",
    )


def _is_usable() -> bool:
    try:
        prefix = run([VENV_PYTHON, "-c", "import pip, sys; print(sys.prefix)"], "").strip()
    except StepFailed:
        return False
    activate = ROOT / ".venv" / "bin" / "activate"
    # A tree that was moved keeps scripts that start the Python of the old place.
    return prefix == str(ROOT / ".venv") and str(ROOT / ".venv") in activate.read_text("utf-8")


def install(purpose: str) -> None:
    """Install the locked requirements of a purpose; every file's hash is checked."""
    files = [part for name in REQUIREMENTS[purpose] for part in ("-r", str(ROOT / name))]
    try:
        _install_uv()
        # Compiled now, as pip does: the server's processes start twice as fast.
        uv = [VENV_PYTHON, "-m", "uv", "--no-config", "pip", "install", "--compile-bytecode"]
        run(
            [*uv, "--require-hashes", "--python", VENV_PYTHON, *files],
            "uv did not get on; pip takes over.",
        )
    except StepFailed as failure:
        print(failure, file=sys.stderr)
        run([*_pip_install(), *files], NO_NETWORK)


def _install_uv() -> None:
    try:
        run([*_pip_install(), "-r", LOCKS / "uv.txt"], "uv could not be installed; pip takes over.")
    except StepFailed:
        if shutil.which("uv", path=str(VENV_PYTHON.parent)) is None:
            raise


def _pip_install() -> list[str]:
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    return [*pip, "--require-hashes"]


def lock() -> None:
    """Write the locks anew: the newest releases that the `.in` files allow, with all hashes."""
    _install_uv()
    compile_ = [VENV_PYTHON, "-m", "uv", "--no-config", "pip", "compile", "--quiet", "--upgrade"]
    options = ["--generate-hashes", "--universal", "--python-version=3.11", "--no-emit-index-url"]
    command = ["--custom-compile-command", "python -m tools.environment lock"]
    for name in ("requirements", "requirements-dev"):
        run(
            [*compile_, *options, *command, f"{name}.in", "-o", f"{name}.txt"],
            f"{name}.in could not be locked: see above for the packages that do not agree.",
        )


def main() -> None:
    """Do what the command line says."""
    purpose = sys.argv[1] if len(sys.argv) == 2 else ""
    if purpose not in {*REQUIREMENTS, "lock"}:
        raise StepFailed("Usage: python -m tools.environment serve | test | lock")
    create()
    if purpose == "lock":
        lock()
    else:
        install(purpose)


if __name__ == "__main__":
    finish(main)
