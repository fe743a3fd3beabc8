"""Where the tables of a sheet are: rectangles that lines, or blank rows, set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from attrs import evolve

from youthstats.layout.sums import TOTAL_LABELS, sum_said
from youthstats.workbook.reading.sheets.labels import folded
from youthstats.workbook.reading.sheets.places import Place
from youthstats.workbook.understanding.around import asks_nothing_else, texts_in
from youthstats.workbook.understanding.canvas import OPENINGS, Canvas, Role
from youthstats.workbook.understanding.lines import begins_frame, frames, titles, unlabelled
from youthstats.workbook.understanding.lists_inside import lists_apart
from youthstats.workbook.understanding.pairs_below import pairs_apart
from youthstats.workbook.understanding.region import (
    SPACER,
    Region,
    numbered_section,
    numbers_columns,
    whole_width,
)
from youthstats.workbook.understanding.telling import in_words, may_head_names
from youthstats.workbook.understanding.unlined import unlined

__all__ = ["regions_of", "without_frame"]


def regions_of(canvas: Canvas) -> list[Region]:
    """Return the parts of a sheet that may hold a table each, from the top down and from the left."""
    found = _boxed(canvas) if canvas.draws_lines else unlined(canvas)
    pieces: list[Region] = []
    for region in found:
        above = max((one.bottom + 1 for one in found if one.bottom < region.top), default=0)
        parts = lists_apart(canvas, _unframed(canvas, region, above))
        first, *more = (piece for part in parts for piece in _pieces(canvas, part))
        pieces += [first, *(_unframed(canvas, piece, piece.top) for piece in more)]
    pieces = [piece for piece in pieces if piece.rows and not _only_frames(canvas, piece, found)]
    pieces = [part for piece in pieces for part in pairs_apart(canvas, piece)]
    return [
        evolve(one, others=tuple(other for other in pieces if other is not one)) for one in pieces
    ]


def without_frame(canvas: Canvas, region: Region) -> Region:
    """Return a table without the rows over its heading that ask whose it is, or of when.

    They are no heading. What asks so in a card is asked for there.
    """
    rows = tuple(dropwhile(lambda row: asks_nothing_else(canvas, row, region.columns), region.rows))
    headed = rows and _labels_last(canvas, rows[0], region.columns)
    return evolve(region, rows=rows) if headed else region


def _labels_last(canvas: Canvas, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row may be a heading: its last cell is a label, and not of the whole row."""
    last = canvas.anchor((row, columns[-1]))
    return canvas.role(last) is Role.LABEL and last[1] > columns[0]


def _only_frames(canvas: Canvas, piece: Region, found: Sequence[Region]) -> bool:
    """Tell whether what was cut off above a heading only asks whose the table below is."""
    whole = all(piece.bottom >= one.bottom for one in found if one.covers((piece.top, piece.left)))
    return not whole and all(asks_nothing_else(canvas, row, piece.columns) for row in piece.rows)


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
    """Yield regions that a blank row or two, or a column, sets apart, the second without labels of its own."""
    for one in found:
        for other in found:
            if _goes_on_right(canvas, one, other) and not _lists_apart(canvas, one, other):
                yield one, other
            between = range(one.bottom + 1, other.top)
            beneath = one.columns == other.columns and 0 < len(between) <= SPACER
            gap = [(row, column) for row in between for column in one.columns]
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
        words = texts_in(canvas, row, region.columns)
        if whole_width(canvas, region, row):
            title = any(map(titles, words))
            framing = not (title and titled)
            titled = titled or title
        else:
            framing = any(map(begins_frame, words)) and all(map(frames, words))
        if not framing:
            return evolve(region, rows=region.rows[number:])
    return evolve(region, rows=())


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
    """Tell whether a label and its wide answer stand below the blank rows of a list, or their sum."""
    here = [canvas.anchor((row, column)) for column in region.columns]
    first, last = here[0], here[-1]
    wide = canvas.opens(last) and last[0] == row and canvas.block(last).left < region.right
    labelled = first[0] == row and canvas.role(first) is Role.LABEL
    if not (wide and labelled) or folded(canvas.at(first).text) in TOTAL_LABELS:
        return False
    if _sums(canvas, region, above) and _sums(canvas, region, row):
        return False
    over = dropwhile(
        lambda at: _sums(canvas, region, at), (at for at in reversed(region.rows) if at <= above)
    )
    entry = next(over, None)
    return entry is not None and _blank(canvas, region, entry)


def _blank(canvas: Canvas, region: Region, row: int) -> bool:
    """Tell whether a row asks for several answers and nothing in it is given, but its number."""
    places = dict.fromkeys(canvas.anchor((row, column)) for column in region.columns)
    first, *others = places
    numbered = canvas.role(first) in {Role.NUMBER, *OPENINGS}
    return numbered and len(others) > 1 and all(canvas.role(one) in OPENINGS for one in others)


def _sums(canvas: Canvas, region: Region, row: int) -> bool:
    """Tell whether a row begins with what says 合计, and opens cells of its own."""
    first = canvas.anchor((row, region.left))
    text = canvas.at(first).text
    said = sum_said(folded(text)) is not None and not in_words([text])
    return (
        said and first[0] == row and any(canvas.opens((row, column)) for column in region.columns)
    )


def _heads(canvas: Canvas, region: Region, row: int) -> tuple[str, ...]:
    """Return the texts of a row that holds a label in every column, and several."""
    anchors = dict.fromkeys(canvas.anchor((row, column)) for column in region.columns)
    texts = tuple(canvas.at(place).text for place in anchors if place[0] == row)
    full = len(anchors) == len(texts) > 1 and all(texts)
    full = full and not numbers_columns(canvas, row, region.columns)
    full = full and not numbered_section(canvas, region, row)
    return texts if full and all(canvas.role(one) is Role.LABEL for one in anchors) else ()
