"""Cells: every site is in one of them, in any cut, and only what is shown is counted."""

from random import Random

import pytest

from estates.lib import bits
from estates.maps.cells import ACROSS, COARSEST, FINEST, Bounds, Grids, width

COUNTRY = Bounds(48.5, 33.0, 53.5, 36.5)
RANDOM = Random(7)
PLACES = {site: (RANDOM.uniform(48.5, 53.5), RANDOM.uniform(33, 36.5)) for site in range(2_000)}
EVERYONE = bits.of(PLACES)
GRIDS = Grids(PLACES)
PARTS = [COUNTRY, Bounds(50.1, 34.1, 51.3, 35.2), Bounds(50.5, 34.5, 50.52, 34.52)]


@pytest.mark.parametrize("shown", PARTS)
def test_within_finds_the_sites_that_a_look_at_each_one_finds(shown: Bounds) -> None:
    expected = bits.of(site for site, place in PLACES.items() if place in shown)
    assert GRIDS.within(EVERYONE, shown) == expected


@pytest.mark.parametrize("shown", PARTS)
def test_each_site_shown_is_in_one_cell_and_no_other_is_in_any(shown: Bounds) -> None:
    odd = bits.of(site for site in PLACES if site % 2)
    cells = GRIDS.cells(odd, shown)
    assert sum(cell.count for cell in cells) == (GRIDS.within(odd, shown)).bit_count()
    assert all(cell.count and not cell.sites & ~odd for cell in cells)


def test_cells_of_a_country_are_few_however_many_sites_it_has() -> None:
    assert 1 < len(GRIDS.cells(EVERYONE, COUNTRY)) <= (ACROSS + 1) ** 2


def test_a_cell_stands_among_its_sites() -> None:
    for cell in GRIDS.cells(EVERYONE, COUNTRY):
        assert cell.place in cell.bounds
        assert all(PLACES[site] in cell.bounds for site in bits.members(cell.sites))


def test_the_bounds_of_sites_hold_them_and_nobody_has_none() -> None:
    found = GRIDS.bounds(EVERYONE)
    assert found and all(place in found for place in PLACES.values())
    assert GRIDS.bounds(0) is None


def test_the_edges_of_bounds_belong_to_them() -> None:
    edge = Grids({0: (50.0, 34.0)})
    assert edge.within(1, Bounds(50.0, 34.0, 51.0, 35.0)) == 1
    assert edge.within(1, Bounds(50.1, 34.0, 51.0, 35.0)) == 0


def test_the_closer_the_look_the_finer_the_cells_within_limits() -> None:
    widths = [width(shown, ACROSS) for shown in PARTS]
    assert widths == sorted(widths, reverse=True)
    assert width(Bounds(50, 34, 50, 34), ACROSS) == FINEST
    assert width(Bounds(-180, -90, 180, 90), ACROSS) == COARSEST
