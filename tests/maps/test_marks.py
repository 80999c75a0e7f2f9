"""Size, filling and order of marks."""

from decimal import Decimal

import pytest

from estates.maps.marks import Size, placed, size_class
from tests.maps.sites import mark, seeded


@pytest.mark.parametrize(
    ("jobs", "size"),
    [
        (None, Size.SMALL),
        (Decimal(0), Size.SMALL),
        (Decimal(999), Size.SMALL),
        (Decimal(1_000), Size.MIDDLE),
        (Decimal(10_000), Size.MIDDLE),
        (Decimal(10_001), Size.LARGE),
    ],
)
def test_size_follows_the_people_employed(jobs: Decimal | None, size: Size) -> None:
    assert size_class(jobs) == size


def test_only_published_employment_fills_a_mark_even_if_it_is_nobody() -> None:
    assert mark(jobs=Decimal(0)).filled
    assert not mark(jobs=None).filled


def test_sites_without_a_position_are_left_out_and_the_others_keep_the_order_of_lists() -> None:
    marks = seeded()
    assert [m.ref for m in placed(marks[::-1])] == [m.ref for m in marks if m.point]
    assert len(placed(marks)) == 8
