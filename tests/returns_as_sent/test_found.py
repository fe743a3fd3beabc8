"""What composing changes has found in the reader: the shortest list of changes for each fault.

The most dangerous first: another figure read, then figures lost, then harm cried for nothing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.returns_as_sent.arranging import (
    add_sheet,
    copy_sheet,
    drop_names,
    hide_sheet,
    merge,
    paste,
)
from tests.returns_as_sent.book import changed, clean, save
from tests.returns_as_sent.case import Case
from tests.returns_as_sent.expectations import (
    SCHEME,
    differs,
    nothing_silent,
    reads,
    tells,
    unreadable,
)
from tests.returns_as_sent.moving import (
    drag,
    insert_rows,
    swap_columns,
    swap_rows,
    transpose,
)
from tests.returns_as_sent.retyping import calculate, clear, type_in
from tests.returns_as_sent.test_cases import before

ANOTHER_FIGURE = (
    # A merged block left behind widens the labels, and the column beside the answers is taken.
    Case(
        "a number beside an answer, and rows inserted by a program that leaves merges behind",
        (type_in("表五!C6", 650), insert_rows("表五", 1, follow=False)),
        nothing_silent(),
        "市级",
    ),
    # The heading 工作目标 is read as the goal of the first entry.
    Case("a heading merged down into a list", merge("表四", "A4:A5"), nothing_silent(), "市级"),
    # The names lead to blank cells, and any number to the right was the answer.
    Case(
        "a number to the right of a form that nobody filled in",
        paste("表五!D5", [(3,)]),
        differs({"T5.calls": 3}, "answers_elsewhere", "form_not_asked"),
        "南湖区",
    ),
    # Of the two labels 备注 that one was meant beside which anything stands.
    *(
        Case(
            f"the label of an answer in words, typed over {line}, names lost",
            (type_in(f"表五!{cell}", "备注"), drop_names()),
            nothing_silent(),
            "南湖区",
        )
        for cell, line in (("A2", "填报单位"), ("A3", "the period"))
    ),
    Case(
        "a label once more below the table, with a figure where its own has none, names lost",
        (
            clear("表五!B5"),
            type_in("表五!A13", "建立以来电话接听数"),
            type_in("表五!B13", 650),
            drop_names(),
        ),
        unreadable("T5.calls", "label_doubtful", "figures_beside"),
        "市级",
    ),
    # 备注 came under the block of 工作目标; the second column beneath it was read as remarks.
    Case(
        "a heading over two columns of a list and one over one change places",
        swap_columns("表四", "A", "F"),
        nothing_silent(),
        "市级",
    ),
)

SHARES = tuple(f"表七!{column}6" for column in "CEGI")
FIGURES = tuple(zip("ABDFH", (6221, 11, 745, 2, 11), strict=True))

LOST_FIGURES = (
    # A row without a text or a number is passed over.
    Case(
        "a row of figures typed as sums, never calculated, below a blank row, names lost",
        (
            clear(*SHARES),
            *(calculate(f"表七!{column}6", f"={value}+0") for column, value in FIGURES),
            insert_rows("表七", 6),
            drop_names(),
        ),
        nothing_silent(),
        "市级",
    ),
    # The form is found by its other names, and the answer that has none is blank.
    Case(
        "the name of the answer within a label lost",
        drop_names(".T6.project_name"),
        reads(),
        "市级",
    ),
    # Formulas beside the table are taken for sums of it.
    Case(
        "a figure typed as a sum dragged below the table",
        (calculate("表一!E6", "=9+7", 16), drag("表一!E6", "表一!E9", follow=False)),
        nothing_silent(),
    ),
    # Of words beside the table nothing is said.
    Case(
        "an answer in words one column too far right",
        drag("表五!B4", "表五!C4", follow=False),
        nothing_silent(),
        "市级",
    ),
    Case(
        "a hidden sheet whose rows and columns changed places",
        (transpose("表七"), hide_sheet("表七")),
        tells("sheet_not_read", hard=True, names=("表七",)),
        "市级",
    ),
    Case(
        "a figure dragged beneath a merged heading",
        drag("表三!C6", "表三!D4", follow=False),
        tells("figures_beside", names=("D4 14",)),
        "市级",
    ),
    Case(
        "a figure dragged beside the lines above the table",
        drag("表二!B5", "表二!D3", follow=False),
        tells("figures_beside", names=("D3 75",)),
    ),
    Case(
        "a number with its measure beside the table",
        type_in("表一!M6", "213名"),
        reads("figures_beside"),
    ),
    # A label five rows above is taken for the one that covers the row; the names are believed.
    Case(
        "a row of figures and the title change places",
        swap_rows("表三", 1, 6),
        nothing_silent(),
        maker="openpyxl",
    ),
)

TOO_STRICT = (
    Case(
        "an empty form sent along as a copy, with a space in it",
        (type_in("表五!B5", " "), copy_sheet("表五", "表五 (2)")),
        reads(),
    ),
    # The labels below the gap are said to be absent, their figures unreadable.
    Case(
        "a second colon after 填报单位：",
        type_in("表三!A2", "填报单位： ："),
        reads(),
    ),
    # The blank row is taken for the unit's, and the unit's name for words that nobody read.
    Case(
        "a row above the unit's, which filed nothing, names lost",
        (insert_rows("表二", 5), drop_names()),
        reads(),
        "市级",
    ),
    Case(
        "two rows within the header, names lost", (insert_rows("表一", 5, 2), drop_names()), reads()
    ),
    Case(
        "a scratch sheet with one of a form's two labels, names lost",
        (add_sheet("草稿", [("提供信贷资金（万元）",), (5,)]), drop_names()),
        reads("sheet_not_read"),
    ),
    Case(
        "a colon behind a label's measure, names lost",
        (type_in("表一!G4", "提供见习岗位个数（个）："), drop_names()),
        reads("label_reworded"),
    ),
    Case(
        "one of several 数量 with its measure, names lost",
        (type_in("表七!B5", "数量（个）"), drop_names()),
        reads("label_reworded"),
        "市级",
    ),
)

CASES = (*ANOTHER_FIGURE, *LOST_FIGURES, *TOO_STRICT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_what_composing_found(case: Case, tmp_path: Path) -> None:
    """What was done to a clean return leads to what is expected."""
    book = changed(clean(case.unit), case.changes)
    path = save(book, tmp_path / f"{case.unit}.xlsx", case.maker)
    assert [] == case.expected.faults(before(case.unit), ys.read(path, SCHEME))


def test_a_line_above_a_list_is_no_entry_of_it(tmp_path: Path) -> None:
    """Where it changes places with an entry, the others read as before, and that one is told."""
    book = changed(clean("市级"), (swap_rows("表四", 2, 5),))
    filed = ys.read(save(book, tmp_path / "市级.xlsx"), SCHEME)
    (was,), (now,) = before("市级").returns, filed.returns
    assert was.records["T4"].rows[1:] == now.records["T4"].rows
    told = {one.code: one.facts["places"] for one in now.asides if one.form == "T4"}
    assert ["D2 750"] == told["figures_beside"]
