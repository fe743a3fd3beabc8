"""Harmless words about what stands in cells: figures, answers in words, labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from tests.returns_as_sent.arranging import (
    Rows,
    merge,
    paste,
    unmerge,
    unmerge_and_fill,
)
from tests.returns_as_sent.book import Change, address, is_label, is_number
from tests.returns_as_sent.composing import NOTHING, Answer, Draw, Sent, ranges, size, some_sheet
from tests.returns_as_sent.retyping import (
    AS_TEXT,
    LOOKS,
    calculate,
    comment,
    format_as,
    name_unit,
    numbers_as_text,
    paste_as_values,
    restyle_labels,
    type_in,
)
from youthstats.model.items import Kind, measure_of
from youthstats.model.values import plain, printed
from youthstats.workbook.package import Cell

# ------------------------------------------------------------------------------------------ cells


def amounts(sent: Sent) -> list[Answer]:
    """Return the counts and the sums of money."""
    return [one for one in sent.answers if one.item.kind.additive and is_number(sent.cell(one))]


def alone(sent: Sent) -> list[Answer]:
    """Return the amounts that no formula of their sheet takes: a sum passes over texts."""
    taken = {
        (sheet.name, (row, column))
        for sheet in sent.sheets
        for block in ranges(sheet)
        for row in range(block.top, block.bottom + 1)
        for column in range(block.left, block.right + 1)
    }
    return [one for one in amounts(sent) if (one.sheet, one.place) not in taken]


def exactly(cell: Cell) -> str:
    assert isinstance(cell.value, int | Decimal)
    return printed(plain(Fraction(cell.value)))


def sheet_as_text(draw: Draw, sent: Sent) -> Change:
    return numbers_as_text(some_sheet(draw, sent).name, draw(st.sampled_from(sorted(AS_TEXT))))


def with_measure(draw: Draw, sent: Sent) -> Change | None:
    among = [one for one in alone(sent) if one.item.measure]
    if not among:
        return None
    one = draw(st.sampled_from(among))
    blank = draw(st.sampled_from(("", " ", "\u3000")))
    return type_in(one.cell, exactly(sent.cell(one)) + blank + one.item.measure, "@")


def scaled(draw: Draw, sent: Sent) -> Change | None:
    among = [one for one in alone(sent) if one.item.measure in {"元", "万元"}]
    if not among:
        return None
    one = draw(st.sampled_from(among))
    value = Fraction(sent.cell(one).value)  # type: ignore[arg-type]
    to, by = {"元": ("万元", Fraction(1, 10_000)), "万元": ("元", Fraction(10_000))}[
        one.item.measure
    ]
    return type_in(one.cell, printed(plain(value * by)) + to, "@")


def shown_otherwise(draw: Draw, sent: Sent) -> Change | None:
    among = amounts(sent)
    if not among:
        return None
    form = draw(st.sampled_from(("General", "0", "0.00", "#,##0", "@")))
    return format_as(draw(st.sampled_from(among)).cell, form)


def typed_as_sum(draw: Draw, sent: Sent) -> Change | None:
    """A figure is typed as a sum; never the only one of a row without labels.

    Such a row, when its formula was not calculated, is passed over in silence.
    """
    typed = Counter(
        (one.sheet, one.place[0])
        for one in sent.answers
        if isinstance(sent.cell(one).value, int | Decimal | str) and sent.cell(one).formula is None
    )
    among = [
        one
        for one in amounts(sent)
        if isinstance(sent.cell(one).value, int)
        and one.item.name not in one.form.derivations
        and typed[one.sheet, one.place[0]] > 1
    ]
    if not among:
        return None
    one = draw(st.sampled_from(among))
    value = sent.cell(one).value
    assert isinstance(value, int)
    return calculate(one.cell, f"={value - 7}+7", value)


def pasted_as_values(draw: Draw, sent: Sent) -> Change:
    return paste_as_values()


def commented(draw: Draw, sent: Sent) -> Change | None:
    sheet = some_sheet(draw, sent)
    if not sheet.cells:
        return None
    place = draw(st.sampled_from(sorted(sheet.cells)))
    return comment(f"{sheet.name}!{address(place)}", "请核对")


def blank_typed(draw: Draw, sent: Sent) -> Change | None:
    among = [one for one in sent.answers if sent.cell(one).value is None]
    among = [one for one in among if sent.cell(one).formula is None]
    if not among:
        return None
    return type_in(draw(st.sampled_from(among)).cell, draw(st.sampled_from(NOTHING)), "@")


def words_padded(draw: Draw, sent: Sent) -> Change | None:
    among = [
        one
        for one in sent.answers
        if one.item.kind in {Kind.TEXT, Kind.PHRASE}
        and isinstance(sent.cell(one).value, str)
        and not one.item.specify
    ]
    if not among:
        return None
    one = draw(st.sampled_from(among))
    before, after = draw(st.tuples(st.sampled_from(NOTHING), st.sampled_from(NOTHING)))
    return type_in(one.cell, f"{before}{sent.cell(one).value}{after}", "@")


# ----------------------------------------------------------------------------------------- labels


def labels_styled(draw: Draw, sent: Sent) -> Change | None:
    sheet = some_sheet(draw, sent)
    if any(is_label(sheet.cells.get(place, Cell())) for place in sent.places(sheet)):
        return None  # an answer that looks like a label, as — does, would be styled with them
    looks = set(LOOKS)
    if any(str(cell.value) != str(cell.value).strip() for cell in sheet.cells.values()):
        looks.remove("colon")  # of 填报单位： ： the second colon is taken for a unit's name
    elif len(sent.book.sheets) == 1:
        looks.remove(
            "colon"
        )  # the unit's name is styled too: 东区： asks for what stands beside it
    return restyle_labels(sheet.name, draw(st.sampled_from(sorted(looks))))


def measure_in_label(draw: Draw, sent: Sent) -> Change | None:
    """A label gets its measure in brackets, or loses it."""
    measures = {squeezed(one.item.label): one.item.measure for one in sent.answers}
    among = []
    for sheet in sent.sheets:
        labels = [
            (squeezed(str(cell.value)), place)
            for place, cell in sheet.cells.items()
            if is_label(cell)
            and place not in sent.places(sheet)
            and squeezed(str(cell.value)) != sent.unit  # 市级 names a unit, and a column
        ]
        # One of several 数量 with its measure, names lost, is label_absent: too strict.
        texts = [text for text, _ in labels]
        once = [(text, place) for text, place in labels if texts.count(text) == 1]
        among += [(sheet, *one) for one in once if measures.get(one[0])]
    if not among:
        return None
    sheet, label, place = draw(st.sampled_from(among))
    cell, measure = f"{sheet.name}!{address(place)}", measures[label]
    text = str(sheet.cells[place].value)
    bare = re.sub(r"\s*[（(][^（(]*$", "", text)
    return type_in(cell, bare if measure_of(label) == measure else f"{text}（{measure}）")


def squeezed(text: str) -> str:
    return "".join(text.split())


def unmerged(draw: Draw, sent: Sent) -> Change:
    """Blocks are taken apart, and their words filled in: never figures, nor over anything."""
    sheet = some_sheet(draw, sent)
    heads = [sheet.cells.get((block.top, block.left), Cell()) for block in sheet.merges]
    over = any(sheet.cells.get(at, Cell()).value is not None for at in sent.beneath(sheet))
    ways = (unmerge,) if over or any(map(is_number, heads)) else (unmerge, unmerge_and_fill)
    return draw(st.sampled_from(ways))(sheet.name)


def merged(draw: Draw, sent: Sent) -> Change | None:
    """A label, or a blank cell, is merged with the blank cell below it, that asks for nothing."""
    sheet = some_sheet(draw, sent)
    answers, beneath = sent.places(sheet), sent.beneath(sheet)
    blocks = {(one.top, one.left) for one in sheet.merges}
    taken = {*sheet.cells, *answers, *beneath, *blocks}
    free = [
        (row, column)
        for row in range(size(sheet, 0))
        for column in range(size(sheet, 1))
        if (row, column) not in {*answers, *beneath, *blocks}
        and (row + 1, column) not in taken
        and row + 1 not in {place[0] for place in answers}
    ]
    if not free:
        return None
    row, column = draw(st.sampled_from(free))
    return merge(sheet.name, f"{address((row, column))}:{address((row + 1, column))}")


def unit_spelled(draw: Draw, sent: Sent) -> Change | None:
    """The unit's name is spaced out or padded."""
    for place, cell in sent.sheets[0].cells.items() if sent.sheets else ():
        if cell.value == sent.unit and not cell.formula:
            spelled = (f" {sent.unit}\u3000", " ".join(sent.unit), f"{sent.unit}\n")
            text = draw(st.sampled_from(spelled))
            return name_unit(text, f"{sent.sheets[0].name}!{address(place)}")
    return None


FOOT: Sequence[Rows] = (
    [("注：以上为年末数。",)],
    [("注：2009年新增5个，累计16个。",)],
    [("联系电话：83831234",)],
    [("— 1 —",)],
)


def noted_below(draw: Draw, sent: Sent) -> Change:
    sheet = some_sheet(draw, sent)
    row = size(sheet, 0) + draw(st.integers(1, 3))
    return paste(f"{sheet.name}!A{row + 1}", draw(st.sampled_from(FOOT)))
