"""One whole divided up by several things, and parts of it beside them: 性别, 年龄, 其中：少数民族."""

from __future__ import annotations

from pathlib import Path

import pytest

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.model.edits import Edit

PEOPLE = """
队伍统计表
填报单位： |  |  |  |  |  |  | 单位：人
| 类型 | {total} | 性别 | < | {way} | < | 其中：⏎少数民族 | 新成员 |
| ^ | ^ | 男 | 女 | 甲组 | 乙组 | ^ | ^ |
| 农村 | {formula} |  |  |  |  |  |  |
| 城市 | {formula} |  |  |  |  |  |  |
"""


def inferred(path: Path) -> list[str]:
    """Return what is inferred of the only form of a template."""
    (form,) = ys.understand(path).scheme.forms
    return [str(edit.statement) for edit in form.edits if isinstance(edit, Edit) and edit.inferred]


def drawn(folder: Path, formula: str = "", **words: str) -> Path:
    """Draw the table; a formula is written for its first row."""
    grid = PEOPLE.format(**{"total": "总数", "way": "年龄"} | words, formula="{}")
    return draw(folder / "表.xlsx", grid.format(formula, formula.replace("5", "6")))


@pytest.mark.parametrize("total", ["总数", "合计", "总计"])
@pytest.mark.parametrize("way", ["年龄", "学历", "按户籍分", "年 龄"])
def test_what_goes_on_behind_parts_is_none_of_a_sum(total: str, way: str, tmp_path: Path) -> None:
    """少数民族 and 新成员 are no two that make up the whole; each way to divide it is."""
    name = "".join(way.split())
    assert [
        f"{total} = 性别_男 + 性别_女",
        f"{total} = {name}_甲组 + {name}_乙组",
        f"{total}_少数民族 <= {total}",
    ] == inferred(drawn(tmp_path, total=total, way=way))
    assert () == ys.understand(tmp_path / "表.xlsx").doubts


@pytest.mark.parametrize(
    ("formula", "other"),
    [("=C5+D5", ["总数 = 年龄_甲组 + 年龄_乙组"]), ("=E5+F5", ["总数 = 性别_男 + 性别_女"])],
)
def test_a_formula_leaves_the_other_ways(formula: str, other: list[str], tmp_path: Path) -> None:
    """What the office adds up itself is said once, and the rest comes to the same, softly."""
    assert [*other, "总数_少数民族 <= 总数"] == inferred(drawn(tmp_path, formula))


def test_a_formula_over_all_leaves_none(tmp_path: Path) -> None:
    """Where the office adds up both groups they are no two ways to divide one whole."""
    assert ["总数_少数民族 <= 总数"] == inferred(drawn(tmp_path, "=SUM(C5:F5)"))


def test_a_group_of_another_name_is_no_way(tmp_path: Path) -> None:
    """Of 专业 nobody knows that it divides all of them."""
    found = inferred(drawn(tmp_path, "=C5+D5", way="专业"))
    assert not any("专业" in one for one in found)


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ("女 | 党员 | 少数民族", ["男", "女"]),
        ("女 | 其他", ["男", "女", "其他"]),
    ],
)
def test_what_two_make_up_nothing_else_is_added_to(
    beside: str, said: list[str], tmp_path: Path
) -> None:
    """男 and 女 are all there are; 党员 beside them are among them, 其他 is not."""
    count = beside.count("|") + 4
    blank = "| " * (count - 1) + "|"
    grid = f"统计表\n单位：人\n| 类别 | 合计 | 男 | {beside} |\n| 甲 {blank}\n| 乙 {blank}"
    (total,) = inferred(draw(tmp_path / "我的表.xlsx", grid))
    assert f"合计 = {' + '.join(said)}" == total


def test_a_total_that_the_office_left_out_is_not_inferred(tmp_path: Path) -> None:
    """Its formulas add the other columns up in that row: 定额 is not."""
    grid = "统计表\n| 类别 | 人数 | 定额 |\n| 甲 | | |\n| 乙 | | |\n| 合计 | =SUM(B3:B4) | |"
    assert [] == inferred(draw(tmp_path / "我的表.xlsx", grid))
