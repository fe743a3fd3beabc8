"""A sheet of a blank template as it is looked at: what is printed, what is open, what is boxed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from attrs import frozen

from youthstats.model.values import from_float
from youthstats.workbook.package import Merge
from youthstats.workbook.reading.parse.signs import is_blank
from youthstats.workbook.reading.sheets.heading import UNIT_ASKED
from youthstats.workbook.reading.sheets.places import Place, address

__all__ = ["Canvas", "Limit", "Role", "Square", "open_canvases"]

_DASHES = frozenset("-–—－―─/／×╳") | {"--", "——", "不填", "免填"}
_GAP = re.compile(r"[（(]\s*[）)]|_{2,}|＿{2,}|[：:]\s*$", re.MULTILINE)
"""A place left open inside a text: empty brackets, a line to write on, a colon at a line's end."""

_CELL = re.compile(r"(?<![\w!'.])[A-Z]{1,3}[1-9][0-9]*(?![\w(])")

_WIDEST, _LONGEST = 400, 5_000
"""Columns and rows that are looked at: a template is printed on paper."""


class Role(Enum):
    """What a cell of a template is for."""

    LABEL = "label"
    NUMBER = "number"
    ANSWER = "answer"
    FORMULA = "formula"
    CLOSED = "closed"
    NOTHING = "nothing"


@frozen
class Limit:
    """What a cell's data validation accepts: a kind of value, its ends, or the choices offered."""

    kind: str
    low: str | None = None
    high: str | None = None
    choices: tuple[str, ...] = ()


@frozen
class Square:
    """One cell of a template. ``boxed`` has lines around it; ``open`` is not locked."""

    value: str | int | Decimal | None = None
    formula: str | None = None
    number_format: str = "General"
    open: bool = False
    boxed: bool = False
    indent: int = 0
    limit: Limit | None = None

    @property
    def text(self) -> str:
        """The words in the cell, without padding at its ends; ``""`` for anything else."""
        return self.value.strip() if isinstance(self.value, str) else ""


@frozen(slots=False, eq=False)
class Canvas:
    """One sheet of a template: its cells by (row, column) from 0, and its merged blocks."""

    name: str
    squares: Mapping[Place, Square]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    protected: bool = False

    @cached_property
    def anchors(self) -> Mapping[Place, Place]:
        """The first cell of the block each merged cell belongs to."""
        return {
            (row, column): (merge.top, merge.left)
            for merge in self.merges
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
        }

    @cached_property
    def blocks(self) -> Mapping[Place, Merge]:
        """Every merged block by its first cell."""
        return {(merge.top, merge.left): merge for merge in self.merges}

    def anchor(self, place: Place) -> Place:
        """Return the cell whose content is shown at a place."""
        return self.anchors.get(place, place)

    def block(self, place: Place) -> Merge:
        """Return the block that begins at a place: a merged one, or the cell alone."""
        return self.blocks.get(place) or Merge(*place, *place)

    def at(self, place: Place) -> Square:
        return self.squares.get(self.anchor(place), _NOTHING)

    @cached_property
    def says_what_is_open(self) -> bool:
        """Whether the office unlocked what is to be filled in."""
        return any(square.open for square in self.squares.values())

    @cached_property
    def draws_lines(self) -> bool:
        """Whether lines say how far the tables reach."""
        return sum(square.boxed for square in self.squares.values()) >= 4

    @cached_property
    def asked_unit(self) -> Place | None:
        """Where the name of the reporting unit is to be filled in, beside 填报单位."""
        for place, text in self.words():
            if any(re.match(r"\s*" + r"\s*".join(label), text) for label in UNIT_ASKED):
                return place[0], self.block(place).right + 1
        return None

    def names_unit(self, place: Place) -> bool:
        """Tell whether a formula repeats the name of the reporting unit."""
        square, asked = self.at(place), self.asked_unit
        if square.formula is None or asked is None:
            return False
        named = set(_CELL.findall(square.formula.replace("$", "")))
        return named == {address(asked)}

    def role(self, place: Place) -> Role:
        """Return what the cell shown at a place is for."""
        square = self.at(place)
        if square.formula is not None:
            return Role.LABEL if self.names_unit(place) else Role.FORMULA
        if isinstance(square.value, int | Decimal) and square.value != 0:
            return Role.NUMBER
        if square.text:
            return self._worded(square)
        if self.says_what_is_open:
            return Role.ANSWER if square.open else Role.NOTHING
        return Role.ANSWER if square.boxed or not self.draws_lines else Role.NOTHING

    def _worded(self, square: Square) -> Role:
        if "".join(square.text.split()) in _DASHES:
            return Role.CLOSED
        if self.says_what_is_open:
            return Role.ANSWER if square.open else Role.LABEL
        return Role.ANSWER if _GAP.search(square.text) and not _asks(square) else Role.LABEL

    @cached_property
    def used(self) -> tuple[range, range]:
        """The rows and the columns that hold anything."""
        held = [at for at, square in self.squares.items() if not _is_empty(square)]
        if not held:
            return range(0), range(0)
        ends = [(block.bottom, block.right) for at in held for block in [self.block(at)]]
        return (
            range(min(row for row, _ in held), 1 + max(row for row, _ in ends)),
            range(min(column for _, column in held), 1 + max(column for _, column in ends)),
        )

    def words(self) -> Iterator[tuple[Place, str]]:
        """Yield the texts of the sheet with their places, row by row."""
        for place in sorted(self.squares):
            if text := self.squares[place].text:
                yield place, text


