"""A sheet written row by row, each spelled at once as it stands in the sheet's part.

XlsxWriter looks at every cell four times on its way, which takes four times as long as this. It keeps what
it is good at: the parts around the rows, links, comments, and the file in which rows wait for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from xlsxwriter.worksheet import Worksheet

from youthstats.model.columns import column_letters
from youthstats.workbook.writing.plan import Cell
from youthstats.workbook.writing.render_texts import escaped

__all__ = ["LongSheet"]

POINTS = 0.75
"""In a pixel, which rows are measured in."""

_letters = cache(column_letters)
_NEEDS_CARE = re.compile("[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")


class LongSheet(Worksheet):  # type: ignore[misc]  # its types are not published
    """A sheet of which no row stays in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.ignore_write_string = True  # what a link says is written with its row

    def put(self, row: int, cells: Sequence[tuple[Cell, Any]], height: float | None) -> int:
        """Write a row of cells with their formats; return not 0 where it has no room, as XlsxWriter does."""
        size = "" if height is None else f' ht="{height * POINTS:.16g}" customHeight="1"'
        spelled = [
            f'<c r="{_letters(cell.column)}{row + 1}" s="{style._get_xf_index()}"{self._content(cell)}'
            for cell, style in cells
        ]
        self.row_data_fh.write(f'<row r="{row + 1}"{size}>{"".join(spelled)}</row>')
        first, last = cells[0][0].column, cells[-1][0].column
        return self._check_dimensions(row, first) or self._check_dimensions(row, last)  # type: ignore[no-any-return]

    def _content(self, cell: Cell) -> str:
        value = cell.value
        if cell.formula is not None:
            text = ' t="str"' if value is None or isinstance(value, str) else ""
            result = "" if value is None else self._spelled(value)
            return f"{text}><f>{_xml(cell.formula[1:])}</f><v>{result}</v></c>"
        if value is None:
            return "/>"
        spelled = self._spelled(value)
        if not isinstance(value, str):
            return f"><v>{spelled}</v></c>"
        space = ' xml:space="preserve"' if value != value.strip() else ""
        return f' t="inlineStr"><is><t{space}>{spelled}</t></is></c>'

    def _spelled(self, value: str | int | Decimal | Fraction | date | Any) -> str:
        """Return a fitted content as XML holds it: of figures no approximate one is left."""
        if type(value) is int:
            return str(value)
        if isinstance(value, str):
            return _xml(value)
        number = self._convert_date_time(value) if isinstance(value, date) else float(value)
        return f"{number:.16G}"


def _xml(text: str) -> str:
    if not _NEEDS_CARE.search(text):
        return text
    return escaped(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
