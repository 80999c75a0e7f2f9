"""Labels keep clear of one another, of marks, and of the edge."""

import itertools
import random

from estates.maps.placement import Box, Wanted, is_right_to_left, place, text_width

BOUNDS = Box(0, 0, 480, 360)


def wanted(x: float, y: float, text: str = "Mahmoudabad") -> Wanted:
    return Wanted(text, x, y, 12, 14)


def discs(labels: list[Wanted]) -> list[Box]:
    return [Box.around(want.x, want.y, want.reach) for want in labels]


def test_a_label_stands_beside_its_mark() -> None:
    want = wanted(100, 100)
    (label,) = place([want], discs([want]), BOUNDS)
    assert label
    assert label.side == 1
    assert label.box.x1 == 112


def test_a_label_at_the_edge_turns_to_the_other_side() -> None:
    want = wanted(470, 100)
    (label,) = place([want], discs([want]), BOUNDS)
    assert label
    assert label.side == -1
    assert label.box.within(BOUNDS)


def test_a_label_without_room_is_left_out_instead_of_covering_another() -> None:
    want = wanted(100, 100)
    assert place([want], [BOUNDS], BOUNDS) == [None]


def test_no_two_labels_meet_however_crowded_the_map() -> None:
    dice = random.Random(7)
    for _ in range(50):
        labels = [wanted(dice.uniform(0, 480), dice.uniform(0, 360)) for _ in range(20)]
        obstacles = discs(labels)
        boxes = [label.box for label in place(labels, obstacles, BOUNDS) if label]
        assert not any(one.meets(other) for one, other in itertools.combinations(boxes, 2))
        assert not any(box.meets(disc) for box in boxes for disc in obstacles)
        assert all(box.within(BOUNDS) for box in boxes)


def test_placement_is_the_same_on_every_call() -> None:
    labels = [wanted(100, 100), wanted(110, 105), wanted(120, 100)]
    assert place(labels, discs(labels), BOUNDS) == place(labels, discs(labels), BOUNDS)


def test_boxes_that_share_an_edge_do_not_meet() -> None:
    assert not Box(0, 0, 1, 1).meets(Box(1, 0, 2, 1))
    assert Box(0, 0, 1, 1).meets(Box(0.9, 0, 2, 1))


def test_half_spaces_and_marks_above_letters_take_no_room() -> None:
    assert text_width("شهرک\u200cها", 10) == text_width("شهرکها", 10)
    assert text_width("هٔ", 10) == text_width("ه", 10)


def test_the_first_strong_letter_gives_the_direction() -> None:
    assert is_right_to_left("(قم) Qom")
    assert not is_right_to_left("12 Qom قم")
    assert not is_right_to_left("12")
