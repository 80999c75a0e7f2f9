"""Time and memory of pages: rounds over all of them, so that noise falls on all alike."""

from collections.abc import Callable, Mapping
from time import perf_counter

from flask import Flask
from flask.testing import FlaskClient

BARE = "bare view"
WARMING = 2  # rounds that do not count: the first ones compile templates

Visit = Callable[[int], object]  # of a round


def interleaved(visits: Mapping[str, Visit], rounds: int) -> dict[str, list[float]]:
    """Seconds of each visit in each of ``rounds``, all visited in turn."""
    times: dict[str, list[float]] = {name: [] for name in visits}
    for number in range(-WARMING, rounds):
        for name, visit in visits.items():
            start = perf_counter()
            visit(number)
            if number >= 0:
                times[name].append(perf_counter() - start)
    return times


def bare_visit() -> Visit:
    """A visit of the least that Flask can do, as a measure of the machine."""
    bare = Flask("bare")
    bare.add_url_rule("/", "hello", lambda: "hello")
    client = bare.test_client()
    return lambda _round: client.get("/")


class Unanswered(RuntimeError):
    """An address did not answer 200, so there is nothing to measure."""


def fetch(client: FlaskClient, path: str) -> bytes:
    """The answer at ``path``. Raises Unanswered."""
    response = client.get(path)
    if response.status_code != 200:
        raise Unanswered(f"{path} answered {response.status}")
    return response.data
