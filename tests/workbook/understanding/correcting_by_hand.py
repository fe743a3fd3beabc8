"""A sheet ``youthstats`` in the hands of a clerk, without a spreadsheet program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

import youthstats as ys
from youthstats import strategies
from youthstats.model.edits import Edit
from youthstats.model.forms import Form
from youthstats.workbook.names import CORRECTIONS
from youthstats.workbook.package import Cell, CellValue, Sheet
from youthstats.workbook.understanding.correcting import with_corrections
from youthstats.workbook.understanding.corrections.sheet import corrections_on
from youthstats.workbook.understanding.corrections.stated import stated
from youthstats.workbook.understanding.template import Template, understand
from youthstats.workbook.writing.correction_sheet import correction_plan
from youthstats.workbook.writing.listing import HEAD

EXAMPLES = Path(__file__).parents[3] / "examples" / "templates"
YEARBOOK, STAFF, CARD = (
    EXAMPLES / f"{name}.xlsx" for name in ("工业年鉴表", "基层单位表", "青年之家登记表")
)
NEW = ""
"""The row below all others."""


def has_cells(form: Form) -> bool:
    """Tell whether a form has more than one cell: one alone does not show which axis is which."""
    return form.open or len(form.placed) * max(1, len(form.categories)) > 1


FORMS = strategies.forms().filter(has_cells)
SCHEMES = strategies.schemes().filter(lambda scheme: all(map(has_cells, scheme.forms)))

UNITS = ys.Hierarchy((ys.Unit("合计"), ys.Unit("甲县", "合计"), ys.Unit("乙县", "合计")))

Changes = Mapping[tuple[str, str], CellValue]
"""What is typed, by the name of the thing in its row and the heading of the column."""


def sheet_of(template: Template, changes: Changes | None = None, lang: str = "zh") -> Sheet:
    """Return the prefilled sheet of a template, with what is typed over."""
    cells: dict[tuple[int, int], Any] = {
        (cell.row, cell.column): cell.value
        for cell in correction_plan(template, lang=lang).cells
        if cell.value is not None
    }
    columns = {str(text): column for (row, column), text in cells.items() if row == HEAD - 1}
    rows = _rows(cells)
    for (name, heading), value in (changes or {}).items():
        cells[rows[name], columns[heading]] = value
    return Sheet(CORRECTIONS, cells={place: Cell(value) for place, value in cells.items()})


def _rows(cells: Mapping[tuple[int, int], Any]) -> dict[str, int]:
    """Return the rows by the names of their things; a form's and the scheme's by their kind."""
    below = sorted({row for row, _ in cells if row >= HEAD})
    named = {str(cells.get((row, 2)) or cells.get((row, 1)) or cells[row, 0]): row for row in below}
    return {**named, NEW: below[-1] + 1}


def corrected(template: Template, sheet: Sheet) -> tuple[tuple[Form, ...], tuple[Edit, ...]]:
    """Return the forms of a template, and the edits across them, with what a sheet says."""
    formed = list(template.forms.values())
    said = corrections_on(sheet, stated(template.scheme, formed, template.doubts))
    done, across = with_corrections(formed, template.scheme.edits, said)
    return tuple(one.form for one in done), tuple(across)


def drawn(scheme: ys.Scheme, folder: Path) -> Template:
    """Return the blank return of a scheme, understood by itself."""
    path = folder / "template.xlsx"
    ys.write_return(path, scheme)
    return understand(path, corrected=False)


def alone(form: Form) -> ys.Scheme:
    """Return a scheme of one form."""
    return ys.define_scheme(id="x", title="x", period="2009年", forms=[form], units=UNITS)


def type_in(path: Path, changes: Changes) -> None:
    """Change a workbook's sheet as a clerk would."""
    book = load_workbook(path)
    sheet = book[CORRECTIONS]
    columns = {str(cell.value): int(cell.column or 0) for cell in sheet[HEAD]}
    rows = {str(sheet.cell(row, 3).value): row for row in range(HEAD + 1, sheet.max_row + 1)}
    for (name, heading), value in changes.items():
        row = rows["None"] if name == NEW else rows[name]
        sheet.cell(row, columns[heading]).value = value  # type: ignore[assignment]
    book.save(path)
