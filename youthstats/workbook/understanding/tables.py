"""Where in each part of a sheet the labels end and the answers begin.

A table is labels above, labels before, and cells to fill in where the two cross. How deep the
heading is and how wide the stub nobody says; of all ways to cut the table the one is meant that
leaves most cells to fill in and fewest blanks among the labels, the one with the least heading
among equals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from youthstats.layout.sums import sum_said
from youthstats.workbook.reading.sheets.counting import counts_on
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import LABELS, OPENINGS, Canvas, Role
from youthstats.workbook.understanding.cards import Pair, pairs_of
from youthstats.workbook.understanding.list_groups import groups_of_list, totals_of_list
from youthstats.workbook.understanding.measuring import gives_measures, heads_measures
from youthstats.workbook.understanding.numbering import (
    heads_codes,
    heads_ordinals,
    labels_by_numbers,
)
from youthstats.workbook.understanding.region import (
    Region,
    counted_apart,
    ends_heading,
    numbered_section,
    numbers_columns,
    whole_width,
    words_in,
)
from youthstats.workbook.understanding.regions import regions_of, without_frame
from youthstats.workbook.understanding.shapes import by_shape

__all__ = ["Table", "find_tables"]

_DEEPEST = 10
"""Rows of heading that are tried."""


@frozen(slots=False, eq=False)
class Table:
    """One table: ``header`` rows of labels, ``stub`` columns of labels, ``rows`` and ``columns`` of answers.

    ``sections`` are rows whose one label reaches over the whole table and names what follows,
    ``totals`` the lines of sums of a list. ``beside`` are columns of units of measure behind the
    answers. Of a card ``pairs`` are the answers with their labels: nothing crosses there.
    ``banner`` is a label over the whole table that leads to its columns, where others beside it are
    called alike.
    """

    canvas: Canvas
    region: Region
    header: tuple[int, ...]
    stub: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    sections: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    pairs: tuple[Pair, ...] = ()
    banner: tuple[str, ...] = ()

    @property
    def crossings(self) -> Iterator[Place]:
        """Every cell where a row and a column of answers cross; the answers of a card."""
        if self.pairs:
            return (pair.answer for pair in self.pairs)
        return ((row, column) for row in self.rows for column in self.columns)

    @cached_property
    def heading(self) -> tuple[int, ...]:
        """The rows of the heading that do not number the columns."""
        return counted_apart(self.canvas, self.region, self.header)

    @cached_property
    def worth(self) -> int:
        """How many cells there are to fill in that labels lead to.

        Words among them tell that a heading was taken for answers, and blanks behind a label that
        answers were taken for labels.
        """
        labels = {row: self._labelled(row) for row in self.rows}
        rows = [row for row, at in labels.items() if at or not any(labels.values())]
        asked = sum(self.canvas.opens((row, at)) for row in rows for at in self.columns)
        words = sum(
            self.canvas.role(place) is Role.LABEL and self.canvas.anchor(place)[1] in self.columns
            for place in self._below_heading
        )
        blank = sum(self.canvas.opens((row, at)) for row in rows for at in self.stub[labels[row] :])
        return asked - blank - 3 * words

    @property
    def _below_heading(self) -> Iterator[Place]:
        """The cells down to the last answers that are neither heading nor a line across."""
        apart = {*self.header, *self.sections, *self.totals}
        for row in self.region.rows:
            if row not in apart and row <= self.rows[-1]:
                yield from ((row, column) for column in self.columns)

    def section(self, row: int) -> str:
        """Return the label over the whole table that a row stands under, ``""`` for none."""
        above = max((at for at in self.sections if at < row), default=None)
        if above is None:
            return ""
        numbered = numbered_section(self.canvas, self.region, above)
        return numbered or self.canvas.at((above, self.region.left)).text

    def _labelled(self, row: int) -> int:
        """Return how many columns of the stub there are up to the last label in a row."""
        told = (n for n, at in enumerate(self.stub, 1) if self.canvas.role((row, at)) in LABELS)
        return max(told, default=0)

    @cached_property
    def fixed(self) -> tuple[Place, ...]:
        """The crossings that hold a figure or words already."""
        return tuple(place for place in self.crossings if self.canvas.role(place) in LABELS)


def find_tables(canvas: Canvas, *, cards: bool = True) -> list[Table]:
    """Return the tables of a sheet, from the top down and from the left.

    Where locks or lines lead to none, or lines to the totals of a list alone, they are not what tells:
    many offices unlock one cell, and a yearbook has lines only above and below. Where nothing does, two
    cells with lines may be a label and its answer. Without ``cards`` nothing is taken for one.
    """
    kept: list[Table] = []
    ways = [
        evolve(canvas, heeds_locks=locks, heeds_lines=lines)
        for locks, lines in ((True, True), (False, True), (True, False), (False, False))
    ]
    for heeding in (*ways, evolve(canvas, fewest_lines=2)):
        found = [table for region in regions_of(heeding) for table in _best(heeding, region, cards)]
        if found and heeding.draws_lines and all(map(_sums_alone, found)):
            kept = kept or found
        elif kept and not any(table.totals and not table.region.endless for table in found):
            return kept
        elif found:
            return found
    return kept


def _sums_alone(table: Table) -> bool:
    """Tell whether all rows of a table only say 合计."""
    words = [words_in(table.canvas, row, table.region.columns) for row in table.rows]
    return all(said and all(map(sum_said, said)) for said in words)


def _best(canvas: Canvas, region: Region, cards: bool) -> Sequence[Table]:
    if cards and (pairs := pairs_of(canvas, region)):
        rows = tuple(sorted({row for row, _ in (pair.answer for pair in pairs)}))
        return [Table(canvas, region, (), (), rows, region.columns, pairs=pairs)]
    region = without_frame(canvas, region)
    ways = (_cut(canvas, region, depth) for depth in _depths(canvas, region))
    best = max(ways, key=_merit, default=[])  # 甲 1 2 3 may end all that is drawn
    return [
        evolve(table, header=header, rows=rows, columns=columns)
        for table in best
        for header, rows, columns in by_shape(canvas, table.header, table.rows, table.columns)
    ]


def _depths(canvas: Canvas, region: Region) -> Iterator[int]:
    """Yield how many rows may be the heading: none that begins a line, all down to 栏次 1 2 3."""
    tried = region.rows[: min(len(region.rows), _DEEPEST)]
    ended = (n for n, row in enumerate(tried, 1) if ends_heading(canvas, row, region.columns))
    least = max(ended, default=0)
    for depth in range(least, len(tried)):
        if any(_leads(canvas, region, tried[:n], tried[n]) for n in range(least, depth)):
            return
        yield depth


def _leads(canvas: Canvas, region: Region, above: Sequence[int], row: int) -> bool:
    """Tell whether a row below a heading begins with a label of its own, and is not full of them."""
    first = row, region.left
    headed = any(
        canvas.role((one, region.left)) in LABELS and not whole_width(canvas, region, one)
        for one in above
    )
    own = canvas.anchor(first) == first and canvas.role(first) in LABELS
    if numbers_columns(canvas, row, region.columns):
        return False
    return headed and own and any(canvas.opens((row, column)) for column in region.columns)


def _merit(tables: Sequence[Table]) -> tuple[int, bool, int]:
    """Rank a way to cut: by what it is worth, whether anything is headed, and its little heading."""
    headed = any(
        table.canvas.role((row, column)) in LABELS
        for table in tables
        for row in table.header
        for column in table.columns
    )
    depth = max((len(table.header) for table in tables), default=0)
    return sum(table.worth for table in tables), headed, -depth


def _cut(canvas: Canvas, region: Region, depth: int) -> list[Table]:
    """Cut a region into tables below ``depth`` rows of heading."""
    header = tuple(region.rows[:depth])
    below = region.rows[depth:]
    headed = any(_is_headed(canvas, region, row) for row in below)
    sections = tuple(
        row
        for row in below
        if whole_width(canvas, region, row)
        or numbered_section(canvas, region, row)
        or (headed and _is_section(canvas, region, row))
    )
    body = [row for row in below if row not in sections]
    while body and not any(canvas.opens((body[-1], column)) for column in region.columns):
        body.pop()  # a note under the table
    groups = groups_of_list(canvas, region, body) if header else ()
    sections = tuple(sorted({*sections, *groups}))
    body = [row for row in body if row not in groups]
    totals = totals_of_list(canvas, region, header, body)
    body = [row for row in body if row not in totals]
    columns = _Columns(canvas, region, header, body)
    tables = []
    for stub, answers, beside in columns.blocks():
        rows = tuple(row for row in body if any(canvas.opens((row, at)) for at in answers))
        kept = tuple(at for at in answers if any(canvas.opens((row, at)) for row in rows))
        if any(canvas.asks((row, at)) for row in rows for at in kept):
            tables.append(Table(canvas, region, header, stub, rows, kept, sections, totals, beside))
    return tables


def _is_headed(canvas: Canvas, region: Region, row: int) -> bool:
    """Tell whether a row has a label at its head, and answers behind it."""
    first = canvas.role((row, region.left)) is Role.LABEL
    return first and any(canvas.opens((row, column)) for column in region.columns)


def _is_section(canvas: Canvas, region: Region, row: int) -> bool:
    """Tell whether the one thing in a row is a label at its head."""
    roles = {canvas.anchor((row, column)): canvas.role((row, column)) for column in region.columns}
    here = {role for place, role in roles.items() if place[0] == row}
    first = canvas.role((row, region.left)) is Role.LABEL
    alone = first and sum(role in LABELS for role in roles.values()) == 1
    return alone and here.isdisjoint(OPENINGS)


@frozen(slots=False)
class _Columns:
    """The columns of a region, below a heading: which hold labels, and which answers."""

    canvas: Canvas
    region: Region
    header: tuple[int, ...]
    body: Sequence[int]

    @cached_property
    def roles(self) -> Mapping[int, Mapping[Role, int]]:
        """How many cells of each role there are in each column."""
        found: dict[int, dict[Role, int]] = {}
        for column in self.region.columns:
            count = found.setdefault(column, {})
            for row in self.body:
                role = self.canvas.role((row, column))
                if role not in OPENINGS or self.canvas.anchor((row, column))[1] == column:
                    count[role] = count.get(role, 0) + 1
        return found

    def _heads(self, column: int) -> list[str]:
        shown = (self.canvas.at((row, column)).text for row in self.heading)
        return ["".join(text.split()) for text in shown if text]

    @cached_property
    def heading(self) -> Sequence[int]:
        """The rows of the heading that do not number the columns."""
        return counted_apart(self.canvas, self.region, self.header)

    def _counts(self, column: int) -> bool:
        """Tell whether a column is there to count the rows: none of its cells is named as an answer."""
        named = any((row, column) in self.canvas.named for row in self.body)
        return not named and heads_ordinals(self._heads(column))

    def _passed_over(self, column: int) -> bool:
        """Tell whether the row that numbers the columns leaves one out that has no label of its own."""
        ends = (row for row in self.header if ends_heading(self.canvas, row, self.region.columns))
        row = next(ends, None)
        over = [] if row is None else [(row, column), (row - 1, column)]
        blank = bool(over) and not any(self.canvas.at(place).says for place in over)
        return blank and not any((at, column) in self.canvas.named for at in self.body)

    def _opens(self, column: int) -> int:
        return sum(count for role, count in self.roles[column].items() if role in OPENINGS)

    def _labels(self, column: int) -> int:
        """Return how many labels a column holds; where it has a heading of its own, of its own.

        A label that reaches over it from the left closes the rows of blocks that stand beside each other.
        """
        begun = [self.canvas.anchor((row, column))[1] == column for row in self.header]
        labels = [at for at in self.body if self.canvas.role((at, column)) is Role.LABEL]
        mine = [at for at in labels if self.canvas.anchor((at, column))[1] == column]
        return len(mine if any(begun) else labels)

    def _answers(self, column: int, *, behind: bool, named: bool) -> bool:
        """Tell whether a column holds answers; ``behind`` others a few may be given already.

        Where rows are ``named`` before it, some figures may.
        """
        opens = self._opens(column)
        labels = self._labels(column)
        numbers = self.roles[column].get(Role.NUMBER, 0)
        if not opens or (not self.canvas.draws_lines and self.header and not self._heads(column)):
            return False
        if self._counts(column) or self._passed_over(column):
            return False
        if numbers and self._asked_of_sums(column):
            return False
        if behind:
            return 2 * labels < opens
        return not labels and (not numbers or (named and self._given_in_part(column)))

    def _given_in_part(self, column: int) -> bool:
        """Tell whether a column of answers has a few figures, each beside others to fill in."""
        figures = [at for at in self.body if self.canvas.role((at, column)) is Role.NUMBER]
        beside = all(
            any(self.canvas.opens((row, at)) for at in self.region.columns) for row in figures
        )
        heads = self._heads(column)
        naming = heads_codes(heads) or labels_by_numbers(self.canvas, column, self.header)
        counting = counts_on(self.canvas.at((row, column)).value for row in figures)
        few = 2 * len(figures) <= self._opens(column)
        return bool(heads) and beside and few and not (naming or counting)

    def _asked_of_sums(self, column: int) -> bool:
        """Tell whether a column has its figures but in the rows of sums, where nothing is added."""
        opened = [row for row in self.body if self.canvas.opens((row, column))]
        return all(
            self.canvas.role((row, column)) is Role.ANSWER
            and any(map(sum_said, words_in(self.canvas, row, self.region.columns)))
            for row in opened
        )

    def _names(self, column: int) -> bool:
        """Tell whether a column names the rows of a block that begins with it, or near it."""
        if self._counts(column):
            return True
        texts = (self.canvas.at((row, column)).text for row in self.body)
        return any(text and not text.isdecimal() and not is_measure(text) for text in texts)

    def _measures(self, column: int) -> bool:
        """Tell whether a column, headed so, gives units of measure."""
        heads = self._heads(column)
        texts = [text for row in self.body if (text := self.canvas.at((row, column)).text)]
        return heads_measures(heads) and gives_measures(heads, texts)

    def blocks(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]:
        """Yield the blocks that stand beside each other.

        Each is columns of labels, then columns of answers, with units of measure behind these.
        """
        stub: list[int] = []
        answers: list[int] = []
        passed: list[int] = []
        beside: list[int] = []
        for column in self.region.columns:
            if answers and not passed and self._measures(column):
                beside.append(column)
            elif self._answers(column, behind=bool(answers), named=any(map(self._names, stub))):
                if answers and any(map(self._names, passed)):
                    if beside[-1:] == [passed[0] - 1] and any(map(self._measures, stub)):
                        passed.insert(0, beside.pop())  # they stand before the answers here
                    yield tuple(stub), tuple(answers), tuple(beside)
                    stub, answers, beside = passed, [], []
                answers.append(column)
                passed = []
            elif answers:
                passed.append(column)
            elif self.roles[column]:
                stub.append(column)
        if answers:
            yield tuple(stub), tuple(answers), tuple(beside)
