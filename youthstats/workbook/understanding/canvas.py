"""A sheet of a blank template as it is looked at: what is printed, what is open, what is boxed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cached_property

from attrs import field, frozen

from youthstats.workbook.package import Merge
from youthstats.workbook.reading.parse.prompts import is_prompt
from youthstats.workbook.reading.parse.signs import is_blank, is_mark
from youthstats.workbook.reading.sheets.captions import asks_by_caption
from youthstats.workbook.reading.sheets.examples import begins_example
from youthstats.workbook.reading.sheets.heading import COMPILER, UNIT_ASKED
from youthstats.workbook.reading.sheets.places import Place, address
from youthstats.workbook.understanding.verdicts import gives_verdict

__all__ = ["LABELS", "OPENINGS", "Canvas", "Limit", "Role", "Square"]

_NOT_ASKED = frozenset({"不填", "免填", "不填报"})
_GAP = re.compile(r"[（(]\s*[）)]|_{2,}|＿{2,}")
"""A place left open inside a text: empty brackets, a line to write on."""

_COLON = re.compile(r"[：:][^\S\n]*(?:\n(?P<next>[^\n]*)|\Z)")
"""A colon at a line's end, and what stands on the next."""

_HINT = re.compile(r"\s*(?:[（(].*|.*[：:]\s*|.*\S\s{2,}\S.*)?")
"""A next line that leaves the one before it open: a remark in brackets, or one that asks itself."""

_CELL = re.compile(r"(?<![\w!'.])[A-Z]{1,3}[1-9][0-9]*(?![\w(])")


_UNIT, _COMPILER = (
    re.compile(r"\s*(?:" + "|".join(map(r"\s*".join, labels)) + ")")
    for labels in (UNIT_ASKED, (COMPILER,))
)
_NAMED = re.compile(r"[^:：]*[:：]\W*[^\W_]")
"""What stands behind a colon."""


class Role(Enum):
    """What a cell of a template is for."""

    LABEL = "label"
    NUMBER = "number"
    ANSWER = "answer"
    FORMULA = "formula"
    CLOSED = "closed"
    NOTHING = "nothing"


OPENINGS = frozenset({Role.ANSWER, Role.FORMULA, Role.CLOSED})
LABELS = frozenset({Role.LABEL, Role.NUMBER})


