"""What is a part of what: 其中, and the rows that are set in behind it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import Drawn, draw
from youthstats.model.edits import Edit
from youthstats.workbook.understanding.template import understand


@frozen
class _Row:
    """A row of a table to draw, the parts listed behind it, and how much further those are set in."""

    parts: tuple[_Row, ...] = ()
    by: int = 1
    hanging: int = 0


_rows = st.recursive(
    st.just(_Row()),
    lambda rows: st.builds(
        _Row,
        st.lists(rows, max_size=3).map(tuple),
        st.integers(1, 2),
        st.integers(0, 3),
    ),
    max_leaves=6,
)


@frozen
class _Line:
    """A line of the table: its name, what its label begins with, its depth, and its whole."""

    name: str
    begins: str
    depth: int
    whole: str | None


def _lines(
    rows: tuple[_Row, ...],
    names: Iterator[str],
    depth: int = 0,
    hanging: int = 0,
    whole: str | None = None,
) -> Iterator[_Line]:
    """Yield lines top down: the first part says 其中, the others may hang below its words.

    They do not where it has parts of its own: those would seem to go on.
    """
    hanging = 0 if rows and rows[0].parts else hanging
    for number, row in enumerate(rows):
        name = next(names)
        first = whole is not None and number == 0
        mine = depth if first else depth + hanging
        yield _Line(name, "其中：" if first else "", mine, whole)
        yield from _lines(row.parts, names, mine + row.by, row.hanging, name)


def _drawn(lines: list[_Line], style: str) -> Drawn:
    grid = "情况表\n| 指标 | 本年（人） |\n" + "| | |\n" * len(lines)
    values, indents = {}, {}
    for number, line in enumerate(lines, 3):
        blanks = "" if style == "indent" else style * line.depth
        values[f"A{number}"] = f"{blanks}{line.begins}{line.name}"
        if style == "indent":
            indents[f"A{number}"] = line.depth
    return Drawn(grid, values=values, indents=indents)


def _parts(drawn: Drawn) -> list[tuple[str, str]]:
    """Return the labels that are joined as part and whole."""
    template = understand(draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", drawn))
    (form,) = template.scheme.forms
    labels = {item.name: item.label.removeprefix("其中：") for item in form.items}
    edits = [edit for edit in form.edits if isinstance(edit, Edit) and edit.inferred]
    return [
        (labels[part.item], labels[whole.item])
        for part, whole in (e.statement.refs for e in edits if "<=" in str(e.statement))
    ]


@given(st.lists(_rows, min_size=2, max_size=3), st.sampled_from(("  ", "　", "indent")))
def test_rows_set_in_are_parts_of_the_row_above(rows: list[_Row], style: str) -> None:
    """Where one says 其中: at any depth, by blanks or by indents, until a row is set in less."""
    names = (f"指标{chr(0x4E00 + 7 * number)}" for number in count())
    lines = list(_lines(tuple(rows), names))
    expected = [(line.name, line.whole) for line in lines if line.whole is not None]
    assert expected == _parts(_drawn(lines, style))


@pytest.mark.parametrize(
    ("labels", "parts"),
    [
        (["职工", "其中：女", "党员"], {"女": "职工"}),
        (["职工", "其中：女", "其中：党员"], {"女": "职工", "党员": "职工"}),
        (
            ["职工", "其中：", "　女", "　党员", "退休"],
            {"其中": "职工", "女": "职工", "党员": "职工"},
        ),
        (["全部", "　职工", "　其中：女", "　退休"], {"女": "职工"}),
        (["全部", "　　其中：女", "　职工", "　　残疾"], {"女": "全部"}),
        (["职工", "　其中：女", "　合计", "　党员"], {"女": "职工", "党员": "职工"}),
    ],
    ids=str,
)
def test_what_ends_the_parts_of_a_row(labels: list[str], parts: dict[str, str]) -> None:
    """Rows that are not set in are no parts, nor those set in less than 其中, nor totals."""
    grid = "情况表\n| 指标 | 本年（人） |\n" + "| | |\n" * len(labels)
    values = {f"A{number}": label for number, label in enumerate(labels, 3)}
    found = {
        part.strip("　："): whole.strip() for part, whole in _parts(Drawn(grid, values=values))
    }
    assert parts == {part.removeprefix("其中："): whole for part, whole in found.items()}


def test_parts_do_not_reach_into_the_next_section() -> None:
    """A label across the whole table ends what was listed above it."""
    grid = "情况表\n| 指标 | 本年（人） |\n| | |\n| | |\n| 二、农村 | < |\n| | |\n| | |"
    values = {"A3": "职工", "A4": "　其中：女", "A6": "　党员", "A7": "其中：男"}
    assert [("女", "职工"), ("男", "党员")] == [
        (part.strip("　").removeprefix("其中："), whole.strip("　"))
        for part, whole in _parts(Drawn(grid, values=values))
    ]


COLUMNS = [
    ("合计 城镇 农村 其中：女", {"女": "合计"}),
    ("合计 城镇 农村 其中：女 其中：党员", {"女": "合计", "党员": "合计"}),
    ("合计 城镇 其中：女 农村 其中：男", {"女": "城镇", "男": "农村"}),
    ("职工 其中：女 退休 其中：男", {"女": "职工", "男": "退休"}),
    ("合计 城镇 农村 收入（元） 其中：工资（元）", {"工资（元）": "收入（元）"}),
    ("合计 教师 学生 其中：女", {}),
    ("职工人数 按学历分/大专,本科 其中：女", {"女": "职工人数"}),
    ("人员/合计,城镇,农村 其中：女", {"女": "合计"}),
    ("人员/城镇,农村 其中：女", {}),
    ("按学历分/大专,本科 其中：女", {}),
    ("职工 按学历分/大专,本科 经费（元） 其中：工资（元）", {"工资（元）": "经费（元）"}),
    ("人次 治疗量 其中：重复献血人次", {"重复献血人次": "人次"}),
    ("参保户数 参保人数 其中：低保户数", {"低保户数": "参保户数"}),
    (
        "参保人数 保费金额 其中：困难人数 其中：补贴金额",
        {"困难人数": "参保人数", "补贴金额": "保费金额"},
    ),
    ("企业（个） 产值（万元） 其中：亏损企业（个）", {"亏损企业（个）": "企业（个）"}),
    ("治疗量 其中：重复献血人次", {}),
    ("职工人数 其中：培训人次", {}),
    ("库存（吨） 收购量（吨） 其中：优质（吨）", {"优质（吨）": "收购量（吨）"}),
    ("项目个数 其中：重点项目", {"重点项目": "项目个数"}),
]
"""Headings of columns, a group with what stands under it, and which is a part of which."""


def _two_rows(heading: str) -> str:
    """Return a table whose columns are headed so; every cell asks for figures."""
    upper, lower = "| 类别 |", "| ^ |"
    for one in heading.split():
        group, _, inner = one.partition("/")
        leaves = inner.split(",") if inner else ["^"]
        upper += " | ".join([f" {group} ", *["<"] * (len(leaves) - 1)]) + " |"
        lower += " | ".join(leaves) + " |"
    return f"情况表\n{upper}\n{lower}\n" + ("| 甲 " + "| " * lower.count("|") + "\n") * 2


@pytest.mark.parametrize(("heading", "parts"), COLUMNS, ids=[one for one, _ in COLUMNS])
def test_a_part_behind_its_group_is_of_the_whole(heading: str, parts: dict[str, str]) -> None:
    """其中 behind a total and its parts, or a closed group, is no part of the last; else a doubt."""
    drawn = Drawn(_two_rows(heading), formats={"B4:K5": "0"})
    template = understand(draw(Path(tempfile.mkdtemp()) / "我的表.xlsx", drawn))
    (form,) = template.scheme.forms
    labels = {item.name: item.label for item in form.items}
    edits = [edit for edit in form.edits if isinstance(edit, Edit) and edit.name.endswith("其中")]
    found = [[labels[ref.item] for ref in edit.statement.refs] for edit in edits]
    assert parts == {part.removeprefix("其中："): whole for part, whole in found}
    unclear = "其中" in heading and not parts
    assert unclear == any(doubt.code == "part_unclear" for doubt in template.doubts)


@pytest.mark.parametrize(
    ("columns", "falling"),
    [("上年 | 本年 | 本年比上年增加", "本年比上年增加"), ("收入 | 支出 | 结余", "结余")],
)
def test_a_part_of_what_may_be_negative_may_be_more(
    columns: str, falling: str, tmp_path: Path
) -> None:
    """Of losses, or of growth, a part may exceed the whole; of the other columns it may not."""
    across = f"情况表\n单位：亩\n| 项目 | {columns} |\n| 播种面积 | | | |\n| 其中：受灾面积 | | | |"
    down = f"情况表\n单位：万元\n| 类别 | {columns} |\n| 国有 | | | |\n| 　其中：市属 | | | |"
    for number, table in enumerate((across, down)):
        (form,) = understand(draw(tmp_path / f"{number}.xlsx", table)).scheme.forms
        parts = [one for one in form.edits if isinstance(one, Edit) and one.inferred]
        said = [str(one.statement) for one in parts if "<=" in str(one.statement)]
        assert 2 == len(said)
        assert not any(falling in one for one in said)


@pytest.mark.parametrize("formula", ["=B4+C4-D4", "=B4-D4", "=B4+C4", ""])
@pytest.mark.parametrize(
    ("measure", "whole", "falls"),
    [
        ("吨", "月末库存", False),
        ("头", "期末存栏", False),
        ("人", "年末在册人数", False),
        ("人", "年末人数", False),
        ("万元", "年末结余", True),
        ("人", "净增人数", True),
    ],
)
def test_a_part_of_what_is_on_hand_is_no_more(
    formula: str, measure: str, whole: str, *, falls: bool, tmp_path: Path
) -> None:
    """Though a formula takes something off it; of a balance or of growth a part may be more."""
    rows = "\n".join(
        f"| {name} | | | | {formula.replace('4', str(row))} | |"
        for row, name in enumerate(("甲", "乙"), 4)
    )
    grid = f"情况表\n单位：{measure}\n| 类别 | 年初数 | 收入数 | 支出数 | {whole} | 其中：县级 |\n{rows}"
    (form,) = understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    said = [str(one.statement) for one in form.edits if isinstance(one, Edit) and one.inferred]
    assert ([] if falls else [f"{whole}_县级 <= {whole}"]) == said


@pytest.mark.parametrize("first", ["男", "女"])
def test_a_part_behind_both_sexes_is_of_all(first: str, tmp_path: Path) -> None:
    """总人口, 其中：男, 女, 其中：少数民族: the last is a part of the first and not of 女."""
    other = "女" if first == "男" else "男"
    rows = ("总人口", f"其中：{first}", other, "其中：少数民族")
    grid = "人口表\n单位：人\n| 指标 | 本年 |\n" + "\n".join(f"| {row} | |" for row in rows)
    (form,) = understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    said = [str(one.statement) for one in form.edits if isinstance(one, Edit) and one.inferred]
    assert [f"总人口_{first} <= 总人口", "总人口_少数民族 <= 总人口"] == said


@pytest.mark.parametrize(
    ("table", "sums"),
    [
        ("| 指标 | 大专（人） | 其中 |\n| ^ | ^ | 小计 |\n| 甲 | | |\n| 乙 | | |", 0),
        (
            "| 指标 | 大专（人） | 其中 | < |\n| ^ | ^ | 小计 | 公办 |\n| 甲 | | | |\n| 乙 | | | |",
            0,
        ),
        (
            "| 指标 | 大专（人） | 其中 | < | < |\n| ^ | ^ | 小计 | 公办 | 民办 |\n"
            "| 甲 | | | | |\n| 乙 | | | | |",
            1,
        ),
        ("| 指标 | 人数（人） |\n| 大专 | |\n| 其中：小计 | |\n| 甲 | |\n| 乙 | |", 0),
    ],
)
def test_a_sum_among_parts_is_of_those_beside_it(table: str, sums: int, tmp_path: Path) -> None:
    """其中 over 小计, 公办, 民办: the first is the sum of the others, and a part of the whole."""
    (form,) = understand(draw(tmp_path / "模板.xlsx", f"情况统计表\n{table}")).scheme.forms
    said = [str(one.statement) for one in form.edits if isinstance(one, Edit)]
    assert any(one.endswith("小计 <= 大专") for one in said)
    assert sums == sum("=" in one.split() for one in said)


_STYLES = [
    "一、|二、|三、|四、|五、",
    "1.|2.|3.|4.|5.",
    "（一）|（二）|（三）|（四）|（五）",
    "||||",
]


@given(st.sampled_from(_STYLES), st.integers(2, 4), st.booleans(), st.booleans())
def test_a_part_between_two_parts_of_a_total_is_of_the_first(
    style: str, first: int, added: bool, more: bool
) -> None:
    """总计, 一、小麦, 二、稻谷, 其中：早熟, 三、玉米: of 稻谷, by the numbers or by the office's sum.

    So is what has no number behind it, and none of these is in the sum.
    """
    numbers = style.split("|")
    crops = ["小麦", "稻谷", "玉米", "大豆", "薯类"]
    rows = [f"{number}{crop}" for number, crop in zip(numbers, crops, strict=True)]
    parts = ["其中：早熟", "晚熟"] if more and style != "||||" else ["其中：早熟"]
    labels = [*rows[:first], *parts, *rows[first:]]
    own = [f"B{at}" for at, label in enumerate(labels, 5) if label in rows]
    total = f"={'+'.join(own)}" if added or style == "||||" else ""
    grid = f"库存表\n单位：吨\n| 品种 | 库存 |\n| 总计 | {total} |\n"
    grid += "\n".join(f"| {label} | |" for label in labels)
    with tempfile.TemporaryDirectory() as folder:
        (form,) = understand(draw(Path(folder) / "表.xlsx", grid)).scheme.forms
    said = [str(one.statement) for one in form.edits if isinstance(one, Edit)]
    whole = crops[first - 1]
    sums = [f"总计 = {' + '.join(crops)}"]
    assert [f"{whole}_早熟", f"{whole}_晚熟"][: len(parts)] == [
        one.split(" <= ")[0] for one in said if one.endswith(f" <= {whole}")
    ]
    assert sums == [one for one in said if "=" in one.split()]


@pytest.mark.parametrize("said", ["总计中：", "在总计中：", "总计中:"])
@pytest.mark.parametrize("behind", [(), ("住宿业",)])
def test_a_line_that_names_its_whole_is_a_part_of_that(
    said: str, behind: tuple[str, ...], tmp_path: Path
) -> None:
    """总计中：国有控股 is at most the total, and no addend of it, wherever it stands."""
    rows = ["总计", "批发业", "零售业", *behind, f"{said}国有控股"]
    grid = "\n".join(["情况表", "| 项目 | 企业数（个） |", *(f"| {row} | |" for row in rows)])
    (form,) = understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    edits = [str(edit.statement) for edit in form.edits if isinstance(edit, Edit)]
    assert 1 == sum("国有控股" in edit for edit in edits)
    (total,) = (edit for edit in edits if "<" not in edit)
    assert len(behind) + 1 == total.count("+")
    assert "国有控股" not in total


@pytest.mark.parametrize(
    ("above", "before", "whole"),
    [
        ("床位数（张）", "收住老人数（人）", "收住老人数"),
        ("护理员（人）", "收住老人数（人）", "收住老人数"),
        ("收住老人数（人）", "护理员（人）", "收住老人数"),
        ("职工人数（人）", "护理员（人）", "职工人数"),
    ],
)
def test_what_begins_a_line_of_a_card_may_be_of_the_line_before(
    above: str, before: str, whole: str, tmp_path: Path
) -> None:
    """The last field there is its whole where only that can be, or is of the same things."""
    grid = f"""
    养老机构登记表
    | 机构名称 | | 联系电话 | |
    | {above} | | {before} | |
    | 其中：失能老人（人） | | 社工（人） | |
    """
    (form,) = understand(draw(tmp_path / "我的表.xlsx", grid)).scheme.forms
    edits = [str(edit.statement) for edit in form.edits if isinstance(edit, Edit)]
    assert [f"{whole}_失能老人 <= {whole}"] == edits


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (["总计", "在编人员", "聘用人员", "其中：购买服务"], "总计"),
        (["在编人员", "聘用人员", "其中：购买服务", "合计"], "聘用人员"),
        (["合计", "销售收入", "管理费用", "其中：工资"], None),
        (["合计", "销售收入", "管理费用", "其中：工资", "投资额"], None),
    ],
)
@pytest.mark.parametrize("columns", ["| 市本级 |", "| 市本级 | 乡镇 |"])
def test_a_part_is_never_added_to_what_it_may_be_a_part_of(
    rows: list[str], whole: str | None, columns: str, tmp_path: Path
) -> None:
    """Whether it is known of what: the total adds those that say nothing of the kind."""
    blank = " | " * columns.count("|")
    body = "\n".join(f"| {row}{blank}" for row in rows)
    grid = f"情况\n填报单位：\n| 项目 {columns}\n{body}"
    (form,) = understand(draw(tmp_path / "表.xlsx", grid)).scheme.forms
    said = [edit.zh for edit in form.edits if isinstance(edit, Edit)]
    sums = [text for text in said if "＋" in text]
    parts = [text for text in said if "不应大于" in text]
    assert sums
    assert not [text for text in sums if "购买服务" in text or "工资" in text]
    assert bool(whole) is bool(parts)
    assert all(whole is not None and text.count(whole) for text in parts)
