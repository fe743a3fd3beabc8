"""The consolidated workbook's forms: all units and their total, every sum and rate a live formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from attrs import evolve, field, frozen

from youthstats.consolidate import FormTotals
from youthstats.layout.formulas import (
    CellAt,
    a1,
    concatenation,
    derived_formula,
    sum_formula,
)
from youthstats.layout.grid import AnswerCell
from youthstats.layout.layouts import Key, detail_layout, report_layout
from youthstats.model.deriving import derived_value, follows
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Ref
from youthstats.model.phrases import phrase_parts
from youthstats.model.returns import Location, Record
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing, Value
from youthstats.wording import say
from youthstats.workbook.writing.answers import answer_style, content_of
from youthstats.workbook.writing.completed import completed_labels
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.plan import Cell, Content, Flag, Plan, flag_of

__all__ = ["FormReport", "Marks", "printed_plan"]

Place = tuple[str, str, str, Line]
"""An answer anywhere in the workbook: (form, unit, item, line)."""


@frozen
class Marks:
    """Which findings touch which answer."""

    by_place: Mapping[Place, tuple[Finding, ...]] = field(factory=dict)

    @classmethod
    def of(cls, findings: Iterator[Finding] | tuple[Finding, ...]) -> Marks:
        """Sort findings by the answers they touch."""
        found: dict[Place, list[Finding]] = {}
        for finding in findings:
            for cell in finding.cells:
                touched = found.setdefault((cell.form, cell.unit, cell.item, cell.line), [])
                if finding not in touched:
                    touched.append(finding)
        return cls({place: tuple(touching) for place, touching in found.items()})

    def on(self, place: Place) -> tuple[Finding, ...]:
        """Return the findings that touch one answer."""
        return self.by_place.get(place, ())


@frozen(slots=False)
class FormReport:
    """One form in the consolidated workbook: its sheet, and the detail sheet behind a stacked one."""

    totals: FormTotals
    marks: Marks
    blank: bool = False
    lang: str = "zh"

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The units the form's figures are shown by."""
        scheme, id = self.totals.scheme, self.totals.form.id
        owed = scheme.members(id)
        if self.totals.form.by_unit or not self.totals.units:
            others = self.totals.units if owed else scheme.duties[id].open_to
            wanted = {*owed, *others}
            return tuple(unit for unit in scheme.units.leaves if unit in wanted)
        return self.totals.units

    @cached_property
    def main(self) -> Frame:
        """The form in the report's own layout."""
        form, scheme = self.totals.form, self.totals.scheme
        entries = None
        if form.open:
            entries = len(self.totals.record.keys) or form.rows.least
        return Frame(
            report_layout(form, self.listed, scheme.units.root, entries),
            form.label,
            "report",
            scheme.period,
            banner="" if self.blank else self.banner,
            compiled_by=scheme.units.root,
            lang=self.lang,
        )

    @cached_property
    def detail(self) -> Frame | None:
        """The units behind a stacked form, unless the form shows them itself."""
        form, scheme = self.totals.form, self.totals.scheme
        if form.by_unit or not (self.totals.units or self.blank):
            return None
        if form.open and self.blank:
            return None
        entries = {unit: len(self.totals.records[unit].keys) for unit in self.totals.units}
        return Frame(
            detail_layout(form, self.listed, scheme.units.root, entries),
            say("report.detail_sheet", self.lang, label=form.label),
            "report",
            scheme.period,
            banner="" if self.blank else self.banner,
            compiled_by=scheme.units.root,
            lang=self.lang,
            subtitle=say("report.by_unit", self.lang),
        )

    @property
    def banner(self) -> str:
        """The warning that the total is a lower bound, where units are missing."""
        missing = self.totals.missing
        if not missing:
            return ""
        expected = self.totals.scheme.duties[self.totals.form.id].owed_by
        names = say("list.comma", self.lang).join(missing)
        return say(
            "frame.incomplete",
            self.lang,
            expected=len(expected),
            count=len(missing),
            units=names,
        )

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The form's sheets."""
        return (self.main, self.detail) if self.detail else (self.main,)

    def plans(self) -> list[Plan]:
        """Plan the form's sheets."""
        return [_plan(self, frame) for frame in self.frames]

    def location(self, unit: str) -> Location | None:
        """Return where a unit's record, or the total's, stands in the workbook."""
        root = self.totals.scheme.units.root
        if self.totals.form.by_unit:
            return self.main.location(unit) if unit == root or unit in self.listed else None
        if unit == root:
            return self.main.location(None)
        return self.detail.location(unit) if self.detail and unit in self.listed else None

    def cell_at(self, unit: str, item: str, line: Line) -> CellAt | None:
        """Return the cell an answer stands in."""
        location = self.location(unit)
        cell = location.cell(item, line) if location else None
        return (location.sheet, *cell) if location and cell else None


