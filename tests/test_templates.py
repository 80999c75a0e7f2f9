"""Rules that every template keeps."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.site import Site

ROOT = Path(__file__).parent.parent / "templates"
FIGURE = "components/figure.html"
NAMES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
# What only the figure component may touch: the number itself, and the filters that make it words.
VALUES = {"value", "number", "value_max", "maximum", "stated", "value_usd", "weight_t"}
VALUE_FILTERS = {"quantity", "pct", "round", "format", "int", "float"}


@pytest.fixture(scope="module")
def trees(site: Site) -> dict[str, nodes.Template]:
    environment = site.app.jinja_env
    return {name: environment.parse((ROOT / name).read_text("utf-8")) for name in NAMES}


def test_no_template_but_the_figure_component_prints_a_value(trees) -> None:
    """Elsewhere a value may only be handed, as it is, to a macro of that component."""
    offences = []
    for name, tree in trees.items():
        if name == FIGURE:
            continue
        handed = {id(argument) for argument in _handed_over(tree)}
        for found in tree.find_all(nodes.Getattr):
            if found.attr in VALUES and id(found) not in handed:
                offences.append(f"{name}:{found.lineno}: .{found.attr}")
        for found in tree.find_all(nodes.Filter):
            if found.name in VALUE_FILTERS:
                offences.append(f"{name}:{found.lineno}: |{found.name}")
    assert not offences


def _handed_over(tree: nodes.Template) -> Iterator[nodes.Expr]:
    """The arguments of calls of macros that a template imports from the figure component."""
    macros = set()
    for imported in tree.find_all(nodes.FromImport):
        if isinstance(imported.template, nodes.Const) and imported.template.value == FIGURE:
            macros |= {name[1] if isinstance(name, tuple) else name for name in imported.names}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in macros:
            yield from call.args
            yield from (keyword.value for keyword in call.kwargs)


@pytest.mark.parametrize(
    "source",
    [
        "{{ statement.value }}",
        "{% set v = statement.value %}{{ v }}",
        "{{ words(statement.value) }}",
        "{{ statement.value.number }}",
        "{{ claim.stated }}",
    ],
)
def test_the_rule_finds_every_way_round_it(site: Site, source: str) -> None:
    tree = site.app.jinja_env.parse(source)
    with pytest.raises(AssertionError):
        test_no_template_but_the_figure_component_prints_a_value({"trial.html": tree})


def test_templates_format_nothing_but_by_our_filters(trees) -> None:
    foreign = {"format_number", "format_date", "format_datetime", "format_decimal", "format_currency",
               "format_percent", "numberformat", "dateformat", "currencyformat", "strftime"}  # fmt: skip
    offences = [
        f"{name}: {word}"
        for name in NAMES
        for word in foreign
        if word in (ROOT / name).read_text("utf-8")
    ]
    assert not offences
    for name, tree in trees.items():
        assert not [f for f in tree.find_all(nodes.Filter) if f.name in foreign], name


def test_numbers_and_days_are_formatted_in_one_place_only() -> None:
    estates = ROOT.parent / "estates"
    pattern = re.compile(r"flask_babel import .*format_|babel\.(numbers|dates)")
    homes = [p.name for p in estates.rglob("*.py") if pattern.search(p.read_text("utf-8"))]
    assert homes == ["days.py"]  # whose filters web/formatting.py registers


@pytest.mark.parametrize("name", NAMES)
def test_no_template_switches_escaping_off(name: str) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", (ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_no_template_holds_inline_style_or_script(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)", text)


SHEETS = sorted((ROOT.parent / "static" / "css").rglob("*.css"))
# DESIGN_LANGUAGE §8: numeric columns, maps and the arrow of a select stay physical.
PHYSICAL = re.compile(
    r"(?<![-\w])(?:margin|padding|border)-(?:left|right)\b|(?<![-\w])(?:left|right)\s*:"
    r"|text-align:\s*left\b|float:(?!\s*inline-)"
)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheets_use_logical_directions(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert not PHYSICAL.findall(text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheets_fetch_nothing_from_elsewhere(sheet: Path) -> None:
    assert not re.search(r"url\(\s*[\"']?(?:https?:|//|data:)|@import", sheet.read_text("utf-8"))
