"""The measurements: every address of the table answers, and limits are judged as they are meant."""

from pathlib import Path

import pytest

from bench.directory import Made, make
from bench.measuring import Unanswered, interleaved
from bench.report import report, verdict
from bench.scale import PAGES
from bench.visits import Memory, Page, Seen, visit_all, visit_apart
from tests.databases import Databases

ESTATES = 13
PAGE = Page("one", "/{lang}/")
FILE = Page("file", "/api/v1/estates", html=False)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, databases: Databases, tmp_path_factory) -> str:
    """A directory of the smallest size."""
    made = databases.empty(request.param)
    make(made, tmp_path_factory.mktemp("bench"), ESTATES)
    return made


def test_every_page_of_the_table_is_answered_and_measured(url: str, tmp_path: Path) -> None:
    seen = visit_all(url, tmp_path, ESTATES, PAGES, 1)
    names = {page.name for page in PAGES}
    assert set(seen.warm_ms) == set(seen.cold_ms) == set(seen.kilobytes) == names
    assert min(seen.warm_ms.values()) > seen.bare_ms > 0
    assert min(seen.memory.started, seen.memory.warm, seen.memory.end, seen.memory.peak) > 0


def test_an_address_without_an_answer_stops_the_run_with_its_name(url: str, tmp_path: Path) -> None:
    pages = [PAGE, Page("gone", "/{lang}/nowhere/")]
    with pytest.raises(Unanswered, match="/fa/nowhere/ answered 404"):
        visit_apart(url, tmp_path, ESTATES, pages, 1)


def test_all_are_visited_in_turn_and_the_first_rounds_do_not_count() -> None:
    visited: list[tuple[str, int]] = []
    times = interleaved(
        {name: lambda n, name=name: visited.append((name, n)) for name in ("a", "b")}, 2
    )
    assert visited[-4:] == [("a", 0), ("b", 0), ("a", 1), ("b", 1)]
    assert len(visited) > 4
    assert {name: len(spent) for name, spent in times.items()} == {"a": 2, "b": 2}


def seen(ms: float) -> Seen:
    """A visit that took so many milliseconds."""
    of_all = {PAGE.name: ms, FILE.name: ms}
    return Seen(1.0, of_all, of_all, of_all, ms, Memory(1, 2, 3, 4))


def test_a_page_that_fills_is_judged_by_its_time_alone() -> None:
    page = Page("one", "/{lang}/", fills=True)
    found = verdict(page, {13: seen(5.0), 13_000: seen(50.0)})
    assert found.held and not verdict(PAGE, {13: seen(5.0), 13_000: seen(50.0)}).held
    assert not verdict(page, {13: seen(5.0), 13_000: seen(61.0)}).held


@pytest.mark.parametrize(
    ("page", "small", "large", "growth_held", "time_held"),
    [
        (PAGE, 20.0, 60.0, True, True),
        (PAGE, 20.0, 60.1, False, False),
        (PAGE, 10.0, 30.1, False, True),
        (PAGE, 61.0, 20.0, True, False),
        (FILE, 90.0, 100.0, True, True),
    ],
)
def test_a_page_keeps_both_limits_and_a_file_that_of_growth(
    page: Page, small: float, large: float, growth_held: bool, time_held: bool
) -> None:
    found = verdict(page, {13: seen(small), 13_000: seen(large)})
    assert (found.growth_held, found.time_held) == (growth_held, time_held)


def test_the_report_says_which_limit_is_broken_and_names_no_place() -> None:
    results = {
        "sqlite": {13: (Made(13, 400, 1, 1), seen(10)), 13_000: (Made(13_000, 4, 1, 1), seen(90))}
    }
    text = report([PAGE, FILE], results, 16, None)
    assert "| one | 10.0 | 90.0 | 9.0 |" in text
    assert "**grows more than 3-fold, more than 60 ms**" in text
    assert str(Path.home()) not in text and "/tmp" not in text