def _plan(report: FormReport, frame: Frame) -> Plan:
    answers = [_Answer(report, frame, cell).cell() for cell in frame.answers()]
    cells = [*frame.cells(), *answers, *completed_labels(frame, report.totals.record)]
    return _framed(frame, cells, "form" if frame is report.main else "detail")


def _framed(frame: Frame, cells: list[Cell], tab: Literal["form", "detail"]) -> Plan:
    return Plan(
        name=frame.sheet,
        cells=_said_once(frame, cells),
        widths=frame.widths(cells),
        freeze=frame.first_answer,
        repeat=(0, frame.first_answer[0] - 1),
        tab=tab,
    )


def _said_once(frame: Frame, cells: list[Cell]) -> list[Cell]:
    """Merge what repeats down a list, so that a group is named once beside all its entries."""
    form = frame.layout.form
    repeating = {cell.column for cell in frame.answers() if form.item(cell.key[1]).repeats}
    first_row = frame.first_answer[0]
    kept: list[Cell] = []
    for cell in sorted(cells, key=lambda cell: (cell.column, cell.row)):
        above = kept[-1] if kept else None
        if (
            above is not None
            and cell.column in repeating
            and above.column == cell.column
            and above.row >= first_row
            and above.row + above.height == cell.row
            and (cell.value, cell.comment) == (above.value, above.comment)
            and cell.value is not None
        ):
            kept[-1] = evolve(above, height=above.height + 1)
        else:
            kept.append(cell)
    return kept


def printed_plan(
    form: Form, scheme: Scheme, records: Mapping[str, Mapping[str, Record]], lang: str
) -> Plan:
    """Plan one form of a finished report: the figures given, as values, under the title alone."""
    root = scheme.units.root
    of_form = {unit: by_form[form.id] for unit, by_form in records.items() if form.id in by_form}
    total = of_form.get(root) or Record.empty(form)
    layout = report_layout(form, scheme.members(form.id), root, len(total.keys) or None)
    frame = Frame(layout, form.label, "printed", scheme.period, lang=lang)
    cells = [*frame.cells(), *completed_labels(frame, total)]
    for spot in frame.answers():
        unit, name, line = spot.key
        record = of_form.get(unit or root) or Record.empty(form)
        value = record[name, line] if line in record.keys else Missing.BLANK
        item = form.item(name)
        style = answer_style(item, total=spot.total)
        cells.append(Cell(spot.row, spot.column, content_of(value, item, lang), style))
    return _framed(frame, cells, "form")


