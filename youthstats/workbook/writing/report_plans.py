"""The consolidated workbook's forms as sheets: all units and their total, sums and rates live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Literal

from attrs import evolve

from youthstats.layout.layouts import report_layout
from youthstats.model.forms import Form
from youthstats.model.returns import Record
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing
from youthstats.workbook.writing.answers import answer_style, content_of
from youthstats.workbook.writing.completed import completed_labels
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.long_frame import LongFrame
from youthstats.workbook.writing.plan import MOST_HELD, Cell, Plan
from youthstats.workbook.writing.report import FormReport
from youthstats.workbook.writing.report_cells import ReportCell

__all__ = ["printed_plan", "report_plan"]

SAMPLE = 50
"""Rows to which the columns of a long sheet are fitted, beside its total."""


def report_plan(report: FormReport, frame: Frame) -> Plan:
    """Plan one of the sheets of a form."""
    if isinstance(frame, LongFrame):
        return _long_plan(report, frame)
    answers = [ReportCell(report, frame, cell).cell() for cell in frame.answers()]
    cells = [*frame.cells(), *answers, *completed_labels(frame, report.record(report.root))]
    return _framed(frame, cells, _tab(report, frame))


def _tab(report: FormReport, frame: Frame) -> Literal["form", "detail"]:
    return "form" if frame is report.main else "detail"


def _long_plan(report: FormReport, frame: LongFrame) -> Plan:
    """Plan a sheet of many rows. Beyond so many they are made while they are written."""
    held = sum(frame.members.values()) <= MOST_HELD
    rows = (row for unit in frame.members for row in _rows(report, frame, unit))
    head = [*frame.head(), *completed_labels(frame, report.record(report.root))]
    first = list(chain.from_iterable(rows if held else islice(rows, SAMPLE)))
    total: list[Cell] = [] if frame.total is None else next(_rows(report, frame, frame.total))
    below = chain(first, chain.from_iterable(rows), frame.foot())
    return Plan(
        name=frame.sheet,
        cells=[*head, *below] if held else head,
        widths=frame.widths([*head, *first, *total]),
        freeze=frame.first_answer,
        repeat=(0, frame.first_answer[0] - 1),
        tab=_tab(report, frame),
        rows=() if held else below,
    )


def _rows(report: FormReport, frame: LongFrame, unit: str | None) -> Iterator[list[Cell]]:
    for labels, spots in frame.rows(unit):
        cells = [*labels, *(ReportCell(report, frame, spot).cell() for spot in spots)]
        yield sorted(cells, key=lambda cell: cell.column)  # labels stand between the sums of a list


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
    layout = report_layout(
        form, scheme.members(form.id), root, len(total.keys) or None, totals=True
    )
    frame = Frame(layout, form.label, "printed", scheme.period, lang=lang)
    cells = [*frame.cells(), *completed_labels(frame, total)]
    for spot in frame.answers():
        unit, name, line = spot.key
        record = of_form.get(unit or root) or Record.empty(form)
        value = record[name, line] if record.holds(line) else Missing.BLANK
        item = form.item(name)
        style = answer_style(item, total=spot.total)
        cells.append(Cell(spot.row, spot.column, content_of(value, item, lang), style))
    return _framed(frame, cells, "form")
