"""The check digit finds the slips that people make."""

import random

from estates.lib.check_digit import check_digit, is_sound

NUMBERS = [f"{year}{number:05}" for year in (1405, 1499) for number in (1, 42, 999, 54321)]
NUMBERS += [f"{random.Random(7).randrange(10**9):09}"]


def test_the_example_of_the_method() -> None:
    assert check_digit("572") == "4"


def test_every_wrong_digit_is_found() -> None:
    for number in NUMBERS:
        whole = number + check_digit(number)
        assert is_sound(whole)
        for place, right in enumerate(whole):
            for wrong in set("0123456789") - {right}:
                assert not is_sound(whole[:place] + wrong + whole[place + 1 :])


def test_every_two_neighbours_that_changed_places_are_found() -> None:
    for number in NUMBERS:
        whole = number + check_digit(number)
        for place in range(len(whole) - 1):
            first, second = whole[place], whole[place + 1]
            if first != second:
                assert not is_sound(whole[:place] + second + first + whole[place + 2 :])
