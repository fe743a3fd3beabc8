"""What happens to whole sheets, to titles, and to the lines that say whose and of when it is."""

from __future__ import annotations

from tests.returns_as_sent.arranging import (
    Rows,
    add_sheet,
    break_names,
    copy_sheet,
    drop_names,
    hide_sheet,
    remove_sheet,
    rename_sheet,
    reorder_sheets,
    stack,
    unmerge,
)
from tests.returns_as_sent.book import Change
from tests.returns_as_sent.case import Case
from tests.returns_as_sent.cases_labels import twice
from tests.returns_as_sent.expectations import Expectation, nothing_silent, reads, refused, tells
from tests.returns_as_sent.moving import drag
from tests.returns_as_sent.retyping import clear, name_unit, paste_as_values, reword, type_in

LISTING: Rows = [("物资", "数量"), ("横幅", 12), ("宣传册", 500)]
CONTENTS: Rows = [
    ("开展小额贷款扶持农村青年创业工作统计表", 2),
    ("共青团“青年就业创业见习基地”统计表", 1),
]

NAMES = [
    *twice("sheets in another order", reorder_sheets(6, 5, 4, 3, 2, 1, 0), expected=reads()),
    *twice("a sheet renamed", rename_sheet("表一", "见习基地"), expected=reads()),
    *twice(
        "a sheet renamed by a program",
        paste_as_values(),
        rename_sheet("表一", "Sheet1", follow=False),
        expected=nothing_silent(),
    ),
    *twice("a sheet named with blanks", rename_sheet("表一", " 表 一 "), expected=reads()),
    *twice("a sheet named 表1", rename_sheet("表一", "表1"), expected=reads()),
    *twice(
        "two sheets' names exchanged",
        rename_sheet("表一", "x"),
        rename_sheet("表二", "表一"),
        rename_sheet("x", "表二"),
        expected=reads(),
    ),
    *twice(
        "a sheet named after another form that is there",
        rename_sheet("表二", "表三 "),
        expected=reads(),
    ),
    *(
        Case(
            f"every sheet renamed, {what}",
            (
                *(rename_sheet(f"表{n}", f"Sheet{i}") for i, n in enumerate("一二三四五六七", 1)),
                *more,
            ),
            reads(),
            unit,
        )
        for unit in ("嘉善县", "市级")
        for what, more in ((f"{unit}, names kept", ()), (f"{unit}, names lost", (drop_names(),)))
    ),
    Case("names that lead nowhere", break_names(), reads()),
    Case("names of one form lead nowhere", break_names(".T1."), reads()),
    Case("the name of one figure lost", drop_names(".T1.posts"), reads()),
]

TITLES = [
    *twice("the title gone", clear("表一!A1"), expected=reads()),
    *twice("every title gone", *(clear(f"表{n}!A1") for n in "一二三四五六七"), expected=reads()),
    Case(
        "the title and the sheet's name gone, names lost",
        (clear("表一!A1"), clear("表一!E2"), rename_sheet("表一", "Sheet1"), drop_names()),
        nothing_silent(),
    ),
    *twice("two titles", type_in("表一!A3", "2009年度团的工作统计报表"), expected=reads()),
    Case(
        "the title and the name of a sheet of phrases gone, names lost",
        (clear("表六!A1"), clear("表六!C2"), rename_sheet("表六", "Sheet6"), drop_names()),
        nothing_silent(),
        "市级",
    ),
    *twice("the title shortened", type_in("表一!A1", "见习基地统计表"), expected=reads()),
    *twice(
        "the title of another form",
        type_in("表一!A1", "表二：开展小额贷款扶持农村青年创业工作统计表"),
        expected=nothing_silent(),
    ),
    *twice(
        "the year in the title",
        type_in("表一!A1", "2009年嘉善县共青团“青年就业创业见习基地”统计表"),
        expected=reads(),
    ),
]

