"""Tables under each other on one sheet: each ends where the next of them begins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import differences, fill, read_back
from youthstats.model.values import Missing
from youthstats.workbook.package import open_book
from youthstats.workbook.understanding.refound import filled_in, found_again, not_found_again
from youthstats.workbook.understanding.template import Template, understand

_LISTS = (("项目名称", "投资（万元）"), ("姓名", "工资（元）"), ("设备名称", "价格（元）"))
_TABLES = (("工资总额", "税金"), ("耕地面积", "林地面积"), ("户数", "人数"))
_GRIDS = (("男", "女"), ("收入（元）", "支出（元）"), ("党员", "团员"))
_LABELLED = ("table", "grid", "bare")
_ROWS = 3


@frozen
class _Block:
    """One table of a stack: a ``list``, labelled rows or one ``row`` of answers.

    Rows are those of a ``table`` of one column, of a ``grid`` whose last column is headed 合计 as
    a row may be labelled, or ``bare`` of a heading, under a title only.
    """

    kind: str
    total: bool = False
    titled: bool = False

    def lines(self, number: int, top: int) -> list[str]:
        """Return the lines of the grid, the first of which is the row ``top`` of the sheet."""
        lines = [f"第{'一二三'[number]}部分"] * (self.titled or self.kind == "bare")
        rows = [f"| {label} | |" for label in self._labels(number)]
        if self.kind == "bare":
            return [*lines, *rows]
        if self.kind == "table":
            return [*lines, f"| 指标 | 金额{number + 1}（万元） |", *rows]
        if self.kind == "grid":
            rows = [f"| {label} | | | |" for label in self._labels(number)]
            return [*lines, f"| 类别 | {' | '.join(_GRIDS[number])} | 合计 |", *rows]
        if self.kind == "row":
            return [*lines, f"| 个数{number + 1}（个） | 总额{number + 1}（万元） |", "| | |"]
        lines += [f"| {' | '.join(_LISTS[number])} |", *["| | |"] * _ROWS]
        last = top + len(lines) - 1
        return [*lines, *[f"| 合计 | =SUM(B{last - _ROWS + 1}:B{last}) |"] * self.total]

    def _labels(self, number: int) -> list[str]:
        return [*_TABLES[number], *["合计"] * self.total]


_blocks = st.builds(
    _Block, st.sampled_from(["list", "list", *_LABELLED, "row"]), st.booleans(), st.booleans()
)
_stacks = st.lists(_blocks, min_size=2, max_size=3)


def _stacked(folder: Path, stack: list[_Block]) -> Template:
    grid = ["情况表", "填报单位： |"]
    for number, one in enumerate(stack):
        grid += [*[""] * (number > 0), *one.lines(number, len(grid) + 1 + (number > 0))]
    return understand(draw(folder / "我的表.xlsx", Drawn("\n".join(grid))))


@settings(max_examples=40, deadline=None)
@given(stack=_stacks)
def test_every_table_of_a_stack_is_read_from_its_own_cells(
    stack: list[_Block], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing is doubtful, every answer is read back, and no list has more entries than rows."""
    folder = tmp_path_factory.mktemp("stacked")
    template = _stacked(folder, stack)
    assert len(stack) == len(template.forms)
    assert [] == [one.code for one in template.doubts if one.code == "not_found_again"]
    read = read_back(template, folder / "某单位.xlsx")
    assert [] == list(differences(template, read))
    lengths = [len(read.records[form.id].rows) for form in template.scheme.forms if form.open]
    assert [_ROWS] * sum(one.kind == "list" for one in stack) == lengths
    assert {"unit_as_typed"} >= {aside.code for aside in read.asides}


def _read(
    template: Template, path: Path, answers: Mapping[str, str | int], *, put_in: int = 0
) -> list[list[tuple[object, ...]]]:
    """Return the answers of every form to a copy of a template with these answers."""
    book = load_workbook(template.path)
    sheet = book.worksheets[0]
    if put_in:
        sheet.insert_rows(put_in)
    for address, answer in answers.items():
        sheet[address] = answer
    book.save(path)
    (filed,) = ys.read(path, template.scheme).returns
    return [[tuple(row) for row in record.rows] for record in filed.records.values()]


_LIST_OVER_TABLE = [_Block("list"), _Block("table")]


def test_a_table_under_a_list_is_no_entry(tmp_path: Path) -> None:
    """A list half filled in ends before the table's figures, which are read once."""
    template = _stacked(tmp_path, _LIST_OVER_TABLE)
    answers: dict[str, str | int] = {"B2": "某单位", "A4": "桥", "B4": 1, "B9": 50, "B10": 60}
    entries, table = _read(template, tmp_path / "某单位.xlsx", answers)
    assert [("桥", 1)] == entries
    assert [(50, 60)] == table