@frozen
class Limit:
    """What a cell's data validation accepts: a kind of value, and of which size, or which words.

    ``ends`` are signs with what stands behind them, a number or a formula; ``custom`` a condition.
    Formulas are written for the cell ``origin``: ``None`` where that cannot be told. With
    ``outside`` it is what stands beyond either end that is accepted. ``firm`` refuses anything
    else, where others only ask whether it is meant.
    """

    kind: str
    ends: tuple[tuple[str, str], ...] = ()
    custom: str = ""
    origin: Place | None = None
    choices: tuple[str, ...] = ()
    outside: bool = False
    firm: bool = True

    @property
    def of_figures(self) -> bool:
        """Whether it says between which ends a figure may be."""
        return self.kind in {"whole", "decimal"} and not self.outside

    @property
    def written(self) -> str:
        """The rule in signs, on one line."""
        return self.custom or " ".join(f"{sign}{end}" for sign, end in self.ends)


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
    def in_percent(self) -> bool:
        """Whether the cell shows a share of 0.855 as 85.5%; else it is given as 85.5."""
        return "%" in self.number_format

    @property
    def text(self) -> str:
        """The words in the cell, without padding at its ends; ``""`` for anything else."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def says(self) -> bool:
        """Whether anything is printed in it, or worked out."""
        return bool(self.text) or self.figure or self.formula is not None

    @property
    def figure(self) -> bool:
        """Whether it holds a number that says something: a nought may stand for a blank."""
        return isinstance(self.value, int | Decimal) and self.value != 0


@frozen(slots=False, eq=False)
class Canvas:
    """One sheet of a template: its cells by (row, column) from 0, and its merged blocks.

    ``heeds_locks`` and ``heeds_lines`` say whether unlocked cells, and lines, tell what is to be
    filled in, and ``fewest_lines`` how many cells have lines around them where any do; with
    ``heeds_figures`` a figure is printed, without it stands where an answer would.
    ``pivot`` marks a sheet that a pivot table is drawn on; ``widths`` are those columns were given.
    ``named`` are the cells that the workbook's defined names call answers.
    ``beside`` are the sheets of its book whose figures are the office's own, itself among them.
    ``beyond`` are cells that hold something and stand further off than is looked at.
    """

    name: str
    squares: Mapping[Place, Square]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    pivot: bool = False
    protected: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: Mapping[int, float] = field(factory=dict)
    named: frozenset[Place] = frozenset()
    heeds_locks: bool = True
    heeds_lines: bool = True
    fewest_lines: int = 4
    heeds_figures: bool = True
    beside: Mapping[str, Canvas] = field(factory=dict, repr=False)
    beyond: tuple[Place, ...] = ()
    _roles: dict[Place, Role] = field(factory=dict, init=False)

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

    def width(self, place: Place) -> float:
        """Return how wide the block at a place is, in signs."""
        block = self.block(place)
        return sum(self.widths.get(at, _WIDTH) for at in range(block.left, block.right + 1))

    def at(self, place: Place) -> Square:
        return self.squares.get(self.anchor(place), _NOTHING)

    @cached_property
    def says_what_is_open(self) -> bool:
        """Whether the office unlocked what is to be filled in, and not labels as well.

        A text with places to fill in is unlocked with good reason: it tells nothing.
        """
        if not self.heeds_locks or not any(square.open for square in self.squares.values()):
            return False
        texts = [square for square in self.squares.values() if square.text]
        labels = [one for one in texts if not (_asks(one) or _leaves_place(one.text))] or texts
        return 2 * sum(label.open for label in labels) <= len(labels)

    @cached_property
    def draws_lines(self) -> bool:
        """Whether lines say how far the tables reach."""
        return (
            self.heeds_lines
            and sum(square.boxed for square in self.squares.values()) >= self.fewest_lines
        )

    @cached_property
    def asking_unit(self) -> Place | None:
        """Where the sheet asks for the name of the reporting unit: 填报单位; 机构名称： over a table."""
        for place, text in self.words():
            if _UNIT.match(text) or (_COMPILER.match(text) and not self._named(place, text)):
                return place
        captions = (place for place, text in self.words() if asks_by_caption(text))
        return next((place for place in captions if not self.at(place).boxed), None)

    def _named(self, place: Place, text: str) -> bool:
        """Tell whether a line says itself who drew the form up, in its cell or beside it."""
        beside = self.at((place[0], self.block(place).right + 1)).text
        return bool(beside) or _NAMED.match(text) is not None

    @property
    def asked_unit(self) -> Place | None:
        """The cell beside 填报单位, where the name of the reporting unit is to be filled in."""
        place = self.asking_unit
        return None if place is None else (place[0], self.block(place).right + 1)

    def names_unit(self, place: Place) -> bool:
        """Tell whether a formula repeats the name of the reporting unit."""
        square, asked = self.at(place), self.asked_unit
        if square.formula is None or asked is None:
            return False
        named = set(_CELL.findall(square.formula.replace("$", "")))
        return named == {address(asked)}

    def role(self, place: Place) -> Role:
        """Return what the cell shown at a place is for."""
        anchor = self.anchor(place)
        known = self._roles.get(anchor)
        if known is None:
            known = self._roles[anchor] = self._role(anchor)
        return known

    def _role(self, place: Place) -> Role:
        square = self.at(place)
        if square.formula is not None:
            if gives_verdict(square.formula):
                return Role.NOTHING
            return Role.LABEL if self.names_unit(place) else Role.FORMULA
        if square.figure or self._counted_from(place):
            return Role.NUMBER if self.heeds_figures else Role.ANSWER
        if square.text:
            return Role.LABEL if self._letter(place) else self._worded(square)
        if self.says_what_is_open:
            return Role.ANSWER if square.open else Role.NOTHING
        return Role.ANSWER if square.boxed or not self.draws_lines else Role.NOTHING

    def _counted_from(self, place: Place) -> bool:
        """Tell whether a nought is the first of 0, 1, 2, downwards or to the right: an age."""
        row, column = place
        if self.at(place).value != 0:
            return False
        runs = [((row + n, column) for n in (1, 2)), ((row, column + n) for n in (1, 2))]
        return any([self.at(at).value for at in run] == [1, 2] for run in runs)

    def _letter(self, place: Place) -> bool:
        """Tell whether an X is one of the letters that label a table, and no cross: W, X, Y."""
        (row, column), text = place, self.at(place).text
        beside = ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column))
        return text in {"X", "x"} and any(self.at(at).text in set("WYwy") for at in beside)

    def _worded(self, square: Square) -> Role:
        if is_mark(square.text) or "".join(square.text.split()) in _NOT_ASKED:
            return Role.CLOSED
        if _asks(square):  # a label, even where the clerk completes it
            return Role.LABEL
        if self.says_what_is_open:
            return Role.ANSWER if square.open else Role.LABEL
        return Role.ANSWER if _leaves_place(square.text) else Role.LABEL

    def opens(self, place: Place) -> bool:
        """Tell whether a cell is to be filled in, and is no part of a block that begins elsewhere."""
        return self.role(place) in OPENINGS and self.anchor(place) == place

    def asks(self, place: Place) -> bool:
        """Tell whether a cell is to be filled in, by hand or by its formula."""
        return self.opens(place) and self.role(place) is not Role.CLOSED

    def printed(self, place: Place) -> str | None:
        """Return the words printed in a cell, ``""`` for none; ``None`` where a unit may say more."""
        if place != self.anchor(place):
            return ""
        value = self.at(place).value
        return None if self.asks(place) else value if isinstance(value, str) else ""

    @cached_property
    def examples(self) -> frozenset[int]:
        """The rows that show how to fill in the others: 例 | 张三 | 100."""
        led = {place[0]: place[1] for place, text in self.words() if begins_example(text)}
        return frozenset(
            row
            for (row, column), square in self.squares.items()
            if column > led.get(row, column) and square.says and square.formula is None
        )

    def shown(self, numbers: range, *, rows: bool) -> tuple[int, ...]:
        """Return the rows, or columns, among ``numbers`` that are not hidden, nor examples."""
        hidden = self.hidden_rows | self.examples if rows else self.hidden_columns
        return tuple(number for number in numbers if number not in hidden)

    def hides(self, place: Place) -> bool:
        """Tell whether a cell stands in a hidden row or column."""
        return place[0] in self.hidden_rows or place[1] in self.hidden_columns

    @cached_property
    def used(self) -> tuple[range, range]:
        """The rows and the columns that hold anything."""
        held = [at for at, square in self.squares.items() if not self._is_empty(square)]
        if not held:
            return range(0), range(0)
        ends = [(block.bottom, block.right) for at in held for block in [self.block(at)]]
        return (
            range(min(row for row, _ in held), 1 + max(row for row, _ in ends)),
            range(min(column for _, column in held), 1 + max(column for _, column in ends)),
        )

    def _is_empty(self, square: Square) -> bool:
        marked = (square.boxed and self.heeds_lines) or (square.open and self.says_what_is_open)
        return square.formula is None and is_blank(square.value) and not marked

    def words(self) -> Iterator[tuple[Place, str]]:
        """Yield the texts of the sheet with their places, row by row."""
        for place in self._worded_places:
            yield place, self.squares[place].text

    @cached_property
    def _worded_places(self) -> tuple[Place, ...]:
        return tuple(sorted(place for place, square in self.squares.items() if square.text))


_WIDTH = 8.43
"""Signs of a column that was given no width."""

_NOTHING = Square()


def _left_open(text: str) -> bool:
    """Tell whether a line ends in a colon that nothing on the next one follows: not 其中：⏎女."""
    ends = (found["next"] for found in _COLON.finditer(text))
    return any(line is None or _HINT.fullmatch(line) for line in ends)


def _leaves_place(text: str) -> bool:
    """Tell whether a text has places to fill in."""
    return bool(is_prompt(text) or _GAP.search(text) or _left_open(text))


def _asks(square: Square) -> bool:
    """Tell whether a text is a label that ends in a colon, and no phrase with places to fill in."""
    words = square.text.rstrip("：: \u3000")
    return words != square.text and "\n" not in words and not _GAP.search(words)
