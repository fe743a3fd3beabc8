"""A layout drawn as a grid: labels with their spans, and answers. No file format is known here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from attrs import frozen

from youthstats.layout.layouts import Key, Layout
from youthstats.layout.leaves import Label, Leaf

__all__ = ["AnswerCell", "LabelCell", "draw"]


@frozen
class LabelCell:
    """A label that spans ``height`` by ``width`` cells from (row, column), counted from 0."""

    row: int
    column: int
    height: int
    width: int
    label: Label
    role: Literal["corner", "header", "stub"]
    unit: str | None = None


@frozen
class AnswerCell:
    """A cell for one answer; ``total`` where it belongs to a total over the units, or over a list."""

    row: int
    column: int
    key: Key
    total: bool


def draw(layout: Layout) -> Iterator[LabelCell | AnswerCell]:
    """Yield the cells of the table, its top left corner at (0, 0)."""
    depth, stub = layout.header_depth, layout.stub_width
    yield from _corner(layout)
    for first, level, count, span, leaf in _spans(layout.columns, depth):
        label = leaf.labels[level]
        yield LabelCell(level, stub + first, span, count, label, "header", leaf.unit)
    for first, level, count, span, leaf in _spans(layout.rows, stub):
        label = leaf.labels[level]
        yield LabelCell(depth + first, level, count, span, label, "stub", leaf.unit)
    for i, j, label in layout.unasked():
        yield LabelCell(depth + i, stub + j, 1, 1, label, "stub", layout.rows[i].unit)
    for i, j, key in layout.crossings():
        summed = layout.form.is_total_line(key[2])
        total = layout.rows[i].total or layout.columns[j].total or summed
        yield AnswerCell(depth + i, stub + j, key, total)


def _corner(layout: Layout) -> Iterator[LabelCell]:
    depth, stub = layout.header_depth, layout.stub_width
    if not depth or not stub:
        return
    texts = layout.rows_axis.stub or ("",)
    for place, text in enumerate(texts[:stub]):
        last = place == len(texts[:stub]) - 1
        width = stub - place if last else 1
        yield LabelCell(0, place, depth, width, Label(text), "corner")


def _spans(leaves: Sequence[Leaf], depth: int) -> Iterator[tuple[int, int, int, int, Leaf]]:
    """Yield (first leaf, level, leaves covered, levels covered, leaf) for every label of a tree.

    Neighbours share a label while all labels from the outermost are the same; the last label of a
    leaf reaches down to the answers.
    """
    for level in range(depth):
        labelled = [(at, leaf) for at, leaf in enumerate(leaves) if level < len(leaf.labels)]

        def branch(pair: tuple[int, Leaf], level: int = level) -> object:
            leaf = pair[1]
            return leaf.labels[: level + 1], len(leaf.labels) == level + 1, leaf.unit

        for _, group in groupby(labelled, key=branch):
            run = list(group)
            at, leaf = run[0]
            reach = depth - level if len(leaf.labels) == level + 1 else 1
            yield at, level, len(run), reach, leaf
