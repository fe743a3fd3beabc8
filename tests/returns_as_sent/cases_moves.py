"""What is moved, inserted and deleted within a sheet: in Excel, and by programs that move values
alone and leave names, formulas and merged blocks behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.returns_as_sent.arranging import drop_names, hide_columns, hide_rows, hide_sheet, unmerge
from tests.returns_as_sent.book import Change
from tests.returns_as_sent.case import Case
from tests.returns_as_sent.cases_labels import twice
from tests.returns_as_sent.expectations import (
    Expectation,
    differs,
    nothing_silent,
    reads,
    tells,
    unreadable,
)
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
from tests.returns_as_sent.retyping import clear, paste_as_values, type_in
from youthstats.model.values import Missing

PLACES: list[tuple[str, str, Callable[..., Change], tuple[Any, ...]]] = [
    ("a row above everything", "嘉善县", insert_rows, ("表一", 1)),
    ("five rows above everything", "嘉善县", insert_rows, ("表一", 1, 5)),
    ("a row below the title", "嘉善县", insert_rows, ("表一", 2)),
    ("a row above the header", "嘉善县", insert_rows, ("表一", 4)),
    ("a row within the header", "嘉善县", insert_rows, ("表一", 5)),
    ("a row below the header", "嘉善县", insert_rows, ("表一", 6)),
    ("a row above the foot", "嘉善县", insert_rows, ("表一", 7)),
    ("a row between the two items of 表三", "嘉善县", insert_rows, ("表三", 7)),
    ("a row within the list", "市级", insert_rows, ("表四", 6)),
    ("two rows before the list", "市级", insert_rows, ("表四", 5, 2)),
    ("a row between question and question", "市级", insert_rows, ("表五", 6)),
    ("a row within a group of 表六", "市级", insert_rows, ("表六", 6)),
    ("a row below the header of 表七", "市级", insert_rows, ("表七", 6)),
    ("a column before everything", "嘉善县", insert_columns, ("表一", "A")),
    ("three columns before everything", "嘉善县", insert_columns, ("表一", "A", 3)),
    ("a column after the unit", "嘉善县", insert_columns, ("表一", "B")),
    ("a column in the middle of a merged label", "嘉善县", insert_columns, ("表一", "D")),
    ("a column between two figures", "嘉善县", insert_columns, ("表一", "H")),
    ("a column behind the figures", "嘉善县", insert_columns, ("表一", "L")),
    ("a column between the figures of 表二", "嘉善县", insert_columns, ("表二", "C")),
    ("a column within 助学", "嘉善县", insert_columns, ("表三", "F")),
    ("a column between 助困 and 助学", "嘉善县", insert_columns, ("表三", "E")),
    ("a column before the list", "市级", insert_columns, ("表四", "A")),
    ("a column within the list", "市级", insert_columns, ("表四", "D")),
    ("a column before the answers", "市级", insert_columns, ("表五", "B")),
    ("a column before the phrases", "市级", insert_columns, ("表六", "C")),
    ("a column between 数量 and 所占比例", "市级", insert_columns, ("表七", "C")),
    ("a column between two groups of 表七", "市级", insert_columns, ("表七", "D")),
]


def everywhere() -> Iterator[Case]:
    """The insertions above: in Excel, with the names lost, and by a program."""
    for sentence, unit, insert, where in PLACES:
        yield from twice(sentence, insert(*where), expected=reads(), unit=unit)
        moved = insert(*where, follow=False)
        yield Case(f"{sentence}, by a program", (paste_as_values(), moved), nothing_silent(), unit)
        bare = (paste_as_values(), moved, unmerge(), drop_names())
        yield Case(f"{sentence}, by a program, nothing left", bare, nothing_silent(), unit)


DELETED = [
    *twice("the title deleted", delete_rows("表一", 1), expected=reads()),
    *twice(
        "the lines above the header of 表二 deleted", delete_rows("表二", 2, 2), expected=reads()
    ),
    *twice("the foot deleted", delete_rows("表一", 7), expected=reads()),
    *twice(
        "blank columns deleted",
        delete_columns("表一", "B", 3),
        expected=unreadable("T1.central T1.provincial T1.municipal", "label_absent"),
    ),
    *twice(
        "a column of figures deleted",
        delete_columns("表一", "G"),
        expected=unreadable("T1.posts", "label_absent"),
    ),
    *twice(
        "a row of figures deleted",
        delete_rows("表三", 6),
        expected=tells("label_absent", hard=True),
    ),
    *twice("the header deleted", delete_rows("表一", 4, 2), expected=tells(hard=True)),
    *twice(
        "the header of 表七 deleted",
        delete_rows("表七", 4, 2),
        expected=tells(hard=True),
        unit="市级",
    ),
    *twice(
        "the first question deleted",
        delete_rows("表五", 4),
        expected=unreadable("T5.opened", "label_absent"),
        unit="市级",
    ),
    *twice(
        "the labels of 表五 deleted",
        delete_columns("表五", "A"),
        expected=tells(hard=True),
        unit="市级",
    ),
    *twice(
        "an entry of the list deleted",
        delete_rows("表四", 7),
        expected=differs({f"T4.{item}.2": Missing.BLANK for item in ("goal", "project", "stage")}),
        unit="市级",
    ),
    *twice(
        "the bases of 表七 deleted", delete_columns("表七", "J", 3), expected=reads(), unit="市级"
    ),
    Case(
        "a row deleted by a program",
        (paste_as_values(), delete_rows("表一", 3, follow=False)),
        nothing_silent(),
    ),
    Case(
        "a column deleted by a program",
        (paste_as_values(), delete_columns("表一", "B", follow=False)),
        nothing_silent(),
    ),
]

HIDDEN = [
    *twice("a row of figures hidden", hide_rows("表三", 6), expected=reads("hidden_figures")),
    *twice(
        "a column of figures hidden", hide_columns("表一", "G"), expected=reads("hidden_figures")
    ),
    *twice("blank columns hidden", hide_columns("表一", "B", 3), expected=reads()),
    *twice(
        "an entry of a list filtered away",
        hide_rows("表四", 6),
        expected=reads("hidden_figures"),
        unit="市级",
    ),
    *twice("rows without figures hidden", hide_rows("表一", 2, 2), expected=reads()),
    *twice("a sheet hidden", hide_sheet("表二"), expected=reads("hidden_figures")),
]

REORDERED = [
    *twice(
        "the two items of 表三 change places",
        paste_as_values(),
        swap_rows("表三", 6, 7),
        expected=nothing_silent(),
    ),
    *twice(
        "two columns change places with their labels",
        unmerge(),
        swap_columns("表一", "G", "H"),
        expected=reads(),
    ),
    *twice(
        "two columns cut and inserted",
        swap_columns("表二", "B", "C", follow=True),
        expected=reads(),
    ),
    *twice(
        "two categories change places", unmerge(), swap_columns("表三", "F", "G"), expected=reads()
    ),
    *twice(
        "two categories change places, and 助学 with the one",
        unmerge(),
        swap_columns("表三", "E", "F"),
        expected=nothing_silent(),
    ),
    *twice(
        "two categories change places, and a block stays that covers one label",
        swap_columns("表三", "C", "H"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "two columns of a list change places",
        unmerge(),
        swap_columns("表四", "D", "E"),
        expected=reads(),
        unit="市级",
    ),
    *twice(
        "two entries of a list change places",
        swap_rows("表四", 5, 6),
        expected=differs(
            {
                "T4.project.0": "嘉兴市青少年宫添置设施设备、维修改造",
                "T4.stage.0": "完成",
                "T4.planned.0": 50,
                "T4.actual.0": 50,
                "T4.project.1": "嘉兴市青少年宫改扩建工程争取立项",
                "T4.stage.1": "完成前期各项准备工作，等待市政府常务会议批准立项",
                "T4.planned.1": 750,
                "T4.actual.1": Missing.BLANK,
            }
        ),
        unit="市级",
    ),
    *twice(
        "two questions change places",
        paste_as_values(),
        swap_rows("表五", 5, 6),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "数量 and 所占比例 change places",
        paste_as_values(),
        unmerge(),
        swap_columns("表七", "B", "C"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice("the sheet transposed", transpose("表二"), expected=nothing_silent()),
    *twice("表三 transposed", transpose("表三"), expected=nothing_silent()),
    *twice("表五 transposed", transpose("表五"), expected=nothing_silent(), unit="市级"),
    *twice("表七 transposed", transpose("表七"), expected=nothing_silent(), unit="市级"),
]


def astray(
    sentence: str, expected: Expectation, *changes: Change, unit: str = "嘉善县"
) -> Iterator[Case]:
    """Figures that stand in another cell than theirs."""
    return twice(sentence, *changes, expected=expected, unit=unit)


ASTRAY = [
    *astray("a figure dragged one row down", nothing_silent(), drag("表一!G6", "表一!G7")),
    *astray(
        "a figure dragged onto a blank neighbour",
        differs({"T1.municipal": 16, "T1.county": Missing.BLANK}, "formula_differs"),
        drag("表一!E6", "表一!D6"),
    ),
    *astray("a figure dragged outside the table", nothing_silent(), drag("表一!G6", "表一!M6")),
    *astray(
        "a figure typed one row too low",
        nothing_silent(),
        clear("表三!C6"),
        type_in("表三!C8", 106),
    ),
    *astray("all figures one row too low", nothing_silent(), insert_rows("表一", 6, follow=False)),
    *astray(
        "all figures of 表二 one row too low",
        nothing_silent(),
        paste_as_values(),
        insert_rows("表二", 5, follow=False),
    ),
    *astray(
        "an answer typed into the label's cell",
        nothing_silent(),
        clear("表五!B5"),
        type_in("表五!A5", "建立以来电话接听数 650"),
        unit="市级",
    ),
    *astray(
        "an answer typed after the label's colon",
        nothing_silent(),
        clear("表五!B5"),
        type_in("表五!A5", "建立以来电话接听数：650"),
        unit="市级",
    ),
    *astray(
        "one answer a column too far right",
        nothing_silent(),
        drag("表五!B5", "表五!C5", follow=False),
        unit="市级",
    ),
    *astray(
        "the answers a column too far right", reads(), insert_columns("表五", "B"), unit="市级"
    ),
]

CASES = [*everywhere(), *DELETED, *HIDDEN, *REORDERED, *ASTRAY]
