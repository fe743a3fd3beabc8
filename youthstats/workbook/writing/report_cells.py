"""One answer of the consolidated workbook: its figure, its formula, and what was found on it."""

from __future__ import annotations

from youthstats.layout.formulas import (
    CellAt,
    a1,
    concatenation,
    derived_formula,
)
from youthstats.layout.grid import AnswerCell
from youthstats.layout.layouts import Key
from youthstats.model.derivations import sources_of
from youthstats.model.deriving import derived_about, follows
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.items import Kind
from youthstats.model.linear import EVERY, Linear, Ref
from youthstats.model.lists import source_over_entries
from youthstats.model.phrases import phrase_parts
from youthstats.model.values import Missing, Value, is_figure
from youthstats.wording import say
from youthstats.workbook.writing.answers import content_of
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.plan import Cell, Content, Flag, flag_of
from youthstats.workbook.writing.report import FormReport

__all__ = ["ReportCell"]

MOST_COMMENTED = 12
"""Findings a comment tells in full: more would not be read there, and all stand in 审核结果."""


class ReportCell:
    """One answer of the consolidated workbook on its way into its cell.

    It is ``stacked`` where it stands for all units, and they stand on a sheet of their own.
    """

    __slots__ = (
        "adds_up",
        "form",
        "frame",
        "item",
        "line",
        "record",
        "report",
        "spot",
        "stacked",
        "unit",
        "value",
    )

    def __init__(self, report: FormReport, frame: Frame, spot: AnswerCell) -> None:
        unit, name, self.line = spot.key
        self.report, self.frame, self.spot = report, frame, spot
        self.form = report.totals.form
        self.unit = unit or report.root
        self.adds_up = report.adds_up(self.unit)
        self.stacked = unit is None or (report.detail is not None and frame is report.main)
        self.item = self.form.item(name)
        self.record = report.record(self.unit)
        known = self.record.holds(self.line)
        self.value: Value = self.record[name, self.line] if known else Missing.BLANK

    def cell(self) -> Cell:
        """Return the cell as it is to be written."""
        formula, content = self.formula_and_content()
        findings = self.findings()
        style = self.report.style(self.item.name, self.spot.total, self.flag(findings))
        comment = self.comment(findings)
        return Cell(self.spot.row, self.spot.column, content, style, formula, comment=comment)

    def formula_and_content(self) -> tuple[str | None, Content]:
        content = content_of(self.value, self.item, self.report.lang)
        if self.value is Missing.NOT_APPLICABLE and self.is_untold():
            content = say("report.not_added", self.report.lang)
        if isinstance(self.value, Missing) and self.value is not Missing.BLANK:
            return None, content  # a formula would add up what is left, and show it as the whole
        formula = self.total_formula() if self.adds_up else None
        if formula is None and (derived := self.derived_formula()):
            if not self.record.holds(self.line):
                return derived, None  # a blank entry of a list
            value = derived_about(self.record, self.item.name, self.line)
            return derived, content_of(value, self.item, self.report.lang)
        if formula is not None and self.is_sum_of_sums():
            value = derived_about(self.record, self.item.name, self.line)
            content = content_of(value, self.item, self.report.lang)
        return formula or self.formula_across(), content

    def is_sum_of_sums(self) -> bool:
        """Tell whether a total adds up what each unit's sheet adds up along its line."""
        linear = isinstance(self.form.source_of(self.item.name, self.line), Linear)
        return linear and is_figure(self.value) and self.obeys()

    def is_untold(self) -> bool:
        """Tell whether this is a figure of several units that nothing says how to work out."""
        summed = self.adds_up and bool(self.report.units)
        return summed and self.item.kind.numeric and not self.has_total()

    def has_total(self) -> bool:
        return self.report.totals.scheme.has_total(self.form, self.item, self.line)

    def total_formula(self) -> str | None:
        """Return the formula of a total: the sum of the cells above it, or the detail sheet's."""
        if self.form.open or not (self.report.units or self.report.blank):
            return None
        if self.item.kind is Kind.PHRASE:
            return self.phrase_formula()
        if not self.item.additive:
            return None
        if self.stacked:
            cell = self.in_detail(self.item.name)
            return f"={a1(cell)}" if cell else None
        return self.report.sum_over(self.frame, self.unit, self.item.name, self.line)

    def phrase_formula(self) -> str | None:
        """Return the phrase with live figures, where several units' figures stand in it."""
        if not self.stacked or self.report.told[self.item.name, self.line] < 2:
            return None
        parts = list[str | CellAt]()
        for kind, text in phrase_parts(str(self.item.pattern)):
            cell = self.in_detail(text) if kind == "slot" else None
            if kind == "slot" and (cell is None or self.form.item(text) in self.form.recomputed):
                return None
            parts.append(cell or text)
        return concatenation(parts)

    def in_detail(self, item: str) -> CellAt | None:
        detail = self.report.detail
        place = detail.at((self.report.root, item, self.line)) if detail else None
        return (detail.sheet, *place) if detail and place else None

    def derived_formula(self) -> str | None:
        """Return the formula of a sum or share within the record, where the figure given obeys it."""
        source = self.frame.source(self.form, self.spot.key)
        if source is None or not (self.report.blank or self.obeys()):
            return None
        return derived_formula(source, self.find)

    def formula_across(self) -> str | None:
        """Return the formula of a total that follows from those of other forms."""
        report, totals = self.report, self.report.totals
        source = totals.scheme.across.get((self.form.id, self.item.name, self.line))
        summed = report.blank or report.root in totals.levels
        if source is None or self.unit != report.root or not summed:
            return None
        lists = {str(ref.form) for ref in sources_of(source) if ref.category == EVERY}
        entries = {id: report.others[id].record(report.root).keys for id in lists}
        if not all(entries.values()):
            return None  # a sum over nothing is blank, and no 0
        named = source_over_entries(source, lambda ref: entries[str(ref.form)])
        return derived_formula(named, self.find_across)

    def find_across(self, ref: Ref) -> CellAt | None:
        cell = self.report.others[str(ref.form)].total_at(ref.item, ref.category)
        return ("", *cell[1:]) if cell and cell[0] == self.frame.sheet else cell

    def obeys(self) -> bool:
        """Tell whether the figure given is the one the form's own formula yields."""
        known = self.record is not self.report.empty and self.record.holds(self.line)
        return known and follows(self.record, self.item.name, self.line)

    def find(self, ref: Ref) -> CellAt | None:
        key: Key = (self.spot.key[0], ref.item, ref.on(self.line))
        place = self.frame.own_cell(key)
        return ("", *place) if place else self.in_detail(ref.item)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings on this answer; on a stacked sheet, those of every unit behind it."""
        id, name, marks = self.form.id, self.item.name, self.report.marks
        if not marks.by_place:
            return ()
        if not self.stacked:
            return marks.on((id, self.unit, name, self.line))
        if self.form.open and not self.form.is_total_line(self.line):
            if self.line is None or int(self.line) >= len(self.report.entries):
                return ()
            unit, place = self.report.entries[int(self.line)]
            return marks.on((id, unit, name, place))
        units = (self.unit, *marks.units.get((id, name, self.line), ()))
        touching = [marks.on((id, unit, name, self.line)) for unit in units]
        return tuple(dict.fromkeys(finding for found in touching for finding in found))

    def flag(self, findings: tuple[Finding, ...]) -> Flag | None:
        if findings:
            if flag := flag_of(finding.severity for finding in findings):
                return flag
            if any(self.recovers(finding) for finding in findings):
                return "recovered"
        absent = not self.report.blank and self.unit in self.report.missing
        return "absent" if absent else None

    def recovers(self, finding: Finding) -> bool:
        return finding.code == "base_recovered" and self.item.recoverable

    def comment(self, findings: tuple[Finding, ...]) -> str | None:
        if not findings:
            return None
        lang = self.report.lang
        worth = [f for f in findings if f.severity is not Severity.NOTE or self.recovers(f)]
        lines = [
            f"{say(f'severity.{finding.severity.value}', lang)} {finding.rule}\n"
            f"{finding.message(lang)}"
            for finding in worth[:MOST_COMMENTED]
        ]
        if more := len(worth) - len(lines):
            sheet = say("findings.sheet", lang)
            lines.append(say("report.more_findings", lang, count=more, sheet=sheet))
        return "\n".join(lines) or None
