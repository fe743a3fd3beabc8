"""Many cells in few words: B4:F9 for all that lie in it."""

from __future__ import annotations

from collections.abc import Iterable

from youthstats.model.columns import column_letters

__all__ = ["areas_of"]

Place = tuple[int, int]
Run = tuple[int, int]


def areas_of(places: Iterable[Place]) -> list[str]:
    """Return the areas that cells (row and column from 0) make up, column by column.

    Columns that hold the same rows beside each other are one area.
    """
    rows: dict[int, list[int]] = {}
    for row, column in sorted({*places}):
        rows.setdefault(column, []).append(row)
    columns: dict[Run, list[int]] = {}
    for column in sorted(rows):
        for run in _runs(rows[column]):
            columns.setdefault(run, []).append(column)
    found = [(left, run, right) for run, held in columns.items() for left, right in _runs(held)]
    return [_area((run[0], left), (run[1], right)) for left, run, right in sorted(found)]


def _runs(numbers: Iterable[int]) -> list[Run]:
    runs: list[Run] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _area(first: Place, last: Place) -> str:
    ends = [f"{column_letters(column)}{row + 1}" for row, column in (first, last)]
    return ends[0] if first == last else ":".join(ends)
