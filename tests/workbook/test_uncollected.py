"""Garbage is looked for seldom while returns are read, and as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from youthstats.workbook.reading.uncollected import SELDOM, seldom_collecting


@pytest.fixture(autouse=True)
def _own_thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_the_program_gets_its_thresholds_back_from_the_last_one() -> None:
    """In whatever order two readers that overlap come to their ends."""
    gc.set_threshold(700, 11, 12)
    one, other = seldom_collecting(), seldom_collecting()
    one.__enter__()
    other.__enter__()
    assert (SELDOM, 11, 12) == gc.get_threshold()
    one.__exit__(None, None, None)
    assert (SELDOM, 11, 12) == gc.get_threshold()
    other.__exit__(None, None, None)
    assert (700, 11, 12) == gc.get_threshold()


@pytest.mark.parametrize("own", [0, 10 * SELDOM])
def test_a_program_that_collects_more_seldom_still_is_left_alone(own: int) -> None:
    """0 says that it never does."""
    gc.set_threshold(own, 10, 10)
    with seldom_collecting():
        assert own == gc.get_threshold()[0]
    assert own == gc.get_threshold()[0]
