"""What a reviewer and a clerk found: measures said elsewhere, forms said twice, words that deny."""

from __future__ import annotations

from collections.abc import Mapping

from tests.returns_as_sent.arranging import Rows, copy_sheet, drop_names, paste
from tests.returns_as_sent.case import Case
from tests.returns_as_sent.cases_labels import twice
from tests.returns_as_sent.expectations import differs, reads, tells, unreadable
from tests.returns_as_sent.retyping import reword, type_in

TITLE = "“低收入农户青少年关爱行动”统计表"

ELSEWHERE: Mapping[str, Mapping[str, str | None]] = {
    "behind the title": {"A1": f"{TITLE}（万元）", "E3": None},
    "behind the title, against the line below it": {"A1": f"{TITLE}（单位：万元）"},
    "beside 计量单位 without a colon": {"E3": "计量单位", "J3": "万元"},
    "alone above the table": {"E3": None, "K3": "万元"},
    "below the table": {"I9": "（金额单位：万元）"},
    "in a remark": {"A10": "注：本表金额以万元计"},
}


MEASURES = [
    *(
        Case(
            f"another unit of measure {where}",
            tuple(type_in(f"表三!{cell}", text) for cell, text in typed.items()),
            reads("measure_differs"),
        )
        for where, typed in ELSEWHERE.items()
    ),
    Case(
        "the form's own measure said once more",
        type_in("表三!A1", f"{TITLE}（单位：元）"),
        reads(),
    ),
    Case(
        "another measure in a label that prints none, names lost",
        (type_in("表一!G4", "提供见习岗位个数（户）"), drop_names()),
        unreadable("T1.posts", "label_measure"),
    ),
    Case(
        "the measure asked for in a label that prints none, names lost",
        (type_in("表一!G4", "提供见习岗位个数（个）"), drop_names()),
        reads("label_reworded"),
    ),
]

DENIED = [
    Case(
        f"a label that says {text}, names lost",
        (type_in(cell, text), drop_names()),
        unreadable(figure, "label_absent", "figures_beside"),
    )
    for cell, text, figure in (
        ("表二!C4", "未提供信贷资金（万元）", "T2.funds"),
        ("表二!C4", "提供信贷资金元", "T2.funds"),
        ("表一!G4", "提供见习岗位人数", "T1.posts"),
        ("表一!H4", "召开集中招聘会人数", "T1.fairs"),
    )
]

HEADED: Rows = [
    ("单位", "发放“青年创业信用卡”（张）", "提供信贷资金（万元）"),
    ("嘉善县", 80, 925),
]

TWICE = [
    *twice(
        "a form a second time on its sheet, with other figures",
        paste("表二!A20", HEADED),
        expected=tells("form_repeated", hard=True, names=("表二",)),
    ),
    Case(
        "a form a second time beside itself, with the same figures",
        paste("表二!H4", [HEADED[0], ("嘉善县", 75, 925)]),
        reads("form_repeated", "figures_beside"),
    ),
    Case(
        "another unit's form in the workbook",
        (copy_sheet("表二", "表二 (海盐县)"), type_in("表二 (海盐县)!B2", "海盐县")),
        reads("sheet_of_another"),
    ),
]

SAID = [
    Case(
        "another unit's name before the form's label",
        reword("表一", "表一：", "海盐县表一："),
        tells("heading_disagrees", names=("海盐县",)),
    ),
    Case(
        "last year in Chinese digits", type_in("表一!A1", "二〇〇八年统计表"), reads("year_differs")
    ),
    Case(
        "last year in brackets",
        reword("表二", "工作统计表", "工作统计表（2008）"),
        reads("year_differs"),
    ),
    Case("last year in wide digits", type_in("表一!A1", "２００８年统计表"), reads("year_differs")),
    Case(
        "words to complete above the table, names lost",
        (type_in("表六!E3", "项目名称：演示"), drop_names()),
        reads(),
        "市级",
    ),
    Case(
        "a sum without a word below the only entry of a list",
        (type_in("表四!D6", 30), type_in("表四!E6", 22)),
        differs(
            {
                "T4.goal.1": "建设综合利用的青少年校外活动场所",
                "T4.planned.1": 30,
                "T4.actual.1": 22,
            },
            "entry_unnamed",
        ),
        "海宁市",
    ),
]

CASES = [*MEASURES, *DENIED, *TWICE, *SAID]
