"""The browser of the tests: `python -m tools.browser`.

Finds a Chromium that really starts and writes it to build/browser.json: `executable`, and
`library_path` for LD_LIBRARY_PATH (or null), and `arguments` to start it with. A browser of the
system comes first ($CHROMIUM, then the usual names); else the one that npm installed, which needs
neither root nor Debian.
"""

import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import brotli
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from tools.step import BUILD, ROOT, StepFailed, finish, write_whole

FOUND = BUILD / "browser.json"
PACKED = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = BUILD / "browser"
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
SHOWN = "قم Qom"
SECONDS_TO_START = 30
NO_BROWSER = (
    "No browser for the tests starts here: install Chromium (on Debian `apt-get install chromium`) "
    "or set CHROMIUM to one, then start again."
)

Browser = dict[str, str | list[str] | None]


def candidates() -> Iterator[Browser]:
    """Yield the browsers to try, best first; the packed one is unpacked only when asked for."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        yield _browser(Path(chosen))
        raise StepFailed(f"CHROMIUM={chosen} does not start: unset it, or set it to one that does.")
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield _browser(Path(path))
    if PACKED.is_dir():
        executable = unpack()
        yield _browser(executable)
        yield _browser(executable, UNPACKED / "al2023" / "lib")


def _browser(executable: Path, libraries: Path | None = None) -> Browser:
    library_path = str(libraries) if libraries else None
    return {
        "executable": str(executable),
        "library_path": library_path,
        "arguments": [*ARGUMENTS],
    }


def unpack() -> Path:
    """Unpack npm's Chromium into build/browser/, unless it is there, and return its program."""
    executable = UNPACKED / "chromium"
    version = json.loads((PACKED / "package.json").read_text("utf-8"))["version"]
    mark = UNPACKED / "version"
    if mark.is_file() and mark.read_text("utf-8") == version:
        return executable
    shutil.rmtree(UNPACKED, ignore_errors=True)
    packed = PACKED / "bin"
    write_whole(executable, brotli.decompress((packed / "chromium.br").read_bytes()))
    executable.chmod(0o755)
    # Chromium looks for its software renderer beside itself.
    _extract(packed / "swiftshader.tar.br", UNPACKED)
    _extract(packed / "al2023.tar.br", UNPACKED / "al2023")
    write_whole(mark, version.encode())
    return executable


def _extract(archive: Path, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(brotli.decompress(archive.read_bytes()))) as tar:
        # Python 3.11 before 3.11.4 has no filters; npm checked the archive's hash.
        tar.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
        tar.extractall(folder)


def starts(browser: Browser) -> bool:
    """Say whether a browser shows a page, asked the way the tests ask."""
    library_path = browser["library_path"]
    environment: dict[str, str | float | bool] = {**os.environ}
    if library_path:
        environment["LD_LIBRARY_PATH"] = str(library_path)
    try:
        with sync_playwright() as playwright:
            running = playwright.chromium.launch(
                executable_path=str(browser["executable"]),
                args=ARGUMENTS,
                env=environment,
                timeout=SECONDS_TO_START * 1000,
            )
            page = running.new_page()
            page.set_content(f"<p>{SHOWN}</p>")
            shown = page.inner_text("p")
            running.close()
    except PlaywrightError:
        return False
    return shown == SHOWN


def main() -> None:
    """Find the first browser that starts and say where it is."""
    for browser in candidates():
        if starts(browser):
            write_whole(FOUND, json.dumps(browser, indent=1).encode())
            return
    raise StepFailed(NO_BROWSER)


if __name__ == "__main__":
    finish(main)
