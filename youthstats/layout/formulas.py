"""Spreadsheet formulas from the normal form of edits.

Every formula leaves a cell blank (``""``) when there is nothing to compute from, as the consolidated
figures do; blanks and such empty texts count as nothing in ``SUM``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from youthstats.model.columns import column_letters
from youthstats.model.linear import Linear, Quotient, Ref
from youthstats.model.values import printed

__all__ = [
    "CellAt",
    "a1",
    "column_sum_formula",
    "concatenation",
    "derived_formula",
    "linear_formula",
    "quotient_formula",
    "sum_formula",
]

CellAt = tuple[str, int, int]
"""A cell: sheet name ("" for the formula's own), row and column from 0."""

Find = Callable[[Ref], CellAt | None]

MOST_ARGUMENTS = 200
"""Arguments given to one function; spreadsheet programs take 255, a few of them fewer."""

LONGEST_LITERAL = 120
"""Characters of a text inside a formula: its limit is 255 units of UTF-16."""


def a1(cell: CellAt) -> str:
    """Return the reference to one cell: ``F6``, ``'表五分单位'!C7``."""
    sheet, row, column = cell
    prefix = "'" + sheet.replace("'", "''") + "'!" if sheet else ""
    return f"{prefix}{column_letters(column)}{row + 1}"


def sum_formula(cells: Sequence[CellAt]) -> str:
    """Return the formula that adds ``cells``; blank when none of them holds a number."""
    return f'=IF({_count(cells)}=0,"",{_sum(cells)})'


def column_sum_formula(*runs: tuple[CellAt, CellAt]) -> str:
    """Return the formula that adds all cells of a column in runs, each from one cell to another."""
    cells = [f"{a1(first)}:{a1(('', *last[1:]))}" for first, last in runs]
    return f'=IF({_count_in(cells)}=0,"",{_sum_in(cells)})'


def derived_formula(source: Linear | Quotient, find: Find) -> str | None:
    """Return the formula of a derived item, or ``None`` when an item it rests on has no cell."""
    if isinstance(source, Linear):
        return linear_formula(source, find)
    return quotient_formula(source, find)


def linear_formula(linear: Linear, find: Find) -> str | None:
    """Return the formula of a sum with coefficients, or ``None`` when an item has no cell."""
    parts = _by_coefficient(linear, find)
    if not parts:
        return None
    if list(parts) == [Fraction(1)] and not linear.constant:
        return sum_formula(parts[Fraction(1)])
    return f'=IF({_count(_cells(parts))}=0,"",{_weighted(parts, linear.constant)})'


def quotient_formula(quotient: Quotient, find: Find) -> str | None:
    """Return the formula of a share, blank when its part is blank or its whole is nothing.

    A part that is a number alone is blank with its whole.
    """
    part, whole = _by_coefficient(quotient.part, find), _by_coefficient(quotient.whole, find)
    if part is None or whole is None or not (counted := _cells(part) or _cells(whole)):
        return None
    numerator = _weighted(part, quotient.part.constant)
    denominator = _weighted(whole, quotient.whole.constant)
    blank = f"{_count(counted)}=0"
    return f'=IF({blank},"",IF({denominator}=0,"",({numerator})/({denominator})))'


def concatenation(parts: Sequence[str | CellAt]) -> str:
    """Return the formula that joins literal texts and cells."""
    spelled = [
        one for part in parts for one in (_literals(part) if isinstance(part, str) else [a1(part)])
    ]
    return "=" + "&".join(spelled)


def _literals(text: str) -> list[str]:
    """Spell a text as constants a formula can hold, one or several."""
    pieces = [text[at : at + LONGEST_LITERAL] for at in range(0, len(text), LONGEST_LITERAL)]
    return ['"' + piece.replace('"', '""') + '"' for piece in pieces]


def _by_coefficient(linear: Linear, find: Find) -> dict[Fraction, list[CellAt]] | None:
    parts: dict[Fraction, list[CellAt]] = {}
    for ref, coefficient in linear.terms:
        cell = find(ref)
        if cell is None:
            return None
        parts.setdefault(coefficient, []).append(cell)
    return parts


def _cells(parts: dict[Fraction, list[CellAt]]) -> list[CellAt]:
    return [cell for cells in parts.values() for cell in cells]


def _count(cells: Sequence[CellAt]) -> str:
    return _count_in(_runs(cells))


def _sum(cells: Sequence[CellAt]) -> str:
    return _sum_in(_runs(cells))


def _count_in(ranges: Sequence[str]) -> str:
    return "+".join(_calls("COUNT", ranges))


def _sum_in(ranges: Sequence[str]) -> str:
    calls = _calls("SUM", ranges)
    while len(calls) > 1:
        calls = _calls("SUM", calls)
    return calls[0]


def _calls(function: str, arguments: Sequence[str]) -> list[str]:
    """Spell the function over its arguments, as often as one call cannot take them all."""
    starts = range(0, len(arguments), MOST_ARGUMENTS)
    groups = [arguments[start : start + MOST_ARGUMENTS] for start in starts]
    return [f"{function}({','.join(group)})" for group in groups]


def _weighted(parts: dict[Fraction, list[CellAt]], constant: Fraction) -> str:
    text = ""
    for coefficient, cells in parts.items():
        size = "" if abs(coefficient) == 1 else f"{_factor(abs(coefficient))}*"
        sign = "-" if coefficient < 0 else "+" if text else ""
        text += f"{sign}{size}{_sum(cells)}"
    if constant:
        sign = "-" if constant < 0 else "+" if text else ""
        text += f"{sign}{_factor(abs(constant))}"
    return text or "0"


def _factor(value: Fraction) -> str:
    exact = printed(value, places=15)
    return exact if Fraction(exact) == value else f"({value})"


def _runs(cells: Sequence[CellAt]) -> list[str]:
    """Spell cells as ranges where neighbours follow each other along a row or a column."""
    runs: list[list[CellAt]] = []
    for cell in cells:
        if runs and _continues(runs[-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [
        a1(run[0]) if len(run) == 1 else f"{a1(run[0])}:{a1(('', *run[-1][1:]))}" for run in runs
    ]


def _continues(run: list[CellAt], cell: CellAt) -> bool:
    sheet, row, column = run[-1]
    step = (cell[1] - row, cell[2] - column)
    if cell[0] != sheet or step not in {(0, 1), (1, 0)}:
        return False
    return len(run) == 1 or step == (row - run[-2][1], column - run[-2][2])
