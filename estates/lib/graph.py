"""Directed graphs of keys: whether they go round in a circle."""

from collections.abc import Collection, Mapping


def circle(needs: Mapping[str, Collection[str]]) -> list[str]:
    """The keys of one circle, the first of them again at its end; empty where there is none.

    ``needs`` names for each key those that it needs; keys that it lacks need nothing. Which
    circle is found depends on the order of ``needs`` alone.
    """
    done: set[str] = set()
    for start in needs:
        if found := _circle_from(start, needs, [], done):
            return found
    return []


def _circle_from(
    key: str, needs: Mapping[str, Collection[str]], way: list[str], done: set[str]
) -> list[str]:
    if key in way:
        return [*way[way.index(key) :], key]
    if key in done:
        return []
    for needed in needs.get(key, ()):
        if found := _circle_from(needed, needs, [*way, key], done):
            return found
    done.add(key)
    return []
