"""How the answers of a table are asked for: what its rows and columns stand for.

A column of figures is an item where the columns differ in what they ask for; where the rows do,
each row is. Where both do, columns that ask alike are taken together, and each such group is a form
of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import evolve, frozen

from youthstats.layout.leaves import OWN_UNIT
from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import OPENINGS, Role
from youthstats.workbook.understanding.kinds import Asked, measure_in
from youthstats.workbook.understanding.leading import rows_lead
from youthstats.workbook.understanding.paths import LabelPath, Paths
from youthstats.workbook.understanding.periods import PERIODS

__all__ = ["Sketch", "sketches"]


@frozen(slots=False, eq=False)
class Sketch:
    """The answers of one form: some rows and columns of a table, and on which axis its items run."""

    paths: Paths
    among: tuple[int, ...]
    items_down: bool = False

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows in which anything is asked for; where others have labels, with a label."""
        asked = [row for row in self.paths.table.rows if self._asks((row,), self.among)]
        return tuple(row for row in asked if row not in self.paths.unlabelled_rows)

    @cached_property
    def columns(self) -> tuple[int, ...]:
        asked = [column for column in self.among if self._asks(self.rows, (column,))]
        return tuple(column for column in asked if column not in self.paths.unlabelled_columns)

    def _asks(self, rows: Sequence[int], columns: Sequence[int]) -> bool:
        return any(self.paths.canvas.asks((row, column)) for row in rows for column in columns)

    @property
    def listed(self) -> bool:
        """Whether it is a list of any length."""
        return self.paths.listed

    @property
    def alone(self) -> bool:
        """Whether its answers are asked for once, and where: nothing else is, or is headed so."""
        if len(self.lines) > 1:
            return False
        whole = self.among == self.paths.table.columns
        return whole or all(self.paths.stands_once(path[-1]) for _, path in self.lines if path)

    @cached_property
    def own_rows(self) -> bool:
        """Whether the rows are those of the unit that reports."""
        return any(OWN_UNIT in self.paths.rows[row] for row in self.rows)

    @cached_property
    def own_columns(self) -> bool:
        return any(OWN_UNIT in self.paths.columns[column] for column in self.columns)

    @cached_property
    def leaves(self) -> Sequence[tuple[int, LabelPath]]:
        """The rows or columns that are items, each with its labels."""
        return self._labelled(down=self.items_down)

    @cached_property
    def lines(self) -> Sequence[tuple[int, LabelPath]]:
        """The columns or rows the items are asked for by."""
        return self._labelled(down=not self.items_down)

    def _labelled(self, *, down: bool) -> Sequence[tuple[int, LabelPath]]:
        numbers = self.rows if down else self.columns
        paths = self.paths.rows if down else self.paths.columns
        return [(number, _without_unit(paths[number])) for number in numbers]

    def place(self, leaf: int, line: int) -> Place:
        return (leaf, line) if self.items_down else (line, leaf)

    def asked(self, leaf: int) -> Iterator[Asked]:
        """Yield what each open cell of an item asks for, as far as it can be told."""
        for line, _ in self.lines:
            place = self.place(leaf, line)
            if self.paths.canvas.role(place) in OPENINGS - {Role.CLOSED}:
                what = self.paths.asked(place)
                if what.sure:
                    yield what


def _without_unit(path: LabelPath) -> LabelPath:
    return tuple(label for label in path if label != OWN_UNIT)


def sketches(paths: Paths) -> list[Sketch]:
    """Return how a table is to be taken: one sketch, or one for each group of like columns."""
    table = paths.table
    whole = Sketch(paths, table.columns)
    inner = any(_without_unit(path) for path in paths.rows.values())
    headed = any(_without_unit(path) for path in paths.columns.values())
    if inner and len(table.rows) == len(table.columns) == 1:
        return [evolve(whole, items_down=bool(rows_lead(paths)))]
    if not inner or (len(table.rows) == 1 and headed):
        return [whole]  # a list, or a single row: the columns are all there is
    if len(table.columns) == 1:
        return [evolve(whole, items_down=True)]
    if _alike(whole):
        return [whole if not _rows_say(paths) else evolve(whole, items_down=True)]
    by_rows = evolve(whole, items_down=True)
    if _alike_across(by_rows):
        return [by_rows]
    found = [Sketch(paths, group, items_down=True) for group in _groups(paths)]
    return [one for one in found if one.columns]


def _alike(sketch: Sketch) -> bool:
    """Tell whether all cells of each item ask for the same kind of answer, in one measure.

    A quotient does so among figures that are added, and among others.
    """
    if not all(len(measures) < 2 for measures in _measures(sketch)):
        return False
    asked = [list(sketch.asked(leaf)) for leaf, _ in sketch.leaves]
    kinds = all(len({one.kind for one in some}) < 2 for some in asked)
    return kinds and all(len({one.adds for one in some if not one.divides}) < 2 for some in asked)


def _measures(sketch: Sketch) -> Iterator[set[str]]:
    """Yield the measures that the rows of a table, or its headings, give the figures of each item."""
    crossed = sketch.paths.crossed
    for leaf, _ in sketch.leaves if crossed.rows_measured else ():
        places = [sketch.place(leaf, line) for line, _ in sketch.lines]
        figures = [at for at in places if sketch.paths.asked(at).kind.additive]
        yield set(filter(None, map(crossed.measure, figures)))


def _alike_across(down: Sketch) -> bool:
    """Tell whether all columns ask alike in each row, and in one measure.

    A quotient beside what it divides does not.
    """
    if len({_headed_in(down.paths, column) for column in down.columns}) > 1:
        return False
    return all(len({one.group for one in down.asked(leaf)}) < 2 for leaf, _ in down.leaves)


def _rows_say(paths: Paths) -> bool:
    """Tell whether it is the rows that say what is asked for.

    They do where the rows ask for different kinds, where they give units of measure, and where the
    columns only say of when or of whom a figure is.
    """
    down = Sketch(paths, paths.table.columns, items_down=True)
    if not _alike_across(down):
        return False
    kinds = {tuple(one.sort for one in down.asked(leaf)) for leaf, _ in down.leaves}
    if len(kinds) > 1 or paths.crossed.rows_measured:
        return True
    heads = [path[-1] if path else "" for path in paths.columns.values()]
    measured = any(map(measure_in, paths.columns.values()))
    return not measured and all(PERIODS.fullmatch("".join(head.split())) for head in heads)


def _groups(paths: Paths) -> list[tuple[int, ...]]:
    """Return the columns that ask, row by row, for the same kinds of answer in one measure."""
    found: dict[tuple[str, tuple[tuple[Kind, bool], ...]], list[int]] = {}
    for column in paths.table.columns:
        kinds = tuple(paths.asked((row, column)).group for row in paths.table.rows)
        found.setdefault((_headed_in(paths, column), kinds), []).append(column)
    return [tuple(columns) for columns in found.values()]


def _headed_in(paths: Paths, column: int) -> str:
    """Return the measure by which a column is told from others, where none is that of all figures."""
    said = paths.crossed.apart(column)
    return said if said or paths.crossed.rows_measured else paths.common_measure
