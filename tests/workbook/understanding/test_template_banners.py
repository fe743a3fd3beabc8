"""Tables beside each other whose columns are called alike, told apart by the label over each."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import differences, fill, read_back
from youthstats.workbook.understanding.template import Template, understand

_BANNERS = ("在校学生情况", "教职工情况", "离退休人员")
_HEADS = (("班数（个）", "学生数（人）"), ("人数（人）",), ("总数（人）", "户数（户）"))
_PARTS = ("女（人）", "少数民族（人）")
_STUBS = (("一年级", "二年级", "合计"), ("领导", "教师", "合计"), ("离休", "退休", "合计"))


@frozen
class _Blocks:
    """How tables stand beside each other, and what is over them.

    ``stubs`` says that each has labels of its own before its rows, ``wide`` that its banner stands
    over these too, ``under`` that what they call alike stands under 其中.
    """

    times: int
    under: bool
    gap: bool
    stubs: bool
    wide: bool
    merged: bool
    alike: bool

    @property
    def grid(self) -> str:
        """The sheet."""
        lines: list[list[str]] = [[] for _ in range(6 if self.under else 5)]
        for number in range(self.times):
            if number and self.gap and self.stubs:
                lines = [[*line, "~"] for line in lines]
            block = self._block(number)
            lines = [[*line, *more] for line, more in zip(lines, block, strict=True)]
        return "情况表\n填报单位： |\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _block(self, number: int) -> list[list[str]]:
        first = _HEADS[0 if self.alike else number]
        own = self.stubs or not number
        wide = self.wide and own and self.stubs
        stub = ["项目"] * own
        over = [_BANNERS[number], *["<" if self.merged else ""] * (len(first) + 1 + wide)]
        rows = [over if wide else [*stub, *over]]
        if self.under:
            rows.append([*(stub if wide else ["^"] * own), *first, "其中", "<"])
            rows.append([*["^"] * own, *["^"] * len(first), *_PARTS])
        else:
            rows.append([*(stub if wide else ["^"] * own), *first, *_PARTS])
        return rows + [[label] * own + [""] * (len(first) + 2) for label in _STUBS[number]]


def _understood(folder: Path, grid: str) -> Template:
    return understand(draw(folder / "我的表.xlsx", Drawn(grid)))


@given(
    blocks=st.builds(_Blocks, st.integers(2, 3), *[st.booleans()] * 6).filter(
        lambda one: one.merged or not (one.wide and one.stubs)
    )
)
def test_what_is_called_alike_is_told_apart_by_what_is_over_it(
    blocks: _Blocks, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every answer is read back from its own cell, and is led to by the label over its table."""
    folder = tmp_path_factory.mktemp("banners")
    template = _understood(folder, blocks.grid)
    assert () == template.doubts
    assert (blocks.times if blocks.stubs else 1) == len(template.forms)
    led = {item.path[0] for form in template.scheme.forms for item in form.items}
    assert set(_BANNERS[: blocks.times]) == led
    read = read_back(template, folder / "某单位.xlsx")
    assert [] == list(differences(template, read))
    assert {"unit_as_typed"} >= {aside.code for aside in read.asides}


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("under", [False, True])
@pytest.mark.parametrize("gap", [False, True])
def test_a_label_that_is_not_merged_tells_as_well(
    times: int, under: bool, gap: bool, tmp_path: Path
) -> None:
    """The boxes behind it look like answers, which a doubt says; those below are read."""
    blocks = _Blocks(times, under, gap, stubs=True, wide=True, merged=False, alike=False)
    template = _understood(tmp_path, blocks.grid)
    assert {"found_nowhere", "unlabelled"} >= {one.code for one in template.doubts} != set()
    led = {item.path[0] for form in template.scheme.forms for item in form.items if item.path[1:]}
    assert set(_BANNERS[:times]) == led
    assert [] == list(differences(template, read_back(template, tmp_path / "某单位.xlsx")))


_OWN = _Blocks(2, under=True, gap=True, stubs=True, wide=True, merged=True, alike=False)


@pytest.mark.parametrize("change", ["rows", "columns", "sheet", "merges"])
def test_returns_that_were_changed_are_read(change: str, tmp_path: Path) -> None:
    """Neither rows and columns put in, another sheet's name nor lost merges make them one."""
    template = _understood(tmp_path, _OWN.grid)
    path = fill(template, tmp_path / "某单位.xlsx")
    book = load_workbook(path)
    sheet = book["表一"]
    if change == "rows":
        sheet.insert_rows(2)
        for merge in list(sheet.merged_cells.ranges):
            merge.shift(row_shift=1)
    elif change == "columns":
        sheet.insert_cols(1)
        for merge in list(sheet.merged_cells.ranges):
            merge.shift(col_shift=1)
    elif change == "sheet":
        sheet.title = "Sheet1"
    else:
        for merge in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merge))
    book.save(path)
    (filed,) = ys.read(path, template.scheme).returns
    assert [] == list(differences(template, filed))


