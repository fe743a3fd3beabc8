"""A template drawn from grids, and a return of it: cells typed into a copy, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw

__all__ = ["Sent", "sent"]


@frozen
class Sent:
    """What was understood of a template, read of its return, and found in it."""

    template: Any
    filed: ys.Filed
    review: ys.Review

    def record(self, number: int = 0) -> Any:
        """Return the only return's record of a form, by the place of that in its scheme."""
        (one,) = self.filed.returns
        return one.records[self.template.scheme.forms[number].id]

    @property
    def codes(self) -> list[str]:
        """What was found, by its codes."""
        return [finding.code for finding in self.review.findings]


def sent(folder: Path, *sheets: Drawn | str, cells: Mapping[str, object]) -> Sent:
    """Draw a template, type ``cells`` (``B2``, ``表二!B2``) into a copy, and read that."""
    template = ys.understand(draw(folder / "表.xlsx", *sheets))
    book: Any = load_workbook(folder / "表.xlsx")
    for place, value in cells.items():
        sheet, _, address = place.rpartition("!")
        (book[sheet] if sheet else book.worksheets[0])[address] = value
    (folder / "报").mkdir()
    book.save(folder / "报" / "甲校.xlsx")
    filed = ys.read(folder / "报", template.scheme)
    return Sent(template, filed, ys.check(filed))
