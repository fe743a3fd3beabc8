"""The consolidated workbook's forms: on which sheets a form stands, and how each is laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, lru_cache
from typing import Any, Self

from attrs import field, frozen

from youthstats.consolidate import FormTotals, Totals
from youthstats.layout.formulas import CellAt, column_sum_formula, sum_formula
from youthstats.layout.layouts import Layout, by_unit_layout, detail_layout, report_layout
from youthstats.model.axes import Dimension
from youthstats.model.findings import Finding
from youthstats.model.forms import Line
from youthstats.model.items import Kind
from youthstats.model.locations import Location
from youthstats.model.returns import Record
from youthstats.model.values import Missing
from youthstats.wording import say
from youthstats.workbook.writing.answers import answer_style
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.listing import names_of
from youthstats.workbook.writing.long_frame import LongFrame
from youthstats.workbook.writing.plan import MOST_HELD, Flag, Style

__all__ = ["MOST_TOGETHER", "FormReport", "Marks"]

MOST_TOGETHER = 50
"""Units that stand side by side, or under each other as the form prints them.

More of them stand one a row, every answer in a column of its own: nobody reads a table wider than a
few pages, a sheet has 16,384 columns, and only over a column can a sum be one range.
"""

Place = tuple[str, str, str, Line]
"""An answer anywhere in the workbook: (form, unit, item, line)."""


@frozen
class Marks:
    """Which findings touch which answer."""

    by_place: Mapping[Place, tuple[Finding, ...]] = field(factory=dict)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Marks:
        """Sort findings by the answers they touch."""
        found: dict[Place, dict[int, Finding]] = {}
        for finding in findings:
            for cell in finding.cells:
                place = (cell.form, cell.unit, cell.item, cell.line)
                found.setdefault(place, {})[id(finding)] = finding
        return cls({place: tuple(touching.values()) for place, touching in found.items()})

    def on(self, place: Place) -> tuple[Finding, ...]:
        """Return the findings that touch one answer."""
        return self.by_place.get(place, ())

    @cached_property
    def units(self) -> Mapping[tuple[str, str, Line], tuple[str, ...]]:
        """The units with findings on an answer, by (form, item, line)."""
        found: dict[tuple[str, str, Line], list[str]] = {}
        for form, unit, item, line in self.by_place:
            found.setdefault((form, item, line), []).append(unit)
        return {answer: tuple(units) for answer, units in found.items()}


@frozen(slots=False)
class FormReport:
    """One form in the consolidated workbook: its sheet, and the detail sheet behind a stacked one."""

    totals: FormTotals
    marks: Marks
    blank: bool = False
    lang: str = "zh"
    others: Mapping[str, FormReport] = field(factory=dict, eq=False, repr=False)

    @classmethod
    def of_all(
        cls, totals: Totals, marks: Marks, *, blank: bool = False, lang: str = "zh"
    ) -> dict[str, Self]:
        """Return all forms of a workbook, by their ids; a formula of one may lead to another."""
        forms: dict[str, Self] = {}
        for one in totals:
            forms[one.form.id] = cls(one, marks, blank, lang, forms)
        return forms

    @property
    def root(self) -> str:
        """The unit all others add up to."""
        return self.totals.scheme.units.root

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that filed the form themselves."""
        return self.totals.units

    @cached_property
    def missing(self) -> frozenset[str]:
        """The units that owe the form and did not file it."""
        return frozenset(self.totals.missing)

    @cached_property
    def entries(self) -> tuple[tuple[str, int], ...]:
        """For a list: which unit's which entry each entry of the total is."""
        return self.totals.entries

    @cached_property
    def empty(self) -> Record:
        """The record of whoever filed nothing."""
        return Record.empty(self.totals.form)

    @cached_property
    def record(self) -> Callable[[str], Record]:
        """Return a unit's record. Few are kept: they may have to be fetched from afar."""
        records = self.totals.records
        return lru_cache(2 * MOST_TOGETHER)(lambda unit: records.get(unit) or self.empty)

    @cached_property
    def style(self) -> Callable[[str, bool, Flag | None], Style]:
        """Return how the answers to an item look, in a total or not, for a reason to colour them."""
        item = self.totals.form.item
        return cache(lambda name, total, flag: answer_style(item(name), total=total, flag=flag))

    @cached_property
    def told(self) -> Counter[tuple[str, Line]]:
        """How many units gave each phrase."""
        form = self.totals.form
        phrases = [item.name for item in form.items if item.kind is Kind.PHRASE]
        return Counter(
            (name, line)
            for unit in (self.units if phrases else ())
            for line in form.lines
            for name in phrases
            if not isinstance(self.record(unit)[name, line], Missing)
        )

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The units the form's figures are shown by."""
        scheme, id = self.totals.scheme, self.totals.form.id
        if self.totals.form.by_unit or not self.units:
            owed = scheme.members(id)
            others = self.units if owed else scheme.duties[id].open_to
            wanted = {*owed, *others}
            return tuple(unit for unit in scheme.units.leaves if unit in wanted)
        return self.units

    @cached_property
    def many(self) -> bool:
        """Whether its units stand one a row."""
        return len(self.listed) > MOST_TOGETHER

    @cached_property
    def main(self) -> Frame:
        """The form in the report's own layout; of many units only where they stand one a row."""
        form, root, label = self.totals.form, self.root, self.totals.form.label
        if self.many and form.by_unit:
            if form.rows.over != (Dimension.UNIT,):
                return self.frame(report_layout(form, (), root), label)
            layout = report_layout(form, self.listed[:1], root)
            return self._long(layout, label, dict.fromkeys(self.listed, 1))
        if not form.open:
            return self.frame(report_layout(form, self.listed, root), label)
        entries = len(self.record(root).keys) or form.rows.least
        if entries > MOST_HELD:
            return self._long(report_layout(form, (), root, 1, totals=True), label, {None: entries})
        return self.frame(report_layout(form, (), root, entries, totals=True), label)

    @cached_property
    def detail(self) -> Frame | None:
        """The units behind the form, unless it shows them itself."""
        form = self.totals.form
        if form.by_unit:
            return self.by_row if self.many and not isinstance(self.main, LongFrame) else None
        if not (self.units or self.blank) or (form.open and self.blank):
            return None
        if self.many or sum(self.lengths.values()) > MOST_HELD:
            return self.by_row
        layout = detail_layout(form, self.listed, self.root, self.lengths)
        return self.frame(layout, *self.of_units)

    @cached_property
    def by_row(self) -> LongFrame:
        """The units one a row, every answer in a column of its own; of a list an entry a row."""
        shown, form = self.listed[:1], self.totals.form
        one_each = dict.fromkeys(shown, 1)
        layout = by_unit_layout(form, shown, self.root, one_each, totals="beside")
        # A list that is nothing but its totals has a row for them.
        members: dict[str | None, int] = {
            unit: max(1, self.lengths.get(unit, 1)) for unit in self.listed
        }
        sheet, subtitle = self.of_units
        return self._long(layout, sheet, members, subtitle)

    @cached_property
    def lengths(self) -> Mapping[str, int]:
        """How many entries the list of each unit has."""
        if not self.totals.form.open:
            return {}
        return {unit: len(self.record(unit).keys) for unit in self.units}

    def adds_up(self, unit: str) -> bool:
        """Tell whether the sheets show under this unit what others come to together."""
        return unit == self.root

    def sum_over(self, frame: Frame, unit: str, item: str, line: Line) -> str | None:
        """Return the formula that adds up the cells of the units that one on a sheet stands for."""
        if isinstance(frame, LongFrame):
            ends = frame.summed(item, line)
            return column_sum_formula(ends) if ends else None
        places = (frame.at((one, item, line)) for one in self.listed)
        cells = [("", *place) for place in places if place]
        return sum_formula(cells) if cells else None

    @property
    def of_units(self) -> tuple[str, str]:
        """The name of a sheet that shows the units, and what its title adds to the form's."""
        label = self.totals.form.label
        sheet = say("report.detail_sheet", self.lang, label=label)
        heading = self.totals.form.spoken.heading  # where one stood over all, on a sheet of several
        key = "report.by_unit_of" if heading else "report.by_unit"
        return sheet, say(key, self.lang, heading=heading)

    def frame(self, layout: Layout, sheet: str, subtitle: str = "") -> Frame:
        """Return what stands around a layout on a sheet of that name."""
        return Frame(layout, sheet, **self._around(subtitle))

    def _long(
        self, layout: Layout, sheet: str, members: Mapping[str | None, int], subtitle: str = ""
    ) -> LongFrame:
        if layout.rows[0].total:
            members = {self.root: 1, **members}
        elif layout.rows[-1].total:
            members = {**members, self.root: 1}
        return LongFrame(layout, sheet, members=members, **self._around(subtitle))

    def _around(self, subtitle: str) -> dict[str, Any]:
        return {
            "kind": "report",
            "period": self.totals.scheme.period,
            "banner": "" if self.blank else self.banner,
            "compiled_by": self.totals.scheme.units.compiler,
            "lang": self.lang,
            "subtitle": subtitle,
        }

    @cached_property
    def banner(self) -> str:
        """The warning that the total is a lower bound, where units are missing."""
        missing = self.totals.missing
        if not missing:
            return ""
        expected = self.totals.scheme.duties[self.totals.form.id].owed_by
        return say(
            "frame.incomplete",
            self.lang,
            expected=len(expected),
            count=len(missing),
            units=names_of(missing, self.lang),
        )

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The form's sheets."""
        return (self.main, self.detail) if self.detail else (self.main,)

    def location(self, unit: str) -> Location | None:
        """Return where a unit's record, or the total's, stands in the workbook."""
        frame, shown = self.place(unit)
        return frame.location(shown) if frame else None

    def cell_at(self, unit: str, item: str, line: Line) -> CellAt | None:
        """Return the cell an answer stands in."""
        frame, shown = self.place(unit)
        cell = None
        if frame is not None:
            cell = frame.entries_in_labels.get(item) or frame.at((shown, item, line))
        return (frame.sheet, *cell) if frame and cell else None

    def total_at(self, item: str, line: Line) -> CellAt | None:
        """Return the cell that holds a total and nothing else."""
        main, shown = self.place(self.root)
        for frame, unit in ((main, shown), (self.detail, self.root)):
            if frame is not None and (cell := frame.own_cell((unit, item, line))):
                return frame.sheet, *cell
        return None

    def place(self, unit: str) -> tuple[Frame | None, str | None]:
        """Return the sheet a unit stands on, and under whose name."""
        main_shows_units = self.totals.form.by_unit
        if unit == self.root:
            return self.main, unit if main_shows_units else None
        if unit not in self.shown:
            return None, unit
        return self.detail or (self.main if main_shows_units else None), unit

    @cached_property
    def shown(self) -> frozenset[str]:
        """The units that stand somewhere in the workbook."""
        return frozenset(self.listed)
