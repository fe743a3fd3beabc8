"""One sheet a form with a row for every unit: what stands behind the totals in an office's template."""

from __future__ import annotations

from functools import cached_property

from youthstats.layout.layouts import by_unit_layout
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.report import FormReport

__all__ = ["ByUnit"]


class ByUnit(FormReport):
    """One form with all units under each other, every item in a column of its own, and their total.

    A list is joined from those of all units, each entry behind the name of its unit.
    """

    @cached_property
    def main(self) -> Frame:
        if self.many:
            return self.by_row
        layout = by_unit_layout(
            self.totals.form, self.listed, self.root, self.lengths, totals="line"
        )
        return self.frame(layout, *self.of_units)

    @cached_property
    def detail(self) -> Frame | None:
        return None

    def place(self, unit: str) -> tuple[Frame | None, str | None]:
        return (self.main if unit in self.shown or unit == self.root else None), unit