def test_rows_put_into_a_list_move_its_end(tmp_path: Path) -> None:
    """The end is where the next heading stands on the return, not on the template."""
    template = _stacked(tmp_path, _LIST_OVER_TABLE)
    typed = {f"A{row}": f"桥{row}" for row in range(4, 8)} | {f"B{row}": row for row in range(4, 8)}
    answers: dict[str, str | int] = {"B2": "某单位", **typed, "B10": 50, "B11": 60}
    entries, table = _read(template, tmp_path / "某单位.xlsx", answers, put_in=5)
    assert [(f"桥{row}", row) for row in range(4, 8)] == entries
    assert [(50, 60)] == table


_TWO_TABLES = [_Block("table", total=True), _Block("table", total=True)]


def test_a_total_is_that_of_the_table_it_stands_in(tmp_path: Path) -> None:
    """Two tables have a row 合计 each; rows put in above and between them move both."""
    template = _stacked(tmp_path, _TWO_TABLES)
    answers: dict[str, str | int] = {"B2": "某单位"}
    answers |= {"B5": 1, "B6": 2, "B7": 3, "B10": 10, "B11": 20, "B12": 30}
    records = _read(template, tmp_path / "某单位.xlsx", answers, put_in=4)
    assert [[(1, 2, 3)], [(10, 20, 30)]] == records


def test_a_total_without_its_word_is_not_read_from_the_table_below(tmp_path: Path) -> None:
    """What a clerk wrote over is absent, although the word stands once more on the sheet."""
    template = _stacked(tmp_path, _TWO_TABLES)
    book = load_workbook(fill(template, tmp_path / "某单位.xlsx"))
    book.worksheets[0]["A6"] = "上述各项"
    book.save(tmp_path / "某单位.xlsx")
    (filed,) = ys.read(tmp_path / "某单位.xlsx", template.scheme).returns
    assert [("合计",), ()] == [one.absent for one in filed.matching]
    upper, lower = (tuple(record.rows[0]) for record in filed.records.values())
    assert Missing.UNREADABLE is upper[-1]
    assert Missing.UNREADABLE is not lower[-1]


def test_a_list_that_takes_in_more_is_doubtful(tmp_path: Path) -> None:
    """Where nobody knows of the lower table, its cells are found in addition: the template says so."""
    template = _stacked(tmp_path, _LIST_OVER_TABLE)
    entries, _ = template.scheme.forms
    alone = evolve(template.scheme, forms=(entries,))
    book = filled_in(list(template.forms.values()), open_book(template.path), "某单位")
    formed = [template.forms[entries.id]]
    (doubt,) = not_found_again(formed, found_again(alone, formed, book))
    assert "not_found_again" == doubt.code
    assert "项目名称" in doubt.message("zh")


_OTHER_STUBS = """
情况表
填报单位：
2025年1—6月 | | | 单位：人
| 项目 | 2024年 | 2025年 |
| 党员 | | |
| 团员 | | |

二、其他情况 | | | | 单位：万元
| 项目 | < | 代码 | 本期 | 上期 |
| 支出 | 人员经费 | 01 | | |
| ^ | 公用经费 | 02 | | |
"""


@pytest.mark.parametrize("heading", ["2024年 | 2025年", "本期 | 上期", "人员经费 | 公用经费"])
def test_what_one_table_says_is_none_of_anothers(heading: str, tmp_path: Path) -> None:
    """Its headings, measure, year and codes: the other one's may be called so, and stand elsewhere."""
    grid = _OTHER_STUBS.replace("2024年 | 2025年", heading)
    template = understand(draw(tmp_path / "我的表.xlsx", grid))
    assert () == template.doubts
    cells: dict[str, str | int] = {"A2": "填报单位：某单位"}
    cells |= {"B5": 1, "C5": 2, "B6": 3, "C6": 4, "D10": 5, "E10": 6, "D11": 7, "E11": 8}
    book = load_workbook(template.path)
    for at, value in cells.items():
        book.worksheets[0][at] = value
    (tmp_path / "收").mkdir()
    book.save(tmp_path / "收" / "某单位.xlsx")
    result = ys.reconcile(tmp_path / "收", template)
    assert [] == [one.message("zh") for one in result.review.findings]
    records = result.filed.returns[0].records.values()
    held = sorted(int(str(one)) for each in records for row in each.rows for one in row)
    assert [1, 2, 3, 4, 5, 6, 7, 8] == held
