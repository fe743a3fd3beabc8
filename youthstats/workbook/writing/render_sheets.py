"""Writing planned sheets with XlsxWriter, by declared type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import xlsxwriter
from attrs import evolve
from xlsxwriter.exceptions import XlsxWriterException

from youthstats.characters import cut, visible
from youthstats.errors import WriteError
from youthstats.model.columns import column_letters
from youthstats.model.items import Kind
from youthstats.wording import say
from youthstats.workbook.writing import styles
from youthstats.workbook.writing.fitting import MOST_ROWS, drop_down_holds, too_many_rows
from youthstats.workbook.writing.plan import Cell, Plan, Style, Validation, text_width
from youthstats.workbook.writing.render_book import Workbook
from youthstats.workbook.writing.render_texts import escaped
from youthstats.workbook.writing.row_order import in_rows

__all__ = ["Writer"]

LONGEST_TITLE, LONGEST_PROMPT = 32, 255
MOST_LINKS = 65_530
LINE_HEIGHT = 15.0
WIDEST_PAGE = 200.0
"""Characters across a page: more figures on one could not be read. Words can wrap."""
_ERROR = re.compile("^#(?=[A-Z0-9/]+[!?]?$)")  # XlsxWriter makes an error of a result such as #N/A


class Writer:
    """One workbook being written; formats are made once per style."""

    def __init__(self, book: Workbook, lang: str, path: str) -> None:
        self.book = book
        self.lang = lang
        self.path = path
        self.formats: dict[Style, Any] = {}

    def format(self, style: Style) -> Any:
        if style not in self.formats:
            self.formats[style] = self.book.add_format(styles.properties(style))
        return self.formats[style]

    def done(self, code: Any, sheet: Any, cell: Cell | Validation) -> None:
        """Raise where XlsxWriter returns that it left something out."""
        if not code:
            return
        place = f"{sheet.get_name()}!{column_letters(cell.column)}{cell.row + 1}"
        if cell.row >= MOST_ROWS:
            raise too_many_rows(self.path, place, self.lang)
        raise WriteError(self.path, f"{place} cannot be written (XlsxWriter returned {code})")

    def define(self, name: str, formula: str) -> None:
        """Define a name. Raises where XlsxWriter returns that it did not."""
        if code := self.book.define_name(name, formula):
            raise WriteError(self.path, f"{name} cannot be written (XlsxWriter returned {code})")

    def sheet(self, plan: Plan) -> None:
        """Write one sheet; of a long one the rows as they are made."""
        add = self.book.add_long_worksheet if plan.rows else self.book.add_worksheet
        try:
            sheet = add(plan.name)
        except XlsxWriterException as error:
            raise WriteError(self.path, str(error)) from error
        sheet.set_default_row(LINE_HEIGHT + 5)
        for column, width in enumerate(plan.widths):
            sheet.set_column(column, column, width)
        if plan.rows:
            self.rows(sheet, plan)
        else:
            self.cells(sheet, plan)
        for validation in plan.validations:
            self.validate(sheet, validation)
        for name, (top, left, bottom, right) in plan.names.items():
            area = xlsxwriter.utility.xl_range_abs(top, left, bottom, right)
            quoted = "'" + plan.name.replace("'", "''") + "'"
            self.define(name, f"={quoted}!{area}")
        self.page(sheet, plan)

    def page(self, sheet: Any, plan: Plan) -> None:
        sheet.set_landscape()
        sheet.set_paper(styles.A4)
        sheet.set_margins(**styles.MARGINS)
        sheet.center_horizontally()
        across = 1 if plan.tab == "audit" else ceil(sum(plan.widths) / WIDEST_PAGE)
        sheet.fit_to_pages(max(1, across), 0)
        if across > 1 and plan.freeze[1]:
            sheet.repeat_columns(0, plan.freeze[1] - 1)
        sheet.set_footer(styles.PAGE_NUMBER)
        sheet.set_tab_color(styles.TAB_COLOURS[plan.tab])
        sheet.hide_gridlines(2)
        if any(plan.freeze):
            sheet.freeze_panes(*plan.freeze)
        if plan.repeat:
            sheet.repeat_rows(*plan.repeat)
        if plan.hidden:
            sheet.hide()
        if plan.protected:
            allowed = ("format_columns", "format_rows", "insert_rows", "insert_columns")
            sheet.protect("", dict.fromkeys(allowed, True))

    def cells(self, sheet: Any, plan: Plan) -> None:
        for row, height in _heights(plan.cells, plan).items():
            sheet.set_row(row, height)
        for cell in plan.cells:
            if cell.height > 1 or cell.width > 1:
                last = cell.row + cell.height - 1, cell.column + cell.width - 1
                style = self.format(cell.style)
                code = sheet.merge_range(cell.row, cell.column, *last, "", style)
                self.done(code, sheet, cell)
            self.cell(sheet, cell)

    def rows(self, sheet: Any, plan: Plan) -> None:
        """Write row after row. Each is gone from memory when the next begins."""
        heights = _heights(plan.cells, plan)
        for row, cells in in_rows(plan):
            height = heights.pop(row, None) or _heights(cells, plan).get(row)
            styled = [(self.linked(sheet, cell), self.format(cell.style)) for cell in cells]
            code = sheet.put(row, styled, height)
            self.done(code, sheet, cells[-1])
            for cell in cells:
                if cell.width > 1 or cell.height > 1:
                    last = cell.row + cell.height - 1, cell.column + cell.width - 1
                    sheet.merge.append([cell.row, cell.column, *last])
                if cell.comment:
                    self.comment(sheet, cell)

    def cell(self, sheet: Any, cell: Cell) -> None:
        code = self.content(sheet, self.linked(sheet, cell), self.format(cell.style))
        if code:
            self.done(code, sheet, cell)
        if cell.comment:
            self.comment(sheet, cell)

    def comment(self, sheet: Any, cell: Cell) -> None:
        text = cell.comment or ""
        lines = 2 + text.count("\n") + int(text_width(text) // 40)
        box = {"x_scale": 2.2, "y_scale": max(1.0, lines / 4), "author": "youthstats"}
        self.done(sheet.write_comment(cell.row, cell.column, text, box), sheet, cell)

    def linked(self, sheet: Any, cell: Cell) -> Cell:
        """Make the link of a cell; beyond those a sheet can have, the cell says where it would lead."""
        if cell.link is None:
            return cell
        if sheet.hlink_count >= MOST_LINKS:
            return evolve(cell, value=cell.link)
        text, style = "" if cell.value is None else str(cell.value), self.format(cell.style)
        link = f"internal:{cell.link}"
        code = sheet.write_url(cell.row, cell.column, link, style, string=visible(text))
        self.done(code, sheet, cell)
        return evolve(cell, value=text)

    def content(self, sheet: Any, cell: Cell, style: Any) -> Any:
        at = (cell.row, cell.column)
        value = cell.value
        if cell.formula is not None:
            return sheet.write_formula(*at, escaped(cell.formula), style, _cached(value))
        if value is None:
            return sheet.write_blank(*at, None, style)
        if isinstance(value, str):
            return sheet.write_string(*at, value, style)
        if isinstance(value, date):
            return sheet.write_datetime(*at, value, style)
        # Fitted: no approximate figure is left.
        return sheet.write_number(*at, float(value), style)  # type: ignore[arg-type]

    def validate(self, sheet: Any, validation: Validation) -> None:
        rule: dict[str, Any] = {"ignore_blank": True}
        item = validation.item
        if validation.choices_from is not None:
            rule |= {"validate": "list", "source": f"={validation.choices_from}"}
        elif validation.choices and drop_down_holds(validation.choices):
            rule |= {"validate": "list", "source": list(validation.choices)}
            if item is not None:
                rule["error_type"] = "information"
        elif item is not None and item.kind in {Kind.COUNT, Kind.MONEY, Kind.SHARE}:
            kind = "integer" if item.kind is Kind.COUNT else "decimal"
            lowest = -(10**15) if item.minimum is None else item.minimum
            rule |= {"validate": kind, "criteria": ">=", "value": lowest}
            rule["error_message"] = say(f"template.refused_{kind}", self.lang)
        else:
            rule |= {"validate": "any"}
        if validation.prompt:
            rule["input_title"] = cut(visible(validation.title), LONGEST_TITLE)
            rule["input_message"] = cut(visible(validation.prompt, keep="\n"), LONGEST_PROMPT)
        at = (validation.row, validation.column)
        self.done(sheet.data_validation(*at, *at, rule), sheet, validation)


class _EmptyText(str):
    """The empty text as a result. XlsxWriter takes a plain one for a formula nobody calculated."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return False


