"""Laws of templates as offices draw them every day, which a reviewer found to be misread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import differences, fill, read_back
from youthstats.errors import TemplateError
from youthstats.layout.sums import TOTAL_LABELS
from youthstats.workbook.reading.read import read
from youthstats.workbook.understanding.numbering import is_word
from youthstats.workbook.understanding.template import Template, understand
from youthstats.workbook.understanding.verdicts import gives_verdict

VILLAGES = ("东村", "西村", "南村", "北村")


def understood(drawn: Drawn | str) -> Template:
    """Return what is understood of a sheet, once it was filled in and read back without a loss."""
    with TemporaryDirectory() as folder:
        template = understand(draw(Path(folder) / "我的表.xlsx", drawn))
        read = read_back(template, Path(folder) / "某单位.xlsx")
        assert [] == list(differences(template, read))
    return template


@given(
    st.integers(2, 4),
    st.sampled_from(TOTAL_LABELS),
    st.booleans(),
    st.sampled_from(("序号", "序 号", "行次")),
)
def test_a_sum_among_the_numbers_of_rows_is_a_row_like_any(
    count: int, word: str, first: bool, head: str
) -> None:
    """Above the rows or below them, it has its label, and its formula is an edit."""
    parts = range(5 if first else 4, (5 if first else 4) + count)
    total = f"| {word} | | =SUM(C{parts[0]}:C{parts[-1]}) |"
    rows = [f"| {n} | {village} | |" for n, village in enumerate(VILLAGES[:count], 1)]
    lines = [total, *rows] if first else [*rows, total]
    grid = "\n".join(["情况表", "填报单位：", f"| {head} | 村名 | 户数（户） |", *lines])
    (form,) = understood(grid).scheme.forms
    labels = [item.label for item in form.items]
    assert sorted([*VILLAGES[:count], word]) == sorted(labels)
    assert 1 == len(form.edits)


@given(st.integers(1, 999), st.sampled_from(("{}", "{}.", "({})", "0{}", "A{}", "第{}", "1.{}")))
def test_a_number_of_a_row_is_no_word(number: int, shape: str) -> None:
    """However it is written, it names nothing."""
    assert not is_word(shape.format(number))


@given(st.sampled_from("〇一二三四五六七八九十"), st.text("一二三四五六七八九十", max_size=3))
def test_a_numeral_is_no_word(first: str, more: str) -> None:
    """十一 numbers a row as 11 does; 合计 does not."""
    assert not is_word(first + more)
    assert not is_word(f"第{first}{more}")
    assert is_word("合 计")


@given(
    st.sampled_from(("单位", "计量单位", "计算单位", "计量 单位")),
    st.lists(st.sampled_from(("本月", "累计", "上年同期", "2024年")), min_size=1, unique=True),
    st.booleans(),
)
def test_a_heading_over_measures_is_no_line_above_the_table(
    head: str, heads: list[str], last: bool
) -> None:
    """Where nothing is drawn the table begins with its heading, as it does where lines say so."""
    cells = [*heads, head] if last else [head, *heads]
    rows = [["指标", *cells], *(_measured(stem, heads, last) for stem in ("新增就业", "求职登记"))]
    table = "\n".join("|".join(row) for row in rows)
    boxed = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    title = "就业情况表\n填报单位：\n"
    (plain,), (drawn,) = (understood(Drawn(title + grid)).scheme.forms for grid in (table, boxed))
    assert {"人"} == {item.measure for item in plain.items}
    assert (drawn.items, drawn.categories) == (plain.items, plain.categories)


def _measured(stem: str, heads: list[str], last: bool) -> list[str]:
    blanks = [" "] * len(heads)
    return [stem, *blanks, "人"] if last else [stem, "人", *blanks]


MARKS = """
自评表
填报单位：{unit}
| 项目 | 分值 | 得分 |
"""


@given(st.lists(st.integers(1, 100) | st.sampled_from(("0.5", "12.5")), min_size=2, max_size=4))
def test_a_column_that_is_printed_throughout_is_no_filling(marks: list[int | str]) -> None:
    """Beside a column that is blank throughout the office printed it, whatever figures stand there."""
    rows = [f"| {stem} | {mark} | |" for stem, mark in zip(VILLAGES, marks, strict=False)]
    grid = MARKS.format(unit="") + "\n".join(rows)
    numbers = {f"B{row}": float(mark) for row, mark in enumerate(marks, 4)}
    (form,) = understood(Drawn(grid, values=numbers)).scheme.forms
    assert list(VILLAGES[: len(marks)]) == [item.label for item in form.items]
    assert [(item.label,) for item in form.items] == [item.path for item in form.items]


def test_a_return_with_a_column_left_blank_is_still_one(tmp_path: Path) -> None:
    """Where a unit says who it is, or few columns are blank, figures were filled in."""
    rates = """
    测算表
    填报单位：{unit}
    | 类别 | 标准（元） | 月数（个） | 人数（人） | 金额（元） |
    | 东村 | 30 | 12 | | =B4*C4*D4 |
    | 西村 | 20 | 12 | | =B5*C5*D5 |
    """
    assert understand(draw(tmp_path / "我的表.xlsx", rates.format(unit=""))).scheme.forms
    most = """
    情况表
    | 指标 | 收入（元） | 支出（元） | 结余（元） | 人数（人） |
    | 东村 | 3 | 1 | 2 | |
    | 西村 | 9 | 4 | 5 | |
    """
    for grid in (rates.format(unit="某镇"), most):
        with pytest.raises(TemplateError) as raised:
            understand(draw(tmp_path / "我的表.xlsx", grid))
        assert "template.filled" == raised.value.reason


@given(st.integers(2, 4), st.integers(101, 999), st.integers(0, 1))
def test_one_printed_figure_makes_no_labels_of_a_column(count: int, target: int, at: int) -> None:
    """The other cells of the first column of answers are asked for as before."""
    rows = [f"| {stem} | {target if n == at else ''} | |" for n, stem in enumerate(VILLAGES)]
    (form,) = understood(
        "\n".join(["情况表", "| 项目 | 目标数 | 完成数 |", *rows[: count + 1]])
    ).scheme.forms
    assert ["目标数", "完成数"] == [item.label for item in form.items]
    assert {("目标数", VILLAGES[at])} == set(form.closed)


conditions = st.sampled_from(("B4=C4+D4", "ABS(B4-C4)<1", "AND(B4>0,C4>0)"))
verdicts = st.sampled_from(("√", "×", "正确", "不平", "OK", "ERROR", "合计有误", "请核对"))


@given(conditions, conditions, verdicts, verdicts, verdicts | st.just(""))
def test_a_formula_that_only_checks_is_no_answer(
    one: str, other: str, good: str, bad: str, third: str
) -> None:
    """Whatever its conditions come to, it says whether figures agree; a figure in it is asked for."""
    assert gives_verdict(f'=IF({one},"{good}","{bad}")')
    assert gives_verdict(f'=IFERROR(IF({one},"{good}",IF({other},"{third}","{bad}")),"{bad}")')
    assert gives_verdict("=B4=C4+D4")
    assert not gives_verdict(f'=IF({one},"{third}",B4-C4)')
    assert not gives_verdict(f'=IF({one},"男","{bad}")')


@given(st.text(max_size=20))
def test_what_is_no_formula_checks_nothing(text: str) -> None:
    """Whatever stands behind the sign, it is told without a fault."""
    assert gives_verdict(f"={text}") in {True, False}


SHARES = """
人口构成表
填报单位：
| 项目 | 人数（人） | 比重（%） |
| 总人口 | =SUM(B5:B6) | {printed} |
| 男 | | =B5/B4*100 |
| 女 | | =B6/B4*100 |
"""


def told_not_asked(path: Path, template: Template) -> Iterator[str]:
    """Yield what stood in the cells of a return that ask for nothing and that notes speak of."""
    for one in read(path, template.scheme).returns:
        yield from (note.stood for note in one.notes if note.code == "reading.not_asked")


@given(st.sampled_from(("100", "100.0", "1")), st.sampled_from(("General", "0.0", "0%", "0.0%")))
def test_a_printed_share_stands_as_it_was_printed(written: str, shown: str) -> None:
    """A return is asked for nothing there, and no word is said of what the office printed itself."""
    given = Drawn(SHARES.format(printed=""), values={"C4": float(written)}, formats={"C4": shown})
    with TemporaryDirectory() as folder:
        template = understand(draw(Path(folder) / "我的表.xlsx", given))
        (form,) = template.scheme.forms
        assert {("比重", "总人口")} == set(form.closed)
        filled = fill(template, Path(folder) / "某单位.xlsx")
        assert [] == list(told_not_asked(filled, template))


@given(st.integers(101, 999))
def test_another_figure_there_is_told(written: int) -> None:
    """What a clerk typed over it does not count, and is shown as it stands in the cell."""
    with TemporaryDirectory() as folder:
        drawn = draw(Path(folder) / "我的表.xlsx", SHARES.format(printed=100))
        template = understand(drawn)
        filled = fill(template, Path(folder) / "某单位.xlsx")
        book = load_workbook(filled)
        book.worksheets[0]["C4"] = written
        book.save(filled)
        assert [str(written)] == list(told_not_asked(filled, template))


@given(
    st.lists(
        st.sampled_from(("城镇居民", "农村居民", "流动人口", "合计")),
        min_size=2,
        max_size=4,
        unique=True,
    ),
    st.lists(st.sampled_from(VILLAGES), min_size=1, max_size=3, unique=True),
)
def test_rows_called_alike_are_named_by_their_sections(
    sections: list[str], rows: list[str]
) -> None:
    """No name ends in a number where the headings of the sections tell its rows apart."""
    lines = ["情况表", "| 指标 | 人数（人） | 金额（元） |"]
    for number, section in zip("一二三四", sections, strict=False):
        lines += [f"| {number}、{section} | < | < |", *(f"| {row} | | |" for row in rows)]
    (form,) = understood("\n".join(lines)).scheme.forms
    assert [f"{one}_{row}" for one in sections for row in rows] == [
        category.name for category in form.categories
    ]
