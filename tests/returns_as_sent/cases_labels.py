"""Labels as clerks word them. With the template's names left, and with the names lost."""

from __future__ import annotations

from collections.abc import Iterator

from tests.returns_as_sent.arranging import (
    centre_across,
    drop_names,
    merge,
    unmerge,
    unmerge_and_fill,
)
from tests.returns_as_sent.book import Change
from tests.returns_as_sent.case import Case
from tests.returns_as_sent.expectations import (
    Expectation,
    differs,
    nothing_silent,
    reads,
    tells,
    unreadable,
)
from tests.returns_as_sent.retyping import LOOKS, clear, restyle_labels, reword, type_in

POSTS = "提供见习岗位个数"


def twice(
    sentence: str,
    *changes: Change,
    expected: Expectation,
    bare: Expectation | None = None,
    unit: str = "嘉善县",
) -> Iterator[Case]:
    """The same with the names that follow the cells, and without any; ``bare`` is expected then."""
    yield Case(sentence, changes, expected, unit)
    yield Case(f"{sentence}, names lost", (*changes, drop_names()), bare or expected, unit)


LOOKING_DIFFERENT = [
    case
    for sheet, unit in (
        ("表一", "嘉善县"),
        ("表二", "嘉善县"),
        ("表三", "市级"),
        ("表四", "市级"),
        ("表五", "市级"),
        ("表七", "市级"),
    )
    for look in LOOKS
    for case in twice(
        f"every label of {sheet} {look}", restyle_labels(sheet, look), expected=reads(), unit=unit
    )
]

