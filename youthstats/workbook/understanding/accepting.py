"""What the data validations of a sheet accept, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from youthstats.workbook.package.extended import ExtendedRule
from youthstats.workbook.package.moving import moved
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import Limit

__all__ = ["MOST_CHOICES", "limits_of"]

_AREA = re.compile(
    r"=?(?:'?(?P<sheet>(?:[^'!]|'')+)'?!)?(?P<area>\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)"
)
MOST_CHOICES = 200
"""Words of a list that are looked at: of a longer one nobody knows what else it offers."""

_SIGNS = {
    "equal": "=",
    "notEqual": "<>",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
}


def limits_of(
    sheet: Any, book: Any, behind: Sequence[ExtendedRule], longest: int, widest: int
) -> dict[Place, Limit]:
    """Return what the validations of a sheet accept, for cells up to a row and a column.

    ``behind`` are those behind the sheet, which openpyxl does not read.
    """
    found: dict[Place, Limit] = {}
    for rule in (*sheet.data_validations.dataValidation, *map(_as_others, behind)):
        if rule.type is None or not rule.sqref.ranges:
            continue
        limit = _limit(rule, sheet, book)
        for area in rule.sqref.ranges:
            rows = range(area.min_row, min(area.max_row, longest) + 1)
            columns = range(area.min_col, min(area.max_col, widest) + 1)
            found |= {(row - 1, column - 1): limit for row in rows for column in columns}
    return found


def _as_others(rule: ExtendedRule) -> Any:
    """Return a rule behind a sheet as openpyxl has those on it."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - slow to import

    said = {word: rule.said.get(word) for word in ("type", "operator", "errorStyle")}
    return DataValidation(
        **said,  # type: ignore[arg-type]  # it refuses words that it does not know
        formula1=rule.first,
        formula2=rule.second,
        sqref=rule.areas,
    )


def _limit(rule: Any, sheet: Any, book: Any) -> Limit:
    first, second = (str(one or "").removeprefix("=") for one in (rule.formula1, rule.formula2))
    firm = rule.errorStyle in {None, "stop"}
    if rule.type == "list":
        return Limit("list", custom=first, choices=tuple(_choices(first, sheet, book)), firm=firm)
    origin = _origin(rule, first + second)
    if rule.type == "custom":
        return Limit("custom", custom=first, origin=origin, firm=firm)
    operator = rule.operator or "between"
    if operator in {"between", "notBetween"}:
        outside = operator == "notBetween"
        low, high = ("<", ">") if outside else (">=", "<=")
        ends = (low, first), (high, second)
        return Limit(rule.type, ends, origin=origin, outside=outside, firm=firm)
    return Limit(rule.type, ((_SIGNS[operator], first),), origin=origin, firm=firm)


def _origin(rule: Any, formulas: str) -> Place | None:
    """Return the cell that the formulas of a rule are written for: the first one it is of.

    With several areas that is only known where the first cell of the first is above and left of all.
    """
    areas = list(rule.sqref.ranges)
    first = areas[0].min_row, areas[0].min_col
    least = min(one.min_row for one in areas), min(one.min_col for one in areas)
    known = first == least or moved(formulas, 1, 1) == formulas
    return (first[0] - 1, first[1] - 1) if known else None


def _choices(source: str, sheet: Any, book: Any) -> Iterator[str]:
    """Yield the words a list offers: written in the rule, or standing in cells that it names."""
    written = source.startswith('"')
    offered = source[1:-1].split(",") if written else _in_cells(source, sheet, book)
    for word in islice(offered, MOST_CHOICES):
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
