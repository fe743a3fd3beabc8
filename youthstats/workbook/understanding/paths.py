"""The labels that lead to each row and column of a table, outermost first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Literal

from attrs import field, frozen

from youthstats.layout.leaves import OWN_UNIT
from youthstats.model.items import Kind
from youthstats.workbook.reading.sheets.labels import folded, numeral
from youthstats.workbook.reading.sheets.measures import is_measure
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import LABELS, Canvas
from youthstats.workbook.understanding.crossed import Crossed
from youthstats.workbook.understanding.divided import Row
from youthstats.workbook.understanding.frames import measure_of
from youthstats.workbook.understanding.given import GivenMeasures
from youthstats.workbook.understanding.kinds import Asked, measure_in
from youthstats.workbook.understanding.lines import measures_in
from youthstats.workbook.understanding.measured import counted_in
from youthstats.workbook.understanding.measured_by import measured_by
from youthstats.workbook.understanding.naming import spoken
from youthstats.workbook.understanding.numbering import is_word, numbers_rows
from youthstats.workbook.understanding.parts import column_wholes_of, wholes_of
from youthstats.workbook.understanding.periods import PERIODS
from youthstats.workbook.understanding.region import whole_width
from youthstats.workbook.understanding.tables import Table
from youthstats.workbook.understanding.taken_over import taken_over
from youthstats.workbook.understanding.telling import (
    are_notes,
    kind_told,
    speaks_of_points,
    speaks_of_share,
    speaks_of_words,
)
from youthstats.workbook.understanding.weighed import Weighed
from youthstats.workbook.understanding.worked_out import lines_added

__all__ = ["LabelPath", "Paths"]

LabelPath = tuple[str, ...]

_WORDS = Asked(Kind.TEXT, by="labels")

_Inherit = Callable[[Place, Sequence[Place]], Place | None]


@frozen(slots=False, eq=False)
class Paths:
    """What leads to the rows and columns of a table.

    ``columns`` and ``rows`` are the labels of each, by its number on the sheet; ``ordinals`` the
    columns of the stub that only number the rows; ``stub`` the headings of the columns of labels.
    """

    table: Table
    _led: dict[Place, Place] = field(factory=dict, init=False)

    @property
    def canvas(self) -> Canvas:
        return self.table.canvas

    @cached_property
    def header(self) -> tuple[int, ...]:
        """The rows of the heading, without column numbers, measures, and a section above all rows.

        Where no rows are labelled, a label over all columns is a group's.
        """
        return tuple(
            row
            for row in self.table.heading
            if row not in self.given.rows
            and not (self.table.stub and whole_width(self.canvas, self.table.region, row))
        )

    @cached_property
    def columns(self) -> Mapping[int, LabelPath]:
        found = {}
        for column in self.table.columns:
            path = self._path([(row, column) for row in self.header], self._over)
            found[column] = (*self.table.banner, *(label for _, label in path))
        return found

    @cached_property
    def rows(self) -> Mapping[int, LabelPath]:
        """The labels before each row; the unit's own name is :data:`OWN_UNIT`."""
        found = {}
        for row in self.table.rows:
            path = self._path([(row, column) for column in self.labelling], self._before)
            whole = tuple(label for (_, at), label in path if not self._further(row, at))
            labels = whole or tuple(label for _, label in path)
            found[row] = (*labels, *self._among_ordinals(row))
        return found

    def _among_ordinals(self, row: int) -> LabelPath:
        """Return the word that stands for a number where a row has no label of its own: 合计."""
        inner = self.labelling[-1:]
        if any(self._label((row, at)) and self.canvas.anchor((row, at))[0] == row for at in inner):
            return ()
        words = (self.canvas.at((row, at)).text for at in self.ordinals)
        return tuple(filter(is_word, words))[:1]

    def _further(self, row: int, column: int) -> list[Place]:
        """Return the labels of a column beside the rest of answers that are merged over several rows."""
        answers = [(row, at) for at in self.table.columns if self.canvas.opens((row, at))]
        end = min((self.canvas.block(one).bottom for one in answers), default=row)
        rest = range(row + 1, end + 1)
        places = ((at, column) for at in rest if self.canvas.anchor((at, column)) == (at, column))
        return [place for place in places if self._label(place)]

    @cached_property
    def called_by_first(self) -> Mapping[Place, tuple[str, ...]]:
        """The labels beside answers that are merged over several rows, where none is beside all."""
        found = {}
        for row in self.table.rows:
            said = [at for at in self.labelling if self._label((row, at))]
            if said and all(self._further(row, at) for at in said):
                places = (row, said[-1]), *self._further(row, said[-1])
                labels = tuple("".join(self._label(place).split()) for place in places)
                found[row, self.table.columns[0]] = labels
        return found

    @cached_property
    def listed(self) -> bool:
        """Whether it is a list of any length: several rows without labels, or room for more."""
        table = self.table
        return (len(table.rows) > 1 or table.region.endless) and not any(self.rows.values())

    @cached_property
    def labelled(self) -> bool:
        """Whether any label leads to an answer: a bare grid asks for nothing."""
        return any(self.rows.values()) or any(self.columns.values())

    @cached_property
    def unlabelled_rows(self) -> frozenset[int]:
        """The rows without a label in a table whose other rows have one."""
        return _bare(self.rows)

    @cached_property
    def unlabelled_columns(self) -> frozenset[int]:
        return _bare(self.columns)

    @cached_property
    def lines(self) -> Sequence[Row]:
        """All rows with labels, those without answers as well."""
        table, found = self.table, list[Row]()
        left = (*self.labelling, table.region.left)[0]
        for number in range(min((*table.rows, *table.sections)), max(table.rows) + 1):
            path = self.rows.get(number) or (self.canvas.at((number, left)).text,)
            if any(path):
                found.append(Row(number, path, self.depth(number), number in table.sections))
        return found

    @cached_property
    def wholes(self) -> Mapping[int, int]:
        """The row that a row is a part of (其中：…), for rows that are."""
        added = partial(lines_added, self.canvas, self.table.columns)
        return wholes_of(self.rows, self.depth, self.table.sections, added)

    @cached_property
    def measured_by(self) -> Mapping[int, int]:
        """The row that gives a row its measure if its own label does not: what it divides, say."""
        found = measured_by(self.lines) if any(self.rows.values()) else {}
        return {row: whole for row, whole in found.items() if whole in self.rows}

    @cached_property
    def column_wholes(self) -> Mapping[int, int]:
        """The column that a column is a part of."""
        return column_wholes_of(self.columns)

    def depth(self, row: int) -> int:
        """Return how far the label of a row is set in: by blanks before it, or by its cell."""
        squares = [self.canvas.squares.get((row, column)) for column in self.labelling]
        label = next((one for one in reversed(squares) if one is not None and one.text), None)
        if label is None:
            return 0
        text = str(label.value)
        blanks = text[: len(text) - len(text.lstrip())]
        return 4 * label.indent + sum(2 if sign == "\u3000" else 1 for sign in blanks)

    @cached_property
    def labelling(self) -> tuple[int, ...]:
        """The columns of the stub that name the rows."""
        apart = {*self.ordinals, *self.given.columns}
        return tuple(column for column in self.table.stub if column not in apart)

    @cached_property
    def ordinals(self) -> tuple[int, ...]:
        table = self.table
        return tuple(
            column
            for column in table.stub
            if numbers_rows(self.canvas, table.rows, column, table.heading, table.stub)
        )

    @cached_property
    def given(self) -> GivenMeasures:
        """What columns and lines of units of measure give the rows and columns."""
        return GivenMeasures(self.table, self.ordinals)

    @cached_property
    def crossed(self) -> Crossed:
        """In what a figure is where its row and its heading say two things."""
        return Crossed(self)

    @cached_property
    def common_measures(self) -> tuple[str, ...]:
        """The units of measure said above the table; none where any word there is no measure."""
        said = measures_in(measure_of(self.table))
        return said if all(map(is_measure, said)) else ()

    @property
    def common_measure(self) -> str:
        """The unit of measure said above the table, where it says one alone."""
        return self.common_measures[0] if len(self.common_measures) == 1 else ""

    @cached_property
    def stub(self) -> tuple[str, ...]:
        """The headings over the columns of labels; a text over several is said once."""
        texts: dict[Place, str] = {}
        for column in self.labelling:
            for row in self.header:
                place = self.canvas.anchor((row, column))
                if self.canvas.at(place).text:
                    texts[place] = self.canvas.at(place).text
        return tuple(dict.fromkeys(texts.values()))

    def line_of(self, place: Place, *, down: bool) -> int:
        """Return the number of the row, or of the column, that leads to a cell."""
        return place[0 if down else 1]

    def side(self, place: Place) -> Literal["", "right", "below"]:
        """Return where an answer stands of its own label, if it has one."""
        return ""

    def spans(self, place: Place) -> tuple[int, int]:
        """Return over how many columns that label reaches, and the answer."""
        return 1, 1

    def label_places(self, place: Place) -> list[Place]:
        """Return the cells that may hold a label of an answer."""
        before = [(place[0], column) for column in self.table.stub]
        return before + [(row, place[1]) for row in self.table.header]

    def measures_at(self, place: Place) -> Iterator[str]:
        """Yield the units of measure given for a cell: of its row, its labels, else of its whole."""
        row, column = place
        before, above = self.rows.get(row, ()), self.columns.get(column, ())
        labels = (*reversed(before), *reversed(above))
        own = (self.crossed.leading(place), self.given.beside(place), self.given.above(column))
        said = [one for one in (*own, *(measure_in([label]) for label in labels)) if one]
        return iter(said or filter(None, [taken_over(self, place, ((*before, *above), ""))[1]]))

    @cached_property
    def weighed(self) -> Weighed:
        """What tells of the kinds of its answers."""
        return Weighed(self)

    def asked(self, place: Place) -> Asked:
        """Return what one cell asks for: words, where a dash for a measure is all that tells."""
        known = self.weighed.asked(place)
        dashed = self.given.dashed(place[0]) and not self._given(place)
        typed = self.canvas.at(place).formula is None
        return _WORDS if dashed and typed and not known.sure else known

    def told(self, place: Place) -> tuple[tuple[str, ...], str]:
        """Return the labels that lead to a cell, and its unit of measure.

        A heading is of its whole column, whatever the rows are in, a banner of all; a remark is one in
        every column that says nothing of its own. Points are, whatever they are given for.
        """
        row, column = place
        heading = self.columns.get(column, ())[len(self.table.banner) :]
        before, above = (
            tuple(label for label in labels if label != OWN_UNIT)
            for labels in (self.rows.get(row, ()), heading)
        )
        typed = self.canvas.at(place).formula is None
        if typed and speaks_of_words(above):
            return above, ""
        noted = not self._given(place) and are_notes(before)
        worded = speaks_of_words(before, self.common_measures) and not self._tells(place, above)
        if typed and (noted or worded):
            return before, ""
        if not noted and speaks_of_points(above, before):
            return above, self.crossed.of_heading(column)
        own = self.crossed.measure(place)
        labels = (*before, *above)
        if not (own or self.listed or kind_told(labels, figures=False)):
            own = counted_in(self.common_measures, labels)
        if speaks_of_share(above) and self.crossed.of_row(place):
            own = "%"
        return taken_over(self, place, (spoken((*before, *above)), own))

    def _given(self, place: Place) -> str:
        """Return the measure that a column or line of measures gives a cell."""
        return self.given.beside(place) or self.given.above(place[1])

    def stands_once(self, label: str) -> bool:
        """Tell whether nothing else on the sheet is called so."""
        return [folded(text) for _, text in self.canvas.words()].count(folded(label)) == 1

    def _tells(self, place: Place, above: tuple[str, ...]) -> bool:
        """Tell whether the headings of a cell, or its measure, say what it asks for."""
        if self._given(place) or measure_in(above):
            return True
        of_what = [label for label in above if not PERIODS.fullmatch("".join(label.split()))]
        return kind_told(of_what, figures=False) is not None

    def _path(self, places: Sequence[Place], inherited: _Inherit) -> list[tuple[Place, str]]:
        """Return the labels at ``places``, outermost first, each once; a blank takes a neighbour's."""
        lowest = max((n for n, place in enumerate(places) if self._label(place)), default=-1)
        path: dict[Place, str] = {}
        for number, place in enumerate(places):
            anchor = self.canvas.anchor(place)
            if not self._label(place) and number < lowest:
                anchor = inherited(place, places[:number]) or anchor
            self._led[place] = anchor
            if text := self._label(anchor):
                path.setdefault(anchor, text)
        return list(path.items())

    def _label(self, place: Place) -> str:
        if self.canvas.names_unit(self.canvas.anchor(place)):
            return OWN_UNIT
        square = self.canvas.at(place)
        labels = self.canvas.role(place) in LABELS
        return (square.text or numeral(square.value)) if labels else ""

    def _over(self, place: Place, above: Sequence[Place]) -> Place | None:
        """Return the nearest label to the left, where the same labels stand above both."""
        row, column = place
        for left in range(column - 1, min(self.table.columns) - 1, -1):
            if any(self._led.get((at, left)) != self._led.get((at, column)) for at, _ in above):
                return None
            if self._label((row, left)):
                anchor = self.canvas.anchor((row, left))
                return anchor if self.canvas.block(anchor).right == left == anchor[1] else None
        return None

    def _before(self, place: Place, left: Sequence[Place]) -> Place | None:
        """Return the nearest label upwards, where the same labels stand before both."""
        row, column = place
        since = max((at for at in self.table.sections if at < row), default=-1)
        for above in reversed([at for at in self.table.rows if since < at < row]):
            if any(self._led.get((above, at)) != self._led.get((row, at)) for _, at in left):
                return None
            if self._label((above, column)):
                anchor = self.canvas.anchor((above, column))
                return anchor if self.canvas.block(anchor).bottom == anchor[0] else None
        return None


def _bare(paths: Mapping[int, LabelPath]) -> frozenset[int]:
    bare = frozenset(number for number, path in paths.items() if not path)
    return bare if len(bare) < len(paths) else frozenset()
