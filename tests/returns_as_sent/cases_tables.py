"""What is written around and into a table: totals, subtotals, other years, other units, notes."""

from __future__ import annotations

from decimal import Decimal

from tests.returns_as_sent.arranging import drop_names, paste
from tests.returns_as_sent.case import Case
from tests.returns_as_sent.cases_labels import twice
from tests.returns_as_sent.expectations import (
    differs,
    nothing_silent,
    reads,
    tells,
    unreadable,
)
from tests.returns_as_sent.moving import insert_columns, insert_rows
from tests.returns_as_sent.retyping import calculate, clear, reword, type_in
from youthstats.model.values import Inexact, Missing

T1_OTHER = ("平湖市", 1, 2, 3, 4, 10, 50, 6, 70, 30, 20)
T1_SAME = ("合计", None, None, None, 16, 16, 98, 2, 89, 59, 18)

TOTALS = [
    *twice(
        "a 合计 row below the unit's",
        insert_rows("表一", 7),
        paste("表一!A7", [T1_SAME]),
        expected=reads("figures_beside"),
    ),
    *twice(
        "a 合计 row above the unit's",
        insert_rows("表一", 6),
        paste("表一!A6", [T1_SAME]),
        expected=nothing_silent(),
    ),
    *twice(
        "a 合计 row below a list",
        paste("表四!A8", [("合计", None, None, 800, 50)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a 合 计 row below a list, merged away from it",
        paste("表四!A10", [("合  计", None, None, 800, 50)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a 小计 row within a list",
        insert_rows("表四", 7),
        paste("表四!A7", [("小计", None, None, 800, 50)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a 合计 row above a list",
        insert_rows("表四", 5),
        paste("表四!A5", [("合计", None, None, 800, 50)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a 总计 row in the column of projects",
        paste("表四!B8", [("总计", None, 800, 50)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a row of sums without a word below a list",
        paste("表四!D8", [(800, 50)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a 合计 column behind 表三",
        paste("表三!J5", [("合计",), (409,), (920494,)]),
        expected=reads("figures_beside"),
    ),
    *twice(
        "a 合计 column before 表三",
        insert_columns("表三", "C"),
        paste("表三!C5", [("合计",), (409,), (920494,)]),
        expected=nothing_silent(),
    ),
    *twice(
        "a 小计 column within 助困",
        insert_columns("表三", "D"),
        paste("表三!D5", [("小计",), (198,), (552460,)]),
        expected=reads("figures_beside"),
    ),
    *twice(
        "subtotals far below", paste("表一!E60", [(16, 16, 98)]), expected=reads("figures_beside")
    ),
    *twice(
        "a sum far below",
        calculate("表一!G60", "=SUM(G6:G6)", 98),
        expected=reads("figures_beside"),
    ),
]

LAST_YEAR = (None, None, None, 11, 11, 71, 1, 60, 40, 12)

OTHER_ROWS = [
    *twice(
        "another unit's row below",
        insert_rows("表一", 7),
        paste("表一!A7", [T1_OTHER]),
        expected=reads("figures_beside"),
    ),
    *twice(
        "another unit's row above",
        insert_rows("表一", 6),
        paste("表一!A6", [T1_OTHER]),
        expected=nothing_silent(),
    ),
    *twice(
        "the same unit's row twice, with other figures",
        insert_rows("表一", 7),
        paste("表一!A7", [("嘉善县", *LAST_YEAR)]),
        expected=tells(),
    ),
    *twice(
        "the same unit's row twice, the other first",
        insert_rows("表一", 6),
        paste("表一!A6", [("嘉善县", *LAST_YEAR)]),
        expected=nothing_silent(),
    ),
    *twice(
        "last year's row above this year's",
        insert_rows("表一", 6),
        paste("表一!A6", [("2008年", *LAST_YEAR)]),
        expected=nothing_silent(),
    ),
    *twice(
        "last year's row below this year's",
        insert_rows("表一", 7),
        paste("表一!A7", [("2008年", *LAST_YEAR)]),
        expected=reads("figures_beside"),
    ),
    *twice(
        "the unit's towns listed below it",
        insert_rows("表一", 7, 2),
        paste(
            "表一!A7",
            [
                ("魏塘镇", None, None, None, 10, 10, 60, 1, 50, 30, 9),
                ("西塘镇", None, None, None, 6, 6, 38, 1, 39, 29, 9),
            ],
        ),
        expected=reads("figures_beside"),
    ),
    *twice(
        "the unit's towns listed above its sum",
        insert_rows("表一", 6, 2),
        paste(
            "表一!A6",
            [
                ("魏塘镇", None, None, None, 10, 10, 60, 1, 50, 30, 9),
                ("西塘镇", None, None, None, 6, 6, 38, 1, 39, 29, 9),
            ],
        ),
        expected=nothing_silent(),
    ),
    *twice(
        "a column of last year's figures behind the answers",
        paste("表五!C4", [("2008年",), (500,), (400,)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a column of last year's figures before the answers",
        insert_columns("表五", "B"),
        paste("表五!B4", [("2008年",), (500,), (400,)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "last year's row above 表七's",
        insert_rows("表七", 6),
        paste("表七!A6", [(5000, 9)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "last year's row above 表二's",
        insert_rows("表二", 5),
        paste("表二!A5", [("上年", 70, 900)]),
        expected=nothing_silent(),
    ),
    *twice(
        "a second table of the same form below",
        paste(
            "表一!A12",
            [
                (
                    "单位",
                    "已创建各类基地",
                    None,
                    None,
                    None,
                    None,
                    "提供见习岗位个数",
                    "召开集中招聘会场数",
                    "实现岗位对接的人数",
                    "通过见习实现就业人数",
                    "通过见习实现自主创业人数",
                ),
                (None, "中央级", "省级", "市级", "县级", "总数"),
                ("嘉善县", *LAST_YEAR),
            ],
        ),
        expected=tells(),
    ),
    *twice(
        "a second table of the same form above",
        insert_rows("表一", 4, 5),
        paste(
            "表一!A4",
            [
                (
                    "单位",
                    "已创建各类基地",
                    None,
                    None,
                    None,
                    None,
                    "提供见习岗位个数",
                    "召开集中招聘会场数",
                    "实现岗位对接的人数",
                    "通过见习实现就业人数",
                    "通过见习实现自主创业人数",
                ),
                (None, "中央级", "省级", "市级", "县级", "总数"),
                ("嘉善县", *LAST_YEAR),
            ],
        ),
        expected=nothing_silent(),
    ),
]

HEADER = ("工作目标", None, "工作形象进度", "计划投资\n（万元）", "实际投资\n（万元）", "备注")
GOAL = "推动青少年宫完善设施设备完善"

LISTS = [
    *twice(
        "the header repeated on a list's second page",
        insert_rows("表四", 6),
        paste("表四!A6", [HEADER]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "续表 and the header repeated within a list",
        insert_rows("表四", 6, 2),
        paste("表四!A6", [("续表",), HEADER]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice("a blank row within a list", insert_rows("表四", 6), expected=reads(), unit="市级"),
    *twice("a goal left out on its second row", clear("表四!A6"), expected=reads(), unit="市级"),
    *twice(
        "a goal left out on its second row, with a blank nobody sees",
        type_in("表四!A6", "\u200b"),
        expected=reads(),
        unit="市级",
    ),
    *twice(
        "〃 for the goal above",
        type_in("表四!A6", "〃"),
        expected=differs({"T4.goal.1": "〃"}),
        unit="市级",
    ),
    *twice(
        "同上 for the goal above",
        type_in("表四!A6", "同上"),
        expected=differs({"T4.goal.1": "同上"}),
        unit="市级",
    ),
    *twice(
        "numbers before a list",
        insert_columns("表四", "A"),
        paste("表四!A4", [("序号",), (1,), (2,), (3,)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "numbers written before each project",
        type_in("表四!B5", "1、嘉兴市青少年宫改扩建工程争取立项"),
        expected=differs({"T4.project.0": "1、嘉兴市青少年宫改扩建工程争取立项"}),
        unit="市级",
    ),
    *twice(
        "a heading row within a list",
        insert_rows("表四", 5),
        paste("表四!A5", [("一、市本级",)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a note below a list",
        paste("表四!A9", [("注：以上投资均为财政资金",)]),
        expected=reads(),
        unit="市级",
    ),
    *twice(
        "a note with figures below a list",
        paste("表四!A9", [("注：其中省级补助50万元",)]),
        expected=reads("words_not_read"),
        unit="市级",
    ),
    *twice(
        "a note without its word below a list",
        paste("表四!A9", [("以上投资均为财政资金，共800万元",)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "the signature line right below a list",
        paste("表四!A8", [("填表人：张三", None, "电话：83831234")]),
        expected=reads(),
        unit="市级",
    ),
    *twice(
        "a signature without a colon below a list",
        clear("表四!A17", "表四!C17", "表四!E17"),
        paste("表四!A9", [("制表 张三", None, "2009年12月15日")]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a list longer than the form",
        insert_rows("表四", 17, 3),
        paste("表四!A8", [(GOAL, f"项目{n}", "在建", n, n) for n in range(1, 13)]),
        expected=differs(
            {
                key: value
                for n in range(1, 13)
                for key, value in (
                    (f"T4.goal.{n + 2}", GOAL),
                    (f"T4.project.{n + 2}", f"项目{n}"),
                    (f"T4.stage.{n + 2}", "在建"),
                    (f"T4.planned.{n + 2}", n),
                    (f"T4.actual.{n + 2}", n),
                )
            }
        ),
        unit="市级",
    ),
    *twice(
        "an entry beyond the foot of a list",
        paste("表四!A18", [(GOAL, "青少年宫二期", "在建", 30, 10)]),
        expected=tells("figures_beside"),
        unit="市级",
    ),
]

NOTES_AND_NEIGHBOURS = [
    *twice(
        "a note at the foot with numbers",
        paste("表一!A9", [("注：2009年新增5个，累计16个。",)]),
        expected=reads("words_not_read"),
    ),
    *twice(
        "a note at the foot with a number in its own cell",
        paste("表一!A9", [("说明：", "新增", 5)]),
        expected=reads("figures_beside"),
    ),
    *twice(
        "a telephone number at the foot",
        paste("表一!A9", [("联系电话：", 83831234)]),
        expected=reads(),
    ),
    *twice("the date of the report as a number", paste("表一!H7", [(20091215,)]), expected=reads()),
    *twice(
        "a watermark across the blank cells",
        paste("表一!C6", [("样表",)]),
        expected=unreadable("T1.provincial T1.total", "not_a_number"),
    ),
    *twice("a page number below", paste("表一!F12", [("— 1 —",)]), expected=reads()),
    *twice(
        "a code row below the header",
        insert_rows("表一", 6),
        paste("表一!A6", [("甲", *range(1, 11))]),
        expected=nothing_silent(),
    ),
    *twice(
        "a code row of texts below the header",
        insert_rows("表一", 6),
        paste("表一!A6", [("甲", *"123456789", "10")]),
        expected=nothing_silent(),
    ),
    *twice(
        "a code row below the header of 表七",
        insert_rows("表七", 6),
        paste("表七!A6", [tuple(range(1, 13))]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a code row below the header of a list",
        insert_rows("表四", 5),
        paste("表四!A5", [("甲", "乙", "丙", 1, 2, "丁")]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a code column behind the labels of 表五",
        insert_columns("表五", "B"),
        paste("表五!B4", [("1",), ("2",), ("3",), ("4",)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a code column of numbers behind the labels of 表五",
        insert_columns("表五", "B"),
        paste("表五!B4", [(1,), (2,), (3,), (4,)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a code column behind the labels of 表三",
        insert_columns("表三", "C"),
        paste("表三!C6", [("01",), ("02",)]),
        expected=nothing_silent(),
    ),
    *twice(
        "a column of measures behind the labels of 表五",
        insert_columns("表五", "B"),
        paste("表五!B4", [("计量单位",), ("次",), ("次",), ("%",)]),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a column 备注 in the middle",
        insert_columns("表一", "H"),
        paste("表一!H4", [("备注",), (None,), ("含在建",)]),
        expected=reads("words_not_read"),
    ),
    *twice(
        "a column of shares in the middle",
        insert_columns("表一", "H"),
        paste("表一!H4", [("占比",), (None,), ("12%",)]),
        expected=reads("figures_beside"),
    ),
    *twice("the unit's own row label typed over", type_in("表一!A6", "嘉善"), expected=reads()),
    *twice("the unit's own row label gone", clear("表一!A6"), expected=reads()),
    *twice(
        "another unit's name as row label",
        type_in("表一!A6", "平湖市"),
        expected=reads("heading_disagrees"),
    ),
    *twice(
        "the words for what is measured reworded in the title",
        reword("表一", "统计表", "情况统计表（试行）"),
        expected=reads(),
    ),
    Case(
        "a form filled in by words only",
        (type_in("表二!B5", "见附表"), type_in("表二!C5", "见附表"), drop_names()),
        differs({"T2.cards": Missing.UNREADABLE, "T2.funds": Missing.UNREADABLE}, "not_a_number"),
    ),
]

FIGURES_IN_WORDS = [
    *(
        Case(f"{words} {where}", type_in(cell, words), reads("figures_beside"))
        for words in (
            "12个",
            "100万元",
            "约50",
            "¥5000",
            "（300）",
            "二十万元",
            "△3",
            "50-60",
            "98*",
        )
        for where, cell in (("above the table", "表一!N3"), ("beside the row", "表一!N6"))
    ),
    Case("a figure in words at the foot", type_in("表一!H9", "100万元"), reads("figures_beside")),
    Case(
        "words beside a figure beside the row",
        paste("表一!M6", [(5, "见附件2")]),
        reads("figures_beside", "words_not_read"),
    ),
    *(
        Case(f"words with a figure below the foot of {cell}", type_in(cell, words), expected)
        for cell in ("表一!B30", "表二!B12")
        for words, expected in (("另有资金100万元", reads("words_not_read")),)
    ),
    *(
        Case(f"{words} above and below the table", changes, reads())
        for words in (
            "2009年度",
            "2009年12月15日",
            "0573-83831234",
            "第1页 共2页",
            "（一）",
            "- 2 -",
        )
        for changes in [(type_in("表一!N3", words), type_in("表一!N30", words))]
    ),
    Case(
        "a date and a telephone number that the foot asks for",
        paste("表一!A9", [("报出日期：", "2009.12", "联系电话：", "83831234")]),
        reads(),
    ),
]

ENTRY = ("说明：流动少年宫", None, None)

FEET = [
    *twice(
        "an entry of a list that begins as a remark, its figures approximate",
        paste("表四!A7", [(*ENTRY, "约17", "约50")]),
        expected=differs(
            {
                "T4.goal.2": ENTRY[0],
                "T4.planned.2": Inexact(Decimal(17), Decimal("16.5"), Decimal("17.5")),
                "T4.actual.2": Inexact(Decimal(50), Decimal(45), Decimal(55)),
            },
            "approximate",
        ),
        unit="市级",
    ),
    *twice(
        "an entry of a list that begins as a remark, its figures to come",
        paste("表四!A7", [(*ENTRY, "待报")]),
        expected=differs(
            {"T4.goal.2": ENTRY[0], "T4.planned.2": Missing.UNREADABLE}, "not_a_number"
        ),
        unit="市级",
    ),
    *twice(
        "words in the columns of figures below a remark under a list",
        paste("表四!A8", [("注：以上均为财政资金",), (None, None, None, "待报")]),
        expected=reads("words_not_read"),
        unit="市级",
    ),
    *twice(
        "a remark beside its word below a list",
        paste("表四!A9", [("备  注", "以上均为财政资金")]),
        expected=reads(),
        unit="市级",
    ),
]

CASES = [
    *TOTALS,
    *OTHER_ROWS,
    *LISTS,
    *NOTES_AND_NEIGHBOURS,
    *FIGURES_IN_WORDS,
    *FEET,
]
