"""A unit's return: blank to fill in, or with the figures it holds."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from fractions import Fraction

from youthstats.layout.formulas import derived_formula
from youthstats.layout.grid import AnswerCell
from youthstats.layout.layouts import return_layout
from youthstats.model.derivations import Source
from youthstats.model.deriving import derived_value, follows
from youthstats.model.findings import Finding
from youthstats.model.forms import Form, Line
from youthstats.model.items import Item, Kind
from youthstats.model.linear import Quotient, Ref
from youthstats.model.phrases import blank_phrase
from youthstats.model.returns import Record
from youthstats.model.schemes import Scheme
from youthstats.model.values import Missing, is_figure, nominal, plain
from youthstats.wording import say
from youthstats.workbook.names import cell_name, constants
from youthstats.workbook.writing.answers import answer_style, content_of, validation_of
from youthstats.workbook.writing.completed import completed_labels
from youthstats.workbook.writing.fitting import drop_down_holds
from youthstats.workbook.writing.frame import Frame
from youthstats.workbook.writing.kept_formulas import with_office_formulas
from youthstats.workbook.writing.plan import Cell, Content, Plan, Validation, list_plan
from youthstats.workbook.writing.render import render

__all__ = ["Answer", "return_frames", "return_plans", "write_return"]

MOST_OFFERED = 500
"""Units a blank return offers to choose from."""

Answer = tuple[str, str, Line]
"""An answer of a return: (form, item, line)."""


def write_return(
    path: str | os.PathLike[str],
    scheme: Scheme,
    unit: str = "",
    records: Mapping[str, Record] | None = None,
    *,
    lang: str = "zh",
) -> tuple[Finding, ...]:
    """Write the return of ``unit`` with the records given, by form id; blank where there are none.

    Returns a note on everything the workbook could not hold as it is. Raises
    :class:`~youthstats.errors.WriteError` when the target cannot be written.
    """
    plans = return_plans(scheme, unit, records or {}, lang=lang)
    said = constants(scheme, "return")
    losses = render(path, plans, constants=said, title=scheme.title, lang=lang)
    return tuple(loss.note(unit) for loss in losses)


def return_frames(
    scheme: Scheme, unit: str, records: Mapping[str, Record], *, lang: str = "zh"
) -> list[Frame]:
    """Return what stands around each form of a return; the first asks for the unit."""
    frames: list[Frame] = []
    for form in scheme.forms:
        record = records.get(form.id) or Record.empty(form)
        entries = max(len(record.keys), form.rows.least) if form.open else None
        first = f"'{frames[0].sheet}'!$B$2" if frames else ""
        layout = return_layout(form, entries, totals=True)
        frame = Frame(layout, form.label, "return", scheme.period, unit, first, lang=lang)
        frames.append(frame)
    return frames


def return_plans(
    scheme: Scheme,
    unit: str,
    records: Mapping[str, Record],
    *,
    stood: Mapping[Answer, Content] | None = None,
    lang: str = "zh",
) -> list[Plan]:
    """Plan the sheets of a return, one a form, with the formulas of an office's own template.

    ``stood`` is what to write, as it is, for answers whose values or formulas would say something
    else.
    """
    plans, frames = [], return_frames(scheme, unit, records, lang=lang)
    for frame in frames:
        form = frame.layout.form
        record = records.get(form.id) or Record.empty(form)
        plans.append(_sheet(frame, scheme, record, stood or {}))
    plans = with_office_formulas(plans, frames, records)
    if _on_a_sheet(scheme, unit):
        plans.append(list_plan(say("template.roster_sheet", lang), _roster(scheme)))
    return plans


def _sheet(frame: Frame, scheme: Scheme, record: Record, stood: Mapping[Answer, Content]) -> Plan:
    form = frame.layout.form
    sheet = _ReturnSheet(frame, record, stood)
    cells = [*frame.cells(), *sheet.cells()]
    return Plan(
        name=frame.sheet,
        cells=cells,
        widths=frame.widths(cells),
        freeze=frame.first_answer,
        repeat=(0, frame.first_answer[0] - 1),
        protected=True,
        validations=[*_unit_validation(frame, scheme), *sheet.validations()],
        names=_names(frame, form),
    )


def _roster(scheme: Scheme) -> tuple[str, ...]:
    return scheme.expected or scheme.units.leaves


def _on_a_sheet(scheme: Scheme, unit: str) -> bool:
    """Tell whether the roster stands on a sheet of its own, to be chosen from.

    Not on a return that knows its unit, and not a long one: it would be many times the forms, in every
    return, and nobody chooses from thousands of names what is typed in seconds.
    """
    roster = _roster(scheme)
    return not unit and not drop_down_holds(roster) and len(roster) <= MOST_OFFERED


def _unit_validation(frame: Frame, scheme: Scheme) -> Iterator[Validation]:
    if frame.unit_from:
        return
    roster, source = _roster(scheme), None
    chosen, listed = drop_down_holds(roster), _on_a_sheet(scheme, frame.unit)
    if listed:
        sheet = say("template.roster_sheet", frame.lang)
        source = f"'{sheet}'!$A$1:$A${len(roster)}"
    title = say("prompt.unit_title", frame.lang)
    prompt = say("prompt.unit" if chosen or listed else "prompt.unit_typed", frame.lang)
    yield Validation(1, 1, None, roster if chosen else (), source, title, prompt)


def _names(frame: Frame, form: Form) -> dict[str, tuple[int, int, int, int]]:
    """Name every answer's cell, and the column of every answer of a list."""
    places: dict[str, list[tuple[int, int]]] = {}
    for cell in frame.answers():
        _, item, line = cell.key
        if form.is_total_line(line):
            continue  # a list is found by its columns, its line of totals by what it is called
        name = cell_name(form, item, None if form.open else line)
        places.setdefault(name, []).append((cell.row, cell.column))
    for item, place in frame.entries_in_labels.items():
        places[cell_name(form, item, None)] = [place]
    return {name: (*cells[0], *cells[-1]) for name, cells in places.items()}


