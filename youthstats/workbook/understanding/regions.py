"""Where the tables of a sheet are: rectangles that lines, or blank rows, set apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count

from attrs import evolve, frozen

from youthstats.layout.sums import TOTAL_LABELS
from youthstats.workbook.reading.sheets.foot import REMARKS, SIGNED
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.canvas import OPENINGS, Canvas, Role
from youthstats.workbook.understanding.lines import begins_frame, frames, titles, unlabelled
from youthstats.workbook.understanding.telling import may_head_names

__all__ = ["Region", "numbers_columns", "regions_of", "signs", "whole_width"]

_SIGNED = "|".join(r"\s*".join(word) for word in (*SIGNED, "审核人", "统计负责人"))
_REMARKED = "|".join(r"\s*".join(word) for word in REMARKS)
_FOOT = re.compile(rf"{_SIGNED}|(?:{_REMARKED})\s*[:：]")
_SIGN = re.compile(
    r"[甲乙丙丁戊己庚辛壬癸]|[A-Za-z]|[一二三四五六七八九十]|[-—]|[0-9]+(?:=[0-9+*/×÷-]+)?"
)
"""What numbers a column: 甲, 1, 2, 3=1+2."""

_LONGEST = 24
"""Signs up to which words alone in a row may be a label; more are a note."""

_DEEPEST = 4
"""Rows that the heading of a list has at most, where nothing is drawn below it."""


@frozen
class Region:
    """A rectangle of a sheet that holds a table: rows and columns, from 0, without hidden ones.

    ``others`` are the rest of the sheet's. ``endless`` is a heading with nothing drawn below it: a
    list goes on there. ``beside`` is one that may as well be the rest of the list to its left.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    endless: bool = False
    beside: bool = False
    others: tuple[Region, ...] = ()

    @property
    def above(self) -> int:
        """The first row below the tables that stand over it."""
        return max((one.bottom + 1 for one in self.others if one.bottom < self.top), default=0)

    @property
    def top(self) -> int:
        return self.rows[0]

    @property
    def bottom(self) -> int:
        return self.rows[-1]

    @property
    def left(self) -> int:
        return self.columns[0]

    @property
    def right(self) -> int:
        return self.columns[-1]

    def covers(self, place: Place) -> bool:
        """Tell whether a place lies in the rectangle."""
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def regions_of(canvas: Canvas) -> list[Region]:
    """Return the parts of a sheet that may hold a table each, from the top down and from the left."""
    found = _boxed(canvas) if canvas.draws_lines else _apart(canvas)
    pieces: list[Region] = []
    for region in found:
        above = max((one.bottom + 1 for one in found if one.bottom < region.top), default=0)
        first, *more = _pieces(canvas, _unframed(canvas, region, above))
        pieces += [first, *(_unframed(canvas, piece, piece.top) for piece in more)]
    pieces = [piece for piece in pieces if piece.rows]
    return [
        evolve(one, others=tuple(other for other in pieces if other is not one)) for one in pieces
    ]


def whole_width(canvas: Canvas, region: Region, row: int) -> bool:
    """Tell whether one label reaches over the whole width of a table."""
    anchor = canvas.anchor((row, region.left))
    wide = anchor[1] <= region.left and canvas.block(anchor).right >= region.right
    return wide and len(region.columns) > 1 and canvas.role(anchor) is Role.LABEL