MERGED = [
    case
    for sheet, unit in (
        ("表一", "嘉善县"),
        ("表三", "嘉善县"),
        ("表四", "市级"),
        ("表五", "市级"),
        ("表六", "市级"),
        ("表七", "市级"),
    )
    for sentence, change in (
        ("merged labels taken apart", unmerge(sheet)),
        ("merged labels taken apart and repeated", unmerge_and_fill(sheet)),
    )
    for case in twice(f"{sentence} on {sheet}", change, expected=reads(), unit=unit)
] + [
    *twice(
        "merged labels centred instead on 表一", centre_across("表一"), expected=nothing_silent()
    ),
    *twice(
        "merged labels centred instead on 表三", centre_across("表三"), expected=nothing_silent()
    ),
    *twice(
        "merged labels centred instead on 表七",
        centre_across("表七"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice("the header merged further", merge("表三", "C4:G4"), expected=nothing_silent()),
    *twice(
        "a label merged with the cell left of it",
        merge("表五", "A5:A6"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "the goals of a list merged downwards",
        merge("表四", "A5:A6"),
        expected=reads(),
        unit="市级",
    ),
]


def worded(text: str, expected: Expectation, bare: Expectation | None = None) -> Iterator[Case]:
    """Another wording of the label 提供见习岗位个数 of T1.posts."""
    return twice(
        f"提供见习岗位个数 worded {text!r}",
        reword("表一", POSTS, text),
        expected=expected,
        bare=bare,
    )


WORDED = [
    *worded("提供见习岗位个数（个）", reads(), reads("label_reworded")),
    *worded("提供见习岗位个数(个)", reads(), reads("label_reworded")),
    *worded("提供见习岗位个数\n（个）", reads(), reads("label_reworded")),
    *worded("提供见习岗位个数：", reads()),
    *worded("其中：提供见习岗位个数", nothing_silent()),
    *worded("6.提供见习岗位个数", nothing_silent()),
    *worded("（六）提供见习岗位个数", nothing_silent()),
    *worded("提供见习岗位个数*", nothing_silent()),
    *worded("提供见习岗位个数（不含在建）", tells()),
    *worded("提供见习岗位数", nothing_silent()),
    *worded("提供见习岗位个敉", nothing_silent()),
    *worded("提供見習崗位個數", nothing_silent()),
    *worded("提供见习岗位", nothing_silent()),
    *worded("岗位个数", nothing_silent()),
    *worded("Number of posts", nothing_silent()),
    *worded("G", nothing_silent()),
    *worded("", nothing_silent()),
    *worded("召开集中招聘会场数", tells(hard=True)),
    *worded("实现岗位对接的人数", tells(hard=True)),
    *worded("98", nothing_silent()),
]

REWORDED = [
    *twice(
        "the measure left out of a label", reword("表二", "（张）", ""), expected=nothing_silent()
    ),
    *twice(
        "the measure of a label on a line of its own",
        reword("表二", "（张）", "\n（张）"),
        expected=reads(),
    ),
    *twice(
        "the measure of a label in square brackets",
        reword("表二", "（张）", "[张]"),
        expected=nothing_silent(),
    ),
    *twice(
        "straight quotes in a label",
        reword("表二", "“青年创业信用卡”", '"青年创业信用卡"'),
        expected=nothing_silent(),
    ),
    *twice(
        "no quotes in a label",
        reword("表二", "“青年创业信用卡”", "青年创业信用卡"),
        expected=nothing_silent(),
    ),
    *twice(
        "the measure of a label changed to 元",
        reword("表二", "（万元）", "（元）"),
        expected=unreadable("T2.funds", "label_measure"),
    ),
    *twice(
        "the measure of a label changed to 千元",
        reword("表二", "资金（万元）", "资金（千元）"),
        expected=unreadable("T2.funds", "label_measure"),
    ),
    *twice(
        "the measure of a row's label changed to 万元",
        reword("表三", "（元）", "（万元）"),
        expected=tells(hard=True),
    ),
    *twice(
        "the figures in 元 under a label that says so",
        reword("表二", "资金（万元）", "资金（元）"),
        type_in("表二!C5", 9250000),
        expected=unreadable("T2.funds", "label_measure"),
    ),
    *twice(
        "the line that tells the measure changed",
        reword("表二", "计量单位：张、万元", "计量单位：张、元"),
        expected=reads("measure_differs"),
    ),
    *twice("the line that tells the measure gone", clear("表二!B3"), expected=reads()),
    *twice("县级 worded 区级", reword("表一", "县级", "区级"), expected=nothing_silent()),
    *twice("总数 worded 合计", reword("表一", "总数", "合计"), expected=nothing_silent()),
    *twice("总数 worded 小计", reword("表一", "总数", "小  计"), expected=nothing_silent()),
    *twice("省级 and 市级 one label", reword("表一", "省级", "市级"), expected=tells(hard=True)),
    *twice("a group label gone", clear("表一!B4"), expected=nothing_silent()),
    *twice(
        "a group label reworded",
        reword("表一", "已创建各类基地", "基地数"),
        expected=nothing_silent(),
    ),
    *twice(
        "a group label said of each column",
        clear("表一!B4"),
        *(reword("表一", old, f"已创建{old}基地") for old in ("中央级", "省级", "县级")),
        expected=nothing_silent(),
    ),
    *twice(
        "帮扶 for 资金 in a row's label",
        reword("表三", "帮扶资金", "资金"),
        expected=nothing_silent(),
    ),
    *twice("a category renamed", reword("表三", "大学生", "大专以上"), expected=nothing_silent()),
    *twice(
        "two categories' labels exchanged with their figures left",
        reword("表三", "小学生", "初中生?"),
        expected=nothing_silent(),
    ),
    *twice("a row's label gone", clear("表五!A5"), expected=nothing_silent(), unit="市级"),
    *twice(
        "a row's label shortened",
        reword("表五", "建立以来电话接听数", "电话接听数"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "建立以来来电 as 建立以来电 once mistyped",
        reword("表五", "建立以来来电办结数", "建立以来电办结数"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "来电 typed out of the rate's label too",
        reword("表五", "建立以来电办结率", "建立以来来电办结率"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "two row labels said alike",
        reword("表五", "建立以来来电办结数", "建立以来电话接听数"),
        expected=tells(hard=True),
        unit="市级",
    ),
    *twice(
        "a label of a phrase shortened",
        reword("表六", "1、免费培训基层少先队辅导员、少先队小干部", "免费培训辅导员"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "numbering of labels with dots",
        reword("表六", "、免费", ".免费"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "团 for 团委 in a header",
        reword("表七", "团委\n班子直选", "团\n班子直选"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "所占比例 worded 比例",
        reword("表七", "所占比例", "比例"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "所占比例 with its measure",
        reword("表七", "所占比例", "所占比例（%）"),
        expected=reads(),
        bare=reads("label_reworded"),
        unit="市级",
    ),
    *twice(
        "数量 with its measure",
        reword("表七", "数量", "数量（个）"),
        expected=reads(),
        bare=reads("label_reworded"),
        unit="市级",
    ),
    *twice("a group's header gone", clear("表七!D4"), expected=nothing_silent(), unit="市级"),
    *twice(
        "a list's header worded otherwise",
        reword("表四", "计划投资\n（万元）", "投资计划(万元)"),
        expected=nothing_silent(),
        unit="市级",
    ),
    *twice(
        "a list's header in 元",
        reword("表四", "（万元）", "（元）"),
        expected=tells(hard=True),
        unit="市级",
    ),
    *twice("every header on one line", reword("表七", "\n", ""), expected=reads(), unit="市级"),
    *twice(
        "every header on one line with a blank",
        reword("表四", "\n", " "),
        expected=reads(),
        unit="市级",
    ),
    *twice(
        "the project named after another colon",
        reword("表六", "项目名称：", "项目名称: "),
        expected=reads(),
        unit="市级",
    ),
    *twice(
        "the project named without a colon",
        reword("表六", "项目名称：", "项目名称"),
        expected=differs({"T6.project_name": "项目名称12355志愿者进学校"}),
        unit="市级",
    ),
]

CASES = [*LOOKING_DIFFERENT, *MERGED, *WORDED, *REWORDED]
