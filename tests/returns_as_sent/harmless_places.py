"""Harmless words about where things stand: rows and columns, sheets, names."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.returns_as_sent.arranging import (
    Rows,
    add_sheet,
    break_names,
    copy_sheet,
    drop_names,
    hide_columns,
    hide_rows,
    hide_sheet,
    quoted,
    remove_sheet,
    rename_sheet,
    reorder_sheets,
)
from tests.returns_as_sent.book import Change
from tests.returns_as_sent.composing import (
    AXES,
    NOTHING,
    Answer,
    Axis,
    Draw,
    Sent,
    letter,
    ranges,
    size,
    some_sheet,
)
from tests.returns_as_sent.moving import (
    delete_columns,
    delete_rows,
    insert_columns,
    insert_rows,
    swap_columns,
    swap_rows,
)
from youthstats.model.axes import Dimension
from youthstats.workbook.package import Sheet

# ------------------------------------------------------------------------------- rows and columns


def row_inserted(draw: Draw, sent: Sent) -> Change:
    sheet = some_sheet(draw, sent)
    row, most = draw(st.sampled_from(openings(sent, sheet, 0)))
    return insert_rows(sheet.name, row + 1, draw(st.integers(1, most)))


def column_inserted(draw: Draw, sent: Sent) -> Change:
    sheet = some_sheet(draw, sent)
    column, most = draw(st.sampled_from(openings(sent, sheet, 1)))
    return insert_columns(sheet.name, letter(column), draw(st.integers(1, most)))


def openings(sent: Sent, sheet: Sheet, axis: Axis) -> list[tuple[int, int]]:
    """Return before which rows or columns something may be inserted, and how many of them."""
    answers = min(place[axis] for place in sent.places(sheet))
    return [(place, 2 if 0 < place < answers else 3) for place in range(size(sheet, axis) + 1)]


def unused(sent: Sent, sheet: Sheet, axis: Axis) -> list[int]:
    """Return the rows or columns in which nothing stands, and nothing is asked for."""
    used = {place[axis] for place in (*sheet.cells, *sent.places(sheet), *sent.beneath(sheet))}
    used |= {(one.top, one.left)[axis] for one in sheet.merges}
    return [place for place in range(max(used)) if place not in used]


def unused_deleted(draw: Draw, sent: Sent) -> Change | None:
    sheet, axis = some_sheet(draw, sent), draw(st.sampled_from(AXES))
    free = unused(sent, sheet, axis)
    if not free:
        return None
    place = draw(st.sampled_from(free))
    if axis == 0:
        return delete_rows(sheet.name, place + 1)
    return delete_columns(sheet.name, letter(place))


def hidden(draw: Draw, sent: Sent) -> Change | None:
    sheet = some_sheet(draw, sent)
    match draw(st.sampled_from(("row", "column", "sheet"))):
        case "row":
            return hide_rows(sheet.name, draw(st.integers(1, size(sheet, 0))))
        case "column":
            return hide_columns(sheet.name, letter(draw(st.integers(0, size(sheet, 1) - 1))))
        case _:
            seen = [one.name for one in sent.book.sheets if not one.hidden]
            return hide_sheet(sheet.name) if seen != [sheet.name] else None


def swapped(draw: Draw, sent: Sent) -> Change | None:
    """Two rows or two columns under one label change places, cut and inserted."""
    sheet, axis = some_sheet(draw, sent), draw(st.sampled_from(AXES))
    pairs = [
        (one, other)
        for one in range(size(sheet, axis))
        for other in range(one + 1, size(sheet, axis))
        if alike(sent, sheet, axis, one, other)
    ]
    if not pairs:
        return None
    one, other = draw(st.sampled_from(pairs))
    if axis == 0:
        return swap_rows(sheet.name, one + 1, other + 1, follow=True)
    return swap_columns(sheet.name, letter(one), letter(other), follow=True)


def alike(sent: Sent, sheet: Sheet, axis: Axis, one: int, other: int) -> bool:
    """Tell whether two rows or columns hold answers of one group, and nothing binds only one."""
    mine, yours = (
        [a for a in sent.answers if a.sheet == sheet.name and a.place[axis] == place]
        for place in (one, other)
    )
    if not mine or not yours or group(mine) is None or group(mine) != group(yours):
        return False
    form = mine[0].form
    if Dimension.ENTRY in (form.rows, form.columns)[axis].over:
        return False  # the order of a list is read
    if stands(sheet, sent, axis, one) != stands(sheet, sent, axis, other):
        return False
    if any(cell.formula for place, cell in sheet.cells.items() if place[axis] in {one, other}):
        return False
    for block in sheet.merges:
        first, last = ((block.top, block.bottom), (block.left, block.right))[axis]
        if first != last and (first <= one <= last) != (first <= other <= last):
            return False
    return not any(a.item.specify for a in (*mine, *yours)) and not summed(sheet)


def stands(sheet: Sheet, sent: Sent, axis: Axis, where: int) -> set[int]:
    """Return across which other rows or columns something is printed in one."""
    answers = sent.places(sheet)
    return {
        place[1 - axis] for place in sheet.cells if place[axis] == where and place not in answers
    }


def summed(sheet: Sheet) -> bool:
    """Tell whether a formula of the sheet covers a range, which a cut would stretch."""
    return any(one.top < one.bottom or one.left < one.right for one in ranges(sheet))


def group(answers: Sequence[Answer]) -> object:
    """Return what the answers of a row or column have in common, but for the one that they are."""
    form = answers[0].form
    items, lines = {one.item for one in answers}, {one.line for one in answers}
    if len(items) == 1 and len(lines) == max(len(form.categories), 1):
        return answers[0].item.under
    if form.categories and len(lines) == 1 and len(items) == len(form.items):
        return next(one.under for one in form.categories if one.name in lines)
    return None


# ----------------------------------------------------------------------------------------- sheets


NAMES = ("Sheet1", "新建", "2009", "填报数据", "附'表", "Sheet2", "Sheet3")
FORM_NAMES = ("表1", " 表 一 ", "表三 ")


def free_name(draw: Draw, sent: Sent, names: Sequence[str] = NAMES) -> str:
    """Draw a name that no sheet has."""
    taken = {sheet.name for sheet in sent.book.sheets}
    return draw(st.sampled_from([name for name in names if name not in taken]))


def renamed(draw: Draw, sent: Sent) -> Change | None:
    return rename_sheet(some_sheet(draw, sent).name, free_name(draw, sent, (*NAMES, *FORM_NAMES)))


def reordered(draw: Draw, sent: Sent) -> Change:
    return reorder_sheets(*draw(st.permutations(range(len(sent.book.sheets)))))


SHEETS: Sequence[Rows] = (
    [],
    [("二〇〇九年度统计报表",), ("二〇〇九年十二月",)],
    [("填表说明",), ("按实填报，不得空缺。",)],
    [("物资", "件数"), ("横幅", 12), ("宣传册", 500)],
)


def added(draw: Draw, sent: Sent) -> Change:
    name, rows = free_name(draw, sent), draw(st.sampled_from(SHEETS))
    return add_sheet(name, rows, first=draw(st.booleans()), hidden=draw(st.booleans()))


def blank_sheets(sent: Sent) -> list[Sheet]:
    """Return the sheets of forms that were not filled in, that no formula leads to."""
    filled = {a.sheet for a in sent.answers if sent.cell(a).value not in {None, *NOTHING}}
    formulas = [c.formula or "" for sheet in sent.sheets for c in sheet.cells.values()]
    return [
        sheet
        for sheet in sent.sheets
        if sheet.name not in filled
        and not any(f"{quoted(sheet.name)}!" in formula for formula in formulas)
    ]


def blank_copied(draw: Draw, sent: Sent) -> Change | None:
    # With a space in an answer's cell the copy counts as filled in: form_twice.
    spaced = {one.sheet for one in sent.answers if sent.cell(one).value in NOTHING}
    blank = [sheet for sheet in blank_sheets(sent) if sheet.name not in spaced]
    if not blank:
        return None
    name = free_name(draw, sent)
    return copy_sheet(draw(st.sampled_from(blank)).name, name, before=draw(st.booleans()))


def blank_removed(draw: Draw, sent: Sent) -> Change | None:
    blank = blank_sheets(sent)
    return remove_sheet(draw(st.sampled_from(blank)).name) if len(blank) > 1 else None


# ------------------------------------------------------------------------------------------ names


def names_lost(draw: Draw, sent: Sent) -> Change:
    return drop_names()


def names_lost_of_a_form(draw: Draw, sent: Sent) -> Change:
    about = f".{draw(st.sampled_from(sent.scheme.forms)).id}."
    return draw(st.sampled_from((drop_names, break_names)))(about)


def names_lost_of_a_figure(draw: Draw, sent: Sent) -> Change | None:
    # The answer that completes a label, its name alone lost, reads blank in silence.
    completing = {one.item.specify for one in sent.answers}
    one = draw(st.sampled_from([a for a in sent.answers if a.item.name not in completing]))
    return drop_names(f".{one.form.id}.{one.item.name}")


def names_broken(draw: Draw, sent: Sent) -> Change:
    return break_names()