class _ReturnSheet:
    """The answers of one form on a return."""

    def __init__(self, frame: Frame, record: Record, stood: Mapping[Answer, Content]) -> None:
        self.frame = frame
        self.form = frame.layout.form
        self.record = record
        self.stood = stood

    def cells(self) -> Iterator[Cell]:
        for cell in self.frame.answers():
            yield self.answer(cell)
        yield from completed_labels(self.frame, self.record, unlocked=True)

    def answer(self, cell: AnswerCell) -> Cell:
        _, name, line = cell.key
        item = self.form.item(name)
        known = self.record.holds(line)
        content, formula = self.stood.get((self.form.id, name, line)), None
        if content is None:
            value = self.record[name, line] if known else Missing.BLANK
            content = content_of(value, item, self.frame.lang)
            if self.is_derived(item, line) and (not known or self.agrees(item, line)):
                formula = self.formula(name, line)
                content = self.result(item, line) if known else content
        if content is None and item.kind is Kind.PHRASE:
            content = blank_phrase(str(item.pattern))
        # Where its formula does not stand an answer is typed, and has to be mended there.
        closed = (name, line) in self.form.closed
        unlocked = not closed and (formula is None or not self.form.is_locked(name, line))
        return Cell(cell.row, cell.column, content, answer_style(item, unlocked=unlocked), formula)

    def validations(self) -> Iterator[Validation]:
        for cell in self.frame.answers():
            if cell.key[1:] in self.form.closed:
                continue
            item = self.form.item(cell.key[1])
            derived = self.is_derived(item, cell.key[2])
            yield validation_of(item, cell.row, cell.column, self.frame.lang, derived=derived)

    def is_derived(self, item: Item, line: Line) -> bool:
        return self.form.source_of(item.name, line) is not None

    def agrees(self, item: Item, line: Line) -> bool:
        """Tell whether the formula says what was given; over what nobody could read it waits."""
        unread = self.record[item.name, line] is Missing.UNREADABLE
        waits = unread and derived_value(self.record, item.name, line) is Missing.UNREADABLE
        return waits or follows(self.record, item.name, line)

    def result(self, item: Item, line: Line) -> Content:
        """Return what a spreadsheet makes of the formula: a sum passes over what is no number."""
        derived = derived_value(self.record, item.name, line)
        source = self.source(item.name, line)
        if derived is not Missing.UNREADABLE or isinstance(source, Quotient) or source.constant:
            return content_of(derived, item, self.frame.lang)
        typed = [
            by * nominal(value)  # type: ignore[arg-type]
            for ref, by in source.terms
            if self.record.holds(on := ref.on(line))
            and is_figure(value := self.record[ref.item, on])
            and not isinstance(self.stood.get((self.form.id, ref.item, on)), str)
        ]
        return plain(sum(typed, Fraction(0))) if typed else None

    def source(self, name: str, line: Line) -> Source:
        source = self.frame.source(self.form, (None, name, line))
        assert source is not None
        return source

    def formula(self, name: str, line: Line) -> str | None:
        source = self.source(name, line)

        def find(ref: Ref) -> tuple[str, int, int] | None:
            place = self.frame.own_cell((None, ref.item, ref.on(line)))
            return ("", *place) if place else None

        return derived_formula(source, find)
