"""What a correction cannot say is refused: the cell or the line, what stands there, what may."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from shutil import copy

import pytest
from attrs import evolve

from tests.workbook.understanding.correcting_by_hand import (
    NEW,
    STAFF,
    Changes,
    corrected,
    sheet_of,
)
from youthstats.errors import CorrectionError
from youthstats.workbook.package import Cell, CellError
from youthstats.workbook.understanding.template import Template, understand
from youthstats.workbook.writing.correction_sheet import write_corrections


@pytest.fixture(scope="module")
def staff() -> Template:
    return understand(STAFF)


def new(**cells: str) -> Changes:
    return {(NEW, heading): text for heading, text in cells.items()}


REFUSED: list[tuple[Changes, str, list[str]]] = [
    (
        {("工资总额", "类型"): "整树"},
        "cell_value",
        ["youthstats!E31：“类型”栏没有“整树”这种填法（是不是 整数？）。可以填：整数、数、比率"],
    ),
    (
        {("工资总额", "小数位"): "两位"},
        "cell_value",
        ["youthstats!G31：", "“小数位”栏没有“两位”", "可以填：一个整数（如 2）、无"],
    ),
    (
        {("工资总额", "级别"): "强制"},
        "cell_not_of",
        ["youthstats!N31：“强制”填在“级别”栏，这一栏不用于指标，只用于审核关系。"],
    ),
    ({("工资总额", "种类"): "指示"}, "cell_value", ["youthstats!A31：“种类”栏没有“指示”这种填法"]),
    ({("工资总额", "种类"): None}, "no_thing", ["youthstats!A31：这一行没有写“种类”"]),
    (
        {("工资总额", "表"): "综和"},
        "unknown",
        ["youthstats!B31：没有“综和”这一说法（是不是 综合？）"],
    ),
    ({("工资总额", "表"): None}, "which_form", ["youthstats!A31：", "从业人员、综合"]),
    (
        {("工资总额", "名称（看到的）"): "工资总客"},
        "unknown",
        ["youthstats!C31：没有“工资总客”这一说法（是不是 工资总额？）"],
    ),
    ({("工资总额", "名称（看到的）"): None}, "cell_nameless", ["youthstats!A31：这一行没有写名称"]),
    (
        {("工资总额", "新名称"): "工资（总额）"},
        "no_name",
        ["youthstats!D31：“工资（总额）”不能作名称"],
    ),
    ({("工资总额", "新名称"): "备注"}, "taken", ["youthstats!D31：“备注”已是另一项的名称"]),
    (
        {("女性所占比例", "类型"): "整数"},
        "quotient_whole",
        ["youthstats!E30：审核关系“女性所占比例_比率”用除法算女性所占比例"],
    ),
    (
        {("从业人员总数", "类型"): "文字"},
        "still_needed",
        ["youthstats!E28：从业人员总数还在审核关系“女性所占比例_比率”中用作数字"],
    ),
    (
        {("期末人数_女", "类型"): "文字"},
        "still_needed",
        ["youthstats!E8：女还在审核关系“期末人数_合计_平衡”中用作数字"],
    ),
    ({("备注", "可否相加"): "否"}, "contradicts", ["youthstats!I33："]),
    (
        new(种类="审核关系", 表="综合", 关系式="工资总额 > 从业人圆总数"),
        "edit",
        [
            "youthstats!O39：关系式看不懂",
            "\n    工资总额 > 从业人圆总数\n               ^",
            "没有叫“从业人圆总数”的指标（是不是 从业人员总数？）",
        ],
    ),
    (
        new(种类="审核关系", 表="综合", 关系式="工资总额＋＝备注"),
        "edit",
        ["youthstats!O39：", "\n    工资总额+=备注\n             ^"],
    ),
    (
        new(种类="审核关系", 表="综合", 级别="核实"),
        "cell_nameless",
        ["youthstats!A39：", "要有关系式"],
    ),
    (
        {**new(种类="审核关系", 表="综合", 级别="核实"), (NEW, "名称（看到的）"): "某关系"},
        "textless",
        ["youthstats!A39：模板里没有叫这个名称的审核关系"],
    ),
    (
        {
            **new(种类="指标", 表="综合", 计量单位="元"),
            (NEW, "名称（看到的）"): "工资总额",
            ("工资总额", "计量单位"): "角",
        },
        "cell_twice",
        ["youthstats!F39：“计量单位”填的是“元”，与 youthstats!F31 所填不同"],
    ),
    ({("工资总额", "别名"): CellError("#REF!")}, "cell_error", ["youthstats!M31：", "#REF!"]),
    (
        {("报表制度", "报告期"): dt.date(2009, 12, 1)},
        "cell_date",
        ["youthstats!S4：", "2009-12-01"],
    ),
]


@pytest.mark.parametrize(("changes", "reason", "said"), REFUSED)
def test_a_cell_that_says_nothing_is_named(
    staff: Template, changes: Changes, reason: str, said: list[str]
) -> None:
    """The address of the cell, what stands there, and what may stand there instead."""
    with pytest.raises(CorrectionError) as caught:
        corrected(staff, sheet_of(staff, changes))
    assert f"correction.{reason}" == caught.value.reason
    for piece in said:
        assert piece in caught.value.texts["zh"]
    address = said[0].partition("：")[0]
    assert caught.value.texts["en"].startswith(f"{address}: ")
    assert str(caught.value) == caught.value.texts["en"]


def test_headings_are_refused_by_name(staff: Template) -> None:
    """One nobody knows, one that stands twice, none at all, and words that stand under none."""
    sheet = sheet_of(staff)
    cases = (
        (
            {(2, 3): Cell("新名子")},
            "heading",
            "youthstats!D3：不认识栏目名“新名子”（是不是 新名称？）",
        ),
        ({(2, 3): Cell("类 型")}, "heading_twice", "youthstats!E3：栏目名“类型”重复"),
        ({(2, 0): Cell("类种")}, "no_headings", "youthstats：没有找到“种类”一栏"),
        ({(9, 40): Cell("张三记")}, "no_heading_above", "youthstats!AO10：“张三记”上面没有栏目名"),
    )
    for changed, reason, said in cases:
        with pytest.raises(CorrectionError) as caught:
            corrected(staff, evolve(sheet, cells={**sheet.cells, **changed}))
        assert f"correction.{reason}" == caught.value.reason
        assert caught.value.texts["zh"].startswith(said)


def test_what_people_write_beside_a_row_is_theirs(staff: Template) -> None:
    """The columns that are there to be read say nothing, in a row of their own either."""
    changes: Changes = {("工资总额", "疑问"): "已问过财政", (NEW, "依据"): "张三记"}
    assert staff.scheme.forms == corrected(staff, sheet_of(staff, changes))[0]


# ------------------------------------------------------------------------------ TOML, and both


TOML = [
    ('[forms."综合"]\ntitel = "甲"', "unknown", "我的表.toml: 综合: titel", "'title'"),
    ('[forms."总合"]\ntitle = "甲"', "unknown", "我的表.toml: 总合", "综合"),
    ('[forms."综合".items."工资总客"]\nadds = false', "unknown", "items: 工资总客", "工资总额"),
    (
        '[forms."综合".items."工资总额"]\nkind = "integer"',
        "value",
        "工资总额: kind",
        "count, money",
    ),
    ('[forms."综合".items."工资总额"]\nadds = "no"', "value", "工资总额: adds", "true, false"),
    (
        '[forms."综合".items."工资总额"]\nplaces = "2"',
        "value",
        "工资总额: places",
        "a whole number",
    ),
    (
        '[forms."综合".items."工资总额"]\naliases = "甲"',
        "value",
        "工资总额: aliases",
        "a list of texts",
    ),
    ('[forms."综合".rows]\nover = ["items"]', "value", "rows: over", "unit, item"),
    ('[forms."综合"]\nitems = 3', "no_table", "我的表.toml: 综合", "items"),
    ("forms = 3", "no_table", "我的表.toml", "forms"),
    ('[forms."综合"]\nedits = [3]', "no_table", "我的表.toml: 综合", "edits"),
    ('[forms."综合"]\norder = ["甲"]', "unknown", "我的表.toml: 综合: order", "甲"),
    ('[forms."综合"]\nwithout_edits = ["甲"]', "unknown", "我的表.toml: 综合: edits: 甲", "甲"),
    ('[forms."综合"]\nwithout_edits = "甲"', "value", "综合: without_edits", "a list"),
    ('[forms."综合"]\nonly_these_edits = 1', "value", "综合: only_these_edits", "true, false"),
    ('[[forms."综合".edits]]\ntext = "备注"', "nameless", "综合: edits", "no name"),
    ('[[forms."综合".edits]]\nname = "甲"', "textless", "edits: 甲", "Write it"),
    (
        '[[forms."综合".edits]]\nname = "甲"\ntext = "工资总额 >"',
        "edit",
        "edits: 甲: text",
        "    ^",
    ),
    ("[[edits]]\nname = '甲'\ntext = '综合.工资总客 > 0'", "edit", "edits: 甲: text", "工资总额"),
    ("[forms.综合]", "not_toml", "我的表.toml", "line 1"),
    ("version = 2", "value", "我的表.toml: version", "a text"),
]


@pytest.mark.parametrize(("text", "reason", "where", "said"), TOML)
def test_a_line_of_toml_that_says_nothing_is_named(
    tmp_path: Path, text: str, reason: str, where: str, said: str
) -> None:
    """The file and the path to what is wrong, and what it may be."""
    copy(STAFF, tmp_path / "我的表.xlsx")
    (tmp_path / "我的表.toml").write_text(text, "utf-8")
    with pytest.raises(CorrectionError) as caught:
        understand(tmp_path / "我的表.xlsx")
    assert f"correction.{reason}" == caught.value.reason
    assert where in caught.value.where
    assert said in caught.value.texts["en"]
    assert caught.value.texts["zh"].startswith(f"{caught.value.where}：")


def test_corrections_stand_in_one_place(tmp_path: Path) -> None:
    """A sheet in the template and a file beside it might contradict each other: one has to go."""
    path = tmp_path / "我的表.xlsx"
    write_corrections(path, understand(STAFF))
    understand(path)
    path.with_suffix(".toml").write_text("", "utf-8")
    with pytest.raises(CorrectionError) as caught:
        understand(path)
    assert "我的表.xlsx：模板里已有工作表“youthstats”，旁边又有 我的表.toml。请只留一处" in str(
        caught.value.texts["zh"]
    )


def test_corrections_are_not_written_over_others(tmp_path: Path) -> None:
    """Not into a template that has the sheet, nor where a file beside it would contradict it."""
    path = tmp_path / "我的表.xlsx"
    copy(STAFF, path)
    template = understand(path)
    path.with_suffix(".toml").write_text("", "utf-8")
    with pytest.raises(CorrectionError, match=r"我的表\.toml holds corrections already"):
        write_corrections(tmp_path / "new.xlsx", template)
    path.with_suffix(".toml").rename(tmp_path / "new.toml")
    with pytest.raises(CorrectionError, match=r"new\.toml holds corrections already"):
        write_corrections(tmp_path / "new.xlsx", template)
    write_corrections(tmp_path / "other.xlsx", template)
    with pytest.raises(CorrectionError, match="youthstats holds corrections already"):
        write_corrections(tmp_path / "third.xlsx", understand(tmp_path / "other.xlsx"))
    assert not (tmp_path / "new.xlsx").exists()
    assert not (tmp_path / "third.xlsx").exists()
