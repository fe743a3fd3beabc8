"""A template filled in as a unit would: copied, and an answer typed into every cell that asks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from openpyxl import load_workbook

from youthstats.model.forms import Line
from youthstats.model.returns import Return
from youthstats.model.values import Inexact, printed
from youthstats.workbook.package import open_book
from youthstats.workbook.reading.read import read
from youthstats.workbook.understanding.refound import filled_in
from youthstats.workbook.understanding.template import Template

__all__ = ["UNIT", "differences", "fill", "read_back"]

UNIT = "某单位"


def fill(template: Template, target: Path) -> Path:
    """Save a copy of a template with an answer in every cell that asks for one."""
    formed = list(template.forms.values())
    filled = filled_in(formed, open_book(template.path), UNIT)
    book = load_workbook(template.path)
    for sheet in filled.sheets:
        for (row, column), cell in sheet.cells.items():
            answers = book[sheet.name].cell(row + 1, column + 1)
            if cell.formula is None and cell.value is not None:
                answers.value = cell.value  # type: ignore[assignment]
    book.save(target)
    return target


def read_back(template: Template, target: Path) -> Return:
    """Read the filled-in copy as any return is read."""
    filed = read(fill(template, target), template.scheme)
    assert [("read", None)] == [(one.status, one.reason or None) for one in filed.files]
    return filed.returns[0]


def differences(template: Template, one: Return) -> Iterator[tuple[str, str, Line, str, str]]:
    """Yield the answers that are not what was typed: form, item, line, typed, read."""
    formed = list(template.forms.values())
    filled = filled_in(formed, open_book(template.path), UNIT)
    for each in formed:
        form, canvas = each.form, each.paths.canvas
        cells = filled.sheet(canvas.name).cells
        for (item, line), place in each.keys.places.items():
            if form.item(item).kind.value == "phrase" or not canvas.asks(place):
                continue
            typed = cells[place].value
            grows = form.grows_at(item, line) and "%" not in canvas.at(place).number_format
            if isinstance(typed, Decimal) and (form.in_per_cent_at(item, line) or grows):
                typed /= 100
            stood = _shown(typed)
            known = (
                one.records[form.id].values.get((item, line)) if form.id in one.records else None
            )
            if stood != _shown(known):
                yield form.id, item, line, stood, _shown(known)


def _shown(value: object) -> str:
    if isinstance(value, Inexact):  # it was shown with few decimals
        value = value.value
    return printed(value) if isinstance(value, int | Decimal | Fraction) else str(value)
