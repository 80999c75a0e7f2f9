"""A real browser on a real server."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from tests.databases import Databases
from tests.site import Site

FOUND = Path(__file__).parents[2] / "build" / "browser.json"


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The address of a server that shows ``site``, until the end of the ``with`` block."""
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    site.close()


@pytest.fixture(scope="session")
def address(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that shows the real facts."""
    site = Site(databases.copy("sqlite"), tmp_path_factory.mktemp("browser"))
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as `make setup-test` found it. Fails with a sentence where there is none."""
    if not FOUND.exists():
        pytest.fail("No browser was found for the tests: run `make setup-test`.")
    found = json.loads(FOUND.read_text("utf-8"))
    environment = {"LD_LIBRARY_PATH": found["library_path"]} if found["library_path"] else {}
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found["executable"],
            args=[argument for argument in found["arguments"] if argument != "--headless"],
            env={**environment, "HOME": str(FOUND.parent)},
        )
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, address: str, context: BrowserContext) -> Iterator:
    """Open a path of the site; what the page complains of in the console fails the test."""
    complaints: list[str] = []

    def open_page(path: str) -> Page:
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request", lambda r: None if r.url.startswith(address) else complaints.append(r.url)
        )
        page.goto(address + path, wait_until="networkidle")
        return page

    yield open_page
    assert not complaints


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor at a desk."""
    made = browser.new_context(viewport={"width": 1440, "height": 900})
    yield made
    made.close()