_BARE = """
情况表
填报单位： |
{over}
| 年级 | 班数（个） | 女（人） | ~ | 岗位 | 人数（人） | 女（人） |
| 一年级 | | | ~ | 领导 | | |
| 合计 | | | ~ | 合计 | | |
"""


@pytest.mark.parametrize(
    "over",
    [
        "一、在校学生 | | | | 二、教职工 | |",
        "在校学生 | | | | 教职工 | |\n单位：人 | | | | 单位：人 | |",
        "在校学生 | < | < | | 教职工 | < | <",
    ],
)
@pytest.mark.parametrize("called", ["表一", "Sheet1"])
def test_the_line_over_each_tells_them_apart(over: str, called: str, tmp_path: Path) -> None:
    """It need not stand in the box of the table, nor be the last line over it."""
    template = _understood(tmp_path, _BARE.format(over=over).strip("\n"))
    assert () == template.doubts
    path = fill(template, tmp_path / "某单位.xlsx")
    book = load_workbook(path)
    book["表一"].title = called
    book.save(path)
    (filed,) = ys.read(path, template.scheme).returns
    assert [] == list(differences(template, filed))


@pytest.mark.parametrize(
    "over",
    [
        "",
        "在校学生 | | | | | |",
        "在校学生 | | 单位：人 | | 教职工 | | 单位：人",
        "学生和教职工 | < | < | < | < | < | <",
    ],
)
def test_a_doubt_says_what_to_do_where_nothing_is_over_each(over: str, tmp_path: Path) -> None:
    """The places are named, and the column of the corrections."""
    template = _understood(tmp_path, _BARE.format(over=over).strip("\n"))
    assert ["called_alike"] * 2 == [one.code for one in template.doubts]
    row = 4
    for doubt in template.doubts:
        said = doubt.message("zh")
        assert f"女（人） C{row} / G{row}" in said
        assert "上级表头" in said
        assert "上级表头" in doubt.message("en")


def test_what_the_office_names_tells_them_apart(tmp_path: Path) -> None:
    """Words that nobody could take for a label of the table do when the office says so."""
    over = "在校学生 | 公办 | | | 教职工 | 在编 | "
    path = draw(tmp_path / "我的表.xlsx", Drawn(_BARE.format(over=over).strip("\n")))
    assert {"called_alike"} == {one.code for one in understand(path).doubts}
    path.with_suffix(".toml").write_text(
        '[forms."表一".items."女"]\nunder = ["公办"]\n'
        '[forms."表一（2）".items."女"]\nunder = ["在编"]\n',
        "utf-8",
    )
    template = understand(path)
    assert () == template.doubts
    assert [] == list(differences(template, read_back(template, tmp_path / "某单位.xlsx")))


_UNLIKE = """
情况表
填报单位： |
2024年 | | | 单位：人 | | | | 单位：万元
| 在校学生 | < | < | < | ~ | 经费 | < | < |
| 年级 | 学生数 | 女 | 男 | ~ | 年级 | 收入 | 支出 |
| ^ | ^ | ^ | ^ | ~ | 一年级 | | |
| 一年级 | | | | ~ | 二年级 | | |
| 二年级 | | | | ~ | 合计 | | |
| 合计 | | | | ~ | ~ | ~ | ~ |
"""


def test_tables_beside_each_other_have_rows_and_measures_of_their_own(tmp_path: Path) -> None:
    """What stands over or before the one on the left says nothing of the one on the right."""
    template = _understood(tmp_path, _UNLIKE.strip("\n"))
    assert ["人", "万元"] == [form.measure for form in template.scheme.forms]
    assert [] == [one.code for one in template.doubts if one.code != "kind_unknown"]
    path = fill(template, tmp_path / "某单位.xlsx")
    filed = ys.read(path, template.scheme)
    assert [] == list(differences(template, filed.returns[0]))
    assert [] == [str(one) for one in ys.check(filed).hard if one.code != "edit_failure"]


def test_a_label_over_a_heading_without_merged_cells_hides_nothing(tmp_path: Path) -> None:
    """The heading goes on below its first row, as it does where no label is over it."""
    over = "| 职工情况 | < | < | < |"
    grid = "| 单位 | 人数（人） | 其中 | |\n| | | 女（人） | 党员（人） |\n| 城区 | | | |\n| 郊县 | | | |"
    forms = [
        _understood(tmp_path, f"情况表\n填报单位： |\n{one}").scheme.forms
        for one in (grid, f"{over}\n{grid}")
    ]
    plain, under = ([item.label for form in some for item in form.items] for some in forms)
    assert ["人数（人）", "女（人）", "党员（人）"] == plain == under
