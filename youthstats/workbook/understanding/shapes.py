"""Answers that are merged otherwise than the rest of their table: a form of their own.

A cell over several columns answers once for all of them, and crosses none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from youthstats.workbook.understanding.canvas import Canvas

__all__ = ["by_shape"]

Part = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Rows of heading, rows and columns of answers."""


def by_shape(
    canvas: Canvas, header: tuple[int, ...], rows: Sequence[int], columns: Sequence[int]
) -> Iterator[Part]:
    """Yield the parts of a table whose answers cross: like rows first, then like columns."""
    wide: dict[tuple[int, ...], list[int]] = {}
    for row in rows:
        wide.setdefault(_reaches(canvas, row, columns), []).append(row)
    for reaches, alike in wide.items():
        heading = () if reaches else header
        tall: dict[tuple[int, ...], list[int]] = {}
        for column in _opening(canvas, columns, alike):
            tall.setdefault(_depths(canvas, column, alike), []).append(column)
        for group in tall.values():
            kept = [row for row in alike if any(canvas.opens((row, at)) for at in group)]
            yield heading, tuple(kept), tuple(group)


def _opening(canvas: Canvas, columns: Sequence[int], rows: Sequence[int]) -> list[int]:
    return [at for at in columns if any(canvas.opens((row, at)) for row in rows)]


def _reaches(canvas: Canvas, row: int, columns: Sequence[int]) -> tuple[int, ...]:
    """Return how far the answers of a row reach, where one reaches over other columns of answers."""
    ends = [canvas.block((row, at)).right if canvas.opens((row, at)) else at for at in columns]
    return _over(columns, ends)


def _depths(canvas: Canvas, column: int, rows: Sequence[int]) -> tuple[int, ...]:
    """Return how far down the answers of a column reach, where one reaches over other rows."""
    ends = [canvas.block((at, column)).bottom if canvas.opens((at, column)) else at for at in rows]
    return _over(rows, ends)


def _over(numbers: Sequence[int], ends: Sequence[int]) -> tuple[int, ...]:
    """Return the ends if one of them covers the next number, else nothing."""
    over = any(following <= end for following, end in zip(numbers[1:], ends, strict=False))
    return tuple(ends) if over else ()
