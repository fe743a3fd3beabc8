"""What a workbook can hold of a sheet as planned. What it cannot is marked, and said.

A text has at most 32,767 units of UTF-16 and whole characters only, a number 15 digits and no
interval, a formula 8,192 characters, and no day lies before March 1900. Every sheet passes here on
its way into a file: nothing is lost between a plan and a workbook that is not in its losses.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from youthstats.characters import cut, length, visible, whole_characters
from youthstats.errors import WriteError
from youthstats.layout.formulas import CellAt, a1
from youthstats.model.edits import Severity
from youthstats.model.findings import Finding
from youthstats.model.values import SHOWN_DIGITS, Inexact, from_float, held, printed
from youthstats.wording import say
from youthstats.workbook.writing.plan import Cell, Content, Plan

__all__ = [
    "LONGEST_FORMULA",
    "LONGEST_TEXT",
    "MOST_ROWS",
    "Loss",
    "drop_down_holds",
    "fit",
    "fitted",
    "too_many_rows",
]

LONGEST_TEXT = 32_767
"""Units of UTF-16 a cell or a comment can hold."""

LONGEST_FORMULA = 8192
"""Characters a formula can have: more of them damage the workbook."""

LONGEST_CHOICES = 255
"""Units of UTF-16 a drop-down of its own can have."""

MOST_ROWS = 1_048_576
"""Rows of a sheet."""

FIRST_DAY = date(1900, 3, 1)
"""The first day all spreadsheet programs agree on."""

FORMULA_SIGNS = ("=", "+", "-", "@", "'", "＝", "＋", "－", "＠")
"""Where a text begins with one of these, a program might make a formula of it once it is edited."""


@frozen
class Loss:
    """What a workbook could not hold as it is: the code of its note, its cell, what to say of it."""

    code: str
    at: CellAt
    facts: Mapping[str, object]

    def note(self, unit: str) -> Finding:
        """Return the note on it; ``unit`` is the one whose workbook it is."""
        rule = f"workbook.{self.code}"
        return Finding(self.code, Severity.NOTE, unit, rule=rule, facts=self.facts)


def too_many_rows(path: str | os.PathLike[str], place: str, lang: str) -> WriteError:
    """Return the error for a sheet that has no row for a cell, with what to do about it."""
    return WriteError(str(path), say("write.too_many_rows", lang, place=place, most=MOST_ROWS))


def drop_down_holds(choices: Sequence[str]) -> bool:
    """Tell whether choices can stand in a cell's drop-down itself: few of them, and plain words."""
    words = all(choice == visible(choice).strip() for choice in choices)
    plain = words and not set("".join(choices)) & {",", '"'}
    return plain and length(",".join(choices)) <= LONGEST_CHOICES


def fit(plan: Plan, lang: str, losses: list[Loss]) -> Plan:
    """Return a sheet as a workbook can hold it, and add to ``losses`` what it could not hold.

    Of rows that are made while they are written that happens then. A fitted sheet fits: fitting it
    again changes nothing. Raises ``ValueError`` or ``TypeError`` for NaN, the infinities and whatever
    is no content of a cell.
    """
    fitter = _Fitter(plan.name, lang, losses)
    cells = [fitter.fit(cell) for cell in plan.cells]
    return evolve(plan, cells=cells, rows=map(fitter.fit, plan.rows) if plan.rows else ())


def fitted(plans: Iterable[Plan], lang: str) -> tuple[list[Plan], list[Loss]]:
    """Return the sheets as a workbook can hold them, all rows made, and what it could not hold."""
    losses: list[Loss] = []
    sheets = [evolve(plan, cells=[*plan.cells, *plan.rows], rows=()) for plan in plans]
    return [fit(plan, lang, losses) for plan in sheets], losses


