"""The harmful vocabulary: what breaks a return, and must not break it in silence.

Nothing here asks the impossible. A figure typed over a figure, or a label over another one's label,
is what stands there, and no reader can know better.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import assume
from hypothesis import strategies as st

import youthstats as ys
from tests.returns_as_sent import harmless
from tests.returns_as_sent.arranging import (
    Rows,
    centre_across,
    copy_sheet,
    merge,
    paste,
    remove_sheet,
)
from tests.returns_as_sent.book import Change, address, is_label
from tests.returns_as_sent.composing import AXES, NOTHING, Draw, Sent, Word, letter, size
from tests.returns_as_sent.harmless_cells import pasted_as_values
from tests.returns_as_sent.harmless_places import free_name
from tests.returns_as_sent.moving import (
    delete_columns,
    delete_rows,
    drag,
    insert_columns,
    insert_rows,
    swap_columns,
    swap_rows,
    transpose,
)
from tests.returns_as_sent.retyping import calculate, type_in
from youthstats.workbook.package import CellError, CellValue, Sheet


def some_sheet(draw: Draw, sent: Sent) -> Sheet:
    """Draw a sheet that holds answers."""
    assume(sent.sheets)
    return draw(st.sampled_from(sent.sheets))


# ------------------------------------------------------------------------------- rows and columns


def deleted(draw: Draw, sent: Sent) -> Change | None:
    """Rows or columns of a form that is owed are deleted, whatever stands in them.

    Of one that need not be filed nobody knows that it was.
    """
    sheet, axis = some_sheet(draw, sent), draw(st.sampled_from(AXES))
    if sent.unit not in sent.scheme.duties[form_on(sent, sheet).id].owed_by:
        return None
    place = draw(st.integers(0, size(sheet, axis) - 1))
    count, follow = draw(st.integers(1, 2)), draw(st.booleans())
    if axis == 0:
        return delete_rows(sheet.name, place + 1, count, follow=follow)
    return delete_columns(sheet.name, letter(place), count, follow=follow)


def inserted(draw: Draw, sent: Sent) -> Change:
    """Rows or columns are inserted, by Excel or by a program that leaves names and merges behind."""
    sheet, axis = some_sheet(draw, sent), draw(st.sampled_from(AXES))
    place = draw(st.integers(0, size(sheet, axis)))
    count, follow = draw(st.integers(1, 3)), draw(st.booleans())
    if axis == 0:
        return insert_rows(sheet.name, place + 1, count, follow=follow)
    return insert_columns(sheet.name, letter(place), count, follow=follow)


def swapped(draw: Draw, sent: Sent) -> Change | None:
    """Two rows or columns change places with all that stands in them; merges and names stay."""
    sheet, axis = some_sheet(draw, sent), draw(st.sampled_from(AXES))
    places = st.integers(0, size(sheet, axis) - 1)
    one, other = draw(places), draw(places)
    if axis == 0:
        if form_on(sent, sheet).open and min(one, other) < first_answer(sent, sheet):
            return None  # a line above a list that comes to stand in it is read as an entry
        return swap_rows(sheet.name, one + 1, other + 1)
    if form_on(sent, sheet).open and headed_together(sent, sheet) & {one, other}:
        return None  # of the columns under a label that came there the last is read, in silence
    return swap_columns(sheet.name, letter(one), letter(other))


def headed_together(sent: Sent, sheet: Sheet) -> set[int]:
    """Return the columns that share the label over the first answers with another."""
    over = first_answer(sent, sheet) - 1
    return {
        column
        for block in sheet.merges
        if block.top <= over <= block.bottom and block.left < block.right
        for column in range(block.left, block.right + 1)
    }


def first_answer(sent: Sent, sheet: Sheet) -> int:
    """Return the first row that holds an answer."""
    return min(row for row, _ in sent.places(sheet))


def form_on(sent: Sent, sheet: Sheet) -> ys.Form:
    return next(one.form for one in sent.answers if one.sheet == sheet.name)


def transposed(draw: Draw, sent: Sent) -> Change:
    return transpose(some_sheet(draw, sent).name)


def answer_dragged(draw: Draw, sent: Sent) -> Change | None:
    """A figure lands where none is asked for, with or without what refers to it."""
    sheet = some_sheet(draw, sent)
    held = [place for place in sorted(sent.places(sheet)) if place in sheet.cells]
    if not held:
        return None
    row, column = draw(st.sampled_from(held))
    to = (row + draw(st.integers(-2, 4)), column + draw(st.integers(-2, 2)))
    below = max(row for row, _ in sent.places(sheet))
    # Beside a signature a figure is taken for a date.
    if below < to[0] <= size(sheet, 0) or min(to) < 0 or to in {*sheet.cells, *sent.places(sheet)}:
        return None
    here, there = (f"{sheet.name}!{address(place)}" for place in ((row, column), to))
    return drag(here, there, follow=draw(st.booleans()))


# ----------------------------------------------------------------------------------------- labels

WORDS_FOR_LABELS = ("", "合计", "G", "98", "其他", "备注", "数量", "单位", "小计", "本年")


def label_retyped(draw: Draw, sent: Sent) -> Change | None:
    sheet = some_sheet(draw, sent)
    labels = [
        p for p, cell in sheet.cells.items() if is_label(cell) and p not in sent.places(sheet)
    ]
    if not labels:
        return None
    place = draw(st.sampled_from(labels))
    return type_in(f"{sheet.name}!{address(place)}", draw(st.sampled_from(WORDS_FOR_LABELS)))


def label_cut(draw: Draw, sent: Sent) -> Change | None:
    """A label loses its beginning or its end."""
    sheet = some_sheet(draw, sent)
    labels = [
        place
        for place, cell in sheet.cells.items()
        if is_label(cell) and place not in sent.places(sheet) and len(str(cell.value)) > 2
    ]
    if not labels:
        return None
    place = draw(st.sampled_from(labels))
    text = str(sheet.cells[place].value)
    cut = draw(st.integers(1, len(text) - 1))
    left = draw(st.sampled_from((text[:cut], text[cut:])))
    return type_in(f"{sheet.name}!{address(place)}", left)


def centred(draw: Draw, sent: Sent) -> Change | None:
    """Words are put into the middle of blocks; figures are not moved under another label."""
    sheet = some_sheet(draw, sent)
    heads = {(merge.top, merge.left) for merge in sheet.merges} & {*sheet.cells}
    words = all(isinstance(sheet.cells[head].value, str | None) for head in heads)
    return centre_across(sheet.name) if words and not heads & {*sent.places(sheet)} else None


def merged(draw: Draw, sent: Sent) -> Change | None:
    """A block is merged, and all but its first cell is lost."""
    sheet = some_sheet(draw, sent)
    top = draw(st.integers(0, size(sheet, 0) - 1))
    left = draw(st.integers(0, size(sheet, 1) - 1))
    bottom, right = top + draw(st.integers(0, 2)), left + draw(st.integers(0, 2))
    block = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
    if len(block) == 1:
        return None
    return merge(sheet.name, f"{address((top, left))}:{address((bottom, right))}")


# ------------------------------------------------------------------------------------------ cells

ODD: Sequence[CellValue] = (
    "（98）",
    "98（含省级3）",
    "98 96",
    "约98",
    "90多",
    "-98",
    "98%",
    "98万",
    "9O",
    "九十八",
    "见附件",
    "……",
    True,
    date(2010, 1, 1),
    CellError("#REF!"),
    CellError("#DIV/0!"),
)
"""What is typed over answers: none of it a plain figure."""


def answer_retyped(draw: Draw, sent: Sent) -> Change:
    one = draw(st.sampled_from(sent.answers))
    value = draw(st.sampled_from(ODD))
    return type_in(one.cell, value, "yyyy-m-d" if isinstance(value, date) else "General")


FORMULAS = ("=1/0", "=[1]Sheet1!$A$1", "=SUM(A1:A9)", "=VLOOKUP(A6,A1:B5,2,0)", "=A1", "=B99+C99")


def answer_calculated(draw: Draw, sent: Sent) -> Change:
    """A formula that nobody calculated stands where a figure stood."""
    one = draw(st.sampled_from(sent.answers))
    return calculate(one.cell, draw(st.sampled_from(FORMULAS)))


# ------------------------------------------------------------------------------- what stands around

BLOCKS: Sequence[Rows] = (
    [("合计", 1, 2, 3, 4, 5, 6, 7, 8, 9)],
    [("填表人：张三", None, "电话：83831234")],
    [("小计", None, 3)],
    [("平湖市", 7)],
    [("甲", 1, 2, 3, 4, 5, 6, 7)],
    [("注：", 5)],
    [(12, 34, 56)],
)


def block_pasted(draw: Draw, sent: Sent) -> Change | None:
    """Figures and words are pasted beside or below a table.

    Below a list they would be entries; beside a form that nobody filled in, the answers.
    """
    sheet = some_sheet(draw, sent)
    filled = {one.sheet for one in sent.answers if sent.cell(one).value not in {None, *NOTHING}}
    if form_on(sent, sheet).open or sheet.name not in filled:
        return None
    rows = draw(st.sampled_from(BLOCKS))
    if draw(st.booleans()):
        place = (size(sheet, 0) + draw(st.integers(0, 3)), draw(st.integers(0, 3)))
    else:
        place = (draw(st.integers(0, size(sheet, 0))), size(sheet, 1) + draw(st.integers(0, 2)))
    return paste(f"{sheet.name}!{address(place)}", rows)


# ----------------------------------------------------------------------------------------- sheets


def removed(draw: Draw, sent: Sent) -> Change | None:
    """A form that the unit owes is missing; of one that it may file nobody knows."""
    duties = sent.scheme.duties
    owed = {a.sheet for a in sent.answers if sent.unit in duties[a.form.id].owed_by}
    if not owed or len(sent.sheets) == 1:
        return None
    return remove_sheet(draw(st.sampled_from(sorted(owed))))


def copied(draw: Draw, sent: Sent) -> Change:
    name = free_name(draw, sent)
    return copy_sheet(some_sheet(draw, sent).name, name, before=draw(st.booleans()))


WORDS = (
    Word(deleted),
    Word(inserted),
    Word(swapped),
    Word(transposed),
    Word(answer_dragged),
    Word(label_retyped),
    Word(label_cut),
    Word(centred),
    Word(merged),
    Word(answer_retyped, types=True),
    Word(answer_calculated, types=True),
    Word(block_pasted),
    Word(removed),
    Word(copied),
)
"""What breaks something; what becomes of the names is drawn last."""

KEEPING = tuple(word for word in harmless.WORDS if word.draws is not pasted_as_values)
"""The harmless words, but for one that would paste what was never calculated."""
