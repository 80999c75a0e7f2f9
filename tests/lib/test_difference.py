"""The three-way difference: nothing that either person did is lost or invented."""

from hypothesis import given
from hypothesis import strategies as st

from estates.lib.difference import Fate, changed, merged, three_way

PATHS = st.sampled_from(["a", "b", "c", "d/e"])
DOCUMENTS = st.dictionaries(PATHS, st.integers(0, 3) | st.text("xy", max_size=2), max_size=4)


def test_the_four_fates() -> None:
    base = {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}
    mine = {"a": 2, "b": 1, "c": 2, "d": 2, "e": 1}
    theirs = {"a": 1, "b": 2, "c": 2, "d": 3, "e": 1}
    fates = {path: one.fate for path, one in three_way(base, mine, theirs).items()}
    assert fates == {
        "a": Fate.ONLY_MINE,
        "b": Fate.ONLY_THEIRS,
        "c": Fate.SAME,
        "d": Fate.CONFLICT,
    }


def test_what_is_added_and_what_is_taken_away_are_changes() -> None:
    found = three_way({"a": 1}, {"b": 2}, {"a": 1})
    assert {path: (one.fate, one.base, one.mine) for path, one in found.items()} == {
        "a": (Fate.ONLY_MINE, 1, None),
        "b": (Fate.ONLY_MINE, None, 2),
    }


@given(DOCUMENTS, DOCUMENTS)
def test_who_changes_nothing_has_no_part(base, mine) -> None:
    assert {one.fate for one in three_way(base, mine, base).values()} <= {Fate.ONLY_MINE}
    assert set(three_way(base, mine, base)) == set(changed(base, mine))
    assert merged(base, mine, base) == mine
    assert merged(base, base, mine) == mine


@given(DOCUMENTS, DOCUMENTS)
def test_two_who_do_the_same_agree(base, mine) -> None:
    assert {one.fate for one in three_way(base, mine, mine).values()} <= {Fate.SAME}
    assert merged(base, mine, mine) == mine


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_sides_may_be_exchanged(base, mine, theirs) -> None:
    mirror = {Fate.ONLY_MINE: Fate.ONLY_THEIRS, Fate.ONLY_THEIRS: Fate.ONLY_MINE}
    one, other = three_way(base, mine, theirs), three_way(base, theirs, mine)
    assert {p: d.fate for p, d in one.items()} == {
        p: mirror.get(d.fate, d.fate) for p, d in other.items()
    }


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_every_path_that_differs_is_told_and_a_merge_keeps_both(base, mine, theirs) -> None:
    found = three_way(base, mine, theirs)
    assert set(found) == {*changed(base, mine), *changed(base, theirs)}
    together = merged(base, mine, theirs)
    for path, one in found.items():
        kept = one.theirs if one.fate is Fate.ONLY_THEIRS else one.mine
        assert together.get(path) == kept