_NOTHING = Square()


def _is_empty(square: Square) -> bool:
    return square.formula is None and is_blank(square.value) and not (square.boxed or square.open)


def _asks(square: Square) -> bool:
    """Tell whether a text is a label that ends in a colon, and no phrase with places to fill in."""
    lines = square.text.split("\n")
    return len(lines) == 1 and not _GAP.search(square.text.rstrip("：: "))


def open_canvases(path: str) -> tuple[Canvas, ...]:
    """Return the sheets of a template. The file must have been opened soundly before."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and only templates need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose; nothing is written with it
        book = load_workbook(path)
    return tuple(_canvas(sheet) for sheet in book.worksheets)


def _canvas(sheet: Any) -> Canvas:
    limits = _limits(sheet)
    merges = tuple(
        Merge(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1)
        for one in sheet.merged_cells.ranges
    )
    beneath = {
        (row, column)
        for merge in merges
        for row in range(merge.top, min(merge.bottom, _LONGEST) + 1)
        for column in range(merge.left, min(merge.right, _WIDEST) + 1)
    } - {(merge.top, merge.left) for merge in merges}
    squares = {}
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _LONGEST), max_col=_most(sheet)):
        for cell in row:
            place = cell.row - 1, cell.column - 1
            if place not in beneath and (cell.has_style or cell.value is not None):
                squares[place] = _square(cell, limits.get(place))
    return Canvas(
        sheet.title,
        squares,
        merges,
        hidden=sheet.sheet_state != "visible",
        protected=bool(sheet.protection.sheet),
    )


def _most(sheet: Any) -> int:
    return min(int(sheet.max_column), _WIDEST)


def _square(cell: Any, limit: Limit | None) -> Square:
    value, formula = cell.value, None
    if cell.data_type == "f":
        formula, value = str(getattr(value, "text", value)), None
    elif isinstance(value, bool) or not isinstance(value, str | int | float | None):
        value = str(value)
    elif isinstance(value, float):
        value = from_float(value)
    border = cell.border
    sides = (border.left, border.right, border.top, border.bottom)
    return Square(
        value,
        formula,
        str(cell.number_format),
        not cell.protection.locked,
        sum(side is not None and side.style is not None for side in sides) >= 2,
        int(cell.alignment.indent or 0),
        limit,
    )


def _limits(sheet: Any) -> dict[Place, Limit]:
    """Return what the data validations of a sheet accept, cell by cell."""
    found: dict[Place, Limit] = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type is None:
            continue
        limit = _limit(rule)
        for area in rule.sqref.ranges:
            rows = range(area.min_row, min(area.max_row, _LONGEST) + 1)
            columns = range(area.min_col, min(area.max_col, _WIDEST) + 1)
            found |= {(row - 1, column - 1): limit for row in rows for column in columns}
    return found


def _limit(rule: Any) -> Limit:
    first, second = rule.formula1, rule.formula2
    if rule.type == "list":
        quoted = str(first or "")
        offered = quoted[1:-1].split(",") if quoted.startswith('"') else []
        return Limit("list", choices=tuple(word.strip() for word in offered if word.strip()))
    match rule.operator or "between":
        case "between":
            return Limit(rule.type, first, second)
        case "equal":
            return Limit(rule.type, first, first)
        case "greaterThanOrEqual" | "greaterThan":
            return Limit(rule.type, first)
        case "lessThanOrEqual" | "lessThan":
            return Limit(rule.type, None, first)
        case _:
            return Limit(rule.type)
