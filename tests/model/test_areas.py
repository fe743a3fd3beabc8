"""Many cells in few words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from youthstats.model.areas import areas_of

CELLS = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 30)))


def cells_in(area: str) -> set[tuple[int, int]]:
    left, top, right, bottom = (int(end or 0) for end in range_boundaries(area))
    return {
        (row - 1, column - 1) for row in range(top, bottom + 1) for column in range(left, right + 1)
    }


@given(CELLS)
def test_the_areas_are_the_cells(cells: set[tuple[int, int]]) -> None:
    """Every cell lies in one area, and no area holds another cell."""
    areas = [cells_in(area) for area in areas_of(cells)]
    assert cells == set().union(*areas)
    assert len(cells) == sum(map(len, areas))


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 9), st.integers(0, 9))
def test_a_block_is_one_area(top: int, left: int, height: int, width: int) -> None:
    """However large it is."""
    block = [(top + row, left + column) for row in range(height + 1) for column in range(width + 1)]
    assert 1 == len(areas_of(block))


@pytest.mark.parametrize(
    ("cells", "areas"),
    [
        ([], []),
        ([(3, 1)], ["B4"]),
        ([(3, 1), (4, 1), (3, 2), (4, 2)], ["B4:C5"]),
        ([(3, 1), (5, 1), (3, 2), (5, 2)], ["B4:C4", "B6:C6"]),
        ([(3, 1), (3, 3)], ["B4", "D4"]),
    ],
)
def test_areas_by_hand(cells: list[tuple[int, int]], areas: list[str]) -> None:
    """As a spreadsheet writes them."""
    assert areas == areas_of(cells)
