"""What the data validations of a sheet accept, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Limit

__all__ = ["limits_of"]

_AREA = re.compile(
    r"=?(?:'?(?P<sheet>(?:[^'!]|'')+)'?!)?(?P<area>\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)"
)
_MOST_CHOICES = 200


def limits_of(sheet: Any, book: Any, longest: int, widest: int) -> dict[Place, Limit]:
    """Return what the validations of a sheet accept, for cells up to a row and a column."""
    found: dict[Place, Limit] = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type is None:
            continue
        limit = _limit(rule, sheet, book)
        for area in rule.sqref.ranges:
            rows = range(area.min_row, min(area.max_row, longest) + 1)
            columns = range(area.min_col, min(area.max_col, widest) + 1)
            found |= {(row - 1, column - 1): limit for row in rows for column in columns}
    return found


def _limit(rule: Any, sheet: Any, book: Any) -> Limit:
    first, second = rule.formula1, rule.formula2
    if rule.type == "list":
        choices = tuple(_choices(str(first or ""), sheet, book))
        return Limit("list", choices=choices, unread="" if choices else str(first or ""))
    if rule.type == "custom":
        return Limit("custom", unread=str(first or ""))
    match rule.operator or "between":
        case "between":
            return Limit(rule.type, first, second)
        case "equal":
            return Limit(rule.type, first, first)
        case "greaterThanOrEqual" | "greaterThan":
            return Limit(rule.type, first)
        case "lessThanOrEqual" | "lessThan":
            return Limit(rule.type, None, first)
        case other:
            return Limit(rule.type, unread=f"{other} {first or ''} {second or ''}".strip())


def _choices(source: str, sheet: Any, book: Any) -> Iterator[str]:
    """Yield the words a list offers: written in the rule, or standing in cells that it names."""
    written = source.startswith('"')
    offered = source[1:-1].split(",") if written else _in_cells(source, sheet, book)
    for word in islice(offered, _MOST_CHOICES):
        if word.strip():
            yield word.strip()


def _in_cells(source: str, sheet: Any, book: Any) -> Iterator[str]:
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - slow to import

    named = book.defined_names.get(source.removeprefix("="))
    found = _AREA.fullmatch(str(named.value) if named is not None else source)
    if found is None:
        return
    name = (found["sheet"] or sheet.title).replace("''", "'")
    if name not in book.sheetnames:
        return
    try:
        left, top, right, bottom = range_boundaries(found["area"].replace("$", ""))
    except ValueError:
        return
    other = book[name]
    ends = min(bottom, other.max_row), min(right, other.max_column)  # asking for more makes cells
    rows = other.iter_rows(top, ends[0], left, ends[1]) if (top, left) <= ends else ()
    yield from (str(cell.value or "") for row in rows for cell in row)