MORE_SHEETS = [
    *twice("a scratch sheet first", add_sheet("Sheet1", first=True), expected=reads()),
    *twice(
        "a scratch sheet with numbers first",
        add_sheet("Sheet1", LISTING, first=True),
        expected=reads("sheet_not_read"),
    ),
    *twice(
        "a cover first",
        add_sheet(
            "封面", [("嘉善县团委",), ("2009年度统计报表",), ("二〇〇九年十二月",)], first=True
        ),
        expected=reads(),
    ),
    *twice(
        "instructions first that name every form",
        add_sheet("填表说明", [(f"表{n}：按实填报",) for n in "一二三四五六七"], first=True),
        expected=reads(),
    ),
    *twice(
        "Sheet2 and Sheet3 left empty", add_sheet("Sheet2"), add_sheet("Sheet3"), expected=reads()
    ),
    *(
        Case(
            f"a sheet nobody asked for with {' and '.join(words)}",
            add_sheet("补充", [("项目", word) for word in words]),
            reads("sheet_not_read"),
        )
        for words in (
            ("12个",),
            ("100万元",),
            ("约50",),
            ("¥5000", "(300)"),
            ("二十万元",),
            ("另有资金100万元",),
        )
    ),
    *twice(
        "a table of contents with titles and pages",
        add_sheet("目录", CONTENTS, first=True),
        expected=reads("sheet_not_read"),
    ),
    *twice(
        "a hidden sheet with numbers",
        add_sheet("缓存", LISTING, hidden=True),
        expected=reads("sheet_not_read"),
    ),
    *twice("an empty form sent along as a copy", copy_sheet("表四", "表四 (2)"), expected=reads()),
    *twice(
        "a sheet copied as it is",
        copy_sheet("表一", "表一 (2)"),
        expected=tells("form_twice", names=("表一 (2)",)),
    ),
    *twice(
        "a copy with other figures behind",
        copy_sheet("表一", "表一 (2)"),
        type_in("表一 (2)!G6", 89),
        expected=tells(names=("表一 (2)",), hard=True),
    ),
    *twice(
        "a copy with other figures before",
        copy_sheet("表一", "表一 (2)", before=True),
        type_in("表一 (2)!G6", 89),
        expected=tells(names=("表一 (2)",), hard=True),
    ),
    *twice(
        "the copy is the one filled in",
        copy_sheet("表一", "表一 (2)"),
        *(clear(f"表一!{c}6") for c in "EFGHIJK"),
        expected=nothing_silent(),
    ),
    *twice(
        "an old version left beside the new, figures changed",
        copy_sheet("表一", "表一（旧）"),
        type_in("表一（旧）!G6", 89),
        expected=tells(names=("表一（旧）",), hard=True),
    ),
    *twice(
        "the original renamed 旧, the copy 表一 filled in",
        rename_sheet("表一", "表一旧"),
        copy_sheet("表一旧", "表一"),
        type_in("表一旧!G6", 71),
        expected=tells(names=("表一旧",), hard=True),
    ),
    *twice(
        "last year's sheet beside this year's",
        copy_sheet("表一", "2008年"),
        type_in("2008年!A3", "报告期：2008年"),
        type_in("2008年!G6", 71),
        expected=tells(names=("2008年",)),
    ),
    *twice(
        "another unit's sheet beside this unit's",
        copy_sheet("表一", "平湖市"),
        type_in("平湖市!B2", "平湖市"),
        type_in("平湖市!G6", 71),
        expected=tells(names=("平湖市",)),
    ),
    *twice(
        "another unit's sheet before this unit's",
        copy_sheet("表一", "平湖市", before=True),
        type_in("平湖市!B2", "平湖市"),
        type_in("平湖市!G6", 71),
        expected=nothing_silent(),
    ),
    *twice(
        "a hidden old version",
        copy_sheet("表一", "表一旧", before=True),
        type_in("表一旧!G6", 71),
        hide_sheet("表一旧"),
        expected=nothing_silent(),
    ),
]

GONE_OR_JOINED = [
    *twice("a form not asked of the unit deleted", remove_sheet("表五"), expected=reads()),
    *twice(
        "a form it owes deleted", remove_sheet("表二"), expected=tells("form_missing", hard=True)
    ),
    *twice(
        "the first sheet deleted, which names the unit",
        remove_sheet("表一"),
        expected=tells(hard=True),
    ),
    *(
        Case(
            f"all forms stacked on one sheet, {gap} rows apart, of {unit}",
            stack(gap=gap),
            nothing_silent(),
            unit,
        )
        for unit in ("嘉善县", "市级")
        for gap in (0, 1, 3)
    ),
    *(
        Case(
            f"all forms stacked, merges lost, of {unit}",
            (stack(), unmerge()),
            nothing_silent(),
            unit,
        )
        for unit in ("嘉善县", "市级")
    ),
    Case("all forms stacked on a sheet named after the first", stack("表一"), nothing_silent()),
]


