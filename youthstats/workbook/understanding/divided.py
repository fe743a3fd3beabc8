"""What a row divides that says by what (按星级分), where it is no total: the row right above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import frozen

from youthstats.layout.sums import SUBTOTAL, TOTAL_LABELS, names_whole
from youthstats.workbook.reading.sheets.labels import stem_and_measure
from youthstats.workbook.understanding.parts import says_part, way_opened
from youthstats.workbook.understanding.telling import speaks_of_kind

__all__ = ["REST", "Row", "divided", "under_ways"]

REST = ("其他", "其它", "未")
"""What a line begins with that is what is left of a whole."""

_WHOM = ("男", "女")
"""What a line begins with that says of whom it is, and not what."""


@frozen(slots=False)
class Row:
    """One row of a table: its number, its labels, how far it is set in, and if it heads a section."""

    number: int
    path: tuple[str, ...]
    depth: int
    heads: bool

    @cached_property
    def way(self) -> str:
        """By what it divides the total, ``""`` where it does not."""
        return way_opened(self.path[-1])

    @cached_property
    def stem(self) -> str:
        return stem_and_measure(self.path[-1])[0]

    @cached_property
    def totals(self) -> bool:
        """Whether it is the sum of more than what stands since the last such sum."""
        total = self.stem in TOTAL_LABELS or names_whole(self.stem)
        return total and self.stem != SUBTOTAL

    @property
    def rests(self) -> bool:
        return self.stem.startswith(REST)

    def beside(self, row: Row) -> bool:
        """Tell whether another row stands under the same labels."""
        return self.path[:-1] == row.path[:-1]


def divided(rows: Sequence[Row]) -> Iterator[tuple[Row, Row, list[Row]]]:
    """Yield every row that opens a division, with what it divides and what stands behind it.

    That is the row right above the first of several, if it is no total.
    """
    whole: Row | None = None
    ended, ways = 0, set[str]()
    for at, row in enumerate(rows):
        if not row.way:
            continue
        if at != ended or not at:
            whole, ways = _above(row, rows[ended:at], rows[:at]), set()
        behind = _behind(row, rows[at + 1 :])
        ended = at + 1 + len(behind)
        parts = _parts(row, whole, behind) if whole and row.way not in ways else []
        ways.add(row.way)
        if not parts and behind and behind[0].depth == row.depth:
            whole = None
        if whole and parts:
            yield row, whole, parts


def under_ways(rows: Sequence[Row]) -> Iterator[tuple[Row, Sequence[Row]]]:
    """Yield what rows divide that say by what, totals too, and those behind them of the same figure.

    That these make it up is not said: nobody may know where they end.
    """
    whole: Row | None = None
    ended = 0
    for at, row in enumerate(rows):
        if not row.way:
            continue
        if at != ended or not at:
            whole = _above(row, rows[ended:at], rows[:at], totals=True)
        behind = _behind(row, rows[at + 1 :])
        likes = (n for n, one in enumerate(behind) if whole and _like(one, whole))
        inner = bool(behind) and behind[0].depth > row.depth
        parts = behind if inner else behind[: next(likes, len(behind))]
        ended = at + 1 + len(parts)
        if whole:
            yield whole, parts


def _above(
    opening: Row, near: Sequence[Row], before: Sequence[Row], *, totals: bool = False
) -> Row | None:
    """Return the row above that one may divide: with others set in as far under another, none."""
    last = max((row.number for row in before if row.heads and not row.way), default=0)
    here = [row for row in near if row.number > last and row.depth <= opening.depth]
    fitting = [row for row in here if not says_part(row.path[-1])]
    if not fitting or (fitting[-1].totals and not totals) or not fitting[-1].beside(opening):
        return None
    outer = any(row.number > last and row.depth < opening.depth for row in before)
    return None if outer and fitting[-1].depth == opening.depth else fitting[-1]


def _behind(opening: Row, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows of a division: those set in, or if they are not, all up to the rest (其他)."""
    inner = bool(rows) and rows[0].depth > opening.depth
    for at, row in enumerate(rows):
        level = row.depth > opening.depth if inner else row.depth >= opening.depth
        opens = bool(row.way) and row.depth <= opening.depth
        if not level or opens or row.heads or row.totals or not row.beside(opening):
            return rows[:at]
        if not inner and row.depth == opening.depth and row.rests:
            return rows[: at + 1]
    return rows


def _parts(opening: Row, whole: Row, behind: Sequence[Row]) -> list[Row]:
    """Return those of a division that make up its whole, none where it is not sure what they are."""
    first = behind[0].depth if behind else 0
    if any(row.way or row.depth < first for row in behind):
        return []
    parts = [row for row in behind if row.depth == first and not says_part(row.path[-1])]
    plain = [row for row in parts if not row.rests]
    if first == opening.depth and any(_like(row, whole) for row in plain):
        return []
    return parts


def _like(row: Row, whole: Row) -> bool:
    """Tell whether a row may be of another figure as the whole is: 工业增加值 behind 工业总产值."""
    measured = bool(stem_and_measure(row.path[-1])[1])
    ends = row.stem[-1:] == whole.stem[-1:] or row.stem[:2] == whole.stem[:2]
    return measured or ends or (speaks_of_kind(row.stem) and not row.stem.startswith(_WHOM))
