"""Laws of templates as offices draw them every day, which a reviewer found to be misread."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.understanding.drawing import Drawn, draw
from tests.workbook.understanding.filling import differences, read_back
from youthstats.layout.sums import TOTAL_LABELS
from youthstats.workbook.understanding.numbering import is_word
from youthstats.workbook.understanding.template import Template, understand

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
