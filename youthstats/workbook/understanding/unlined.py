"""Where the tables of a sheet are on which nothing is drawn: blank rows and columns set them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from attrs import evolve

from youthstats.workbook.reading.sheets.captions import captions_in
from youthstats.workbook.understanding.around import is_foot, is_frame, is_head, texts_in
from youthstats.workbook.understanding.below_heading import (
    entries_below,
    labels_below,
    sums_below,
)
from youthstats.workbook.understanding.canvas import OPENINGS, Canvas
from youthstats.workbook.understanding.cards import pairs_of
from youthstats.workbook.understanding.lines import says_around
from youthstats.workbook.understanding.region import Region, numbers_columns
from youthstats.workbook.understanding.telling import may_head_names
from youthstats.workbook.understanding.worked_out import lines_added

__all__ = ["unlined"]

_DEEPEST = 4
"""Rows that the heading of a list has at most, where nothing is drawn below it."""


def unlined(canvas: Canvas) -> list[Region]:
    """Return what blank rows set apart, without titles and signatures."""
    rows, columns = canvas.used
    shown = canvas.shown(columns, rows=False)
    found: list[Region] = []
    blocks = list(_blocks(canvas, rows, shown))
    for number, whole in enumerate(blocks):
        block = tuple(row for row in whole if not any(row in one.rows for one in found))
        if not block or (found and is_foot(canvas, block[0], shown)):
            continue
        if found and not found[-1].endless and _goes_on(canvas, found[-1], block):
            found[-1] = evolve(found[-1], rows=found[-1].rows + block)
            continue
        body = _body(canvas, block, shown)
        if card := _card_above(canvas, body, shown):
            found.append(card)
            body = _body(canvas, body[len(card.rows) :], shown)
        if body:
            found += _tables(canvas, body, shown, blocks[number + 1 :])
    return [one for one in found if len(one.columns) > 1]


def _body(canvas: Canvas, block: Sequence[int], columns: Sequence[int]) -> tuple[int, ...]:
    """Return the rows between what stands around a table: those without titles and signatures."""
    heads = (
        is_head(canvas, row, columns) or _asks_unit(canvas, block[number:], columns)
        for number, row in enumerate(block)
    )
    top = next((number for number, head in enumerate(heads) if not head), None)
    if top is None:
        return ()
    end = next(
        (n for n, row in enumerate(block) if n > top and is_foot(canvas, row, columns)), None
    )
    return tuple(block[top:end])


def _card_above(canvas: Canvas, body: Sequence[int], columns: Sequence[int]) -> Region | None:
    """Return the card in the first rows that the title of a table ends: a row of labels is below it."""
    for number, row in enumerate(body[1:-1], 1):
        if len(texts_in(canvas, row, columns)) != 1:
            continue
        below = (at for at in body[number + 1 :] if not is_head(canvas, at, columns))
        held = _columns(canvas, body[:number], columns)
        reach = [at for at in columns if any(canvas.at((one, at)).text for one in body)]
        headed = (first := next(below, None)) is not None and all(
            canvas.at((first, at)).text for at in reach
        )
        card = Region(tuple(body[:number]), held)
        if headed and pairs_of(canvas, card):
            return card
    return None


def _tables(
    canvas: Canvas,
    body: tuple[int, ...],
    columns: Sequence[int],
    blocks: Sequence[tuple[int, ...]],
) -> list[Region]:
    """Return the table in some rows, or lists; what goes on in the ``blocks`` below is of it."""
    first = _first_below(canvas, body)
    if len(parts := _headings(canvas, body, columns)) > 1:
        return [Region((*body, first), part, endless=True) for part in parts]
    held = _columns(canvas, body, columns)
    if _is_heading(canvas, body, held, numbered=True):
        if below := labels_below(canvas, columns, body[-1], blocks):
            return [Region(body + below, _columns(canvas, body + below, columns))]
        if below := sums_below(canvas, held, body[-1], blocks):
            return [Region(body + below, held)]
    if _is_heading(canvas, body, held):
        return [Region((*body, first), held, endless=True)]
    listed = _is_heading(canvas, body[:-1], held, numbered=True)
    below = entries_below(canvas, held, body, blocks) if listed else ()
    endless = bool(below) and not lines_added(canvas, held, body[-1])
    return [Region(body + below, held, endless=endless)]


def _asks_unit(canvas: Canvas, block: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether rows begin with one that asks whose the table below is: 单位名称, 乡镇.

    Right over the headings of a table; over other questions it is one of those of a card.
    """
    words = texts_in(canvas, block[0], columns)
    if len(block) < 2 or not captions_in(words[:1]) or not all(map(says_around, words[1:])):
        return False
    opened = any(canvas.opens((block[1], column)) for column in columns)
    return not opened and len(texts_in(canvas, block[1], columns)) > 1


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


def _is_heading(
    canvas: Canvas, rows: Sequence[int], columns: Sequence[int], *, numbered: bool = False
) -> bool:
    """Tell whether rows are the heading of a list and nothing else: labels that ask for no answer.

    Where it may be ``numbered`` the last row may number its columns.
    """
    if numbered and len(rows) > 1 and numbers_columns(canvas, rows[-1], columns):
        rows = rows[:-1]
    squares = [canvas.at((row, column)) for row in rows for column in columns]
    asking = any(square.figure or square.text.endswith((":", "：")) for square in squares)
    opened = any(canvas.role((row, at)) in OPENINGS for row in rows for at in columns)
    return not asking and not opened and len(rows) <= _DEEPEST


def _goes_on(canvas: Canvas, region: Region, block: Sequence[int]) -> bool:
    """Tell whether rows below a gap belong to the table above: each has its label and no more.

    Nothing goes on below the blank rows of a list, and their sum.
    """
    shown = [[(row, at) for at in region.columns] for row in region.rows]
    blank = [not any(canvas.at(at).says or at in canvas.anchors for at in row) for row in shown]
    return not any(blank) and all(
        [column for column in region.columns if canvas.at((row, column)).says] == [region.left]
        and not is_foot(canvas, row, region.columns)
        and not is_frame(canvas, row, region.columns)
        for row in block
    )