@frozen
class _Answer:
    """One answer of the consolidated workbook on its way into its cell."""

    report: FormReport
    frame: Frame
    spot: AnswerCell

    @property
    def totals(self) -> FormTotals:
        return self.report.totals

    @property
    def root(self) -> str:
        return self.totals.scheme.units.root

    @property
    def unit(self) -> str:
        return self.spot.key[0] or self.root

    @property
    def item(self) -> Item:
        return self.totals.form.item(self.spot.key[1])

    @property
    def line(self) -> Line:
        return self.spot.key[2]

    @property
    def record(self) -> Record:
        return self.totals.records.get(self.unit) or Record.empty(self.totals.form)

    @property
    def value(self) -> Value:
        record = self.record
        return record[self.item.name, self.line] if self.line in record.keys else Missing.BLANK

    def cell(self) -> Cell:
        formula, content = self.formula_and_content()
        findings = self.findings()
        style = answer_style(
            self.item,
            total=self.spot.total,
            flag=self.flag(findings),
        )
        return Cell(
            self.spot.row,
            self.spot.column,
            content,
            style,
            formula,
            comment=self.comment(findings),
        )

    def formula_and_content(self) -> tuple[str | None, Content]:
        content = content_of(self.value, self.item, self.report.lang)
        if self.value is Missing.NOT_APPLICABLE and self.is_untold():
            content = say("report.not_added", self.report.lang)
        if self.value in {Missing.UNREADABLE, Missing.NOT_APPLICABLE, Missing.NOT_ASKED}:
            return None, content  # a formula would add up what is left, and show it as the whole
        formula = self.total_formula() if self.unit == self.root else None
        if formula is None and (derived := self.derived_formula()):
            if self.line not in self.record.keys:
                return derived, None  # a blank entry of a list
            value = derived_value(self.record, self.item.name, self.line)
            return derived, content_of(value, self.item, self.report.lang)
        return formula, content

    def is_untold(self) -> bool:
        """Tell whether this is a figure of several units that nothing says how to work out."""
        summed = self.unit == self.root and bool(self.totals.units)
        return summed and self.item.kind.numeric and not self.totals.form.has_total(self.item)

    def total_formula(self) -> str | None:
        """Return the formula of a total: the sum of the cells above it, or the detail sheet's."""
        if self.totals.form.open or not (self.totals.units or self.report.blank):
            return None
        if self.item.kind is Kind.PHRASE:
            return self.phrase_formula()
        if not self.item.additive:
            return None
        if self.spot.key[0] is None:
            cell = self.in_detail(self.item.name)
            return f"={a1(cell)}" if cell else None
        cells = [
            ("", *place)
            for unit in self.report.listed
            if (place := self.frame.at((unit, self.item.name, self.line)))
        ]
        return sum_formula(cells) if cells else None

    def phrase_formula(self) -> str | None:
        """Return the phrase with live figures, where several units' figures stand in it."""
        texts = [self.totals.records[unit][self.item.name, self.line] for unit in self.totals.units]
        given = [text for text in texts if not isinstance(text, Missing)]
        if len(given) < 2 or self.spot.key[0] is not None:
            return None
        form, parts = self.totals.form, list[str | CellAt]()
        for kind, text in phrase_parts(str(self.item.pattern)):
            cell = self.in_detail(text) if kind == "slot" else None
            if kind == "slot" and (cell is None or form.item(text) in form.recomputed):
                return None
            parts.append(cell or text)
        return concatenation(parts)

    def in_detail(self, item: str) -> CellAt | None:
        detail = self.report.detail
        place = detail.at((self.root, item, self.line)) if detail else None
        return (detail.sheet, *place) if detail and place else None

    def derived_formula(self) -> str | None:
        """Return the formula of a sum or share within the record, where the figure given obeys it."""
        source = self.totals.form.derivations.get(self.item.name)
        if source is None or not (self.report.blank or self.obeys()):
            return None
        return derived_formula(source, self.find)

    def obeys(self) -> bool:
        """Tell whether the figure given is the one the form's own formula yields."""
        known = self.unit in self.totals.records and self.line in self.record.keys
        return known and follows(self.record, self.item.name, self.line)

    def find(self, ref: Ref) -> CellAt | None:
        key: Key = (self.spot.key[0], ref.item, ref.category or self.line)
        place = self.frame.own_cell(key)
        return ("", *place) if place else self.in_detail(ref.item)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings on this answer; on a stacked sheet, those of every unit behind it."""
        form, marks = self.totals.form, self.report.marks
        if form.open and self.spot.key[0] is None:
            if self.line is None or int(self.line) >= len(self.totals.entries):
                return ()
            unit, place = self.totals.entries[int(self.line)]
            return marks.on((form.id, unit, self.item.name, place))
        units = [self.unit]
        if self.spot.key[0] is None:
            units += self.totals.units
        touching = [marks.on((form.id, unit, self.item.name, self.line)) for unit in units]
        return tuple(dict.fromkeys(finding for found in touching for finding in found))

    def flag(self, findings: tuple[Finding, ...]) -> Flag | None:
        if flag := flag_of(finding.severity for finding in findings):
            return flag
        if any(self.recovers(finding) for finding in findings):
            return "recovered"
        absent = not self.report.blank and self.unit in self.totals.missing
        return "absent" if absent else None

    def recovers(self, finding: Finding) -> bool:
        return finding.code == "base_recovered" and self.item.recoverable

    def comment(self, findings: tuple[Finding, ...]) -> str | None:
        lang = self.report.lang
        worth = [f for f in findings if f.severity is not Severity.NOTE or self.recovers(f)]
        lines = [
            f"{say(f'severity.{finding.severity.value}', lang)} {finding.rule}\n"
            f"{finding.message(lang)}"
            for finding in worth
        ]
        return "\n".join(lines) or None
