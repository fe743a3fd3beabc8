"""Labels that a clerk completes: ``项目名称：`` and the answer behind it, in one cell."""

from __future__ import annotations

from collections.abc import Iterator

from youthstats.model.returns import Record
from youthstats.workbook.writing.answers import answer_style
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.plan import Cell

__all__ = ["completed_labels"]


def completed_labels(frame: Frame, record: Record, *, unlocked: bool = False) -> Iterator[Cell]:
    """Yield the labels that hold an answer behind their words."""
    form = frame.layout.form
    for name, (row, column) in frame.entries_in_labels.items():
        prefix = next(item.label for item in form.items if item.specify == name)
        value = record[name, None]
        text = prefix + (value if isinstance(value, str) else "")
        yield Cell(row, column, text, answer_style(form.item(name), unlocked=unlocked))
