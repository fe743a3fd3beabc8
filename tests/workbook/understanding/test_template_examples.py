"""A row that shows a clerk how to fill in a list: no heading, no entry, and told of."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import youthstats as ys
from tests.workbook.understanding.drawing import draw
from youthstats.workbook.reading.sheets.examples import begins_example

GRID = """
项目清单
填报单位： | |
| 序号 | 项目名称 | 金额（万元） |
| 例 | 某某项目 | 100 |
| 1 | | |
| 2 | | |
| 3 | | |
"""
EXAMPLE = ("某某项目", 100)

entries = st.lists(
    st.tuples(st.sampled_from(("修路", "建桥", "某某项目")), st.integers(1, 3) | st.just(100)),
    min_size=1,
    max_size=3,
)


def read(folder: Path, rows: dict[int, tuple[str, int]]) -> list[tuple[object, object]]:
    """Return the entries that are read of a return with these rows filled in."""
    template = ys.understand(draw(folder / "我的表.xlsx", GRID))
    book = load_workbook(template.path)
    sheet = book["表一"]
    sheet["B2"].value = "甲县"
    for row, (name, amount) in rows.items():
        sheet.cell(row, 2).value = name
        sheet.cell(row, 3).value = amount
    book.save(folder / "甲县.xlsx")
    (one,) = ys.read(folder / "甲县.xlsx", template.scheme).returns
    values = one.records["表一"].values
    return [(values["项目名称", at], values["金额", at]) for at in range(len(values) // 2)]


@given(entries)
def test_every_entry_is_read_and_the_example_is_not(some: list[tuple[str, int]]) -> None:
    """An entry that says the same as the example is one all the same."""
    with tempfile.TemporaryDirectory() as folder:
        assert some == read(Path(folder), dict(enumerate(some, 5)))


def test_an_example_typed_over_is_an_entry(tmp_path: Path) -> None:
    """A clerk who fills in the row of the example means it."""
    assert [("修路", 3), ("建桥", 2)] == read(tmp_path, {4: ("修路", 3), 5: ("建桥", 2)})


def test_an_example_is_doubted_in_words(tmp_path: Path) -> None:
    """The doubt names the row by what it begins with."""
    (doubt,) = ys.understand(draw(tmp_path / "我的表.xlsx", GRID)).doubts
    assert ("example", "A4") == (doubt.code, doubt.address)
    assert "“例”" in doubt.message("zh")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            ("例", True),
            ("（示例）", True),
            ("例：张三", True),
            ("填写示例", True),
            ("例如:李四", True),
        ),
        *(("例会", False), ("比例：", False), ("案例", False), ("", False), ("例会：", False)),
    ],
)
def test_words_that_begin_an_example(text: str, expected: bool) -> None:
    """例 alone or before a colon; 例会 is a meeting and 比例 a share."""
    assert expected is begins_example(text)