def head(sentence: str, change: Change | tuple[Change, ...], expected: Expectation) -> Case:
    """Another way to say whose return it is, or of when."""
    return Case(sentence, change, expected)


UNIT = [
    head(
        "the unit in its label's cell",
        (type_in("表一!A2", "填报单位：嘉善县"), name_unit("")),
        reads(),
    ),
    head(
        "the unit after a half-width colon",
        (type_in("表一!A2", "填报单位:嘉善县"), name_unit("")),
        reads(),
    ),
    head(
        "the unit after a blank",
        (type_in("表一!A2", "填报单位 嘉善县"), name_unit("")),
        reads(),
    ),
    head("the unit's label spaced out", type_in("表一!A2", "填 报 单 位："), reads()),
    head("the unit's label with 盖章", type_in("表一!A2", "填报单位（盖章）："), reads()),
    head(
        "the unit and its seal in one cell",
        (type_in("表一!A2", "填报单位（盖章）：嘉善县团委"), name_unit("")),
        reads(),
    ),
    *(
        head(
            f"the unit's label is {label} on every sheet",
            tuple(reword(f"表{n}", "填报单位", label) for n in "一二三四五六七"),
            expected,
        )
        for label, expected in (
            ("填报单位（盖章）", reads()),
            ("单位名称", reads()),
            ("综合机关名称", reads()),
        )
    ),
    head("the unit two cells on", drag("表一!B2", "表一!C2"), reads()),
    head(
        "the unit in the row below its label",
        (name_unit(""), unmerge("表一"), type_in("表一!B3", "嘉善县")),
        reads("unit_from_file_name"),
    ),
    head("the unit left blank", name_unit(""), reads("unit_from_file_name")),
    head("the unit with its city", name_unit("浙江省嘉兴市嘉善县"), reads()),
    head("the unit spaced out", name_unit("嘉 善 县"), reads()),
    head("the unit shortened", name_unit("嘉善"), reads()),
    head("the unit as its committee", name_unit("共青团嘉善县委员会"), reads()),
    head("the unit with its person", name_unit("嘉善县 张三"), reads()),
    head("the unit as a number", name_unit(330421), refused("unknown_unit", "file.unknown_unit")),
    head("the unit mistyped", name_unit("嘉膳县"), refused("unknown_unit", "file.unknown_unit")),
    head("the unit in traditional characters", name_unit("嘉善縣"), reads()),
    head("two units named", name_unit("嘉善县、平湖市"), refused("unknown_unit", "file.two_units")),
    head("another unit than the file's name", name_unit("平湖市"), tells("unit_disagrees")),
    head(
        "another unit on one sheet",
        type_in("表三!B2", "平湖市"),
        refused("unknown_unit", "file.two_units"),
    ),
    head(
        "the unit on the second sheet alone",
        (name_unit(""), type_in("表二!B2", "嘉善县"), type_in("表三!B2", "嘉善县")),
        reads(),
    ),
    head(
        "the unit's formula an error on other sheets",
        (remove_sheet("表四"), type_in("表二!B2", "#REF!")),
        nothing_silent(),
    ),
]

PERIOD = [
    *(
        head(f"the period as {text!r}", type_in("表一!A3", f"报告期：{text}"), reads())
        for text in (
            "2009 年",
            "２００９年",
            "2009年度",
            "2009",
            "二〇〇九年",
            "2009年1-12月",
            "2009年全年",
            "",
        )
    ),
    head("the period's line gone", clear("表一!A3"), reads()),
    head(
        "the period in a cell of its own",
        (unmerge("表一"), type_in("表一!A3", "报告期："), type_in("表一!B3", "2009年")),
        reads(),
    ),
    head(
        "another year",
        type_in("表一!A3", "报告期：2008年"),
        refused("unreadable", "file.other_period"),
    ),
    head(
        "another year on one sheet",
        type_in("表三!A3", "报告期：2010年"),
        refused("unreadable", "file.other_period"),
    ),
    head("the lines above the table reworded", reword("表一", "表号：", "表  号："), reads()),
    head(
        "the measure on its own line in one cell with the period",
        (type_in("表一!A3", "报告期：2009年    计量单位：个、场、人"), clear("表一!F3")),
        reads(),
    ),
]

CASES = [*NAMES, *TITLES, *MORE_SHEETS, *GONE_OR_JOINED, *UNIT, *PERIOD]