@frozen
class _Fitter:
    """One sheet being fitted."""

    sheet: str
    lang: str
    losses: list[Loss]

    def fit(self, cell: Cell) -> Cell:
        if cell.formula is None and cell.comment is None and _is_plain(cell.value):
            return cell
        cell = self.formula(cell)
        match cell.value:
            case str():
                cell = self.text(cell, cell.value)
            case Inexact():
                cell = self.number(self.approximate(cell, cell.value))
            case bool() | float():
                raise TypeError(f"{cell.value!r} is no content of a cell")
            case int() | Decimal() | Fraction():
                cell = self.number(cell)
            case date() if cell.value < FIRST_DAY:
                cell = evolve(cell, value=cell.value.isoformat())
        if cell.comment:
            cell = evolve(cell, comment=self.words(cell, cell.comment, "comment"))
        return cell

    def formula(self, cell: Cell) -> Cell:
        """Write a result alone where its formula is too long, or it is too long for a formula's."""
        if cell.formula is None:
            return cell
        if length(cell.formula) > LONGEST_FORMULA:
            self.lose("formula_left_out", cell, length=length(cell.formula))
            said = say("write.formula_left_out", self.lang)
            return self.saying(evolve(cell, formula=None), said)
        too_long = isinstance(cell.value, str) and length(cell.value) > LONGEST_TEXT
        return evolve(cell, formula=None) if too_long else cell

    def text(self, cell: Cell, text: str) -> Cell:
        fitting = self.words(cell, text, "text")
        if cell.formula is not None or not fitting.startswith(FORMULA_SIGNS):
            return cell if fitting is text else evolve(cell, value=fitting)
        return evolve(cell, value=fitting, style=evolve(cell.style, quoted=True))

    def words(self, cell: Cell, text: str, where: str) -> str:
        """Return a text with its half characters spelled, cut where it is too long."""
        whole = whole_characters(text)
        if whole != text:
            self.lose(f"{where}_spelled", cell)
        if length(whole) <= LONGEST_TEXT:
            return whole
        self.lose(f"{where}_cut", cell, length=len(text))
        mark = say("write.text_cut", self.lang, length=len(text))
        return cut(whole, LONGEST_TEXT - length(mark)) + mark

    def approximate(self, cell: Cell, value: Inexact) -> Cell:
        facts = {"value": value.value, "low": value.low, "high": value.high}
        shown = {name: printed(number) for name, number in facts.items()}
        marked = evolve(cell, value=value.value, style=evolve(cell.style, about=True))
        return self.saying(marked, say("write.approximate", self.lang, **shown))

    def number(self, cell: Cell) -> Cell:
        """Round to what a cell holds. A share goes on without end and is shown rounded anyway."""
        value = cell.value
        assert isinstance(value, int | Decimal | Fraction)
        if isinstance(value, int) and abs(value) < 10**SHOWN_DIGITS:
            return cell
        kept = held(value)
        if not _fits(kept):
            self.lose("figure_as_text", cell, value=printed(value))
            return evolve(cell, value=printed(value))
        if kept == value:
            return cell
        if isinstance(value, Fraction) or cell.style.number_format.endswith("%"):
            return evolve(cell, value=kept)
        facts = {"value": printed(value), "kept": printed(kept)}
        self.lose("figure_rounded", cell, **facts)
        marked = evolve(cell, value=kept, style=evolve(cell.style, about=True))
        return self.saying(marked, say("write.figure_rounded", self.lang, **facts))

    def lose(self, code: str, cell: Cell, **facts: object) -> None:
        at = (self.sheet, cell.row, cell.column)
        self.losses.append(Loss(code, at, {"place": self.place(cell), **facts}))

    def place(self, cell: Cell) -> str:
        return f"{self.sheet}!{a1(('', cell.row, cell.column))}"

    def saying(self, cell: Cell, said: str) -> Cell:
        """Return the cell with one more line in its comment."""
        return evolve(cell, comment="\n".join(filter(None, (cell.comment, said))))


def _is_plain(value: Content) -> bool:
    """Tell at once of most cells that a workbook holds them."""
    return value is None or (type(value) is int and -(10**SHOWN_DIGITS) < value < 10**SHOWN_DIGITS)


def _fits(kept: int | Decimal | Fraction) -> bool:
    """Tell whether a number of 15 digits is one a binary float can be."""
    try:
        stored = float(kept)
    except OverflowError:
        return False
    return math.isfinite(stored) and from_float(stored) == kept