def numbers_columns(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row numbers the columns: 甲 乙 1 2 3."""
    shown = [canvas.at((row, column)).value for column in columns]
    signs = [
        unicodedata.normalize("NFKC", "".join(str(one).split())).strip("()")
        for one in shown
        if one is not None
    ]
    counted = any(sign[:1].isdecimal() for sign in signs)
    return counted and len(signs) > 1 and all(map(_SIGN.fullmatch, signs))


# ------------------------------------------------------------------------------- with lines


def _boxed(canvas: Canvas) -> list[Region]:
    """Return the rectangles around what is boxed together, across thin gaps as well."""
    found = sorted(_boxes(canvas), key=lambda one: (one.top, one.left))
    while pair := next(_gapped(canvas, found), None):
        one, other = pair
        rows = canvas.shown(range(one.top, max(one.bottom, other.bottom) + 1), rows=True)
        columns = canvas.shown(range(one.left, max(one.right, other.right) + 1), rows=False)
        found = [Region(rows, columns) if each is one else each for each in found]
        found.remove(other)
    for n, other in enumerate(found):
        if any(_lists_apart(canvas, one, other) for one in found):
            alike = {canvas.at((one.top, one.left)).text for one in found if one is not other}
            beside = canvas.at((other.top, other.left)).text not in alike
            found[n] = evolve(other, beside=beside)
    return [one for one in found if len(one.rows) * len(one.columns) > 1]


def _boxes(canvas: Canvas) -> Iterator[Region]:
    left = {
        (row, column)
        for place, square in canvas.squares.items()
        if square.boxed
        for block in [canvas.block(place)]
        for row in range(block.top, block.bottom + 1)
        for column in range(block.left, block.right + 1)
    }
    while left:
        group = _together(left, min(left))
        left -= group
        places = sorted(group)
        numbers = [column for _, column in places]
        rows = canvas.shown(range(places[0][0], places[-1][0] + 1), rows=True)
        columns = canvas.shown(range(min(numbers), max(numbers) + 1), rows=False)
        if rows and columns:
            yield Region(rows, columns)


def _together(places: set[Place], start: Place) -> set[Place]:
    """Return the places that touch ``start`` side by side, directly or through others."""
    found, edge = {start}, [start]
    while edge:
        row, column = edge.pop()
        for near in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            if near in places and near not in found:
                found.add(near)
                edge.append(near)
    return found


def _gapped(canvas: Canvas, found: Sequence[Region]) -> Iterator[tuple[Region, Region]]:
    """Yield regions that a blank row or column sets apart, the second without labels of its own."""
    for one in found:
        for other in found:
            if _goes_on_right(canvas, one, other) and not _lists_apart(canvas, one, other):
                yield one, other
            beneath = one.columns == other.columns and other.top - one.bottom == 2
            gap = [(one.bottom + 1, column) for column in one.columns]
            first = [(other.top, column) for column in other.columns[-1:]]
            if beneath and not _labelled(canvas, gap + first):
                yield one, other


def _goes_on_right(canvas: Canvas, one: Region, other: Region) -> bool:
    """Tell whether a region may go on behind a blank column, where rows have no labels of their own."""
    gap = one.rows == other.rows and other.left - one.right == 2
    return gap and not _labelled(canvas, [(other.bottom, other.left)])


def _lists_apart(canvas: Canvas, one: Region, other: Region) -> bool:
    """Tell whether regions beside each other are two lists: both begin with a column of names."""
    if not _goes_on_right(canvas, one, other) or len(other.columns) < 2 or len(one.rows) < 3:
        return False
    listed = not _labelled(canvas, [(one.bottom, one.left)])
    heads = [canvas.at((region.top, region.left)).text for region in (one, other)]
    return listed and (heads[0] == heads[1] != "" or all(map(may_head_names, heads)))


def _labelled(canvas: Canvas, places: Sequence[Place]) -> bool:
    return any(canvas.at(place).text for place in places)


def _unframed(canvas: Canvas, region: Region, above: int) -> Region:
    """Return a region without the rows inside its box that are its title, or say whose it is.

    Where a title stands over it, below the row ``above``, its first label over all is none.
    """
    titled = any(
        titles(unlabelled(text, canvas.name))
        for (row, _), text in canvas.words()
        if above <= row < region.top
    )
    for number, row in enumerate(region.rows):
        words = _texts(canvas, row, region.columns)
        if whole_width(canvas, region, row):
            title = any(map(titles, words))
            framing = not (title and titled)
            titled = titled or title
        else:
            framing = any(map(begins_frame, words)) and all(map(frames, words))
        if not framing:
            return evolve(region, rows=region.rows[number:])
    return evolve(region, rows=())


def _texts(canvas: Canvas, row: int, columns: Sequence[int]) -> list[str]:
    anchors = dict.fromkeys(canvas.anchor((row, column)) for column in columns)
    return [text for place in anchors if (text := canvas.at(place).text)]


def _pieces(canvas: Canvas, region: Region) -> Iterator[Region]:
    """Cut a region where a heading stands below answers; the same heading again is left out."""
    start: list[int] = []
    first: tuple[str, ...] = ()
    answered = False
    for above, row in zip((*region.rows[:1], *region.rows), region.rows, strict=False):
        if answered and first and _ends_list(canvas, region, above, row):
            yield evolve(region, rows=tuple(start))
            start, first, answered = [], (), False
        heading = _heads(canvas, region, row)
        if heading and answered:
            if heading == first:
                continue
            kept = list(start)
            while kept and whole_width(canvas, region, kept[-1]):
                kept.pop()
            yield evolve(region, rows=tuple(kept))
            start, first, answered = start[len(kept) :], (), False
        first = first or heading
        start.append(row)
        answered = answered or any(canvas.opens((row, column)) for column in region.columns)
    yield evolve(region, rows=tuple(start))


def _ends_list(canvas: Canvas, region: Region, above: int, row: int) -> bool:
    """Tell whether a label and its wide answer stand below the blank rows of a list."""
    before, here = (
        [canvas.anchor((at, column)) for column in region.columns] for at in (above, row)
    )
    blank = all(canvas.role(one) in OPENINGS for one in before) and len(set(before)) > 2
    first, last = here[0], here[-1]
    wide = canvas.opens(last) and last[0] == row and canvas.block(last).left < region.right
    labelled = first[0] == row and canvas.role(first) is Role.LABEL
    return blank and wide and labelled and folded(canvas.at(first).text) not in TOTAL_LABELS


def _heads(canvas: Canvas, region: Region, row: int) -> tuple[str, ...]:
    """Return the texts of a row that holds a label in every column, and several."""
    anchors = dict.fromkeys(canvas.anchor((row, column)) for column in region.columns)
    texts = tuple(canvas.at(place).text for place in anchors if place[0] == row)
    full = len(anchors) == len(texts) > 1 and all(texts)
    full = full and not numbers_columns(canvas, row, region.columns)
    return texts if full and all(canvas.role(one) is Role.LABEL for one in anchors) else ()


# ---------------------------------------------------------------------------- without lines


def _apart(canvas: Canvas) -> list[Region]:
    """Return what blank rows set apart, without titles and signatures."""
    rows, columns = canvas.used
    shown = canvas.shown(columns, rows=False)
    found: list[Region] = []
    for block in _blocks(canvas, rows, shown):
        if found and _is_foot(canvas, block[0], shown):
            continue
        if found and not found[-1].endless and _goes_on(canvas, found[-1], block):
            found[-1] = evolve(found[-1], rows=found[-1].rows + block)
            continue
        top = next((n for n, row in enumerate(block) if not _is_head(canvas, row, shown)), None)
        if top is None:
            continue
        end = next(
            (n for n, row in enumerate(block) if n > top and _is_foot(canvas, row, shown)), None
        )
        body = tuple(block[top:end])
        first = _first_below(canvas, body)
        if len(parts := _headings(canvas, body, shown)) > 1:
            found += [Region((*body, first), part, endless=True) for part in parts]
            continue
        held = _columns(canvas, body, shown)
        endless = _is_heading(canvas, body, held)
        found.append(Region(body + (first,) * endless, held, endless=endless))
    return [one for one in found if len(one.columns) > 1]


def _first_below(canvas: Canvas, rows: Sequence[int]) -> int:
    """Return the first row of a list below its heading, and below an example."""
    return next(row for row in count(rows[-1] + 1) if row not in canvas.examples)


def _blocks(canvas: Canvas, rows: range, columns: Sequence[int]) -> Iterator[tuple[int, ...]]:
    block: list[int] = []
    for row in canvas.shown(rows, rows=True):
        says = any(canvas.at((row, column)).says for column in columns)
        if says or (block and _is_held(canvas, row, block[-1], columns)):
            block.append(row)
        elif block:
            yield tuple(block)
            block = []
    if block:
        yield tuple(block)


def _is_held(canvas: Canvas, row: int, above: int, columns: Sequence[int]) -> bool:
    """Tell whether a blank row goes on with the one above it.

    A merged block reaches into it, or one begins there under a label that reaches as far.
    """
    for block in {canvas.anchor((row, column)) for column in columns} & canvas.blocks.keys():
        label = canvas.anchor((above, block[1]))
        under = canvas.at(label).text and label[1] == block[1]
        if block[0] < row or (under and canvas.block(label).right == canvas.block(block).right):
            return True
    return False


def _columns(canvas: Canvas, rows: Sequence[int], columns: Sequence[int]) -> tuple[int, ...]:
    """Return the columns between the first and the last that hold anything in these rows.

    Where the first row has gaps its last label is answered in the column behind it.
    """
    open_too = canvas.says_what_is_open
    held = [
        column
        for row in rows
        for column in columns
        if canvas.at((row, column)).says or (open_too and canvas.asks((row, column)))
    ]
    found = tuple(column for column in columns if min(held) <= column <= max(held))
    full = len(found) > 1 and all(canvas.at((rows[0], column)).text for column in found)
    return found if full or open_too else (*found, found[-1] + 1)


def _headings(canvas: Canvas, rows: Sequence[int], columns: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the columns of headings of lists that blank columns set apart; nothing else is there."""
    found: list[tuple[int, ...]] = [()]
    for column in columns:
        if any(canvas.at((row, column)).says for row in rows):
            found[-1] += (column,)
        elif found[-1]:
            found.append(())
    parts = [part for part in found if part]
    heading = all(len(part) > 1 and _is_heading(canvas, rows, part) for part in parts)
    named = all(may_head_names(canvas.at((rows[0], part[0])).text) for part in parts)
    return parts if heading and named else []


def _is_heading(canvas: Canvas, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether rows are the heading of a list and nothing else: labels that ask for no answer."""
    squares = [canvas.at((row, column)) for row in rows for column in columns]
    asking = any(square.figure or square.text.endswith((":", "：")) for square in squares)
    opened = any(canvas.role((row, at)) in OPENINGS for row in rows for at in columns)
    return not asking and not opened and len(rows) <= _DEEPEST


def _goes_on(canvas: Canvas, region: Region, block: Sequence[int]) -> bool:
    """Tell whether rows below a gap belong to the table above: each has its label and no more."""
    return all(
        [column for column in region.columns if canvas.at((row, column)).says] == [region.left]
        and not _is_foot(canvas, row, region.columns)
        and not _is_frame(canvas, row, region.columns)
        for row in block
    )


def _is_frame(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    return any(map(begins_frame, _texts(canvas, row, columns)))


def _is_head(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row above the table is its title, says whose it is, or says nothing."""
    words = _texts(canvas, row, columns)
    if _is_frame(canvas, row, columns):
        return True
    asked = any(canvas.at((row, c)).open and canvas.opens((row, c)) for c in columns)
    return len(words) <= 1 and not (asked and canvas.says_what_is_open)


def signs(text: str) -> bool:
    """Tell whether a text asks who signs a form."""
    return re.match(rf"\s*(?:{_SIGNED})", text) is not None


def _is_foot(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    words = _texts(canvas, row, columns)
    alone = len(words) == 1 and (len(words[0]) > _LONGEST or "。" in words[0])
    return bool(words) and (alone or _FOOT.match(words[0]) is not None)
