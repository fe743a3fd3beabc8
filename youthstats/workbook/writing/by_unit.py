"""One sheet a form with a row for every unit: what stands behind the totals in an office's template."""

from __future__ import annotations

from functools import cached_property

from youthstats.layout.layouts import by_unit_layout
from youthstats.model.returns import Location
from youthstats.wording import say
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.report import FormReport

__all__ = ["ByUnit"]


class ByUnit(FormReport):
    """One form with all units under each other, every item in a column of its own, and their total.

    A list is joined from those of all units, each entry behind the name of its unit.
    """

    @cached_property
    def main(self) -> Frame:
        form, scheme = self.totals.form, self.totals.scheme
        entries = {unit: len(self.totals.records[unit].keys) for unit in self.totals.units}
        return Frame(
            by_unit_layout(form, self.listed, scheme.units.root, entries),
            say("report.detail_sheet", self.lang, label=form.label),
            "report",
            scheme.period,
            banner=self.banner,
            compiled_by=scheme.units.root,
            lang=self.lang,
            subtitle=self.subtitle,
        )

    @property
    def subtitle(self) -> str:
        """Say that the units stand here one by one, and what of where one heading stood over all."""
        heading = self.totals.form.spoken.heading
        if heading:
            return say("report.by_unit_of", self.lang, heading=heading)
        return say("report.by_unit", self.lang)

    @cached_property
    def detail(self) -> Frame | None:
        return None

    def location(self, unit: str) -> Location | None:
        shown = unit in self.listed or (unit == self.totals.scheme.units.root)
        return self.main.location(unit) if shown else None
