"""Which row is under which by its code: 201 over 201 03 and 201 03 01, in columns 类, 款, 项 or in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from youthstats.layout.sums import TOTAL_LABELS
from youthstats.workbook.reading.sheets.counting import counts_on
from youthstats.workbook.reading.sheets.labels import numeral
from youthstats.workbook.understanding.paths import Paths

__all__ = ["Codes", "codes_of"]

_REST = frozenset({"9", "09", "90", "99", "999"})
"""The code of all others: it follows any."""

_LEVEL = 2
"""Figures of a level, where one column holds codes of all: 201, 20103, 2010301."""


@frozen
class Codes:
    """The row that each row is ``under``, by number; and those of which some beside may be ``missing``."""

    under: Mapping[int, int] = field(factory=dict)
    missing: frozenset[int] = frozenset()


def codes_of(paths: Paths) -> Codes:
    """Return which rows are under which by their codes, each right above those it is over.

    Nothing is known where a code stands twice, or where one row under another stands elsewhere.
    """
    columns = list(_coded(paths))
    coded = dict(_codes(paths, columns))
    if len(set(coded.values())) < len(coded):
        return Codes()
    numbers = {code: row for row, code in coded.items()}
    under: dict[int, int] = {}
    open_codes: list[str | tuple[str, ...]] = []
    for code, row in numbers.items():
        while open_codes and not _begins(open_codes[-1], code):
            open_codes.pop()
        if open_codes:
            under[row] = numbers[open_codes[-1]]
        elif any(_begins(one, code) for one in numbers):
            return Codes()
        open_codes.append(code)
    return Codes(under, frozenset(_missing(coded, under)))


def _coded(paths: Paths) -> Iterator[int]:
    """Yield the columns before the names of the rows that hold nothing but codes, and no 序号."""
    for column in paths.table.stub:
        signs = [sign for row in paths.table.rows if (sign := _sign(paths, row, column))]
        if not signs or not all(map(str.isdecimal, signs)):
            return
        if not counts_on(signs):
            yield column


def _sign(paths: Paths, row: int, column: int) -> str:
    """Return what stands in a cell before a row; nothing where that is a total of them all."""
    sign = "".join(numeral(paths.canvas.at((row, column)).value or "").split())
    return "" if sign in TOTAL_LABELS else sign


def _codes(paths: Paths, columns: Sequence[int]) -> Iterator[tuple[int, str | tuple[str, ...]]]:
    """Yield the rows that have a code; of several columns a blank says what stands above."""
    above: tuple[str, ...] = ()
    for row in paths.table.rows:
        signs = [_sign(paths, row, at) for at in columns]
        filled = [at for at, sign in enumerate(signs) if sign]
        if not filled or not all(signs[at].isdecimal() for at in filled):
            continue
        if len(columns) == 1:
            yield row, signs[0]
            continue
        least, last = filled[0], filled[-1]
        above = (*above[:least], *signs[least : last + 1])
        yield row, above


def _begins(code: str | tuple[str, ...], other: str | tuple[str, ...]) -> bool:
    """Tell whether a code begins another one that has more of them."""
    more = len(other) - len(code)
    if isinstance(code, str):
        return isinstance(other, str) and other.startswith(code) and more >= _LEVEL
    return more > 0 and other[: len(code)] == code


def _missing(coded: Mapping[int, str | tuple[str, ...]], under: Mapping[int, int]) -> Iterator[int]:
    """Yield the rows that stand under another whose codes do not go on by one from the first."""
    beside: dict[int, list[int]] = {}
    for row, over in under.items():
        beside.setdefault(over, []).append(row)
    for rows in beside.values():
        last = [code[-_LEVEL:] if isinstance(code := coded[row], str) else code[-1] for row in rows]
        plain = last[:-1] if last[-1] in _REST else last
        if [int(one) for one in plain] != list(range(1, len(plain) + 1)):
            yield from rows