def _cached(value: object) -> Any:
    """Return a formula's result as it is stored beside the formula."""
    if value is None or value == "":
        return _EmptyText()
    if isinstance(value, str):
        return _ERROR.sub("_x0023_", escaped(value))
    return float(value) if isinstance(value, int | Decimal | Fraction) else value


def _heights(cells: Iterable[Cell], plan: Plan) -> dict[int, float]:
    """Return the height of every row whose text wraps, which no program works out for merged cells."""
    lines: dict[int, float] = {}
    filled = 0.9 if plan.tab == "audit" else 1.0  # of sentences: an address is carried over whole
    for cell in cells:
        if not isinstance(cell.value, str):
            continue
        room = sum(plan.widths[cell.column : cell.column + cell.width]) or 8.0
        size = 1.5 if cell.style.role == "title" else 1.0
        across = max((room - 1) * filled, 1)
        needed = 1.0
        if "\n" in cell.value or 2 * len(cell.value) * size > across:  # a sign is at most two wide
            lines_of = (text_width(line) for line in cell.value.split("\n"))
            needed = sum(max(1, -(-width * size // across)) for width in lines_of)
        per_row = needed * size / cell.height
        for row in range(cell.row, cell.row + cell.height):
            least = plan.lines if row >= plan.freeze[0] else 1
            lines[row] = max(lines.get(row, least), per_row)
    return {row: min(409.0, LINE_HEIGHT * count + 5) for row, count in lines.items()}
